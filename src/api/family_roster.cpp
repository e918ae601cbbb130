#include <barem/export.hpp>

#include "api/family.hpp"
#include "api/implementation.hpp"

#include <algorithm>
#include <unordered_map>

namespace barem::inline BAREM_VERSION_NAMESPACE {

struct BAREM_LOCAL family_roster::implementation {
    explicit implementation(family r) : rules(std::move(r)) {
        for (auto const& v : rules.versions()) rosters.emplace_back(v.rules);
    }

    roster& of(family::version const& v) { return rosters[static_cast<std::size_t>(&v - rules.versions().data())]; }

    family rules;
    std::vector<roster> rosters;                                ///< by version
    std::unordered_map<std::string, std::size_t> positions;     ///< by id: the how manieth of all records it is
    std::vector<roster::failure> failures;
};

family_roster::family_roster(family rules) : inner_(std::make_unique<implementation>(std::move(rules))) {}
family_roster::~family_roster() = default;
family_roster::family_roster(family_roster&&) noexcept = default;
family_roster& family_roster::operator=(family_roster&&) noexcept = default;

result<std::string, issues> family_roster::add_json(std::string_view json) {
    auto const made = inner_->rules.read(json);
    if (!made) return made.error();
    return add(*made);
}

result<std::string, issues> family_roster::add(record const& r) {
    auto const* version = inner_->rules.of(r);
    if (!version) return api::foreign(inner_->rules.versions().back().rules.inner(), r);
    auto const& rules = version->rules.inner();
    if (auto const& id = api::id_of(rules, r.data()); inner_->positions.contains(id)) return api::taken_id(rules, id);
    auto added = inner_->of(*version).add(r);
    if (added) inner_->positions.emplace(*added, inner_->positions.size());
    return added;
}

std::vector<outcome> family_roster::finish() {
    auto& inner = *inner_;
    std::vector<outcome> outcomes;
    inner.failures.clear();
    for (auto& roster : inner.rosters) {
        std::ranges::move(roster.finish(), std::back_inserter(outcomes));
        std::ranges::copy(roster.failures(), std::back_inserter(inner.failures));
    }
    if (inner.rosters.size() > 1) {                              // one after another they are in order already
        auto const position = [&](std::string const& id) { return inner.positions.find(id)->second; };
        std::ranges::sort(outcomes, {}, [&](outcome const& o) { return position(o.id()); });
        std::ranges::sort(inner.failures, {}, [&](roster::failure const& f) { return position(f.id); });
    }
    inner.positions.clear();
    return outcomes;
}

std::vector<outcome> family_roster::finish(function_ref<void(roster::failure const&)> failed) {
    auto outcomes = finish();
    for (auto const& f : failures()) failed(f);
    return outcomes;
}

std::vector<roster::failure> const& family_roster::failures() const { return inner_->failures; }

result<explanation, issues> family_roster::explain(record const& r) const {
    auto const* version = inner_->rules.of(r);
    if (!version) return api::foreign(inner_->rules.versions().back().rules.inner(), r);
    return inner_->of(*version).explain(r);
}

}  // namespace barem
