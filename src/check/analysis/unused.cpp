// Definitions that nothing uses (B1113), imports of which nothing is used (B1114), and inputs that change nothing (B1115).

#include "check/analysis/unused.hpp"

#include "ast/ast.hpp"
#include "check/analysis/findings.hpp"
#include "check/analysis/walk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

namespace barem::check {

using namespace analysis;
using program::expression;
using program::expression_kind;
using program::member_kind;
using program::type_kind;

namespace {

/// What something refers to.
struct references {
    std::set<member_place> members;
    std::set<index> tables, parameters, calendars, units, enums;

    void take(program::program const& p, expression const& e, place const& at) {
        take(e.type);
        switch (e.kind) {
            case expression_kind::field:
            case expression_kind::parent: take_path(p, record_at(p, at, e.scope), e.through); break;
            case expression_kind::parameter: parameters.insert(e.target); break;
            case expression_kind::look_up: tables.insert(e.target); break;
            case expression_kind::working_days_after:
            case expression_kind::working_days_before:
            case expression_kind::working_days_between:
            case expression_kind::is_working_day: calendars.insert(e.target); break;
            default: break;
        }
        if (e.kind == expression_kind::field) members.insert(member_of(p, at, e));
        if (e.kind == expression_kind::parent && e.target != program::none) members.insert(member_of(p, at, e));
        for (auto const& a : e.aggregate) take_path(p, record_at(p, at, a.origin), a.lists);
        if (e.kind == expression_kind::group_value) take(p, p.cohorts[p.group_aggregates[e.target].cohort]);
    }

    void take(program::program const&, program::cohort const& c) {
        for (auto const m : c.partition) members.insert({c.record, m});
    }

    void take(program::type const& t) {
        if (t.kind == type_kind::number) units.insert(t.of);
        if (t.kind == type_kind::word) enums.insert(t.of);
    }

private:
    /// The lists and single records on the way.
    void take_path(program::program const& p, index record, std::vector<index> const& path) {
        for (auto const m : path) {
            if (record == program::none) return;
            members.insert({record, m});
            record = p.records[record].members[m].type.of;
        }
    }
};

references of_member(program::program const& p, member_place m) {
    references found;
    auto const visit = [&](expression const& e, place const& at) { found.take(p, e, at); };
    auto const& its = p.records[m.record].members[m.member];
    walk_definition(p, m, visit);
    auto const follow_rank = [&](program::rank const& rank) {
        found.take(p, p.cohorts[rank.cohort]);
        for (auto const& key : rank.keys) walk(p, key.value, place::in_record(m.record), visit);
    };
    if (its.rank != program::none) follow_rank(p.ranks[its.rank]);
    if (its.quota != program::none) {
        auto const& quota = p.quotas[its.quota];
        found.take(p, p.cohorts[quota.cohort]);
        for (auto const& e : quota.share) walk(p, e, place::in_record(m.record), visit);
    }
    return found;
}

references of_table(program::program const& p, index t) {
    references found;
    auto const at = place::in_table(t);
    auto const visit = [&](expression const& e, place const& where) { found.take(p, e, where); };
    for (auto const& row : p.tables[t].rows) {
        for (auto const& test : row.tests) {
            for (auto const& m : test.members) walk(p, m, at, visit);
            for (auto const& i : test.in)
                for (auto const* bound : {&i.low, &i.high})
                    for (auto const& b : *bound) walk(p, b, at, visit);
        }
        for (auto const& r : row.result) walk(p, r, at, visit);
    }
    for (auto const& o : p.tables[t].otherwise) walk(p, o.value, at, visit);
    return found;
}

/// Everything that the outputs, the examples or the acceptance of a record depend on.
class reach {
public:
    explicit reach(program::program const& p) : p_(p) {
        for (index r = 0; r != p.records.size(); ++r) {
            for (auto const& o : p.records[r].outputs) take_member({r, o.member});
            for (auto const& m : p.records[r].members) accepted(r, m);
        }
        for (auto const& e : p.examples) expected(e);
        if (p.date_member != program::none) take_member({p.roster_record, p.date_member});
    }

    [[nodiscard]] bool has(member_place m) const { return members_.contains(m); }
    [[nodiscard]] bool has_table(index t) const { return tables_.contains(t); }

private:
    void accepted(index r, program::member const& m) {
        references found;
        for (auto const& e : m.required_when) walk(p_, e, place::in_record(r), [&](expression const& x, place const& at) { found.take(p_, x, at); });
        follow(found);
        for (auto const* bound : {&m.low_input, &m.high_input})
            if (*bound) take_member({r, (*bound)->member});
    }

    void expected(program::example const& e) {
        for (auto const& x : e.expectations) {
            index record = p_.roster_record;
            for (auto const& step : x.path) {
                if (step.member == program::none) continue;
                take_member({record, step.member});
                record = p_.records[record].members[step.member].type.of;
                if (record >= p_.records.size()) break;
            }
        }
    }

    void take_member(member_place m) {
        std::vector<member_place> waiting{m};
        while (!waiting.empty()) {
            auto const next = waiting.back();
            waiting.pop_back();
            if (next.record == program::none || next.member == program::none || !members_.insert(next).second) continue;
            auto const found = of_member(p_, next);
            waiting.insert(waiting.end(), found.members.begin(), found.members.end());
            take_tables(found.tables);
        }
    }

    void take_tables(std::set<index> const& tables) {
        for (auto const t : tables)
            if (tables_.insert(t).second) take_tables(of_table(p_, t).tables);
    }

    void follow(references const& found) {
        for (auto const& m : found.members) take_member(m);
        take_tables(found.tables);
    }

    program::program const& p_;
    std::set<member_place> members_;
    std::set<index> tables_;
};

class unused {
public:
    unused(ast::rule_set const& tree, program::program const& p, std::vector<import_range> const& imports)
        : tree_(tree), p_(p), imports_(imports), reach_(p) {}

    findings find() {
        collect_references();
        members();
        declarations();
        samples();
        imports();
        if (!tree_.is_library) find_unreached_rows(p_, [this](source_span where) { return in_library(where); }, found_);
        return std::move(found_);
    }

private:
    void collect_references() {
        for (index r = 0; r != p_.records.size(); ++r)
            for (index m = 0; m != p_.records[r].members.size(); ++m) {
                auto its = of_member(p_, {r, m});
                for (auto const& e : p_.records[r].members[m].required_when)
                    walk(p_, e, place::in_record(r), [&](expression const& x, place const& at) { its.take(p_, x, at); });
                its.take(p_.records[r].members[m].type);
                for (auto const& used : its.members)
                    if (used != member_place{r, m}) users_[used].insert({r, m});
                take(its);
            }
        for (index t = 0; t != p_.tables.size(); ++t) {
            auto its = of_table(p_, t);
            its.take(p_.tables[t].result);
            for (auto const& a : p_.tables[t].arguments) its.take(a.type);
            its.tables.erase(t);
            take(its);
        }
        for (auto const& parameter : p_.parameters) all_.take(parameter.type);
    }

    void take(references const& its) {
        for (auto const& [to, from] : {std::pair(&all_.tables, &its.tables), {&all_.parameters, &its.parameters}, {&all_.calendars, &its.calendars},
                                       {&all_.units, &its.units}, {&all_.enums, &its.enums}})
            to->insert(from->begin(), from->end());
    }

    [[nodiscard]] bool in_library(source_span where) const {
        return std::ranges::any_of(tree_.libraries, [&](ast::library const& l) { return l.text.begin <= where.begin && where.begin < l.text.end; });
    }

    analysis::finding& add(char const* code, severity how, source_span where, std::string message, std::string label) {
        auto& d = found_.emplace_back(diagnostic{code, how, std::move(message), {}, {}, {}, {}}, goal::every_record());
        d.labels.push_back({where, std::move(label)});
        return d;
    }

    void report(source_span where, std::string_view what, std::string_view name) {
        add("B1113", severity::hint, where, fmt::format("the {} `{}` {} never used", what, name, what == "bands" ? "are" : "is"), "never used").help = "remove it, or use it";
    }

    // ── members ──
    static std::string_view word_for(member_kind kind) {
        switch (kind) {
            case member_kind::classification: return "classification";
            case member_kind::deductions: return "table of deductions";
            case member_kind::rank: return "rank";
            case member_kind::quota: return "quota";
            case member_kind::admission: return "admission";
            default: return "definition";
        }
    }

    /// Those of the roster, and those that a field or a list of any record holds.
    [[nodiscard]] std::set<index> records_in_use() const {
        std::set<index> all{p_.roster_record};
        for (auto const& r : p_.records)
            for (auto const& m : r.members)
                if (m.type.kind == type_kind::list || m.type.kind == type_kind::record) all.insert(m.type.of);
        return all;
    }

    void members() {
        auto const in_use = records_in_use();
        for (index r = 0; r != p_.records.size(); ++r)
            if (!in_use.contains(r)) hidden_.insert(r);                // that is said of the record
        for (index r = 0; r != p_.records.size(); ++r)
            for (index m = 0; m != p_.records[r].members.size(); ++m) {
                auto const& its = p_.records[r].members[m];
                if (its.is_key || reach_.has({r, m})) continue;
                bool const holds_records = its.type.kind == type_kind::list || its.type.kind == type_kind::record;
                if (its.kind == member_kind::input && holds_records && its.type.of != program::none) hide_below(its.type.of);
            }
        for (index r = 0; r != p_.records.size(); ++r) {
            if (hidden_.contains(r)) continue;
            for (index m = 0; m != p_.records[r].members.size(); ++m) {
                auto const& its = p_.records[r].members[m];
                if (its.is_key || reach_.has({r, m})) continue;
                if (its.kind == member_kind::input) report_input({r, m}, its);
                else if (!users_.contains({r, m})) report(its.where, word_for(its.kind), its.name);
            }
        }
    }

    /// Records that stand only in a list that changes nothing are not looked into.
    void hide_below(index record) {
        std::size_t reached = 0;
        for (index r = 0; r != p_.records.size(); ++r)
            for (index m = 0; m != p_.records[r].members.size(); ++m) {
                auto const& t = p_.records[r].members[m].type;
                reached += (t.kind == type_kind::list || t.kind == type_kind::record) && t.of == record && reach_.has({r, m});
            }
        if (reached != 0 || !hidden_.insert(record).second) return;
        for (auto const& m : p_.records[record].members)
            if ((m.type.kind == type_kind::list || m.type.kind == type_kind::record) && m.type.of != program::none) hide_below(m.type.of);
    }

    void report_input(member_place at, program::member const& its) {
        auto& d = add("B1115", severity::warning, its.where, fmt::format("the input `{}` influences no output", its.name), "nothing depends on it");
        d.help = "remove it, write the rule that needs it, or acknowledge that the record has it all the same";
        auto const users = users_.find(at);
        if (users == users_.end()) return;
        auto const& user = *users->second.begin();
        d.labels.push_back({p_.records[user.record].members[user.member].where, "only this uses it, and is never used itself"});
    }

    // ── declarations ──
    void declarations() {
        if (tree_.is_library) return;
        for (index t = 0; t != p_.tables.size(); ++t)
            if (auto const& its = p_.tables[t]; !all_.tables.contains(t) && !in_library(its.where)) report(its.where, its.is_bands ? "bands" : "table", its.name);
        for (index i = 0; i != p_.parameters.size(); ++i)
            if (!all_.parameters.contains(i)) report(p_.parameters[i].where, "parameter", p_.parameters[i].name);
        for (index e = 0; e != p_.enums.size(); ++e)
            if (auto const& its = p_.enums[e]; !all_.enums.contains(e) && !in_library(its.where)) report(its.where, "enum", its.name);
        for (index u = program::first_declared_unit; u < p_.units.size(); ++u)
            if (auto const& its = p_.units[u]; !all_.units.contains(u) && !in_library(its.where)) report(its.where, "unit", its.name);
        for (index c = 0; c != p_.calendars.size(); ++c)
            if (auto const& its = p_.calendars[c]; !all_.calendars.contains(c) && !in_library(its.where)) report(its.where, "calendar", its.name);
        records();
    }

    void records() {
        auto const in_use = records_in_use();
        for (index r = 0; r != p_.records.size(); ++r)
            if (!in_use.contains(r)) report(p_.records[r].where, "record", p_.records[r].name);
    }

    static void take_words(ast::datum const& d, std::set<std::string_view>& names) {
        if (d.form == ast::datum::kind::word) names.insert(d.word.text);
        for (auto const& [name, value] : d.fields) take_words(value, names);
        for (auto const& [element, times] : d.elements) take_words(element, names);
    }

    void samples() {
        std::set<std::string_view> named;
        for (auto const& s : tree_.samples) take_words(s.value, named);
        for (auto const& e : tree_.record_examples)
            for (auto const& r : e.records) {
                named.insert(r.subject.text);
                if (r.value) take_words(*r.value, named);
                for (auto const& o : r.overrides) take_words(o.value, named);
            }
        for (auto const& s : tree_.samples)
            if (!named.contains(s.id.text)) report(s.id.where, "sample", s.id.text);
    }

    // ── imports ──
    void imports() {
        for (auto const& i : imports_) {
            if (i.libraries == 0 || uses_any(i.first_library, i.first_library + i.libraries)) continue;
            auto& d = add("B1114", severity::hint, i.where, fmt::format("nothing of `{}` is used", i.path), "never used");
            d.help = "remove the import";
            d.fixes.push_back({d.help, true, {{i.where, {}}}});
        }
    }

    [[nodiscard]] bool uses_any(std::size_t first, std::size_t last) const {
        auto const inside = [&](source_span where) {
            return std::any_of(tree_.libraries.begin() + static_cast<std::ptrdiff_t>(first), tree_.libraries.begin() + static_cast<std::ptrdiff_t>(last),
                               [&](ast::library const& l) { return l.text.begin <= where.begin && where.begin < l.text.end; });
        };
        auto const any = [&](std::set<index> const& used, auto const& declared) {
            return std::ranges::any_of(used, [&](index i) { return i < declared.size() && inside(declared[i].where); });
        };
        return any(all_.tables, p_.tables) || any(all_.calendars, p_.calendars) || any(all_.units, p_.units) || any(all_.enums, p_.enums);
    }

    ast::rule_set const& tree_;
    program::program const& p_;
    std::vector<import_range> const& imports_;
    reach reach_;
    references all_;                         // of anything by anything
    std::map<member_place, std::set<member_place>> users_;
    std::set<index> hidden_;                 // records
    findings found_;
};

}  // namespace

findings find_unused(ast::rule_set const& tree, program::program const& p, std::vector<import_range> const& imports) {
    return unused(tree, p, imports).find();
}

}  // namespace barem::check
