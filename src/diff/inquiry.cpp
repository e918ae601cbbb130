#include "diff/inquiry.hpp"

#include "diff/description.hpp"
#include "document/linked_text.hpp"
#include "explain/amounts.hpp"
#include "explain/wording.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

namespace barem::diff {

using plan::operation;
using program::index;
using program::none;

namespace {

constexpr std::size_t most_causes = 4;

/// Where an expression is evaluated: in a frame, perhaps an element of an aggregate that is evaluated outside.
using spot = exec::environment;

/// One side.
class answers {
public:
    explicit answers(witness const& of) : alone(of.alone), written(of.written), rules(of.rules), record(of.rules, of.rules.rules->roster_record, of.parameters, of.data, {}, of.limits) {}

    [[nodiscard]] program::program const& p() const { return *rules.rules; }
    [[nodiscard]] plan::evaluation_tree const& tree() const { return rules.tree; }
    [[nodiscard]] index kind(index frame) { return record.frame(frame).record; }
    [[nodiscard]] index find(index frame, std::string const& name) {
        auto const& members = p().records[kind(frame)].members;
        auto const found = std::ranges::find(members, name, &program::member::name);
        return found == members.end() ? none : static_cast<index>(found - members.begin());
    }
    [[nodiscard]] program::member const& member(index frame, index m) { return p().records[kind(frame)].members[m]; }
    [[nodiscard]] plan::member const& planned(index frame, index m) { return tree().records[kind(frame)].members[m]; }

    /// As text; of what has no value, nothing.
    [[nodiscard]] std::optional<phrase> value_of(index frame, index m) { return shown(record.member(frame, m), member(frame, m).type); }
    [[nodiscard]] std::optional<phrase> value_at(spot const& at, index node) { return shown(record.node(at, node), tree().nodes[node].type); }
    [[nodiscard]] bool is_true(spot const& at, index node) { return record.node(at, node).result == value(true); }
    [[nodiscard]] phrase formula(index frame, program::expression const& e) { return alone.formula(e, kind(frame)); }
    [[nodiscard]] phrase condition(index frame, std::vector<program::expression> const& e) { return alone.condition(e, kind(frame)); }

    /// `tasks[1].points`, "Task 2 › Points"
    [[nodiscard]] phrase name_of(index frame, index m) {
        auto const path = record.path(frame);
        phrase made{(path.empty() ? p().records[kind(frame)].name : path) + "." + member(frame, m).name, alone.words.member_label(kind(frame), m)};
        for (auto const* at = &record.frame(frame); at->parent != none; at = &record.frame(at->parent)) {
            auto element = alone.words.record_label(at->record);
            if (!tree().records[kind(at->parent)].lists[at->list].single) element += " " + std::to_string(at->position + 1);
            made.words = element + " › " + made.words;
        }
        return made;
    }

    /// The frame that a field belongs to; none: the record is not there.
    [[nodiscard]] index reach(spot const& from, plan::field_access const& f) {
        spot const* at = &from;
        for (index i = 0; i != f.from.lexical; ++i) at = at->outer;
        index frame = at->frame;
        for (index i = 0; i != f.from.up; ++i) frame = record.frame(frame).parent;
        for (index s = 0; s != f.through.count && frame != none; ++s) {
            auto const one = record.children(frame, tree().steps[f.through.first + s]);
            frame = one.count == 0 ? none : one.first;
        }
        return frame;
    }

    narrator const &alone, &written;
    plan::compiled const& rules;
    exec::explained_record record;

private:
    std::optional<phrase> shown(exec::answer const& a, program::type const& type) const { return a.result ? std::optional(alone.value(*a.result, type)) : std::nullopt; }
};

bool holds(operation o, number const& x, number const& y) {
    switch (o) {
        case operation::equal: return x == y;
        case operation::not_equal: return x != y;
        case operation::less: return x < y;
        case operation::less_equal: return x <= y;
        case operation::greater: return x > y;
        default: return x >= y;
    }
}

/// Members of the roster's record that an expression in it reads; false when it also reads elements of lists.
bool find_members(program::expression const& e, std::vector<index>& members) {
    bool all = e.aggregate.empty();
    if (e.kind == program::expression_kind::field) members.push_back(e.through.empty() ? e.target : e.through.front());
    for (auto const& operand : e.operands) all = find_members(operand, members) && all;
    for (auto const& interval : e.in)
        for (auto const* bounds : {&interval.low, &interval.high})
            for (auto const& bound : *bounds) all = find_members(bound, members) && all;
    return all;
}

/// What both sides say at one place: a definition, one of its levels or rows.
struct statement {
    phrase where, before, after;
    text articles;
    phrase old_value, new_value;
};

class inquiry {
public:
    inquiry(witness const& old_side, witness const& new_side) : a_(old_side), b_(new_side) {}

    std::vector<cause> run(std::string const& output) {
        auto const i = a_.find(0, output), j = b_.find(0, output);
        if (i != none && j != none) member(0, i, 0, j);
        return std::move(causes_);
    }

private:
    // Each: whether a cause was found.
    bool member(index f, index i, index g, index j);
    bool among_others(index i, index j, statement const&);
    bool definition(index f, index i, index g, index j, statement const&);
    bool levels(index f, index i, index g, index j, statement const&);
    bool exceptions(index f, index i, index g, index j, statement const&);
    bool deductions(index f, index i, index g, index j, statement const&);
    bool node(spot const&, index, spot const&, index, statement const&);
    bool operands(spot const&, index, spot const&, index, statement const&);
    std::pair<bool, bool> sides_that_decide(spot const&, index, spot const&, index);
    bool branches(spot const&, index, spot const&, index, statement const&);
    bool field(spot const&, plan::node const&, spot const&, plan::node const&);
    bool elements(spot const&, index, spot const&, index, statement const&);
    bool look_up(spot const&, index, spot const&, index);
    bool parameter(plan::node const&, plan::node const&, phrase const& old_value, phrase const& new_value);

    bool differ(spot const& s, index n, spot const& t, index m) {
        if (n == none || m == none) return n != m;
        auto const x = a_.value_at(s, n), y = b_.value_at(t, m);
        return x && y && *x != *y;
    }
    index operand(answers& of, index node, index i) { return of.tree().operands[of.tree().nodes[node].operands.first + i]; }

    bool note(statement const& s, bool by_others = false) {
        if (causes_.size() == most_causes || !known_.insert({s.where.written, s.before.written, s.after.written}).second) return true;
        causes_.push_back({s.where, s.before, s.after, s.old_value, s.new_value, s.articles, by_others});
        return true;
    }
    text cited(program::notes const& of, program::notes const& enclosing = {}) const {
        auto const& notes = of.citations.empty() ? enclosing : of;
        return explain::citations_of(b_.p(), notes);
    }

    answers a_, b_;
    std::vector<cause> causes_;
    std::set<std::tuple<std::string, std::string, std::string>> known_;
    std::set<std::pair<index, index>> asked_;       ///< frame and member of the old side
};

bool inquiry::member(index f, index i, index g, index j) {
    auto const x = a_.value_of(f, i), y = b_.value_of(g, j);
    if (!x || !y || *x == *y) return false;
    if (!asked_.insert({f, i}).second) return true;
    auto const &m = a_.member(f, i), &n = b_.member(g, j);
    statement s{b_.name_of(g, j), {}, {}, cited(n.notes), *x, *y};
    auto const is_among_others = [](narrator const& of, index which) { return of.p.records[of.p.roster_record].members[which].cohort != none; };
    if (f == 0 && is_among_others(a_.written, i) && is_among_others(b_.written, j)) return among_others(i, j, s);
    if (m.kind != n.kind || m.kind == program::member_kind::input) return note(s);
    if (!m.levels.empty()) return levels(f, i, g, j, s);
    if (!m.deductions.empty()) return deductions(f, i, g, j, s);
    if (!m.exceptions.empty() || !n.exceptions.empty()) return exceptions(f, i, g, j, s);
    return definition(f, i, g, j, s);
}

/// A place, a quota, an admission: by what it is made of as far as that is known of the record, else by its others.
bool inquiry::among_others(index i, index j, statement const& s) {
    auto said = s;
    auto const& p = b_.written.p;
    auto const& m = p.records[p.roster_record].members[j];
    said.before = a_.written.standing(a_.written.p.records[a_.written.p.roster_record].members[i]);
    said.after = b_.written.standing(m);
    if (said.before != said.after) return note(said);
    std::vector<index> reads;
    bool all_known = true;                      // of what the place rests on of the record itself
    if (m.admission != none) reads = {p.ranks[p.admissions[m.admission].rank].member, p.quotas[p.admissions[m.admission].quota].member};
    if (m.rank != none)
        for (auto const& key : p.ranks[m.rank].keys) all_known = find_members(key.value, reads) && all_known;
    bool found = false;
    for (index const of : reads) {
        auto const& name = p.records[p.roster_record].members[of].name;
        auto const was = a_.find(0, name), is = b_.find(0, name);
        if (was != none && is != none) found = member(0, was, 0, is) || found;
    }
    return found || note(said, all_known);
}

bool inquiry::definition(index f, index i, index g, index j, statement const& s) {
    auto said = s;
    said.before = a_.formula(f, a_.member(f, i).value.front());
    said.after = b_.formula(g, b_.member(g, j).value.front());
    return node(a_.record.within(f, i), a_.planned(f, i).value, b_.record.within(g, j), b_.planned(g, j).value, said);
}

/// The first level that one side takes and the other does not.
bool inquiry::levels(index f, index i, index g, index j, statement const& s) {
    auto const &old = a_.member(f, i).levels.front().levels, &fresh = b_.member(g, j).levels.front().levels;
    auto const &was = a_.planned(f, i).levels, &is = b_.planned(g, j).levels;
    spot const at = a_.record.within(f, i), to = b_.record.within(g, j);
    auto const named = [&](phrase const& value) { return phrase{s.where.written + " " + value.written, s.where.words + " › " + value.words}; };
    bool found = false;
    for (std::size_t l = 0; l != old.size() && !found; ++l) {
        auto const value = a_.formula(f, old[l].value);
        std::size_t k = 0;
        while (k != fresh.size() && b_.formula(g, fresh[k].value) != value) ++k;
        bool const decides = value == s.old_value || value == s.new_value;
        if (k == fresh.size()) {
            if (decides) found = note({named(value), a_.condition(f, old[l].condition), {}, cited(old[l].notes, b_.member(g, j).notes), s.old_value, s.new_value});
            continue;
        }
        if (was[l].condition == none || is[k].condition == none || !differ(at, was[l].condition, to, is[k].condition)) continue;
        statement const said{named(value), a_.condition(f, old[l].condition), b_.condition(g, fresh[k].condition), cited(fresh[k].notes, b_.member(g, j).notes), s.old_value, s.new_value};
        found = node(at, was[l].condition, to, is[k].condition, said);
    }
    for (std::size_t k = 0; k != fresh.size() && !found; ++k)
        if (b_.formula(g, fresh[k].value) == s.new_value && std::ranges::none_of(old, [&](auto const& l) { return a_.formula(f, l.value) == s.new_value; }))
            found = note({named(s.new_value), {}, b_.condition(g, fresh[k].condition), cited(fresh[k].notes, b_.member(g, j).notes), s.old_value, s.new_value});
    return found || note(s);
}

bool inquiry::exceptions(index f, index i, index g, index j, statement const& s) {
    auto const old = a_.record.decision(f, i), fresh = b_.record.decision(g, j);
    auto const &m = a_.member(f, i), &n = b_.member(g, j);
    bool const held = old && !old->exceptions.empty(), holds = fresh && !fresh->exceptions.empty();
    if (!held && !holds) return definition(f, i, g, j, s);
    auto const name = [](program::member const& of, index e) { return of.exceptions[e].name; };
    auto const told = [](answers& of, index frame, program::exception_case const& e) {
        auto const value = of.formula(frame, e.value), when = of.condition(frame, {e.condition});
        return phrase{value.written + " when " + when.written, value.words + ", " + when.words};
    };
    auto said = s;
    if (held) said.before = told(a_, f, m.exceptions[old->exceptions[0]]);
    if (holds) said.after = told(b_, g, n.exceptions[fresh->exceptions[0]]);
    auto const& chosen = holds ? name(n, fresh->exceptions[0]) : name(m, old->exceptions[0]);
    auto const& shown = holds ? n.exceptions[fresh->exceptions[0]] : m.exceptions[old->exceptions[0]];
    said.where = {s.where.written + " " + chosen, s.where.words + " › " + b_.alone.called(shown.shown, shown.name)};
    spot const at = a_.record.within(f, i), to = b_.record.within(g, j);
    for (std::size_t e = 0; e != m.exceptions.size(); ++e)
        for (std::size_t h = 0; h != n.exceptions.size(); ++h) {
            if (m.exceptions[e].name != chosen || n.exceptions[h].name != chosen) continue;
            auto const &was = a_.planned(f, i).exceptions[e], &is = b_.planned(g, j).exceptions[h];
            if (differ(at, was.condition, to, is.condition)) return node(at, was.condition, to, is.condition, said);
            return node(at, was.value, to, is.value, said) || note(said);
        }
    return note(said);
}

bool inquiry::deductions(index f, index i, index g, index j, statement const& s) {
    auto const &m = a_.member(f, i).deductions.front(), &n = b_.member(g, j).deductions.front();
    auto const &was = a_.planned(f, i).deductions, &is = b_.planned(g, j).deductions;
    spot const at = a_.record.within(f, i), to = b_.record.within(g, j);
    auto const row = [](answers& of, index frame, program::deduction_row const& r) {
        auto const when = of.alone.deducted_when(r, of.kind(frame)), amount = of.alone.amount(r, of.kind(frame));
        return phrase{when.written + ": " + amount.written, when.words + ": " + amount.words};
    };
    auto const exact = [](number const& n) { return as_it_is(n.to_exact()); };
    auto const applied = [](std::optional<exec::decision> const& d, std::size_t r) {
        number counted;
        if (d)
            for (auto const& one : d->deductions)
                if (one.row == r) counted = one.counted;
        return counted;
    };
    auto const old = a_.record.decision(f, i), fresh = b_.record.decision(g, j);
    std::vector<bool> matched(n.rows.size());
    bool found = false;
    for (std::size_t r = 0; r != m.rows.size(); ++r) {
        std::size_t k = 0;
        auto const alike = [&](std::size_t c) { return !matched[c] && b_.formula(g, n.rows[c].condition) == a_.formula(f, m.rows[r].condition); };
        while (k != n.rows.size() && !alike(k)) ++k;
        auto const x = applied(old, r);
        if (k == n.rows.size()) {
            if (!x.is_zero()) found = note({s.where, row(a_, f, m.rows[r]), {}, cited(m.rows[r].notes, a_.member(f, i).notes), exact(x), as_it_is("0")});
            continue;
        }
        matched[k] = true;
        auto const y = applied(fresh, k);
        if (x == y) continue;
        statement const said{s.where, row(a_, f, m.rows[r]), row(b_, g, n.rows[k]), cited(n.rows[k].notes, b_.member(g, j).notes), exact(x), exact(y)};
        bool here = node(at, was[r].condition, to, is[k].condition, said);
        here = node(at, was[r].amount, to, is[k].amount, said) || here;
        found = here || note(said) || found;
    }
    for (std::size_t k = 0; k != n.rows.size(); ++k)
        if (auto const y = applied(fresh, k); !matched[k] && !y.is_zero()) found = note({s.where, {}, row(b_, g, n.rows[k]), cited(n.rows[k].notes, b_.member(g, j).notes), as_it_is("0"), exact(y)});
    if (found) return true;
    auto said = s;
    auto const most = [](answers& of, index frame, program::expression const& cap) {
        auto const says = of.formula(frame, cap);
        return phrase{"cap " + says.written, explain::say(explain::message::cap_of_all, {says.words})};
    };
    if (!m.cap.empty()) said.before = most(a_, f, m.cap.front());
    if (!n.cap.empty()) said.after = most(b_, g, n.cap.front());
    return note(said);
}

// ── expressions ─────────────────────────────────────────────────────────────────────────────────────────────────

bool inquiry::node(spot const& at, index n, spot const& to, index m, statement const& s) {
    if (n == none || m == none || !differ(at, n, to, m)) return false;
    auto const &x = a_.tree().nodes[n], &y = b_.tree().nodes[m];
    if (x.operation != y.operation) return note(s);
    switch (x.operation) {
        case operation::constant: return note(s);
        case operation::field: return field(at, x, to, y) || note(s);
        case operation::parameter: return parameter(x, y, *a_.value_at(at, n), *b_.value_at(to, m));
        case operation::look_up: return look_up(at, n, to, m);
        case operation::aggregate: return elements(at, n, to, m, s) || note(s);
        case operation::conditional: return branches(at, n, to, m, s) || note(s);
        default: return operands(at, n, to, m, s) || note(s);
    }
}

bool inquiry::operands(spot const& at, index n, spot const& to, index m, statement const& s) {
    auto const count = a_.tree().nodes[n].operands.count;
    if (count != b_.tree().nodes[m].operands.count) return false;
    auto const [first, second] = sides_that_decide(at, n, to, m);
    bool found = false;
    for (index i = 0; i != count; ++i)
        if (i == 0 ? first : i == 1 ? second : true) found = node(at, operand(a_, n, i), to, operand(b_, m, i), s) || found;
    return found;
}

/// Of a comparison: whether the first, the second side changed what it says. Where one alone does, the other is of no account.
std::pair<bool, bool> inquiry::sides_that_decide(spot const& at, index n, spot const& to, index m) {
    auto const& compared = a_.tree().nodes[n];
    if (compared.operation < operation::equal || compared.operation > operation::greater_equal) return {true, true};
    auto const position = [&](answers& of, spot const& where, index of_node) {
        auto const answer = of.record.node(where, of_node);
        return answer.result ? plan::position_of(*answer.result) : std::nullopt;
    };
    auto const x = position(a_, at, operand(a_, n, 0)), y = position(a_, at, operand(a_, n, 1));
    auto const u = position(b_, to, operand(b_, m, 0)), v = position(b_, to, operand(b_, m, 1));
    if (!x || !y || !u || !v) return {true, true};
    bool const old = holds(compared.operation, *x, *y);
    bool const by_first = holds(compared.operation, *u, *y) != old, by_second = holds(compared.operation, *x, *v) != old;
    return by_first == by_second ? std::pair(true, true) : std::pair(by_first, by_second);
}

/// Only conditions that were asked, and the value that was taken.
bool inquiry::branches(spot const& at, index n, spot const& to, index m, statement const& s) {
    auto const count = a_.tree().nodes[n].operands.count;
    if (count != b_.tree().nodes[m].operands.count) return false;
    index i = 0;
    for (; i + 1 < count; i += 2) {
        if (node(at, operand(a_, n, i), to, operand(b_, m, i), s)) return true;
        if (a_.is_true(at, operand(a_, n, i))) return node(at, operand(a_, n, i + 1), to, operand(b_, m, i + 1), s);
    }
    return node(at, operand(a_, n, i), to, operand(b_, m, i), s);
}

bool inquiry::field(spot const& at, plan::node const& x, spot const& to, plan::node const& y) {
    auto const &from = a_.tree().fields[x.target], &other = b_.tree().fields[y.target];
    auto const f = a_.reach(at, from), g = b_.reach(to, other);
    if (f == none || g == none || from.storage == plan::storage::list) return false;
    if (a_.member(f, from.member).name != b_.member(g, other.member).name) return false;
    return member(f, from.member, g, other.member);
}

bool inquiry::elements(spot const& at, index n, spot const& to, index m, statement const& s) {
    auto const &x = a_.tree().aggregates[a_.tree().nodes[n].target], &y = b_.tree().aggregates[b_.tree().nodes[m].target];
    if (x.function != y.function) return false;
    auto const old = a_.record.elements(at, n), fresh = b_.record.elements(to, m);
    if (old.size() != fresh.size()) return false;
    bool found = false;
    for (std::size_t e = 0; e != old.size() && causes_.size() < most_causes; ++e) {
        spot const here = a_.record.within_element(at, old[e]), there = b_.record.within_element(to, fresh[e]);
        bool const filtered = node(here, x.filter, there, y.filter, s);
        found = filtered || found;
        if (!filtered && (x.filter == none || a_.is_true(here, x.filter))) found = node(here, x.over, there, y.over, s) || found;
    }
    return found;
}

bool inquiry::parameter(plan::node const& x, plan::node const& y, phrase const& old_value, phrase const& new_value) {
    auto const &p = a_.p().parameters[x.target], &q = b_.p().parameters[y.target];
    auto const named = [](answers& of, program::parameter const& what) { return phrase{what.name, of.alone.called(what.shown, what.name)}; };
    phrase before = old_value;
    if (p.name != q.name) before = {p.name + " = " + before.written, named(a_, p).words + " = " + before.words};
    auto label = document::plain(explain::label_of(q.shown, q.name));
    return note({{q.name, std::move(label)}, before, new_value, cited(q.notes), {}, {}});
}

bool inquiry::look_up(spot const& at, index n, spot const& to, index m) {
    if (operands(at, n, to, m, {})) return true;
    auto const old_table = a_.tree().nodes[n].target, new_table = b_.tree().nodes[m].target;
    auto const& u = b_.p().tables[new_table];
    auto const row = [](answers& of, index table, std::optional<exec::table_hit> const& hit) {
        if (!hit || hit->rows.empty()) return phrase{"otherwise", explain::say(explain::message::all_other_cases)};
        auto const& r = of.p().tables[table].rows[hit->rows[0]];
        auto made = of.alone.conditions(table, r);
        if (r.result.empty()) return made;
        auto const gives = of.alone.result(r.result.front(), table);
        return phrase{made.written + ": " + gives.written, made.words + ": " + gives.words};
    };
    auto const old = a_.record.hit(at, n), fresh = b_.record.hit(to, m);
    auto const notes = fresh && !fresh->rows.empty() ? u.rows[fresh->rows[0]].notes : program::notes{};
    return note({{u.name, document::plain(explain::label_of(u.shown, u.name))}, row(a_, old_table, old), row(b_, new_table, fresh), cited(notes, u.notes), {}, {}});
}

}  // namespace

std::vector<cause> find_causes(std::string const& output, witness const& old_side, witness const& new_side) { return inquiry(old_side, new_side).run(output); }

}  // namespace barem::diff
