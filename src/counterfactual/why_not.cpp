// What stands between a record and a level.

#include <barem/export.hpp>

#include "counterfactual/content.hpp"
#include "explain/explain.hpp"

namespace barem::inline BAREM_VERSION_NAMESPACE {

namespace {

constexpr std::size_t most_evaluations = 20'000;        // in the search for other inputs

void add_changes(explanation::content const& of, counterfactual::level const& wanted, obstacles::content& into) {
    auto const& p = *of.rules->rules;
    counterfactual::setting const setting{*of.rules, of.parameters, of.limits, of.others};
    into.searched_among_others = of.rules->tree.records[wanted.record].members[wanted.member].stratum != 0;
    auto const found = counterfactual::find_changes(p, *of.data, counterfactual::distance_to(setting, wanted), most_evaluations);
    into.is_found = found.has_value();
    if (!found) return;
    for (auto const& change : *found) {
        into.enough.push_back(counterfactual::changed_input_of(p, change.path, *change.input, change.before, change.after));
        into.changes.push_back({change.path, into.enough.back().written});
    }
}

}  // namespace

result<obstacles, issues> why_not(explanation const& e, std::string_view level) {
    auto const& of = e.inner();
    exec::explained_record run(*of.rules, of.rules->rules->roster_record, of.parameters, *of.data, of.others, of.limits);
    explain::context c(*of.rules, of.parameters, run);
    auto const wanted = counterfactual::find_level(c, level);
    if (!wanted) return wanted.error();
    auto made = std::make_shared<obstacles::content>();
    auto const frame = counterfactual::frame_of(c, *wanted);
    auto const& type = c.kind(frame).members[wanted->member].type;
    made->heading = counterfactual::heading_of(c);
    made->path = counterfactual::path_of(c, *wanted);
    made->label = c.label(wanted->record, wanted->member);
    made->wanted = c.shown(wanted->value, type);
    made->now = c.shown(c.member_value(frame, wanted->member).value_or(absent{}), type);
    made->between = counterfactual::condition_finder(c, true).level(frame, wanted->member, {wanted->value});
    if (made->between) add_changes(of, *wanted, *made);
    return obstacles(std::move(made));
}

bool obstacles::reached() const { return !inner_->between; }
std::vector<input_change> const& obstacles::changes() const { return inner_->changes; }

std::string obstacles::to_text(std::string_view language) const { return explain::sheet::to_text(counterfactual::lay_out(*inner_, explain::sheet::language_of(language))); }
std::string obstacles::to_markdown(std::string_view language) const { return explain::sheet::to_markdown(counterfactual::lay_out(*inner_, explain::sheet::language_of(language))); }
std::string obstacles::to_html(std::string_view language) const { return explain::sheet::to_html(counterfactual::lay_out(*inner_, explain::sheet::language_of(language))); }
std::string obstacles::to_json() const { return counterfactual::to_json(*inner_); }

}  // namespace barem
