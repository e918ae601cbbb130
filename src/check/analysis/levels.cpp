// Classifications: does every case have a level, can two of them hold at once, can each be reached?

#include "check/analysis/constant.hpp"
#include "check/analysis/describe.hpp"
#include "check/analysis/findings.hpp"
#include "check/analysis/search.hpp"
#include "check/analysis/thresholds.hpp"
#include "check/analysis/uncovered.hpp"
#include "check/print.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <set>

namespace barem::analysis {

namespace {

constexpr std::size_t most_pairs_reported = 10;    // pairs of a classification
constexpr std::size_t most_strict_steps = 100'000;       // of a question that definitions may answer
constexpr char const* help_for_all = "add `otherwise` with the level of every case that no condition takes";
constexpr std::size_t most_cases = 4;        // further cases that no level takes
constexpr std::size_t longest_condition = 100;           // that is proposed: the case itself is told anyway

class levels {
public:
    levels(program::program const& p, program::index record, program::member const& m, estimator& estimate, compile_limits const& limits,
           findings& found)
        : p_(p), record_(record), m_(m), c_(m.levels.front()), estimate_(estimate), formulas_(p, place::in_record(record), estimate), max_steps_(limits.max_proof_steps), steps_(max_steps_), found_(found) {
        conditions_ = add_conditions(formulas_);
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
    using ids = std::vector<formulas::id>;

    ids add_conditions(formulas& f) const {
        ids all;
        for (auto const& level : c_.levels)
            if (!level.condition.empty()) all.push_back(f.add(level.condition.front()));
        return all;
    }

    /// What is to be true: a formula, made of the conditions of the levels.
    using demand = std::function<formulas::id(formulas&, ids const&)>;

    /// No record meets it. First by the conditions alone, then by what they are defined by.
    bool impossible(demand const& wanted) {
        if (!find(wanted(formulas_, conditions_), certainty::possible)) return !steps_.used_up();
        return !steps_.used_up() && contradicts_definitions(wanted);
    }

    bool contradicts_definitions(demand const& wanted) {
        if (!strict_) {
            strict_ = std::make_unique<formulas>(p_, place::in_record(record_), estimate_);
            strict_conditions_ = add_conditions(*strict_);
            strict_->add_definitions();
            strict_->finish();
        }
        budget steps(std::min(most_strict_steps, max_steps_));
        return !find_consistent_case(*strict_, wanted(*strict_, strict_conditions_), steps) && !steps.used_up();
    }

    /// No level before `end` holds.
    formulas::id none_before(formulas& f, ids const& conditions, std::size_t end) {
        ids none;
        steps_.spend(end);                   // a formula as long as this takes time and memory to make
        for (std::size_t i = 0; i != end; ++i) none.push_back(f.negation(conditions[i]));
        return f.all_of(std::move(none));
    }
    demand none_before(std::size_t end) {
        return [this, end](formulas& f, ids const& conditions) { return none_before(f, conditions, end); };
    }
    /// A level holds, and none before it.
    demand reached(std::size_t i) {
        return [this, i](formulas& f, ids const& conditions) { return f.all_of({none_before(f, conditions, i), conditions[i]}); };
    }
    static demand both(std::size_t i, std::size_t k) {
        return [i, k](formulas& f, ids const& conditions) { return f.all_of({conditions[i], conditions[k]}); };
    }
    static demand holds(std::size_t i) {
        return [i](formulas&, ids const& conditions) { return conditions[i]; };
    }

    std::string name(std::size_t i) const { return check::print(p_, c_.levels[i].value, {{record_}, program::none}); }
    source_span place_of(std::size_t i) const { return c_.levels[i].where; }
    finding& add(severity how, char const* code, std::string message) {
        found_.push_back(diagnostic{code, how, std::move(message), {}, {}, {}, {}});
        return found_.back();
    }

    member_place owner() const { return {record_, static_cast<index>(&m_ - p_.records[record_].members.data())}; }
    wanted_condition wanted(std::size_t i, bool holds) const { return {&c_.levels[i].condition.front(), holds}; }
    /// All before a level turn out false.
    std::vector<wanted_condition> none_wanted(std::size_t end) const {
        std::vector<wanted_condition> none;
        for (std::size_t i = 0; i != end; ++i) none.push_back(wanted(i, false));
        return none;
    }

    void find_uncovered() {
        auto const uncovered = none_before(formulas_, conditions_, conditions_.size());
        auto found = find(uncovered, certainty::proved);
        bool const proved = found.has_value();
        if (!proved && !steps_.used_up()) found = find(uncovered, certainty::possible);
        if (!found && !steps_.used_up()) return;
        if (found && contradicts_definitions(none_before(conditions_.size()))) return;
        auto& d = found_.emplace_back(proved ? uncovered_case(*found) : unproved_cover(found));
        d.to_show = goal::of_conditions(owner(), none_wanted(conditions_.size()));
        if (proved) tell_extent(d, uncovered, *found);
        if (proved) add_near_misses(d, uncovered);
        if (proved && is_assumed(*found)) d.unless_shown = std::make_shared<diagnostic>(unproved_cover(found));
    }

    [[nodiscard]] diagnostic uncovered_case(assignment const& found) const {
        diagnostic d{"B1401", severity::error, fmt::format("`{}` has no level for some cases", m_.name), {{m_.where, "no level takes such a case"}}, {}, {}, {}};
        d.witness = witness(p_, formulas_, found);
        d.help = help_for_all;
        return d;
    }

    void tell_extent(finding& d, formulas::id uncovered, assignment const& found) const {
        auto const its = extent_of_case(p_, formulas_, conditions_, uncovered, found);
        if (!its.where.empty()) d.notes.push_back("no level takes a case where " + its.where);
        for (auto const& [level, takes] : its.beside) {
            auto const text = fmt::format("takes {} beside it", takes);
            if (std::ranges::find(d.labels, place_of(level), &diagnostic_label::where) == d.labels.end()) d.labels.push_back({place_of(level), text});
        }
        if (!its.condition.empty() && its.condition.size() <= longest_condition) d.help = fmt::format("add a level for it, `... when {}`, move a bound of one beside it, or {}", its.condition, help_for_all);
    }

    [[nodiscard]] diagnostic unproved_cover(std::optional<assignment> const& found) const {
        diagnostic d{"B1401", severity::error, fmt::format("`{}` could not be proved to have a level for every case", m_.name), {{m_.where, "no `otherwise`"}}, {}, {}, {}};
        if (found) d.witness = witness(p_, formulas_, *found);
        d.notes.push_back(found ? "whether such a case exists could not be decided: the conditions compare what depends on one another" : "there are too many cases to look at all of them");
        d.help = help_for_all;
        return d;
    }

    [[nodiscard]] bool is_assumed(assignment const& chosen) const { return rests_on_definitions(p_, place::in_record(record_), formulas_, chosen); }

    /// What is joined by `and`.
    void add_parts(formulas::id condition, std::vector<formulas::id>& parts) const {
        auto const& n = formulas_.node(condition);
        if (n.form != formula_node::kind::all) return parts.push_back(condition);
        for (auto const part : n.parts) add_parts(part, parts);
    }

    static std::string near_miss(std::string const& level, std::string const& text, bool assumed) {
        if (assumed) return fmt::format("nor would any take this one, which is close to `{}`, if there is such a record: {}", level, text);
        return fmt::format("nor does any take this one, which is close to `{}`: {}", level, text);
    }

    /// Further cases without a level: those that meet all conditions of one level but one.
    void add_near_misses(finding& d, formulas::id uncovered) {
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
                if (told.insert(text).second) d.notes.push_back(near_miss(name(i), text, is_assumed(*found)));
            }
        }
    }

    void find_overlaps() {
        std::size_t pairs = 0;
        std::optional<std::pair<std::size_t, std::size_t>> doubtful;
        for (std::size_t i = 0; i != conditions_.size(); ++i)
            for (std::size_t k = i + 1; k != conditions_.size() && !steps_.used_up(); ++k)
                if (auto const found = find(formulas_.all_of({conditions_[i], conditions_[k]}), certainty::proved)) {
                    if (pairs >= most_pairs_reported) ++pairs;
                    else if (!contradicts_definitions(both(i, k))) report_pair(i, k, found), ++pairs;
                } else if (!doubtful && !impossible(both(i, k))) {
                    doubtful.emplace(i, k);
                }
        if (pairs > most_pairs_reported) found_.back().notes.push_back(fmt::format("{} more pairs of levels may both hold", pairs - most_pairs_reported));
        if (doubtful && !steps_.used_up()) report_pair(doubtful->first, doubtful->second, std::nullopt);
    }

    /// Without a case, or with one that rests on values of definitions, a record has to show it.
    void report_pair(std::size_t i, std::size_t k, std::optional<assignment> const& found) {
        auto& d = add(severity::error, "B1402", fmt::format("two levels of `{}` can both hold: `{}` and `{}`", m_.name, name(i), name(k)));
        d.labels.push_back({place_of(k), "this level holds as well"});
        d.labels.push_back({place_of(i), "this level holds"});
        if (found) d.witness = witness(p_, formulas_, *found);
        d.to_show = goal::of_conditions(owner(), {wanted(i, true), wanted(k, true)});
        d.help = "make the conditions exclude each other, or leave `hit unique` out: then the first level that holds is taken";
        if (!found || is_assumed(*found)) d.unless_shown = std::make_shared<diagnostic>(doubtful_pair(i, k));
    }

    [[nodiscard]] diagnostic doubtful_pair(std::size_t i, std::size_t k) const {
        diagnostic d{"B1312", severity::hint, fmt::format("not decided whether two levels of `{}` can both hold, such as `{}` and `{}`", m_.name, name(i), name(k)), {}, {}, {}, {}};
        d.labels = {{place_of(k), "this level may hold as well"}, {place_of(i), "where this one does"}};
        d.help = "leave `hit unique` out: then the first level that holds is taken";
        return d;
    }

    void find_unreachable(bool has_otherwise) {
        for (std::size_t i = 0; i != conditions_.size() && !steps_.used_up(); ++i) {
            if (impossible(holds(i))) report_false(i);
            else if (!c_.unique && i != 0 && impossible(reached(i))) report_shadowed(i);
        }
        if (!has_otherwise || conditions_.empty() || !impossible(none_before(conditions_.size()))) return;
        auto& d = add(severity::warning, "B1403", fmt::format("`otherwise` of `{}` can never be reached: the levels before it take every case", m_.name));
        d.labels.push_back({place_of(conditions_.size()), "never reached"});
        d.to_show = goal::of_conditions(owner(), {wanted(conditions_.size() - 1, true)});
        d.refuted_by = goal::of_conditions(owner(), none_wanted(conditions_.size()));
        d.help = "remove it: a new case is then reported when a level is changed";
        d.fixes.push_back({"remove `otherwise`", true, {{place_of(conditions_.size()), {}}}});
    }

    void report_false(std::size_t i) {
        auto& d = add(severity::warning, "B1403", fmt::format("level `{}` of `{}` can never be reached: its condition is false whatever the values", name(i), m_.name));
        d.labels.push_back({place_of(i), "never holds"});
        label_thresholds(d, c_.levels[i].condition.front());
        d.to_show = goal::of_conditions(owner(), {wanted(i, false)});
        d.refuted_by = goal::of_conditions(owner(), {wanted(i, true)});
        auto const empty = empty_interval_in(c_.levels[i].condition.front());
        if (!empty.empty()) d.help = fmt::format("mend `{}`, which holds no value", empty);
        else d.help = d.labels.size() > 1 ? "lower what is asked for to what can be reached, or correct what is declared" : "correct the condition, or remove the level";
    }

    /// `[90% .. 80%)` where it is joined by `and`: with it nothing else holds.
    std::string empty_interval_in(program::expression const& condition) const {
        if (condition.kind == program::expression_kind::logical_and) {
            for (auto const& part : condition.operands)
                if (auto found = empty_interval_in(part); !found.empty()) return found;
            return {};
        }
        auto const asked = condition.in.empty() ? std::nullopt : constant_extent(p_, condition.in.front());
        if (!asked || tightened(*asked, std::nullopt)) return {};
        auto const write = [&](std::optional<number> const& n) { return n ? write_end(p_, *n, condition.operands[0].type) : std::string(); };
        return fmt::format("{}{} .. {}{}", asked->low_closed ? '[' : '(', write(asked->low), write(asked->high), asked->high_closed ? ']' : ')');
    }

    /// Of what is joined by `and`: each that asks for more, or less, than can be reached.
    void label_thresholds(finding& d, program::expression const& condition) {
        if (condition.kind == program::expression_kind::logical_and) {
            for (auto const& part : condition.operands) label_thresholds(d, part);
            return;
        }
        auto const asked = threshold_of(p_, condition, place::in_record(record_), estimate_);
        formulas alone(p_, place::in_record(record_), estimate_);
        auto const holds = alone.add(condition);
        alone.finish();
        if (!asked || find_case(alone, holds, certainty::possible, steps_)) return;
        auto const value = check::print(p_, *asked->value, {{record_}, program::none});
        d.labels.push_back({condition.where, fmt::format("`{}` is {}", value, describe_bounds(p_, asked->reach, asked->value->type))});
    }

    void report_shadowed(std::size_t i) {
        auto& d = add(severity::warning, "B1403", fmt::format("level `{}` of `{}` can never be reached: earlier levels take all of its cases", name(i), m_.name));
        d.labels.push_back({place_of(i), "never reached"});
        auto taken = none_wanted(i);
        taken.push_back(wanted(i, true));
        d.refuted_by = goal::of_conditions(owner(), std::move(taken));
        d.help = "move it above the levels that take its cases, ask more of those, or remove it";
        for (std::size_t k = 0; k != i; ++k) {                         // one earlier level, as an example
            auto const both = find(formulas_.all_of({conditions_[i], conditions_[k]}), certainty::possible);
            if (!both) continue;
            d.witness = witness(p_, formulas_, *both);
            d.to_show = goal::of_conditions(owner(), {wanted(i, true), wanted(k, true)});
            d.labels.push_back({place_of(k), "this level takes cases of it, such as " + d.witness});
            if (!find(formulas_.all_of({conditions_[i], formulas_.negation(conditions_[k])}), certainty::possible) && !steps_.used_up())
                d.help = fmt::format("move it above `{0}`, which takes all of its cases, or ask more of `{0}`", name(k));
            return;
        }
    }

    void report_undecided() {
        auto& d = add(severity::hint, "B1312", fmt::format("not decided whether each level of `{}` can be reached", m_.name));
        d.labels.push_back({m_.where, "too many cases to look at all of them"});
        d.to_show = goal::nothing(not_decided);
        d.help = "divide the conditions into definitions with names, or allow more proof steps";
    }

    program::program const& p_;
    program::index record_;
    program::member const& m_;
    program::classification const& c_;
    estimator& estimate_;
    formulas formulas_;
    std::unique_ptr<formulas> strict_;       // with definitions; made when it is needed
    ids strict_conditions_;
    ids conditions_;
    std::size_t max_steps_;
    budget steps_;
    findings& found_;
};

}  // namespace

void analyse_levels(program::program const& p, program::index record, program::member const& m, estimator& estimate, compile_limits const& limits,
                    findings& found) {
    levels(p, record, m, estimate, limits, found).analyse();
}

}  // namespace barem::analysis
