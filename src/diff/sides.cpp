#include "diff/sides.hpp"

#include "api/family.hpp"
#include "api/implementation.hpp"
#include "check/print.hpp"
#include "document/linked_text.hpp"
#include "explain/amounts.hpp"
#include "explain/wording.hpp"
#include "plan/lower.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::diff {

using program::index;
using program::none;
using program::type_kind;

namespace {

program::record_kind const& roster_of(program::program const& p) { return p.records[p.roster_record]; }

index member_of(program::program const& p, std::string_view name) {
    auto const& members = roster_of(p).members;
    auto const found = std::ranges::find(members, name, &program::member::name);
    return found == members.end() ? none : static_cast<index>(found - members.begin());
}

bool is_scalar(program::member const& m) { return m.type.kind != type_kind::record && m.type.kind != type_kind::list; }

/// Why the values of two definitions cannot be laid side by side; empty: they can.
phrase unlike(program::program const& p, program::member const& m, program::program const& q, program::member const& n) {
    bool const same = m.type.kind == n.type.kind && (m.type.kind != type_kind::number || p.units[m.type.of].name == q.units[n.type.of].name);
    if (same) return {};
    auto const [before, after] = told_apart(narrator(p).type(m.type), narrator(q).type(n.type));
    return {fmt::format("{}: {} -> {}", m.name, check::print(p, m.type), check::print(q, n.type)),
            document::without_links(explain::label_of(n.shown, n.name) + text{": was ", ": trước là "} + before + text{", is now ", ", nay là "} + after)};
}

phrase unit_of(program::program const& p, program::type const& t) {
    if (t.kind != type_kind::number || t.of == program::unit_none) return {};
    if (t.of == program::unit_percent) return as_it_is("%");
    if (t.of == program::unit_days) return {"days", explain::say(explain::message::days)};
    if (t.of == program::unit_working_days) return {"working days", explain::say(explain::message::working_days)};
    return {p.units[t.of].name, explain::label_of(p.units[t.of].shown, p.units[t.of].name)};
}

/// Words of both, the new order first.
void add_categories(shared_column& to, program::program const& old, program::type const& of, program::program const& fresh, program::type const& now) {
    if (of.kind == type_kind::truth) {
        to.categories = {"false", "true"};
        to.labels = {{{{"en", "no"}, {"vi", "không"}}}, {{{"en", "yes"}, {"vi", "có"}}}};
    }
    if (of.kind != type_kind::word) return;
    auto const &before = old.enums[of.of], &after = fresh.enums[now.of];
    to.ordered = before.ordered && after.ordered;
    for (auto const* words : {&after.words, &before.words})
        for (auto const& w : *words) {
            if (std::ranges::find(to.categories, w.name) != to.categories.end()) continue;
            to.categories.push_back(w.name);
            to.labels.push_back(w.shown);
        }
}

class sharing {
public:
    sharing(family const& before, family const& after, std::vector<version_difference> const& versions)
        : before_(before), after_(after), made_{{before, {}, {}}, {after, {}, {}}, {}, {}, {}, {}} {
        for (auto const& v : before.versions()) made_.before.aligned.push_back(v.rules.inner().rules());
        for (auto const& v : after.versions()) made_.after.aligned.push_back(v.rules.inner().rules());
        for (auto const& v : versions)
            if (v.before && v.after) made_.after.aligned[*v.after] = v.rules.aligned;
    }

    sides run(std::vector<std::string> const& by) {
        auto const &old = made_.before.aligned.back(), &fresh = made_.after.aligned.back();
        auto const has = [](program::program const& p, std::string const& name) {
            return std::ranges::any_of(roster_of(p).outputs, [&](auto const& o) { return roster_of(p).members[o.member].name == name; });
        };
        for (auto const& o : roster_of(fresh).outputs) {
            auto const& m = roster_of(fresh).members[o.member];
            if (!has(old, m.name)) made_.new_only.push_back({m.name, explain::label_of(m.shown, m.name)});
            else add(m.name, o.digits, true);
        }
        for (auto const& o : roster_of(old).outputs)
            if (auto const& m = roster_of(old).members[o.member]; !has(fresh, m.name)) made_.old_only.push_back({m.name, explain::label_of(m.shown, m.name)});
        // Levels are what people ask for first.
        std::ranges::stable_partition(made_.columns, [](shared_column const& c) { return c.kind == type_kind::word; });
        for (auto const& field : by) add_field(field);
        choose(made_.before, before_);
        choose(made_.after, after_);
        return std::move(made_);
    }

private:
    void add(std::string const& name, unsigned digits, bool is_output) {
        auto const &old = made_.before.aligned.back(), &fresh = made_.after.aligned.back();
        auto const i = member_of(old, name), j = member_of(fresh, name);
        auto const &m = roster_of(old).members[i], &n = roster_of(fresh).members[j];
        auto const why_not = unlike(old, m, fresh, n);
        if (is_output && !why_not.empty()) return made_.unlike.push_back(why_not);
        auto& column = made_.columns.emplace_back();
        column.name = name;
        column.new_name = after_.versions().back().rules.inner().roster_record().members[j].name;
        column.label = n.shown;
        column.kind = n.type.kind;
        column.unit = unit_of(fresh, n.type);
        column.digits = digits;
        column.is_output = is_output;
        if (why_not.empty()) add_categories(column, old, m.type, fresh, n.type);
    }

    /// By its old or by its new name.
    void add_field(std::string field) {
        auto const &old = made_.before.aligned.back(), &fresh = made_.after.aligned.back();
        if (member_of(old, field) == none)
            if (auto const j = member_of(after_.versions().back().rules.inner().rules(), field); j != none) field = roster_of(fresh).members[j].name;
        auto const i = member_of(old, field), j = member_of(fresh, field);
        if (i == none || j == none || !is_scalar(roster_of(old).members[i]) || !is_scalar(roster_of(fresh).members[j])) {
            std::vector<std::string> fields;
            for (auto const& m : roster_of(old).members)
                if (auto const other = member_of(fresh, m.name); is_scalar(m) && other != none && is_scalar(roster_of(fresh).members[other])) fields.push_back(m.name);
            auto const one_side = i != none && j == none ? " in the new rules" : i == none && j != none ? " in the old rules" : "";
            throw wrong_field(fmt::format("--by: there is no field `{}`{} that records can be grouped by", field, one_side), field, fields);
        }
        add(field, 0, false);
    }

    /// Gives every version the columns that it has.
    void choose(side& of, family const& from) {
        auto inner = std::make_shared<family::implementation>();
        inner->versions = from.versions();
        inner->date_field = from.date_field();
        for (std::size_t v = 0; v != inner->versions.size(); ++v) {
            auto& cells = of.cells.emplace_back();
            std::vector<program::output> outputs;
            for (auto const& column : made_.columns) {
                auto const member = member_of(of.aligned[v], column.name);
                bool const fits = member != none && roster_of(of.aligned[v]).members[member].type.kind == column.kind;
                cells.push_back(fits ? static_cast<int>(outputs.size()) : -1);
                if (fits) outputs.push_back({member, column.digits, {}});
            }
            inner->versions[v].rules = with_outputs(inner->versions[v].rules, std::move(outputs));
        }
        of.rules = family(std::move(inner));
    }

    family const &before_, &after_;
    sides made_;
};

}  // namespace

sides share_columns(family const& before, family const& after, std::vector<version_difference> const& versions, std::vector<std::string> const& by) {
    return sharing(before, after, versions).run(by);
}

ruleset with_outputs(ruleset const& rules, std::vector<program::output> outputs) {
    auto const& from = rules.inner();
    auto changed = std::make_shared<program::program>(from.rules());
    changed->records[changed->roster_record].outputs = std::move(outputs);
    auto made = std::make_shared<ruleset::implementation>();
    made->compiled = std::make_shared<plan::compiled const>(plan::compile(std::move(changed)));
    made->parameters = from.parameters;
    made->limits = from.limits;
    made->findings = from.findings;
    return ruleset(std::move(made));
}

}  // namespace barem::diff
