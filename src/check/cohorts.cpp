// What cohorts of the roster define: ranks, quotas, admissions. (A `let` in a cohort is checked as any other: members.cpp.)
#include "check/expressions.hpp"

#include <fmt/format.h>

namespace barem::check {
namespace {

using program::expression_kind;
using program::type_kind;

/// The block of one cohort.
class cohort_checker {
public:
    cohort_checker(context& c, index cohort, ast::cohort_declaration const& tree)
        : c_(c), cohort_(cohort), record_(c.out.cohorts[cohort].record), tree_(tree) {}

    void run() {
        for (auto const& name : tree_.partition) partition(name);
        for (auto const& r : tree_.ranks) rank(r);
        for (auto const& q : tree_.quotas) quota(q);
        for (auto const& a : tree_.admissions) admission(a);
    }

private:
    [[nodiscard]] std::vector<index> const& partition() const { return c_.out.cohorts[cohort_].partition; }
    [[nodiscard]] expression_checker checker(index member) const {
        surroundings s;
        s.around.push_back({.record = record_});
        s.cohort = cohort_;
        s.member = member;
        return {c_, std::move(s)};
    }

    void partition(ast::name const& name);
    void rank(ast::rank const& tree);
    void quota(ast::quota const& tree);
    std::optional<program::expression> rounded(ast::quota const& tree, program::expression amount);
    program::expression share(ast::quota const& tree, expression_checker& x, program::quota& made);
    source_span const* differs(program::expression const& e);
    source_span const* differs(index member);
    void admission(ast::admission const& tree);
    index of_cohort(ast::name const& name, program::member_kind kind, std::string_view what);

    context& c_;
    index cohort_, record_;
    ast::cohort_declaration const& tree_;
    std::map<index, source_span const*> lets_;          // of this cohort: what differs within the group, or null
};

void cohort_checker::partition(ast::name const& name) {
    auto const m = c_.find_member(record_, name.text);
    if (m == none) {
        std::vector<std::string_view> names;
        for (auto const& k : c_.out.records[record_].members) names.push_back(k.name);
        auto& d = c_.error("B1101", name.where, fmt::format("`{}` has no `{}` to form cohorts by", c_.out.records[record_].name, name.text), "not found");
        c_.propose_name(d, name.text, names);
        return;
    }
    auto const& type = c_.member(record_, m).type;
    if (type.kind == type_kind::list || type.kind == type_kind::record)
        c_.error("B1504", name.where, fmt::format("a cohort is formed by a value, `{}` is {}", name.text, c_.describe(type)));
    else
        c_.out.cohorts[cohort_].partition.push_back(m);
}

// ── ranks ───────────────────────────────────────────────────────────────────────────────────────────────────────

void cohort_checker::rank(ast::rank const& tree) {
    auto const m = c_.find_member(record_, tree.id.text);
    if (m == none || c_.sources[record_][m].rank != &tree) return;         // declared twice: reported
    while_defining const defining(c_, &c_.built[{record_, m}]);
    for (auto const p : partition()) c_.builds_on({record_, p});
    program::rank made;
    made.member = m;
    made.cohort = cohort_;
    made.dense = tree.dense;
    for (auto const& k : tree.keys) {
        auto x = checker(m);
        auto value = x.infer(k.value);
        x.need(value);
        auto const& t = value.type;
        if (t.kind != type_kind::number && t.kind != type_kind::date && t.kind != type_kind::unknown &&
            !(t.kind == type_kind::word && c_.out.enums[t.of].ordered))
            c_.error("B1505", k.value.where, fmt::format("cannot rank by {}", c_.describe(t)), "has no order").help = "rank by a number, a date or an ordered enum";
        made.keys.push_back({std::move(value), k.descending});
    }
    c_.member(record_, m).rank = static_cast<index>(c_.out.ranks.size());
    c_.out.ranks.push_back(std::move(made));
}

// ── quotas ──────────────────────────────────────────────────────────────────────────────────────────────────────

void cohort_checker::quota(ast::quota const& tree) {
    auto const m = c_.find_member(record_, tree.id.text);
    if (m == none || c_.sources[record_][m].quota != &tree) return;        // declared twice: reported
    while_defining const defining(c_, &c_.built[{record_, m}]);
    program::quota made;
    made.member = m;
    made.cohort = cohort_;
    auto x = checker(m);
    auto const& amount = tree.amount;
    bool const is_share = amount.kind == ast::expression_kind::binary && amount.text == "of" && names_group(c_, x.where(), amount.operands[1]);
    if (tree.filter && !is_share)
        c_.error("B1511", tree.filter->where, "only a share of the group has a `where`", "this is no share").help =
            fmt::format("write `20% of {} where ...`", tree_.record.text);
    auto value = is_share ? share(tree, x, made) : x.expect(amount, {type_kind::number, program::unit_none}, fmt::format("quota `{}`", tree.id.text));
    if (value.type.kind == type_kind::unknown) return;
    if (auto const* where = differs(value)) {
        c_.error("B1509", *where, fmt::format("the quota `{}` would differ from record to record", tree.id.text), "of each record on its own").help =
            "a quota is one for the whole group: use parameters, what the cohort is formed by, and aggregates over the group";
        return;
    }
    auto whole = rounded(tree, std::move(value));
    if (!whole) return;
    c_.member(record_, m).value.push_back(std::move(*whole));
    c_.member(record_, m).quota = static_cast<index>(c_.out.quotas.size());
    c_.out.quotas.push_back(std::move(made));
}

/// `20% of agency where c` means `20% of count(agency where c)`.
program::expression cohort_checker::share(ast::quota const& tree, expression_checker& x, program::quota& made) {
    auto amount = tree.amount;
    ast::expression counted;
    counted.kind = ast::expression_kind::call;
    counted.text = "count";
    counted.where = counted.operator_where = amount.operands[1].where;
    counted.operands = {amount.operands[1]};
    if (tree.filter) counted.filter = std::make_shared<ast::expression const>(*tree.filter);
    amount.operands[1] = std::move(counted);
    auto value = x.infer(amount);
    if (value.kind == expression_kind::percent_of) {
        made.base = value.operands[1].target;
        made.share.push_back(value.operands[0]);
    }
    return value;
}

std::optional<program::expression> cohort_checker::rounded(ast::quota const& tree, program::expression amount) {
    if (!tree.mode) {
        if (amount.type.integer) return amount;
        c_.error("B1508", tree.amount.where, fmt::format("say how the quota `{}` is rounded", tree.id.text), "this may not be a whole number").help =
            "write `rounded down`, or another way of rounding: half_up, half_even, half_down, toward_zero, away_from_zero, up";
        return std::nullopt;
    }
    auto const mode = check_rounding(c_, *tree.mode, "`rounded`");
    if (!mode) return std::nullopt;
    program::expression digits;
    digits.type = {type_kind::number, program::unit_none, true};
    digits.literal = number(0);
    program::expression made;
    made.kind = expression_kind::round_places;
    made.type = digits.type;
    made.where = tree.amount.where;
    made.mode = *mode;
    made.operands = operand_list(std::move(amount), std::move(digits));
    return made;
}

/// The first part of an expression whose value may differ between records of one group; null: there is none.
source_span const* cohort_checker::differs(program::expression const& e) {
    switch (e.kind) {
        case expression_kind::aggregate:
        case expression_kind::parent: return &e.where;
        case expression_kind::parameter:                                   // of the record's own date, unless the group has one
            return c_.out.parameters[e.target].dated.empty() || c_.out.date_member == none || !differs(c_.out.date_member) ? nullptr : &e.where;
        case expression_kind::group_value: return c_.out.group_aggregates[e.target].cohort == cohort_ ? nullptr : &e.where;
        case expression_kind::field: return e.scope == program::scope{} && e.through.empty() && !differs(e.target) ? nullptr : &e.where;
        default: break;
    }
    for (auto const& o : e.operands)
        if (auto const* found = differs(o)) return found;
    for (auto const& i : e.in)
        for (auto const* bound : {&i.low, &i.high})
            for (auto const& b : *bound)
                if (auto const* found = differs(b)) return found;
    return nullptr;
}

/// Of a member of the record: what it is formed by, and what its own cohort defines from that, is the same in the group.
source_span const* cohort_checker::differs(index member) {
    auto const& m = c_.member(record_, member);
    if (std::ranges::find(partition(), member) != partition().end()) return nullptr;
    if (m.cohort != cohort_ || m.kind == program::member_kind::rank || m.kind == program::member_kind::admission) return &m.where;
    auto const [known, fresh] = lets_.try_emplace(member, nullptr);        // null meanwhile: a cycle is found elsewhere
    if (!fresh) return known->second;
    source_span const* found = nullptr;
    for (auto const& v : m.value) found = found ? found : differs(v);
    for (auto const& x : m.exceptions) {
        found = found ? found : differs(x.condition);
        found = found ? found : differs(x.value);
    }
    return lets_[member] = found;
}

// ── admissions ──────────────────────────────────────────────────────────────────────────────────────────────────

void cohort_checker::admission(ast::admission const& tree) {
    auto const m = c_.find_member(record_, tree.id.text);
    if (m == none || c_.sources[record_][m].admission != &tree) return;    // declared twice: reported
    while_defining const defining(c_, &c_.built[{record_, m}]);
    auto const rank = of_cohort(tree.rank, program::member_kind::rank, "rank");
    auto const quota = of_cohort(tree.quota, program::member_kind::quota, "quota");
    if (rank == none || quota == none) return;
    c_.builds_on({record_, rank});
    c_.builds_on({record_, quota});
    c_.member(record_, m).admission = static_cast<index>(c_.out.admissions.size());
    c_.out.admissions.push_back({m, c_.member(record_, rank).rank, c_.member(record_, quota).quota, tree.ties_in});
}

/// The member of this kind that the name means, or none after a finding.
index cohort_checker::of_cohort(ast::name const& name, program::member_kind kind, std::string_view what) {
    auto const m = c_.find_member(record_, name.text);
    bool const right = m != none && c_.member(record_, m).kind == kind;
    if (right && c_.member(record_, m).cohort == cohort_) return m;
    if (right) {
        auto& d = c_.error("B1510", name.where, fmt::format("`{}` is a {} of another cohort", name.text, what), "not of this one");
        d.labels.push_back({c_.member(record_, m).where, "defined here"});
        d.help = fmt::format("define a {} in this block", what);
        return none;
    }
    std::vector<std::string_view> names;
    for (auto const& k : c_.out.records[record_].members)
        if (k.kind == kind && k.cohort == cohort_) names.push_back(k.name);
    auto& d = m == none ? c_.error("B1101", name.where, fmt::format("there is no {} `{}` in this cohort", what, name.text), "not found")
                        : c_.error("B1510", name.where, fmt::format("`{}` is no {}", name.text, what));
    c_.propose_name(d, name.text, names);
    if (d.help.empty() && names.size() == 1) d.help = fmt::format("its {} is `{}`", what, names[0]);
    if (d.help.empty() && names.empty()) d.help = fmt::format("define a {} in this block", what);
    return none;
}

}  // namespace

void check_cohorts(context& c) {
    index cohort = 0;
    for (auto const& tree : c.tree.cohorts) {
        auto const r = c.records.find(tree.record.text);
        if (r == c.records.end()) continue;                                 // reported by declare()
        index const this_one = cohort++;
        if (r->second != c.out.roster_record && c.out.roster_record != none) {
            auto& d = c.error("B1503", tree.record.where, fmt::format("`{}` is not the record of the roster", tree.record.text));
            d.labels.push_back({c.out.records[c.out.roster_record].where, "this one is: it has the key"});
            d.help = fmt::format("write `cohort {}`", c.out.records[c.out.roster_record].name);
            continue;
        }
        cohort_checker(c, this_one, tree).run();
    }
    for (index a = 0; a < c.out.group_aggregates.size(); ++a) {
        auto const& group = c.out.cohorts[c.out.group_aggregates[a].cohort];
        for (auto const m : group.partition) c.built[{group_aggregates, a}].on.insert({group.record, m});
    }
}

}  // namespace barem::check
