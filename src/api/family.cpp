#include <barem/export.hpp>

#include "api/family.hpp"

#include "api/implementation.hpp"
#include "api/literal.hpp"
#include "io/json_fault.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace barem::inline BAREM_VERSION_NAMESPACE {
namespace {

issues foreign(family const& rules, record const& r) {
    issue problem;
    problem.expected = fmt::format("a record that was read for a version of `{}`", rules.name());
    problem.found = fmt::format("one of `{}`", r.rules()->rules->name);
    problem.message = fmt::format("expected {}, found {}", problem.expected, problem.found);
    return {std::move(problem)};
}

/// "2015-10-15 to 2019-12-31"
std::string time_of(family::version const& v) {
    auto const from = v.from ? v.from->to_text() : "";
    return v.to ? fmt::format("{} to {}", from, v.to->to_text()) : from + " on";
}

issues not_covered(family const& rules, date day) {
    std::string times;
    for (auto const& v : rules.versions()) times += (times.empty() ? "from " : ", from ") + time_of(v);
    issue problem;
    problem.path = rules.date_field();
    problem.expected = fmt::format("a date that a version of `{}` covers ({})", rules.name(), times);
    problem.found = fmt::format("\"{}\"", day.to_text());
    problem.message = fmt::format("{}: expected {}, found {}", problem.path, problem.expected, problem.found);
    return {std::move(problem)};
}

/// Issues that say which version they come from.
issues refused_by(family::version const& v, issues problems) {
    auto const file = std::filesystem::path(v.file).filename().string();
    for (auto& p : problems) p.message = fmt::format("version `{}` (from {}): {}", file, time_of(v), p.message);
    return problems;
}

}  // namespace

family::family(ruleset rules) {
    auto made = std::make_shared<implementation>();
    if (!rules.findings().findings.empty()) made->findings.push_back(rules.findings());
    made->versions.push_back({std::move(rules), {}, {}, {}});
    inner_ = std::move(made);
}

std::string const& family::name() const& { return inner_->versions.front().rules.name(); }
std::vector<family::version> const& family::versions() const& { return inner_->versions; }
std::string const& family::date_field() const& { return inner_->date_field; }
std::vector<report> const& family::findings() const& { return inner_->findings; }

family::version const* family::at(date day) const& {
    auto const& all = inner_->versions;
    if (inner_->date_field.empty()) return &all.front();
    auto const after = std::ranges::upper_bound(all, day, {}, [](version const& v) { return *v.from; });
    if (after == all.begin()) return nullptr;
    auto const& found = *std::prev(after);
    return found.to && *found.to < day ? nullptr : &found;
}

result<family::version const*, issues> family::choose(std::string_view json) const& {
    if (inner_->date_field.empty()) return &inner_->versions.front();
    auto const written = io::survey_json(json, inner_->date_field).key;
    auto day = written ? date::parse(*written) : std::nullopt;
    if (!day) {
        // Whichever version reads the record says what is wrong with its date. Of the other fields each version may think otherwise.
        auto const& latest = inner_->versions.back().rules;
        auto made = latest.read(json);
        if (!made) {
            auto problems = std::move(made.error());
            std::erase_if(problems, [&](issue const& i) { return !i.path.empty() && i.path != inner_->date_field; });
            return problems;
        }
        auto const& rules = latest.inner().rules();
        day = std::get<date>(made->data().values[latest.inner().roster_record().members[rules.date_member].slot]);
    }
    if (auto const* found = at(*day)) return found;
    return not_covered(*this, *day);
}

family::version const* family::of(record const& r) const& {
    auto const found = std::ranges::find(inner_->versions, r.rules(), [](version const& v) { return v.rules.inner().compiled.get(); });
    return found == inner_->versions.end() ? nullptr : &*found;
}

result<record, issues> family::read(std::string_view json) const {
    auto const chosen = choose(json);
    if (!chosen) return chosen.error();
    return (*chosen)->rules.read(json);
}

result<outcome, issues> family::score(record const& r) const {
    auto const* version = of(r);
    if (!version) return foreign(*this, r);
    return version->rules.score(r);
}

result<outcome, issues> family::score_json(std::string_view json) const {
    auto const made = read(json);
    if (!made) return made.error();
    return score(*made);
}

result<explanation, issues> family::explain(record const& r) const {
    auto const* version = of(r);
    if (!version) return foreign(*this, r);
    return version->rules.explain(r);
}

result<family, issues> family::with_parameter(std::string_view parameter, std::string_view text) const {
    auto changed = std::make_shared<implementation>(*inner_);
    std::vector<std::string_view> names;                         // of all versions, each once
    for (auto& v : changed->versions) {
        auto const& declared = v.rules.inner().rules().parameters;
        for (auto const& p : declared)
            if (std::ranges::find(names, p.name) == names.end()) names.push_back(p.name);
        if (std::ranges::find(declared, parameter, &program::parameter::name) == declared.end()) continue;
        auto made = v.rules.with_parameter(parameter, text);
        if (!made) return inner_->date_field.empty() ? made.error() : refused_by(v, made.error());
        v.rules = std::move(*made);
    }
    if (std::ranges::find(names, parameter) == names.end()) return api::unknown_parameter(names, parameter);
    return family(std::move(changed));
}

}  // namespace barem
