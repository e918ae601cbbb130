#include "diff/report.hpp"
#include "diff/render.hpp"
#include "diff/wording.hpp"

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

json of_change(change const& c, std::string const& rule_set) {
    json made;
    made["article"] = of_text(c.articles);
    made["subject"] = subject(c, rule_set);
    auto path = json::array();
    for (auto const& step : c.path) path.push_back({{"what", code_of(step.what)}, {"name", step.name}, {"label", of_label(step.label)}});
    made["path"] = std::move(path);
    made["change"] = code_of(c.how);
    if (c.how == change::sort::changed) made["aspect"] = code_of(c.aspect);
    made["before"] = c.before.empty() ? json() : json(c.before);
    made["after"] = c.after.empty() ? json() : json(c.after);
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

}  // namespace

std::string to_json(report const& r) {
    json made;
    made["old"] = r.old_name;
    made["new"] = r.new_name;
    made["same_rules"] = same(r.versions);
    made["rules"] = json::array();
    for (auto const& v : r.versions) made["rules"].push_back(of_version(v));
    return made.dump(2) + "\n";
}

}  // namespace barem::diff
