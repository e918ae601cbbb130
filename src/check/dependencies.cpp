// What builds on what: cycles are errors that show the way round; strata say what has to wait for a rank; slots say where values live.
#include "check/context.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace barem::check {
namespace {

using program::expression;
using program::expression_kind;
using program::member_kind;

/// A member of a record, or (record == none) a table.
struct definition {
    index record = none, member = none;
    friend auto operator<=>(definition const&, definition const&) = default;
};

/// Follows every definition that an expression reads. The records around it, innermost last, tell what a field means.
class reader {
public:
    reader(program::program const& p, std::function<void(definition)> found) : p_(p), found_(std::move(found)) {}

    void expression_in(expression const& e, std::vector<index>& around) {
        if (e.kind == expression_kind::field) field(e, around);
        if (e.kind == expression_kind::look_up) found_({none, e.target});
        for (auto const& o : e.operands) expression_in(o, around);
        for (auto const& i : e.in) interval(i, around);
        for (auto const& a : e.aggregate) aggregate(a, around);
    }
    void member_of(index record, program::member const& m) {
        std::vector<index> around{record};
        auto const read = [&](std::vector<expression> const& es) { for (auto const& e : es) expression_in(e, around); };
        read(m.value);
        for (auto const& x : m.exceptions) { expression_in(x.condition, around); expression_in(x.value, around); }
        for (auto const& k : m.levels)
            for (auto const& l : k.levels) { read(l.condition); expression_in(l.value, around); }
        for (auto const& d : m.deductions) {
            for (auto const& row : d.rows) { expression_in(row.condition, around); expression_in(row.amount, around); read(row.cap); }
            read(d.cap);
        }
        if (m.rank != none) rank(record, p_.ranks[m.rank]);
    }
    void rank(index record, program::rank const& r) {
        std::vector<index> around{record};
        for (auto const m : r.partition) found_({record, m});
        for (auto const& k : r.keys) expression_in(k.value, around);
    }
    void table(program::table const& t) {
        std::vector<index> around;
        for (auto const& row : t.rows) {
            for (auto const& test : row.tests)
                for (auto const& e : test.members) expression_in(e, around);
            for (auto const& e : row.result) expression_in(e, around);
        }
        for (auto const& o : t.otherwise) expression_in(o.value, around);
    }

private:
    [[nodiscard]] index record_at(program::scope const& scope, std::vector<index> const& around) const {
        auto r = around[around.size() - 1 - scope.lexical];
        for (index up = 0; up < scope.up; ++up) r = p_.records[r].parent;
        return r;
    }
    void field(expression const& e, std::vector<index> const& around) {
        auto r = record_at(e.scope, around);
        for (auto const m : e.through) { found_({r, m}); r = p_.records[r].members[m].type.of; }
        found_({r, e.target});
    }
    void interval(program::interval const& i, std::vector<index>& around) {
        for (auto const& e : i.low) expression_in(e, around);
        for (auto const& e : i.high) expression_in(e, around);
    }
    void aggregate(program::aggregation const& a, std::vector<index>& around) {
        auto r = record_at(a.origin, around);
        for (auto const m : a.lists) r = p_.records[r].members[m].type.of;
        around.push_back(r);
        for (auto const* part : {&a.over, &a.filter, &a.by})
            for (auto const& e : *part) expression_in(e, around);
        around.pop_back();
    }

    program::program const& p_;
    std::function<void(definition)> found_;
};

class dependency_check {
public:
    explicit dependency_check(context& c) : c_(c) {}
    void run() {
        for (index r = 0; r < c_.out.records.size(); ++r)
            for (index m = 0; m < c_.out.records[r].members.size(); ++m) visit({r, m});
        for (index t = 0; t < c_.out.tables.size(); ++t) visit({none, t});
    }

private:
    enum class state : std::uint8_t { fresh, running, done };
    struct knowledge { state progress = state::fresh; index stratum = 0; unsigned depth = 0; };

    [[nodiscard]] std::string name(definition d) const {
        if (d.record == none) return c_.out.tables[d.member].name;
        auto const& record = c_.out.records[d.record];
        return d.record == c_.out.roster_record ? record.members[d.member].name : record.name + "." + record.members[d.member].name;
    }
    [[nodiscard]] source_span where(definition d) const {
        return d.record == none ? c_.out.tables[d.member].where : c_.out.records[d.record].members[d.member].where;
    }
    [[nodiscard]] bool is_rank(definition d) const {
        return d.record != none && c_.out.records[d.record].members[d.member].kind == member_kind::rank;
    }

    std::vector<definition> reads(definition d) {
        std::vector<definition> found;
        reader r(c_.out, [&](definition x) { found.push_back(x); });
        if (d.record == none) r.table(c_.out.tables[d.member]);
        else r.member_of(d.record, c_.out.records[d.record].members[d.member]);
        std::ranges::sort(found);
        found.erase(std::unique(found.begin(), found.end()), found.end());
        return found;
    }

    knowledge visit(definition d) {
        auto& known = known_[d];
        if (known.progress == state::running) { report_cycle(d); return {}; }
        if (known.progress == state::done) return known;
        known.progress = state::running;
        path_.push_back(d);
        knowledge made{state::done, 0, 1};
        if (path_.size() > c_.limits.max_definition_depth) report_depth(d);
        else
            for (auto const& on : reads(d)) {
                auto const k = visit(on);
                made.stratum = std::max(made.stratum, k.stratum);
                made.depth = std::max(made.depth, k.depth + 1);
            }
        path_.pop_back();
        if (made.depth > c_.limits.max_definition_depth) report_depth(d);
        settle(d, made);
        return known_[d] = made;
    }

    void settle(definition d, knowledge& made) {
        if (d.record == none) return;
        auto& m = c_.out.records[d.record].members[d.member];
        if (m.kind == member_kind::rank) {
            if (m.rank != none) c_.out.ranks[m.rank].stratum = made.stratum;
            ++made.stratum;
        }
        m.stratum = made.stratum;
    }

    void report_depth(definition d) {
        if (depth_reported_) return;
        depth_reported_ = true;
        c_.error("B1901", where(d), fmt::format("definitions build on one another more than {} deep", c_.limits.max_definition_depth)).help =
            "split the rule set, or build on fewer intermediate definitions";
    }

    void report_cycle(definition d) {
        auto const from = std::ranges::find(path_, d);
        std::vector<definition> cycle(from, path_.end());
        auto const ranked = std::ranges::find_if(cycle, [&](definition x) { return is_rank(x); });
        std::string way;
        for (auto const& x : cycle) way += name(x) + " -> ";
        way += name(d);
        auto& made = ranked == cycle.end()
            ? c_.error("B1501", where(d), fmt::format("`{}` is defined by itself", name(d)))
            : c_.error("B1502", where(*ranked), fmt::format("the rank `{}` depends on itself", name(*ranked)));
        for (auto const& x : cycle)
            if (where(x) != made.labels[0].where) made.labels.push_back({where(x), "on the way round"});
        made.notes.push_back("the cycle: " + way);
        made.help = ranked == cycle.end() ? "define one of them without the others"
                                          : "a rank is known only after all records have been scored: rank by something that does not use it";
    }

    context& c_;
    std::map<definition, knowledge> known_;
    std::vector<definition> path_;
    bool depth_reported_ = false;
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
