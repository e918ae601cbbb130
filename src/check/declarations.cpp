// The first pass: every declared name, so that the order of definitions does not matter.
#include "check/context.hpp"

#include <fmt/format.h>

#include <functional>

namespace barem::check {
namespace {

/// Enters a name, or reports that it is taken: the first declaration stands.
bool enter(context& c, std::unordered_map<std::string, index>& names, ast::name const& name, index value, std::string_view what,
           source_span first) {
    if (names.emplace(name.text, value).second) return true;
    auto& d = c.error("B1104", name.where, fmt::format("the {} `{}` is declared twice", what, name.text), "declared again here");
    if (first.end != 0) d.labels.push_back({first, "first declared here"});
    d.help = "rename one of them, or remove it";
    return false;
}

constexpr std::string_view built_in_types[] = {"bool", "integer", "number", "percent", "text", "date", "days", "working_days"};

/// Types share one namespace: a name must not be a unit here and an enum there.
bool type_name_free(context& c, ast::name const& name, std::string_view what) {
    for (auto const& built_in : built_in_types) {
        if (name.text != built_in) continue;
        c.error("B1104", name.where, fmt::format("`{}` is a built-in type", name.text), "this name is taken").help = "choose another name";
        return false;
    }
    auto const taken = [&](std::string_view other, source_span first) {
        if (what == other) return false;                // enter() reports it
        auto& d = c.error("B1104", name.where, fmt::format("the {} `{}` has the name of a type already declared", what, name.text));
        d.labels.push_back({first, fmt::format("the {} is declared here", other)});
        d.help = "rename one of them: units, enums and records share their names";
        return true;
    };
    if (auto const u = c.units.find(name.text); u != c.units.end() && taken("unit", c.out.units[u->second].where)) return false;
    if (auto const e = c.enums.find(name.text); e != c.enums.end() && taken("enum", c.out.enums[e->second].where)) return false;
    return true;
}

void declare_units(context& c) {
    for (auto const* name : {"number", "percent", "days", "working_days"}) {
        c.units.emplace(name, static_cast<index>(c.out.units.size()));
        c.out.units.push_back({name, {}, {}});
    }
    c.out.units[program::unit_percent].shown.texts = {{"en", "%"}, {"vi", "%"}};
    c.out.units[program::unit_days].shown.texts = {{"en", "days"}, {"vi", "ngày"}};
    c.out.units[program::unit_working_days].shown.texts = {{"en", "working days"}, {"vi", "ngày làm việc"}};
    for (auto const& u : c.tree.units) {
        if (!type_name_free(c, u.id, "unit")) continue;
        auto const known = c.units.find(u.id.text);
        auto const first = known == c.units.end() ? source_span{} : c.out.units[known->second].where;
        if (enter(c, c.units, u.id, static_cast<index>(c.out.units.size()), "unit", first))
            c.out.units.push_back({u.id.text, to_label(c, u.shown), u.id.where});
    }
}

void declare_enums(context& c) {
    for (auto const& e : c.tree.enums) {
        if (!type_name_free(c, e.id, "enum")) continue;
        auto const known = c.enums.find(e.id.text);
        auto const first = known == c.enums.end() ? source_span{} : c.out.enums[known->second].where;
        if (!enter(c, c.enums, e.id, static_cast<index>(c.out.enums.size()), "enum", first)) continue;
        program::enumeration made{e.id.text, to_label(c, e.shown), {}, e.ordered, e.id.where};
        std::unordered_map<std::string, index> words;
        for (auto const& w : e.words) {
            auto const earlier = words.find(w.id.text);
            auto const where = earlier == words.end() ? source_span{} : made.words[earlier->second].where;
            if (enter(c, words, w.id, static_cast<index>(made.words.size()), "word", where))
                made.words.push_back({w.id.text, to_label(c, w.shown), w.id.where});
            c.words.insert(w.id.text);
        }
        c.out.enums.push_back(std::move(made));
    }
}

void declare_member(context& c, index record, ast::name const& id, ast::label const& shown, program::member_kind kind,
                    ast::annotations const& notes, member_source source) {
    auto& members = c.out.records[record].members;
    auto const known = c.find_member(record, id.text);
    auto const first = known == none ? source_span{} : members[known].where;
    if (!enter(c, c.members[record], id, static_cast<index>(members.size()), "name", first)) return;
    program::member m;
    m.name = id.text;
    m.shown = to_label(c, shown);
    m.kind = kind;
    m.where = id.where;
    m.notes = to_notes(c, notes);
    members.push_back(std::move(m));
    c.sources[record].push_back(std::move(source));
}

void declare_members(context& c, index record, ast::record_declaration const& r) {
    using enum program::member_kind;
    // In the order of the text, whatever their kind: explanations and dumps follow the regulation.
    std::map<std::uint32_t, std::function<void()>> in_order;
    for (auto const& i : r.inputs)
        in_order[i.where.begin] = [&] { member_source s; s.input = &i; s.declared = i.declared; declare_member(c, record, i.id, i.shown, input, i.notes, s); };
    for (auto const& l : r.lets)
        in_order[l.where.begin] = [&] { member_source s; s.let = &l; s.declared = l.declared; declare_member(c, record, l.id, l.shown, let, l.notes, s); };
    for (auto const& k : r.classifications)
        in_order[k.where.begin] = [&] { member_source s; s.classification = &k; s.declared = k.declared; declare_member(c, record, k.id, k.shown, classification, k.notes, s); };
    for (auto const& d : r.deduction_tables)
        in_order[d.where.begin] = [&] { member_source s; s.deductions = &d; s.declared = d.declared; declare_member(c, record, d.id, d.shown, deductions, d.notes, s); };
    for (auto const& [place, declare] : in_order) declare();
}

void declare_records(context& c) {
    std::vector<ast::record_declaration const*> trees;
    for (auto const& r : c.tree.records) {
        auto const known = c.records.find(r.id.text);
        auto const first = known == c.records.end() ? source_span{} : c.out.records[known->second].where;
        if (!type_name_free(c, r.id, "record") || !enter(c, c.records, r.id, static_cast<index>(c.out.records.size()), "record", first)) continue;
        program::record_kind made;
        made.name = r.id.text;
        made.shown = to_label(c, r.shown);
        made.where = r.id.where;
        c.out.records.push_back(std::move(made));
        trees.push_back(&r);
    }
    c.members.resize(trees.size());
    c.sources.resize(trees.size());
    for (index r = 0; r < trees.size(); ++r) declare_members(c, r, *trees[r]);
    for (index r = 0; r < trees.size(); ++r) {
        if (!trees[r]->parent) continue;
        auto const& parent = *trees[r]->parent;
        auto const found = c.records.find(parent.text);
        if (found != c.records.end()) {
            c.out.records[r].parent = found->second;
        } else {
            std::vector<std::string_view> names;
            for (auto const& k : c.out.records) names.push_back(k.name);
            auto& d = c.error("B1107", parent.where, fmt::format("there is no record `{}`", parent.text));
            c.propose_name(d, parent.text, names);
        }
    }
}

/// A record that stands, through its parents, in itself could never be filled.
void check_parents(context& c) {
    for (index r = 0; r < c.out.records.size(); ++r) {
        index up = r;
        for (std::size_t steps = 0; up != none && steps <= c.out.records.size(); ++steps) up = c.out.records[up].parent;
        if (up == none) continue;
        c.error("B1501", c.out.records[r].where, fmt::format("the record `{}` stands in itself", c.out.records[r].name)).help =
            "one of the records must stand in no other: remove its `in ...`";
        c.out.records[r].parent = none;
    }
}

void declare_tables(context& c) {
    for (auto const& t : c.tree.tables) {
        auto const known = c.tables.find(t.id.text);
        auto const first = known == c.tables.end() ? source_span{} : c.out.tables[known->second].where;
        if (is_function_name(t.id.text))
            c.error("B1104", t.id.where, fmt::format("`{}` is a function of the language", t.id.text), "this name is taken").help = "choose another name";
        if (!enter(c, c.tables, t.id, static_cast<index>(c.out.tables.size()), "table", first)) continue;
        program::table made;
        made.name = t.id.text;
        made.shown = to_label(c, t.shown);
        made.is_bands = t.is_bands;
        made.policy = static_cast<program::hit_policy>(t.policy);
        made.notes = to_notes(c, t.notes);
        made.where = t.id.where;
        c.out.tables.push_back(std::move(made));
    }
}

/// What a cohort defines are members of the roster's record, so that anything may refer to it.
void declare_cohort(context& c, index record, index cohort, ast::cohort_declaration const& tree) {
    using enum program::member_kind;
    program::type const number{program::type_kind::number, program::unit_none, true}, truth{program::type_kind::truth};
    std::map<std::uint32_t, std::function<void()>> in_order;
    auto const add = [&](auto const& node, program::member_kind kind, program::type const& type, member_source source) {
        source.cohort = cohort;
        in_order[node.where.begin] = [&c, &node, record, cohort, kind, type, source] {
            auto const before = c.out.records[record].members.size();
            declare_member(c, record, node.id, node.shown, kind, node.notes, source);
            if (c.out.records[record].members.size() == before) return;             // declared twice
            auto& made = c.out.records[record].members.back();
            made.type = type;
            made.cohort = cohort;
        };
    };
    for (auto const& r : tree.ranks) { member_source s; s.rank = &r; add(r, rank, number, s); }
    for (auto const& l : tree.lets) { member_source s; s.let = &l; s.declared = l.declared; add(l, let, {}, s); }
    for (auto const& q : tree.quotas) { member_source s; s.quota = &q; add(q, quota, number, s); }
    for (auto const& a : tree.admissions) { member_source s; s.admission = &a; add(a, admission, truth, s); }
    for (auto const& [place, declare] : in_order) declare();
}

void declare_cohorts(context& c) {
    for (auto const& cohort : c.tree.cohorts) {
        auto const r = c.records.find(cohort.record.text);
        if (r == c.records.end()) {
            std::vector<std::string_view> names;
            for (auto const& k : c.out.records) names.push_back(k.name);
            auto& d = c.error("B1107", cohort.record.where, fmt::format("there is no record `{}`", cohort.record.text), "not found");
            c.propose_name(d, cohort.record.text, names);
            continue;
        }
        c.out.cohorts.push_back({r->second, {}, 0, cohort.where});
        declare_cohort(c, r->second, static_cast<index>(c.out.cohorts.size() - 1), cohort);
    }
}

}  // namespace

void declare(context& c) {
    c.out.name = c.tree.id.text;
    c.out.language = c.tree.language.text.empty() ? "en" : c.tree.language.text;
    for (auto const& l : c.tree.libraries) c.out.libraries.push_back({l.id.text, l.language.text.empty() ? "en" : l.language.text, l.cites, {}});
    for (index l = 0; l != c.tree.libraries.size(); ++l) c.out.libraries[l].article_word = to_label(c, c.tree.libraries[l].article_word);
    c.out.shown = to_label(c, c.tree.shown);
    c.out.cites = c.tree.cites;
    c.out.article_word = to_label(c, c.tree.article_word);
    c.out.where = c.tree.id.where;
    if (c.tree.effective_from)
        c.out.effective_where = {c.tree.effective_from->where.begin, (c.tree.effective_to ? c.tree.effective_to : c.tree.effective_from)->where.end};
    if (c.tree.effective_from) c.out.effective_from = date::parse(c.tree.effective_from->text);
    if (c.tree.effective_to) c.out.effective_to = date::parse(c.tree.effective_to->text);
    if (c.out.effective_from && c.out.effective_to && *c.out.effective_to < *c.out.effective_from)
        c.error("B1211", c.tree.effective_to->where, "the rule set ends before it takes effect").labels.push_back(
            {c.tree.effective_from->where, "takes effect here"});
    declare_units(c);
    declare_enums(c);
    declare_records(c);
    check_parents(c);
    declare_cohorts(c);
    declare_tables(c);
}

}  // namespace barem::check
