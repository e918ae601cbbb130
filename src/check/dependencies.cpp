// What builds on what: cycles are errors that show the way round; strata say what has to wait for the roster; slots say where values live.
#include "check/context.hpp"
#include "check/print.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::check {
namespace {

using program::member_kind;

class dependency_check {
public:
    explicit dependency_check(context& c) : c_(c) {}
    void run() {
        for (index r = 0; r < c_.out.records.size(); ++r)
            for (index m = 0; m < c_.out.records[r].members.size(); ++m) visit({r, m});
        for (index t = 0; t < c_.out.tables.size(); ++t) visit({none, t});
        for (index a = 0; a < c_.out.group_aggregates.size(); ++a) visit({group_aggregates, a});
        for (auto& cohort : c_.out.cohorts)
            for (auto const m : cohort.partition) cohort.stratum = std::max(cohort.stratum, known_[{cohort.record, m}].stratum);
    }

private:
    enum class state : std::uint8_t { fresh, running, done };
    struct knowledge { state progress = state::fresh; index stratum = 0; unsigned depth = 0, levels = 0; };

    [[nodiscard]] std::string name(definition d) const {
        if (d.record == none) return c_.out.tables[d.member].name;
        if (d.record == group_aggregates) return print_group_aggregate(c_.out, d.member);
        auto const& record = c_.out.records[d.record];
        return d.record == c_.out.roster_record ? record.members[d.member].name : record.name + "." + record.members[d.member].name;
    }
    [[nodiscard]] source_span where(definition d) const {
        if (d.record == group_aggregates) return c_.out.group_aggregates[d.member].where;
        return d.record == none ? c_.out.tables[d.member].where : c_.out.records[d.record].members[d.member].where;
    }
    /// Whether it is known only when the records of the roster have been scored so far.
    [[nodiscard]] bool is_of_roster(definition d) const {
        if (d.record == group_aggregates) return true;
        return d.is_of_record() && c_.out.records[d.record].members[d.member].kind == member_kind::rank;
    }

    [[nodiscard]] bool is_input(definition d) const {
        return d.is_of_record() && c_.out.records[d.record].members[d.member].kind == member_kind::input;
    }

    knowledge visit(definition d) {
        auto& known = known_[d];
        if (known.progress == state::running) { report_cycle(d); return {}; }
        if (known.progress == state::done) return known;
        known.progress = state::running;
        path_.push_back(d);
        unsigned const own = is_input(d) ? 0 : 1;       // an input is no definition
        knowledge made{state::done, 0, own, 0};
        auto const& built = c_.built[d];
        if (path_.size() + own > c_.limits.max_definition_depth + 1) c_.report_depth(where(d));
        else
            for (auto const& on : built.on) {
                auto const k = visit(on);
                made.stratum = std::max(made.stratum, k.stratum);
                made.depth = std::max(made.depth, k.depth + own);
                made.levels = std::max(made.levels, k.levels);
            }
        path_.pop_back();
        made.levels += built.levels;
        if (made.depth > c_.limits.max_definition_depth || made.levels > c_.limits.max_evaluation_depth) c_.report_depth(where(d));
        settle(d, made);
        return known_[d] = made;
    }

    void settle(definition d, knowledge& made) {
        if (d.record == none) return;
        if (d.record == group_aggregates) {
            c_.out.group_aggregates[d.member].stratum = made.stratum++;
            return;
        }
        auto& m = c_.out.records[d.record].members[d.member];
        if (m.kind == member_kind::rank) {
            if (m.rank != none) c_.out.ranks[m.rank].stratum = made.stratum;
            ++made.stratum;
        }
        m.stratum = made.stratum;
    }

    void report_cycle(definition d) {
        auto const from = std::ranges::find(path_, d);
        std::vector<definition> cycle(from, path_.end());
        auto const waits = std::ranges::find_if(cycle, [&](definition x) { return is_of_roster(x); });
        std::string way;
        for (auto const& x : cycle) way += name(x) + " -> ";
        way += name(d);
        bool const of_roster = waits != cycle.end();
        bool const ranked = of_roster && waits->record != group_aggregates;
        auto& made = !of_roster ? c_.error("B1501", where(d), fmt::format("`{}` is defined by itself", name(d)))
                                : c_.error("B1502", where(*waits), fmt::format("the {} `{}` depends on itself", ranked ? "rank" : "value of the group", name(*waits)));
        for (auto const& x : cycle)
            if (where(x) != made.labels[0].where) made.labels.push_back({where(x), "on the way round"});
        made.notes.push_back("the cycle: " + way);
        made.help = !of_roster ? "define one of them without the others"
                    : ranked   ? "a rank is known only after all records have been scored: rank by something that does not use it"
                               : "a value of the group is known only after all its records have been scored: aggregate something that does not use it";
    }

    context& c_;
    std::map<definition, knowledge> known_;
    std::vector<definition> path_;
};

void assign_slots(program::program& p) {
    using enum program::type_kind;
    for (auto& r : p.records)
        for (auto& m : r.members) {
            bool const nested = m.kind == member_kind::input && (m.type.kind == list || m.type.kind == record);
            auto& next = nested ? r.list_slots : m.kind == member_kind::input ? r.value_slots : r.computed_slots;
            m.slot = next++;
        }
}

}  // namespace

void check_dependencies(context& c) {
    dependency_check(c).run();
    assign_slots(c.out);
}

}  // namespace barem::check
