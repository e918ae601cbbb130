#pragma once
// Programs built by hand, as the checker would make them: so that a failure here indicts src/plan/ or src/exec/ and nothing before.

#include "exec/explained.hpp"
#include "exec/dependent_inputs.hpp"
#include "exec/roster.hpp"
#include "plan/lower.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace build {

using namespace barem;                              // NOLINT: tests
using program::aggregate_function;
using program::expression;
using program::index;
using program::member_kind;
using program::none;
using program::type;
using program::type_kind;
using kind = program::expression_kind;

inline constexpr type truth{type_kind::truth};
inline constexpr type plain{type_kind::number, program::unit_none};
inline constexpr type percent{type_kind::number, program::unit_percent};
inline constexpr type day{type_kind::date};
inline constexpr type text{type_kind::text};
inline constexpr type grade{type_kind::word, 0};    ///< low < middle < high
inline type optional(type t) { t.optional = true; return t; }

// ── expressions ─────────────────────────────────────────────────────────────────────────────────────────────────

inline number num(std::string_view exact) { return *number::parse_exact(exact); }

inline expression constant(value v, type t) {
    expression e;
    e.literal = std::move(v);
    e.type = t;
    return e;
}
inline expression lit(std::string_view exact, type t = plain) { return constant(num(exact), t); }
inline expression lit(int n) { return constant(number(n), plain); }
inline expression yes(bool b = true) { return constant(b, truth); }
inline expression nothing(type t = plain) { return constant(absent{}, optional(t)); }
inline expression level(std::uint32_t w) { return constant(word{w}, grade); }

inline expression op(kind k, std::vector<expression> operands, type t = plain) {
    expression e;
    e.kind = k;
    e.operands = std::move(operands);
    e.type = t;
    return e;
}
inline expression field(index member, type t = plain, program::scope scope = {}, std::vector<index> through = {}) {
    expression e;
    e.kind = kind::field;
    e.target = member;
    e.type = t;
    e.scope = scope;
    e.through = std::move(through);
    return e;
}
inline expression argument(index a, type t = plain) {
    expression e = op(kind::argument, {}, t);
    e.target = a;
    return e;
}
inline expression look_up(index table, std::vector<expression> arguments, type t = plain) {
    expression e = op(kind::look_up, std::move(arguments), t);
    e.target = table;
    return e;
}
inline expression divide(expression a, expression b) { return op(kind::divide, {std::move(a), std::move(b)}); }
inline expression add(expression a, expression b) { return op(kind::add, {std::move(a), std::move(b)}); }
inline expression less(expression a, expression b) { return op(kind::less, {std::move(a), std::move(b)}, truth); }
inline expression equal(expression a, expression b) { return op(kind::equal, {std::move(a), std::move(b)}, truth); }
inline expression broken() { return divide(lit(1), lit(0)); }            ///< fails when it is evaluated

struct clauses { std::vector<expression> over, filter, by; program::scope origin; type result = plain; };
inline expression aggregate(aggregate_function f, std::vector<index> lists, clauses c) {
    expression e = op(kind::aggregate, {}, c.result);
    e.aggregate.push_back({f, c.origin, std::move(lists), std::move(c.over), std::move(c.filter), std::move(c.by)});
    return e;
}

// ── tables ──────────────────────────────────────────────────────────────────────────────────────────────────────

struct ends { std::string low, high; bool low_closed = true, high_closed = true; };     ///< empty: open to infinity
inline program::interval interval(ends e) {
    program::interval made;
    if (!e.low.empty()) made.low.push_back(lit(e.low));
    if (!e.high.empty()) made.high.push_back(lit(e.high));
    made.low_closed = e.low_closed;
    made.high_closed = e.high_closed;
    return made;
}
inline program::test any_value() { return {}; }
inline program::test within(ends e) {
    program::test t;
    t.form = program::test::kind::interval;
    t.in.push_back(interval(std::move(e)));
    return t;
}
inline program::test among(std::vector<expression> members, bool negated = false) {
    program::test t;
    t.form = negated ? program::test::kind::none_of : program::test::kind::one_of;
    t.members = std::move(members);
    return t;
}
inline program::test condition(expression e) {
    program::test t;
    t.form = program::test::kind::condition;
    t.members.push_back(std::move(e));
    return t;
}
inline program::table_row row(std::vector<program::test> tests, expression result) {
    program::table_row r;
    r.tests = std::move(tests);
    r.result.push_back(std::move(result));
    return r;
}

// ── rule sets ───────────────────────────────────────────────────────────────────────────────────────────────────

/// A rule set that grows by calls; record 0 is the roster's.
struct rules {
    program::program p;

    rules() {
        p.name = "tiny";
        p.language = "en";
        p.article_word.texts = {{"en", "Art."}};
        p.units = {{"number", {}, {}}, {"percent", {}, {}}, {"days", {}, {}}, {"working_days", {}, {}}, {"points", {}, {}}};
        program::enumeration e;
        e.name = "grade";
        for (auto const* w : {"low", "middle", "high"}) e.words.push_back({w, {}, {}});
        e.ordered = true;
        p.enums.push_back(std::move(e));
        p.roster_record = 0;
    }

    index record(std::string name, index parent = none) {
        program::record_kind r;
        r.name = std::move(name);
        r.parent = parent;
        p.records.push_back(std::move(r));
        return static_cast<index>(p.records.size() - 1);
    }
    program::member& member(index r, index m) { return p.records[r].members[m]; }

    index input(index r, std::string name, type t = plain) {
        auto& slots = t.kind == type_kind::list || t.kind == type_kind::record ? p.records[r].list_slots : p.records[r].value_slots;
        return add_member(r, std::move(name), member_kind::input, t, slots++);
    }
    index list(index r, std::string name, index of) { return input(r, std::move(name), {type_kind::list, of}); }
    index single(index r, std::string name, index of) { return input(r, std::move(name), {type_kind::record, of}); }

    index computed(index r, std::string name, member_kind k, type t = plain) {
        return add_member(r, std::move(name), k, t, p.records[r].computed_slots++);
    }
    index let(index r, std::string name, expression value) {
        index const m = computed(r, std::move(name), member_kind::let, value.type);
        member(r, m).value.push_back(std::move(value));
        return m;
    }
    void except(index r, index m, std::string name, expression value, expression when) {
        program::exception_case e;
        e.name = std::move(name);
        e.value = std::move(value);
        e.condition = std::move(when);
        member(r, m).exceptions.push_back(std::move(e));
    }
    /// Levels are pairs of value and condition; without a condition: otherwise.
    index classify(index r, std::string name, type t, std::vector<std::pair<expression, std::vector<expression>>> levels, bool unique = false) {
        index const m = computed(r, std::move(name), member_kind::classification, t);
        program::classification c;
        c.unique = unique;
        for (auto& [value, when] : levels) c.levels.push_back({std::move(value), std::move(when), {}, {}, {}});
        member(r, m).levels.push_back(std::move(c));
        return m;
    }
    index rank(index r, std::string name, std::vector<program::sort_key> keys, std::vector<index> partition = {}, index stratum = 0, bool dense = false) {
        index const m = computed(r, std::move(name), member_kind::rank);
        member(r, m).rank = static_cast<index>(p.ranks.size());
        member(r, m).stratum = stratum + 1;
        member(r, m).cohort = static_cast<index>(p.cohorts.size());
        p.cohorts.push_back({r, std::move(partition), 0, {}});
        p.ranks.push_back({m, member(r, m).cohort, std::move(keys), dense, stratum});
        return m;
    }
    index table(std::string name, std::vector<program::argument> arguments, type result, program::hit_policy policy, std::vector<program::table_row> rows) {
        program::table t;
        t.name = std::move(name);
        t.arguments = std::move(arguments);
        t.result = result;
        t.policy = policy;
        t.rows = std::move(rows);
        p.tables.push_back(std::move(t));
        return static_cast<index>(p.tables.size() - 1);
    }
    void output(index r, index m) { p.records[r].outputs.push_back({m, 0, {}}); }

    [[nodiscard]] plan::compiled compile() const { return plan::compile(std::make_shared<program::program const>(p)); }

private:
    index add_member(index r, std::string name, member_kind k, type t, index slot) {
        program::member m;
        m.name = std::move(name);
        m.kind = k;
        m.type = t;
        m.slot = slot;
        p.records[r].members.push_back(std::move(m));
        return static_cast<index>(p.records[r].members.size() - 1);
    }
};

inline program::argument takes(std::string name, type t = plain, std::string low = "", std::string high = "") {
    program::argument a;
    a.name = std::move(name);
    a.type = t;
    if (!low.empty()) a.range.low = num(low);
    if (!high.empty()) a.range.high = num(high);
    return a;
}

// ── running ─────────────────────────────────────────────────────────────────────────────────────────────────────

inline std::string show(value const& v) {
    if (auto* n = std::get_if<number>(&v)) return n->to_exact();
    if (auto* b = std::get_if<bool>(&v)) return *b ? "true" : "false";
    if (auto* w = std::get_if<word>(&v)) return "#" + std::to_string(w->index);
    if (auto* d = std::get_if<date>(&v)) return d->to_text();
    if (auto* s = std::get_if<std::string>(&v)) return *s;
    return "nothing";
}

/// The value of a member of the record itself, as text; or the message of its failure.
inline std::string run(rules const& r, index member, record_data const& data = {}, record_limits const& limits = {}) {
    auto const compiled = r.compile();
    auto const parameters = exec::initial_parameters(r.p);
    exec::evaluation evaluation(compiled, parameters, limits);
    evaluation.begin(data, 0);
    value result;
    return evaluation.member(0, member, result) ? show(result) : evaluation.why().message;
}

/// The result of a table, as text; or the message of its failure.
inline std::string call(rules const& r, index table, std::vector<value> const& arguments) {
    auto const compiled = r.compile();
    auto const parameters = exec::initial_parameters(r.p);
    exec::evaluation evaluation(compiled, parameters, {});
    evaluation.begin({}, 0);
    value result;
    return evaluation.call(table, arguments, result) ? show(result) : evaluation.why().message;
}

/// The value of an expression that reads nothing.
inline std::string run(expression e) {
    rules r;
    r.record("head");
    return run(r, r.let(0, "x", std::move(e)));
}

}  // namespace build
