// Lists of problems: as data, as text, as JSON.
#include "c/objects.hpp"

#include <barem/family.hpp>

#include <nlohmann/json.hpp>

using namespace barem::c;

namespace {

using json = nlohmann::ordered_json;

barem_problem shown(problem const& p) {
    barem_problem made{};
    made.kind = p.kind;
    made.severity = p.severity;
    made.message = view(p.message);
    made.code = view(p.code);
    made.file = view(p.file);
    made.line = p.line;
    made.column = p.column;
    made.end_line = p.end_line;
    made.end_column = p.end_column;
    made.begin = p.begin;
    made.end = p.end;
    made.help = view(p.help);
    made.witness = view(p.witness);
    made.witness_record = view(p.witness_record);
    made.acknowledged = view(p.acknowledged);
    made.record_line = p.record_line;
    made.record_row = p.record_row;
    made.record_id = view(p.record_id);
    made.path = view(p.path);
    made.expected = view(p.expected);
    made.found = view(p.found);
    made.rule = view(p.rule);
    made.citation = view(p.citation);
    return made;
}

std::string as_text(problem_list const& list) {
    if (!list.reports.empty()) return to_text(list.reports);
    std::string all;
    for (auto const& p : list.problems) {
        if (p.record_line != 0) all += "line " + std::to_string(p.record_line);
        else if (p.record_row != SIZE_MAX) all += "row " + std::to_string(p.record_row);
        if (!p.record_id.empty()) all += (p.record_line != 0 || p.record_row != SIZE_MAX ? ", " : "") + p.record_id;
        if (!all.empty() && all.back() != '\n') all += ": ";
        all += p.message + "\n";
    }
    return all;
}

json as_json(problem const& p) {
    auto const number_or_null = [](std::size_t n, std::size_t none) { return n == none ? json() : json(n); };
    json made = json::object();
    made["line"] = number_or_null(p.record_line, 0);
    made["row"] = number_or_null(p.record_row, SIZE_MAX);
    made["id"] = p.record_id.empty() ? json() : json(p.record_id);
    made["path"] = p.path;
    made["expected"] = p.expected;
    made["found"] = p.found;
    made["message"] = p.message;
    made["rule"] = p.rule;
    made["citation"] = p.citation;
    return made;
}

json as_json(problem_list const& list) {
    json all = json::array();
    for (auto const& report : list.reports)
        for (auto& finding : json::parse(report.to_json())) all.push_back(std::move(finding));
    if (list.reports.empty())
        for (auto const& p : list.problems) all.push_back(as_json(p));
    return all;
}

}  // namespace

extern "C" {

size_t barem_problems_count(const barem_problems* list) {
    auto const* const held = find(list);
    return held == nullptr ? 0 : held->problems.size();
}

barem_status barem_problems_get(const barem_problems* list, size_t index, barem_problem* problem, barem_problems** problems) {
    return call(problems, [&] {
        auto const& all = get(list, "list").problems;
        check_index(index, all.size(), "index");
        write_struct(problem, shown(all[index]), "problem");
    });
}

barem_status barem_problems_text(const barem_problems* list, barem_text** text, barem_problems** problems) {
    return call(problems, [&] {
        clear(text, "text");
        give_text(text, as_text(get(list, "list")));
    });
}

barem_status barem_problems_json(const barem_problems* list, barem_text** text, barem_problems** problems) {
    return call(problems, [&] {
        clear(text, "text");
        give_text(text, as_json(get(list, "list")).dump(2, ' ', false, json::error_handler_t::replace));
    });
}

}  // extern "C"
