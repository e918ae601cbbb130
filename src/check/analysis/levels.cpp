// Classifications: does every case have a level, can two of them hold at once, can each be reached?

#include "check/analysis/findings.hpp"
#include "check/analysis/search.hpp"
#include "check/print.hpp"

#include <fmt/format.h>

#include <set>

namespace barem::analysis {

namespace {

constexpr std::size_t most_reported = 10;    // pairs of a classification
constexpr std::size_t most_cases = 4;        // further cases that no level takes

class levels {
public:
    levels(program::program const& p, program::index record, program::member const& m, estimator& estimate, compile_limits const& limits,
           std::vector<diagnostic>& found)
        : p_(p), record_(record), m_(m), c_(m.levels.front()), formulas_(p, place::in_record(record), estimate), max_steps_(limits.max_proof_steps), steps_(max_steps_), found_(found) {
        for (auto const& level : c_.levels)
            if (!level.condition.empty()) conditions_.push_back(formulas_.add(level.condition.front()));
        formulas_.finish();
    }

    void analyse() {
        bool const has_otherwise = conditions_.size() != c_.levels.size();
        if (!has_otherwise) find_uncovered();
        if (c_.unique) find_overlaps();
        find_unreachable(has_otherwise);
        if (steps_.used_up()) report_undecided();
    }

private:
    std::optional<assignment> find(formulas::id goal, certainty how) { return find_case(formulas_, goal, how, steps_); }
    bool impossible(formulas::id goal) { return !find(goal, certainty::possible) && !steps_.used_up(); }

    /// No level before `end` holds.
    formulas::id none_before(std::size_t end) {
        std::vector<formulas::id> none;
        steps_.spend(end);                   // a formula as long as this takes time and memory to make
        for (std::size_t i = 0; i != end; ++i) none.push_back(formulas_.negation(conditions_[i]));
        return formulas_.all_of(std::move(none));
    }

    std::string name(std::size_t i) const { return check::print(p_, c_.levels[i].value, {{record_}, program::none}); }
    source_span place_of(std::size_t i) const { return c_.levels[i].where; }
    diagnostic& add(severity how, char const* code, std::string message) {
        found_.push_back({code, how, std::move(message), {}, {}, {}, {}});
        return found_.back();
    }

    void find_uncovered() {
        auto const uncovered = none_before(conditions_.size());
        auto found = find(uncovered, certainty::proved);
        bool const proved = found.has_value();
        if (!proved && !steps_.used_up()) found = find(uncovered, certainty::possible);
        if (!found && !steps_.used_up()) return;
        auto& d = add(severity::error, "B1401",
                      proved ? fmt::format("`{}` has no level for some cases", m_.name) : fmt::format("`{}` could not be proved to have a level for every case", m_.name));
        d.labels.push_back({m_.where, proved ? "no level takes such a case" : "no `otherwise`"});
        if (found) d.witness = witness(p_, formulas_, *found);
        if (!proved) d.notes.push_back(found ? "whether such a case exists could not be decided: the conditions compare what depends on one another" : "there are too many cases to look at all of them");
        d.help = "add `otherwise` with the level of every case that no condition takes";
        if (proved) add_near_misses(d, uncovered);
    }

    /// What is joined by `and`.
    void add_parts(formulas::id condition, std::vector<formulas::id>& parts) const {
        auto const& n = formulas_.node(condition);
        if (n.form != formula_node::kind::all) return parts.push_back(condition);
        for (auto const part : n.parts) add_parts(part, parts);
    }

    /// Further cases without a level: those that meet all conditions of one level but one.
    void add_near_misses(diagnostic& d, formulas::id uncovered) {
        budget steps(max_steps_ / 8);
        std::set<std::string> told{d.witness};
        for (std::size_t i = 0; i != conditions_.size(); ++i) {
            std::vector<formulas::id> parts;
            add_parts(conditions_[i], parts);
            for (std::size_t missed = 0; parts.size() > 1 && missed != parts.size() && told.size() <= most_cases; ++missed) {
                auto goal = parts;
                goal[missed] = uncovered;
                auto const found = find_case(formulas_, formulas_.all_of(std::move(goal)), certainty::proved, steps);
                if (!found) continue;
                auto text = witness(p_, formulas_, *found);
                if (told.insert(text).second) d.notes.push_back(fmt::format("nor does any take this one, which is close to `{}`: {}", name(i), text));
            }
        }
    }

    void find_overlaps() {
        std::size_t pairs = 0;
        for (std::size_t i = 0; i != conditions_.size(); ++i)
            for (std::size_t k = i + 1; k != conditions_.size() && !steps_.used_up(); ++k)
                if (auto const found = find(formulas_.all_of({conditions_[i], conditions_[k]}), certainty::proved))
                    if (++pairs <= most_reported) report_pair(i, k, *found);
        if (pairs > most_reported) found_.back().notes.push_back(fmt::format("{} more pairs of levels can both hold", pairs - most_reported));
    }

    void report_pair(std::size_t i, std::size_t k, assignment const& found) {
        auto& d = add(severity::error, "B1402", fmt::format("two levels of `{}` can both hold: `{}` and `{}`", m_.name, name(i), name(k)));
        d.labels.push_back({place_of(k), "this level holds as well"});
        d.labels.push_back({place_of(i), "this level holds"});
        d.witness = witness(p_, formulas_, found);
        d.help = "make the conditions exclude each other, or leave `hit unique` out: then the first level that holds is taken";
    }

    void find_unreachable(bool has_otherwise) {
        for (std::size_t i = 0; i != conditions_.size() && !steps_.used_up(); ++i) {
            if (impossible(conditions_[i])) report_false(i);
            else if (!c_.unique && i != 0 && impossible(formulas_.all_of({none_before(i), conditions_[i]}))) report_shadowed(i);
        }
        if (!has_otherwise || conditions_.empty() || !impossible(none_before(conditions_.size()))) return;
        auto& d = add(severity::warning, "B1403", fmt::format("`otherwise` of `{}` can never be reached: the levels before it take every case", m_.name));
        d.labels.push_back({place_of(conditions_.size()), "never reached"});
        d.help = "remove it: a new case is then reported when a level is changed";
        d.fixes.push_back({"remove `otherwise`", true, {{place_of(conditions_.size()), {}}}});
    }

    void report_false(std::size_t i) {
        auto& d = add(severity::warning, "B1403", fmt::format("level `{}` of `{}` can never be reached: its condition is false whatever the values", name(i), m_.name));
        d.labels.push_back({place_of(i), "never holds"});
        d.help = "correct the condition, or remove the level";
    }

    void report_shadowed(std::size_t i) {
        auto& d = add(severity::warning, "B1403", fmt::format("level `{}` of `{}` can never be reached: earlier levels take all of its cases", name(i), m_.name));
        d.labels.push_back({place_of(i), "never reached"});
        d.help = "move it above the levels that take its cases, or remove it";
        for (std::size_t k = 0; k != i; ++k) {                         // one earlier level, as an example
            auto const both = find(formulas_.all_of({conditions_[i], conditions_[k]}), certainty::possible);
            if (!both) continue;
            d.witness = witness(p_, formulas_, *both);
            d.labels.push_back({place_of(k), "this level takes cases of it, such as " + d.witness});
            return;
        }
    }

    void report_undecided() {
        auto& d = add(severity::warning, "B1312", fmt::format("not decided whether each level of `{}` can be reached", m_.name));
        d.labels.push_back({m_.where, "too many cases to look at all of them"});
        d.help = "divide the conditions into definitions with names, or allow more proof steps";
    }

    program::program const& p_;
    program::index record_;
    program::member const& m_;
    program::classification const& c_;
    formulas formulas_;
    std::vector<formulas::id> conditions_;
    std::size_t max_steps_;
    budget steps_;
    std::vector<diagnostic>& found_;
};

}  // namespace

void analyse_levels(program::program const& p, program::index record, program::member const& m, estimator& estimate, compile_limits const& limits,
                    std::vector<diagnostic>& found) {
    levels(p, record, m, estimate, limits, found).analyse();
}

}  // namespace barem::analysis
