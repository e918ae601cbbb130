#include "c/problem.hpp"

#include "io/text_form.hpp"
#include "source/source_map.hpp"

namespace barem::c {

namespace {

std::int32_t severity_of(severity s) {
    return s == severity::error ? BAREM_ERROR : s == severity::warning ? BAREM_WARNING : BAREM_HINT;
}

problem problem_of(diagnostic const& d, std::string const& reason, source_map const& sources) {
    problem made;
    made.kind = BAREM_PROBLEM_RULES;
    made.severity = severity_of(d.severity);
    made.message = as_utf8(d.message);
    made.code = d.code;
    made.help = as_utf8(d.help);
    made.witness = as_utf8(d.witness);
    made.witness_record = as_utf8(d.witness_record);
    made.acknowledged = as_utf8(reason);
    auto const& file = d.labels.empty() ? sources.main() : sources.of(d.labels.front().where);
    made.file = as_utf8(*file.name);
    if (d.labels.empty()) return made;
    auto const where = file.lines.clamp(file.local(d.labels.front().where));
    auto const first = file.lines.position(where.begin), last = file.lines.position(where.end);
    made.line = first.line;
    made.column = first.column;
    made.end_line = last.line;
    made.end_column = last.column;
    made.begin = where.begin;
    made.end = where.end;
    return made;
}

}  // namespace

void add(problem_list& to, issues const& found, record_place const& of) {
    for (auto const& i : found) {
        auto& made = to.problems.emplace_back();
        made.message = as_utf8(i.message);
        made.record_line = of.line;
        made.record_row = of.row;
        made.record_id = as_utf8(of.id);
        made.path = as_utf8(i.path);
        made.expected = as_utf8(i.expected);
        made.found = as_utf8(i.found);
        made.rule = i.rule;
        made.citation = i.citation;
    }
}

void add(problem_list& to, report found) {
    {
        source_map const sources(found);
        for (auto const& d : found.findings) to.problems.push_back(problem_of(d, {}, sources));
        for (auto const& known : found.acknowledged) to.problems.push_back(problem_of(known.finding, known.reason, sources));
    }
    to.reports.push_back(std::move(found));
}

std::string as_utf8(std::string text) {
    for (auto bad = io::find_invalid_utf8(text); bad != std::string::npos; bad = io::find_invalid_utf8(text)) text.replace(bad, 1, "\xEF\xBF\xBD");
    return text;
}

}  // namespace barem::c
