// Parameters, their values by date, and the date of a record that chooses among them.
#include "check/context.hpp"

#include <fmt/format.h>

namespace barem::check {
namespace {

std::optional<value> check_value(context& c, ast::expression const& written, resolved_type const& declared) {
    auto v = literal_value(c, written, declared.type);
    if (v) check_range(c, *v, declared.type, declared.range, declared.decimals, written.where);
    return v;
}

void sort_by_date(context& c, program::parameter& p) {
    std::ranges::stable_sort(p.dated, {}, &program::dated_value::from);
    for (std::size_t i = 1; i < p.dated.size(); ++i) {
        if (p.dated[i].from != p.dated[i - 1].from) continue;
        auto& d = c.error("B1803", p.dated[i].where, fmt::format("`{}` has two values from {}", p.name, p.dated[i].from.to_text()), "the second");
        d.labels.push_back({p.dated[i - 1].where, "the first"});
        d.help = "remove one of them, or correct its date";
    }
}

void check_values(context& c, ast::parameter_declaration const& tree, resolved_type const& declared, program::parameter& made) {
    if (tree.value)
        if (auto v = check_value(c, *tree.value, declared)) made.initial = std::move(*v);
    for (auto const& written : tree.values) {
        auto const from = date::parse(written.from.text);
        auto v = check_value(c, written.value, declared);
        if (from && v) made.dated.push_back({*from, std::move(*v), to_notes(c, written.notes), written.from.where});
    }
    sort_by_date(c, made);
}

/// The member that `dated by` names; none after a finding.
index find_date(context& c, index record, ast::dating const& tree) {
    auto const& name = tree.id.text;
    auto const report = [&](source_span where, std::string why, std::string help) {
        c.error("B1802", where, std::move(why)).help = std::move(help);
        return none;
    };
    if (record != c.out.roster_record) {
        auto const roster = c.out.roster_record == none ? std::string("the record with the key") : "`" + c.out.records[c.out.roster_record].name + "`";
        return report(tree.where, fmt::format("`{}` has no date of its own", c.out.records[record].name),
                      fmt::format("`dated by` stands in {}, the record of the roster: everything in it has its date", roster));
    }
    auto const m = c.find_member(record, name);
    if (m == none) {
        std::vector<std::string_view> names;
        for (auto const& known : c.out.records[record].members)
            if (known.type.kind == program::type_kind::date) names.push_back(known.name);
        auto& d = c.error("B1101", tree.id.where, fmt::format("`{}` has no `{}` to be dated by", c.out.records[record].name, name), "not found");
        c.propose_name(d, name, names);
        return none;
    }
    auto const& member = c.member(record, m);
    if (member.type.kind == program::type_kind::unknown) return none;
    if (member.type.kind != program::type_kind::date) return report(tree.id.where, fmt::format("`{}` is {}, not a date", name, c.describe(member.type)), "name an input of type date");
    if (member.kind != program::member_kind::input)
        return report(tree.id.where, fmt::format("`{}` is computed", name), "values are chosen before anything is computed: name an input");
    if (member.type.optional) return report(tree.id.where, fmt::format("`{}` may be absent", name), "name an input that every record gives");
    return m;
}

std::string how_to_date(program::record_kind const& roster) {
    auto const is_date = [](program::member const& m) {
        return m.kind == program::member_kind::input && m.type == program::type{program::type_kind::date};
    };
    auto const found = std::ranges::find_if(roster.members, is_date);
    if (found != roster.members.end()) return fmt::format("if `{0}` is the date, write `dated by {0}` in `{1}`", found->name, roster.name);
    return fmt::format("give `{}` an input of type `date`, and name it: `dated by as_of`", roster.name);
}

/// A record may be dated before the first value that a parameter has.
void check_beginning(context& c, program::parameter const& p) {
    auto const& effective = c.out.effective_from;
    if (p.dated.empty() || !effective || p.dated.front().from <= *effective) return;
    auto& d = c.warning("B1804", p.dated.front().where, fmt::format("`{}` has no value before {}, but the rule set is effective from {}", p.name,
                                                                   p.dated.front().from.to_text(), effective->to_text()), "its first value");
    d.labels.push_back({c.tree.effective_from->where, "effective from here"});
    d.help = fmt::format("say what it is from {} on", effective->to_text());
}

}  // namespace

void check_parameters(context& c) {
    for (auto const& p : c.tree.parameters) {
        if (auto const [known, fresh] = c.parameters.emplace(p.id.text, static_cast<index>(c.out.parameters.size())); !fresh) {
            c.error("B1104", p.id.where, fmt::format("the parameter `{}` is declared twice", p.id.text), "declared again here").labels.push_back(
                {c.out.parameters[known->second].where, "first declared here"});
            continue;
        }
        auto const resolved = resolve_type(c, p.declared, false);
        program::parameter made{p.id.text, to_label(c, p.shown), resolved.type, resolved.range, resolved.decimals, {}, {}, to_notes(c, p.notes), p.id.where};
        if (resolved.type.optional) c.error("B1201", p.declared.where, "a parameter always has a value").help = "remove the `?`";
        check_values(c, p, resolved, made);
        c.out.parameters.push_back(std::move(made));
    }
}

void check_dating(context& c) {
    bool is_dated = false;
    for (auto const& tree : c.tree.records) {
        auto const r = c.records.find(tree.id.text);
        bool const stands = r != c.records.end() && c.out.records[r->second].where == tree.id.where;      // not a second one of that name
        if (!tree.dated_by || !stands) continue;
        is_dated = true;
        auto const m = find_date(c, r->second, *tree.dated_by);
        if (m == none) continue;
        c.out.date_member = m;
        c.out.dated_where = tree.dated_by->id.where;
    }
    for (auto const& p : c.out.parameters) {
        check_beginning(c, p);
        if (is_dated || p.dated.empty()) continue;
        auto& d = c.error("B1801", p.where, fmt::format("`{}` has values by date, but records have no date to choose by", p.name));
        if (c.out.roster_record != none) d.help = how_to_date(c.out.records[c.out.roster_record]);
    }
}

}  // namespace barem::check
