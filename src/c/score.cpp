// Records in JSON are scored, one on its own or a roster.
#include "c/objects.hpp"

#include "api/implementation.hpp"

#include <algorithm>
#include <unordered_map>

using namespace barem::c;

namespace {

/// Adds the lines of a roster, one by one, and remembers where each record stood.
class line_reader {
public:
    line_reader(barem::family const& rules, barem::family_roster& roster, problem_list& problems)
        : rules_(rules), roster_(roster), problems_(problems) {}

    void read(std::string_view lines) {
        for (std::size_t at = 0; at < lines.size();) {
            auto const end = std::min(lines.find('\n', at), lines.size());
            ++line_;
            add(lines.substr(at, end - at));
            at = end + 1;
        }
    }

    [[nodiscard]] std::size_t line_of(std::string const& id) const { return lines_.at(id); }

private:
    void add(std::string_view line) {
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) return;
        auto const record = rules_.read(line);
        if (!record) return barem::c::add(problems_, record.error(), {.line = line_});
        auto const added = roster_.add(*record);
        if (added) lines_.emplace(*added, line_);
        else barem::c::add(problems_, added.error(), {.line = line_, .id = barem::api::id_of(rules_.of(*record)->rules.inner(), record->data())});
    }

    barem::family const& rules_;
    barem::family_roster& roster_;
    problem_list& problems_;
    std::unordered_map<std::string, std::size_t> lines_;
    std::size_t line_ = 0;
};

}  // namespace

extern "C" {

barem_status barem_score_json(const barem_rules* rules, const char* json, size_t size, barem_results** results, barem_problems** problems) {
    return call(problems, [&] {
        clear(results, "results");
        auto const& with = get(rules, "rules").rules;
        auto made = with.score_json(bytes(json, size, "json"));
        if (!made) return refused(problems, made.error());
        auto held = std::make_unique<results_object>(with);
        held->outcomes.push_back(std::move(*made));
        give(results, std::move(held));
        return barem_status{BAREM_OK};
    });
}

barem_status barem_score_lines(const barem_rules* rules, const char* lines, size_t size, barem_results** results, barem_problems** problems) {
    return call(problems, [&] {
        clear(results, "results");
        auto held = std::make_unique<results_object>(get(rules, "rules").rules);
        held->peers = std::make_unique<barem::family_roster>(held->rules);
        auto list = std::make_unique<problem_list>();
        line_reader reader(held->rules, *held->peers, *list);
        reader.read(bytes(lines, size, "lines"));
        held->outcomes = held->peers->finish();
        for (auto const& f : held->peers->failures()) add(*list, f.problems, {.line = reader.line_of(f.id), .id = f.id});
        std::ranges::stable_sort(list->problems, {}, &problem::record_line);
        barem_status const status = list->problems.empty() ? BAREM_OK : BAREM_PARTLY;
        give(results, std::move(held));
        give_problems(problems, std::move(list));
        return status;
    });
}

}  // extern "C"
