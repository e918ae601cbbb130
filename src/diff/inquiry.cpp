#include "diff/inquiry.hpp"

#include "check/print.hpp"
#include "diff/description.hpp"

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
    answers(witness const& of, program::program const& written) : written(written), rules(of.rules), record(of.rules, of.rules.rules->roster_record, of.parameters, of.data, {}, of.limits) {}

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
    [[nodiscard]] std::optional<std::string> value_of(index frame, index m) { return shown(record.member(frame, m), member(frame, m).type); }
    [[nodiscard]] std::optional<std::string> value_at(spot const& at, index node) { return shown(record.node(at, node), tree().nodes[node].type); }
    [[nodiscard]] std::string text(index frame, program::expression const& e) { return check::print(p(), e, check::printing_scope::in_record(kind(frame))); }

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

    program::program const& written;        ///< as it is written, with cohorts
    plan::compiled const& rules;
    exec::explained_record record;

private:
    std::optional<std::string> shown(exec::answer const& a, program::type const& type) const {
        return a.result ? std::optional(check::print(p(), *a.result, type)) : std::nullopt;
    }
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

/// What both sides say at one place: a definition, one of its levels or rows.
struct statement {
    std::string where, before, after;
    text articles;
    std::string old_value, new_value;
};

class inquiry {
public:
    inquiry(witness const& old_side, program::program const& before, witness const& new_side, program::program const& after) : a_(old_side, before), b_(new_side, after) {}

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
    bool parameter(plan::node const&, plan::node const&, std::string const& old_value, std::string const& new_value);

    bool differ(spot const& s, index n, spot const& t, index m) {
        if (n == none || m == none) return n != m;
        auto const x = a_.value_at(s, n), y = b_.value_at(t, m);
        return x && y && *x != *y;
    }
    index operand(answers& of, index node, index i) { return of.tree().operands[of.tree().nodes[node].operands.first + i]; }

    bool note(statement const& s, bool by_others = false) {
        if (causes_.size() == most_causes || !known_.insert({s.where, s.before, s.after}).second) return true;
        causes_.push_back({s.where, s.before, s.after, s.old_value, s.new_value, s.articles, by_others});
        return true;
    }
    text cited(program::notes const& of, program::notes const& enclosing = {}) const {
        auto const& notes = of.citations.empty() ? enclosing : of;
        return {check::print_citations(b_.p(), notes, "en"), check::print_citations(b_.p(), notes, "vi")};
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
    auto const path = b_.record.path(g);
    statement s{(path.empty() ? b_.p().records[b_.kind(g)].name : path) + "." + n.name, {}, {}, cited(n.notes), *x, *y};
    bool const of_roster = f == 0 && a_.written.records[a_.written.roster_record].members[i].cohort != none;
    if (of_roster && b_.written.records[b_.written.roster_record].members[j].cohort != none) return among_others(i, j, s);
    if (m.kind != n.kind || m.kind == program::member_kind::input) return note(s);
    if (!m.levels.empty()) return levels(f, i, g, j, s);
    if (!m.deductions.empty()) return deductions(f, i, g, j, s);
    if (!m.exceptions.empty() || !n.exceptions.empty()) return exceptions(f, i, g, j, s);
    return definition(f, i, g, j, s);
}

/// A place, a quota, an admission: by what it is made of as far as that is known of the record, else by its others.
bool inquiry::among_others(index i, index j, statement const& s) {
    auto said = s;
    auto const describe_one = [](program::program const& p, index which) {
        auto const& m = p.records[p.roster_record].members[which];
        auto const scope = check::printing_scope::in_record(p.roster_record);
        std::string made;
        for (auto const& v : m.value) made += check::print(p, v, scope);
        std::vector<std::string> reads;
        if (m.rank != none) {
            for (auto const& k : p.ranks[m.rank].keys) made += (made.empty() ? "by " : ", ") + check::print(p, k.value, scope) + (k.descending ? " descending" : " ascending");
            made += p.ranks[m.rank].dense ? " ties dense" : " ties competition";
        }
        if (m.admission != none) {
            auto const& of = p.admissions[m.admission];
            auto const& members = p.records[p.roster_record].members;
            reads = {members[p.ranks[of.rank].member].name, members[p.quotas[of.quota].member].name};
            made += "by " + reads[0] + " up to " + reads[1] + (of.ties_in ? " ties in" : " ties out");
        }
        for (index by : p.cohorts[m.cohort].partition) made += " within " + p.records[p.roster_record].members[by].name;
        return std::pair(made, reads);
    };
    auto const [before, read_before] = describe_one(a_.written, i);
    auto const [after, reads] = describe_one(b_.written, j);
    said.before = before;
    said.after = after;
    if (before != after) return note(said);
    bool found = false;
    for (auto const& name : reads) found = member(0, a_.find(0, name), 0, b_.find(0, name)) || found;
    return found || note(said, true);
}

bool inquiry::definition(index f, index i, index g, index j, statement const& s) {
    auto said = s;
    said.before = a_.text(f, a_.member(f, i).value.front());
    said.after = b_.text(g, b_.member(g, j).value.front());
    return node(a_.record.within(f, i), a_.planned(f, i).value, b_.record.within(g, j), b_.planned(g, j).value, said);
}

/// The first level that one side takes and the other does not.
bool inquiry::levels(index f, index i, index g, index j, statement const& s) {
    auto const &old = a_.member(f, i).levels.front().levels, &fresh = b_.member(g, j).levels.front().levels;
    auto const &was = a_.planned(f, i).levels, &is = b_.planned(g, j).levels;
    spot const at = a_.record.within(f, i), to = b_.record.within(g, j);
    auto const condition = [](answers& of, index frame, program::row_level const& l) { return l.condition.empty() ? std::string("otherwise") : of.text(frame, l.condition.front()); };
    bool found = false;
    for (std::size_t l = 0; l != old.size() && !found; ++l) {
        auto const value = a_.text(f, old[l].value);
        std::size_t k = 0;
        while (k != fresh.size() && b_.text(g, fresh[k].value) != value) ++k;
        bool const decides = value == s.old_value || value == s.new_value;
        if (k == fresh.size()) {
            if (decides) found = note({s.where + " " + value, condition(a_, f, old[l]), {}, cited(old[l].notes, b_.member(g, j).notes), s.old_value, s.new_value});
            continue;
        }
        if (was[l].condition == none || is[k].condition == none || !differ(at, was[l].condition, to, is[k].condition)) continue;
        statement const said{s.where + " " + value, condition(a_, f, old[l]), condition(b_, g, fresh[k]), cited(fresh[k].notes, b_.member(g, j).notes), s.old_value, s.new_value};
        found = node(at, was[l].condition, to, is[k].condition, said);
    }
    for (std::size_t k = 0; k != fresh.size() && !found; ++k)
        if (b_.text(g, fresh[k].value) == s.new_value && std::ranges::none_of(old, [&](auto const& l) { return a_.text(f, l.value) == s.new_value; }))
            found = note({s.where + " " + s.new_value, {}, condition(b_, g, fresh[k]), cited(fresh[k].notes, b_.member(g, j).notes), s.old_value, s.new_value});
    return found || note(s);
}

bool inquiry::exceptions(index f, index i, index g, index j, statement const& s) {
    auto const old = a_.record.decision(f, i), fresh = b_.record.decision(g, j);
    auto const &m = a_.member(f, i), &n = b_.member(g, j);
    bool const held = old && !old->exceptions.empty(), holds = fresh && !fresh->exceptions.empty();
    if (!held && !holds) return definition(f, i, g, j, s);
    auto const name = [](program::member const& of, index e) { return of.exceptions[e].name; };
    auto said = s;
    if (held) said.before = a_.text(f, m.exceptions[old->exceptions[0]].value) + " when " + a_.text(f, m.exceptions[old->exceptions[0]].condition);
    if (holds) said.after = b_.text(g, n.exceptions[fresh->exceptions[0]].value) + " when " + b_.text(g, n.exceptions[fresh->exceptions[0]].condition);
    auto const& chosen = holds ? name(n, fresh->exceptions[0]) : name(m, old->exceptions[0]);
    said.where += " " + chosen;
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
    auto const row = [](answers& of, index frame, program::deduction_row const& r) { return of.text(frame, r.condition) + ": " + of.text(frame, r.amount) + (r.cap.empty() ? "" : " cap " + of.text(frame, r.cap.front())); };
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
        auto const alike = [&](std::size_t c) { return !matched[c] && b_.text(g, n.rows[c].condition) == a_.text(f, m.rows[r].condition); };
        while (k != n.rows.size() && !alike(k)) ++k;
        auto const x = applied(old, r);
        if (k == n.rows.size()) {
            if (!x.is_zero()) found = note({s.where, row(a_, f, m.rows[r]), {}, cited(m.rows[r].notes, a_.member(f, i).notes), x.to_exact(), "0"});
            continue;
        }
        matched[k] = true;
        auto const y = applied(fresh, k);
        if (x == y) continue;
        statement const said{s.where, row(a_, f, m.rows[r]), row(b_, g, n.rows[k]), cited(n.rows[k].notes, b_.member(g, j).notes), x.to_exact(), y.to_exact()};
        bool here = node(at, was[r].condition, to, is[k].condition, said);
        here = node(at, was[r].amount, to, is[k].amount, said) || here;
        found = here || note(said) || found;
    }
    for (std::size_t k = 0; k != n.rows.size(); ++k)
        if (auto const y = applied(fresh, k); !matched[k] && !y.is_zero()) found = note({s.where, {}, row(b_, g, n.rows[k]), cited(n.rows[k].notes, b_.member(g, j).notes), "0", y.to_exact()});
    if (found) return true;
    auto said = s;
    if (!m.cap.empty()) said.before = "cap " + a_.text(f, m.cap.front());
    if (!n.cap.empty()) said.after = "cap " + b_.text(g, n.cap.front());
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
        if (a_.value_at(at, operand(a_, n, i)) == "true") return node(at, operand(a_, n, i + 1), to, operand(b_, m, i + 1), s);
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
        if (!filtered && (x.filter == none || a_.value_at(here, x.filter) == "true")) found = node(here, x.over, there, y.over, s) || found;
    }
    return found;
}

bool inquiry::parameter(plan::node const& x, plan::node const& y, std::string const& old_value, std::string const& new_value) {
    auto const& q = b_.p().parameters[y.target];
    return note({q.name, a_.p().parameters[x.target].name == q.name ? old_value : a_.p().parameters[x.target].name + " = " + old_value, new_value, cited(q.notes), {}, {}});
}

bool inquiry::look_up(spot const& at, index n, spot const& to, index m) {
    if (operands(at, n, to, m, {})) return true;
    auto const &t = a_.p().tables[a_.tree().nodes[n].target], &u = b_.p().tables[b_.tree().nodes[m].target];
    auto const row = [](answers& of, program::table const& table, index which, std::optional<exec::table_hit> const& hit) {
        if (!hit || hit->rows.empty()) return std::string("otherwise");
        auto const scope = check::printing_scope::in_table(which);
        auto const& r = table.rows[hit->rows[0]];
        std::string made;
        for (auto const& test : r.tests) made += (made.empty() ? "" : ", ") + check::print(of.p(), test, scope);
        return made + (r.result.empty() ? "" : ": " + check::print(of.p(), r.result.front(), scope));
    };
    auto const old = a_.record.hit(at, n), fresh = b_.record.hit(to, m);
    auto const notes = fresh && !fresh->rows.empty() ? u.rows[fresh->rows[0]].notes : program::notes{};
    return note({u.name, row(a_, t, a_.tree().nodes[n].target, old), row(b_, u, b_.tree().nodes[m].target, fresh), cited(notes, u.notes), {}, {}});
}

}  // namespace

std::vector<cause> find_causes(std::string const& output, witness const& old_side, program::program const& before, witness const& new_side, program::program const& after) {
    return inquiry(old_side, before, new_side, after).run(output);
}

}  // namespace barem::diff
