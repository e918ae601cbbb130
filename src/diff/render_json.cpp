#include "diff/report.hpp"
#include "diff/render.hpp"
#include "diff/wording.hpp"
#include "document/linked_text.hpp"

#include <nlohmann/json.hpp>

namespace barem::diff {

namespace {

using json = nlohmann::ordered_json;

json of_label(program::label const& label) {
    auto made = json::object();
    for (auto const& [language, text] : label.texts) made[language] = text;
    return made;
}

json of_text(text const& t) { return {{"en", t.en}, {"vi", t.vi}}; }
json in_words(phrase const& p) { return p.empty() ? json() : of_text(document::without_links(p.words)); }
json given(std::string const& value) { return value.empty() ? json() : json(value); }

json of_change(change const& c, std::string const& rule_set) {
    json made;
    made["article"] = of_text(c.articles);
    made["subject"] = subject(c, rule_set);
    made["label"] = of_text(tell(c).about);
    auto path = json::array();
    for (auto const& step : c.path) path.push_back({{"what", code_of(step.what)}, {"name", step.name}, {"label", of_label(step.label)}});
    made["path"] = std::move(path);
    made["change"] = code_of(c.how);
    if (c.how == change::sort::changed) made["aspect"] = code_of(c.aspect);
    made["before"] = in_words(c.before);
    made["after"] = in_words(c.after);
    made["written"] = {{"before", given(c.before.written)}, {"after", given(c.after.written)}};
    made["affects_results"] = c.affects_results;
    made["text"] = of_text(sentence(c));
    return made;
}

json of_version(version_difference const& v) {
    json made;
    if (!v.when.empty()) made["version"] = of_text(v.when);
    made["change"] = !v.before ? "added" : !v.after ? "removed" : "compared";
    made["changes"] = json::array();
    for (auto const& c : v.rules.changes) made["changes"].push_back(of_change(c, v.rule_set));
    return made;
}

// ── the roster ──────────────────────────────────────────────────────────────────────────────────────────────────

json exact(number const& n) { return n.to_exact(); }

json of_counts(output_difference const& of, std::vector<std::uint64_t> const& counts) {
    auto made = json::object();
    for (std::size_t c = 0; c != counts.size(); ++c)
        if (c + 1 != counts.size() || counts[c] != 0) made[of.categories[c]] = counts[c];
    return made;
}

json of_distribution(distribution const& d) {
    json made{{"records", d.count}, {"nothing", d.absent}};
    if (d.count == 0) return made;
    made["least"] = exact(d.least);
    made["lower_quartile"] = exact(d.lower_quartile);
    made["median"] = exact(d.median);
    made["upper_quartile"] = exact(d.upper_quartile);
    made["greatest"] = exact(d.greatest);
    made["sum"] = exact(d.sum);
    made["mean"] = exact(d.mean);
    made["sum_is_exact"] = d.is_exact;
    return made;
}

json of_cause(cause const& c) {
    return {{"rule", c.where.written}, {"label", in_words(c.where)}, {"article", of_text(c.articles)}, {"before", in_words(c.before)}, {"after", in_words(c.after)},
            {"written", {{"before", given(c.before.written)}, {"after", given(c.after.written)}}}, {"old_value", given(c.old_value.written)},
            {"new_value", given(c.new_value.written)}, {"by_others", c.by_others}};
}

json of_output(output_difference const& of) {
    constexpr std::string_view sorts[] = {"number", "word", "other"};
    json made{{"name", of.name}, {"new_name", of.new_name}, {"label", of_label(of.label)}, {"kind", sorts[static_cast<int>(of.is)]}, {"unit", given(of.unit.written)}, {"changed", of.changed}};
    if (of.is == output_difference::sort::number || of.ordered) {
        made["up"] = of.up;
        made["down"] = of.down;
    }
    if (of.is == output_difference::sort::word) {
        made["before"] = of_counts(of, of.before_counts);
        made["after"] = of_counts(of, of.after_counts);
        made["transitions"] = json::object();
        for (std::size_t c = 0; c != of.categories.size(); ++c)
            if (c + 1 != of.categories.size() || of.before_counts[c] != 0) made["transitions"][of.categories[c]] = of_counts(of, of.transitions[c]);
    }
    if (of.is == output_difference::sort::number) {
        made["before"] = of_distribution(of.before);
        made["after"] = of_distribution(of.after);
        made["bins"] = json::array();
        for (auto const& b : of.bins) made["bins"].push_back({{"from", exact(b.from)}, {"to", exact(b.to)}, {"before", b.before}, {"after", b.after}});
    }
    made["movers"] = json::array();
    for (auto const& m : of.movers) {
        json one{{"id", m.id}, {"line", m.line}, {"before", given(m.before)}, {"after", given(m.after)}, {"causes", json::array()}};
        for (auto const& c : m.causes) one["causes"].push_back(of_cause(c));
        made["movers"].push_back(std::move(one));
    }
    return made;
}

json of_group(group_total const& g, std::vector<output_difference> const& outputs) {
    json made{{"value", given(g.value)}, {"before", g.before}, {"after", g.after}, {"changed", g.changed}, {"outputs", json::object()}};
    for (std::size_t i = 0; i != outputs.size(); ++i) {
        auto const& of = outputs[i];
        auto const& total = g.outputs[i];
        auto& to = made["outputs"];
        if (of.is == output_difference::sort::word) to[of.name] = {{"before", of_counts(of, total.before_counts)}, {"after", of_counts(of, total.after_counts)}};
        if (of.is == output_difference::sort::number)
            to[of.name] = {{"before", {{"records", total.before_given}, {"sum", exact(total.before_sum)}}}, {"after", {{"records", total.after_given}, {"sum", exact(total.after_sum)}}}, {"sums_are_exact", total.is_exact}};
    }
    return made;
}

json of_side(side_of_roster const& side) { return {{"scored", side.scored}, {"rejected", side.rejected}, {"problem", given(side.problem)}}; }

json of_rejected(rejected_by_one const& of) {
    json made{{"count", of.count}, {"records", json::array()}};
    for (auto const& r : of.records) made["records"].push_back({{"line", r.line == 0 ? json() : json(r.line)}, {"id", given(r.id)}, {"why", r.why}});
    return made;
}

json written(std::vector<phrase> const& of) {
    auto made = json::array();
    for (auto const& one : of) made.push_back(one.written);
    return made;
}

json of_roster(roster_difference const& r) {
    json made{{"old", of_side(r.before)}, {"new", of_side(r.after)}, {"scored_by_both", r.both}, {"changed", r.changed}, {"changed_levels", r.changed_levels}, {"rejected_by_both", r.rejected_by_both}};
    made["rejected_by_old_only"] = of_rejected(r.only_old);
    made["rejected_by_new_only"] = of_rejected(r.only_new);
    made["not_compared"] = {{"old_only", written(r.old_outputs)}, {"new_only", written(r.new_outputs)}, {"unlike", written(r.unlike)}};
    made["outputs"] = json::array();
    for (auto const& of : r.outputs) made["outputs"].push_back(of_output(of));
    made["by"] = json::array();
    for (auto const& by : r.groups) {
        json one{{"field", by.field}, {"label", of_label(by.label)}, {"groups", json::array()}};
        for (auto const& g : by.groups) one["groups"].push_back(of_group(g, r.outputs));
        made["by"].push_back(std::move(one));
    }
    return made;
}

}  // namespace

std::string to_json(report const& r) {
    json made;
    made["old"] = r.old_name;
    made["new"] = r.new_name;
    made["same_rules"] = same(r.versions);
    made["rules"] = json::array();
    for (auto const& v : r.versions) made["rules"].push_back(of_version(v));
    if (r.roster) made["roster"] = of_roster(*r.roster);
    return made.dump(2) + "\n";
}

}  // namespace barem::diff
