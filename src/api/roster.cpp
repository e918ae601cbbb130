#include <barem/roster.hpp>

#include "api/implementation.hpp"
#include "exec/roster.hpp"
#include "explain/explain.hpp"
#include "io/json_record.hpp"

#include <fmt/format.h>

#include <unordered_map>
#include <unordered_set>

namespace barem::api {

issues taken_id(ruleset::implementation const& rules, std::string const& id) {
    issue twice;
    twice.path = rules.roster_record().members[rules.rules().key_member].name;
    twice.expected = "a key that no earlier record has";
    twice.found = "\"" + id + "\"";
    twice.message = fmt::format("{}: expected {}, found {}", twice.path, twice.expected, twice.found);
    return {std::move(twice)};
}

}  // namespace barem::api

namespace barem::inline BAREM_VERSION_NAMESPACE {

struct BAREM_LOCAL roster::implementation {
    explicit implementation(ruleset r)
        : rules(std::move(r)), reader(rules.inner().rules(), rules.inner().limits),
          scorer(*rules.inner().compiled, rules.inner().rules().roster_record, rules.inner().parameters, rules.inner().limits) {}

    ruleset rules;
    io::json_record_reader reader;
    exec::roster_scorer scorer;
    std::unordered_set<std::string> ids;
    // After finish():
    struct entry {
        exec::scored stands;                                ///< without its outputs
        std::shared_ptr<std::vector<value> const> outputs;
    };
    std::unordered_map<std::string, entry> scored;
    exec::group_table groups;
    std::vector<failure> failures;
};

roster::roster(ruleset rules) : inner_(std::make_unique<implementation>(std::move(rules))) {}
roster::~roster() = default;
roster::roster(roster&&) noexcept = default;
roster& roster::operator=(roster&&) noexcept = default;

result<std::string, issues> roster::add_json(std::string_view json) {
    auto made = inner_->reader.read(json);
    if (made.data) made.problems = api::check_dependent_inputs(inner_->rules.inner(), *made.data);
    if (!made.problems.empty()) return std::move(made.problems);
    return add(record(std::make_shared<record_data const>(std::move(*made.data)), inner_->rules.inner().compiled));
}

result<std::string, issues> roster::add(record const& r) {
    if (auto problems = api::foreign(inner_->rules.inner(), r); !problems.empty()) return problems;
    auto const& id = api::id_of(inner_->rules.inner(), r.data());
    if (inner_->ids.contains(id)) return api::taken_id(inner_->rules.inner(), id);
    if (auto why = inner_->scorer.add(r.shared(), id)) return issues{std::move(*why)};
    inner_->ids.insert(id);
    return id;
}

std::vector<roster::failure> const& roster::failures() const { return inner_->failures; }

std::vector<outcome> roster::finish() {
    auto& inner = *inner_;
    auto done = inner.scorer.finish();
    inner.failures.clear();
    for (auto& r : done.rejected) inner.failures.push_back({std::move(r.id), {std::move(r.why)}});
    std::vector<outcome> outcomes;
    outcomes.reserve(done.scored.size());
    inner.groups = std::move(done.groups);
    inner.scored.clear();
    for (auto& s : done.scored) {
        outcomes.emplace_back(inner.rules.inner().compiled, s.id, std::move(s.outputs));
        auto id = std::move(s.id);
        inner.scored.try_emplace(std::move(id), implementation::entry{std::move(s), outcomes.back().shared()});
    }
    inner.ids.clear();
    return outcomes;
}

std::vector<outcome> roster::finish(function_ref<void(failure const&)> failed) {
    auto outcomes = finish();
    for (auto const& f : failures()) failed(f);
    return outcomes;
}

namespace {

issues unscored(std::string const& id) {
    issue unknown;
    unknown.expected = "a record that this roster has scored";
    unknown.found = "\"" + id + "\"";
    unknown.message = fmt::format("expected {}, found {}", unknown.expected, unknown.found);
    return {std::move(unknown)};
}

issues another(std::string const& id) {
    issue changed;
    changed.expected = fmt::format("the record that was scored under the id `{}`", id);
    changed.found = "one with other outputs";
    changed.message = fmt::format("this is not the record that was scored under the id `{}`", id);
    return {std::move(changed)};
}

}  // namespace

result<explanation, issues> roster::explain(record const& r) const {
    auto const& rules = inner_->rules.inner();
    if (auto problems = api::foreign(rules, r); !problems.empty()) return problems;
    auto const& id = api::id_of(rules, r.data());
    auto const found = inner_->scored.find(id);
    if (found == inner_->scored.end()) return unscored(id);
    auto const& [stands, outputs] = found->second;
    auto others = exec::peers_of(rules.compiled->tree, stands, inner_->groups);
    if (!exec::yields(*rules.compiled, rules.rules().roster_record, rules.parameters, r.data(), others, *outputs, rules.limits)) return another(id);
    return explain::explain(rules, r.shared(), std::move(others));
}

}  // namespace barem
