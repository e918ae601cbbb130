#include <barem/ruleset.hpp>

#include "columnar/lower.hpp"
#include "columnar/program_text.hpp"
#include "api/implementation.hpp"
#include "api/literal.hpp"
#include "api/score.hpp"
#include "ast/dump.hpp"
#include "check/dump.hpp"
#include "check/print.hpp"
#include "exec/dependent_inputs.hpp"
#include "io/json_record.hpp"
#include "io/schema.hpp"
#include "parse.hpp"
#include "plan/dump.hpp"

#include <fmt/format.h>

namespace barem::api {

std::string const& id_of(ruleset::implementation const& rules, record_data const& data) {
    return std::get<std::string>(data.values[rules.roster_record().members[rules.rules().key_member].slot]);
}

issues foreign(ruleset::implementation const& rules, record const& r) {
    if (r.rules() == rules.compiled.get()) return {};
    issue problem;
    problem.expected = fmt::format("a record that was read for `{}`", rules.rules().name);
    problem.found = fmt::format("one of `{}`", r.rules()->rules->name);
    problem.message = fmt::format("expected {}, found {}", problem.expected, problem.found);
    return {std::move(problem)};
}

issues check_dependent_inputs(ruleset::implementation const& rules, record_data const& data) {
    return exec::check_dependent_inputs(*rules.compiled, data, rules.rules().roster_record, rules.parameters, rules.limits);
}

}  // namespace barem::api

namespace barem::inline BAREM_VERSION_NAMESPACE {

std::string const& ruleset::name() const& { return inner_->rules().name; }

std::string_view ruleset::label(std::string_view language) const& { return check::text_of(inner_->rules().shown, language); }

report const& ruleset::findings() const& { return *inner_->findings; }

result<record, issues> ruleset::read(std::string_view json) const {
    io::json_record_reader reader(inner_->rules(), inner_->limits);
    auto made = reader.read(json);
    if (made.data) {
        made.problems = api::check_dependent_inputs(*inner_, *made.data);
        if (made.problems.empty()) return record(std::make_shared<record_data const>(std::move(*made.data)), inner_->compiled);
    }
    return std::move(made.problems);
}

result<outcome, issues> ruleset::score(record const& r) const { return api::score_alone(*inner_, r); }

result<outcome, issues> ruleset::score_json(std::string_view json) const {
    auto read_in = read(json);
    if (!read_in) return std::move(read_in.error());
    return score(*read_in);
}

result<explanation, issues> ruleset::explain(record const& r) const { return api::explain_alone(*inner_, r); }

result<ruleset, issues> ruleset::with_parameter(std::string_view name, std::string_view text) const {
    auto const& parameters = inner_->rules().parameters;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        if (parameters[i].name != name) continue;
        auto v = api::read_parameter(inner_->rules(), parameters[i], text);
        if (!v) return v.error();
        auto changed = std::make_shared<implementation>(*inner_);
        changed->parameters[i] = std::move(*v);
        return ruleset(std::move(changed));
    }
    std::vector<std::string_view> names;
    for (auto const& p : parameters) names.push_back(p.name);
    return api::unknown_parameter(names, name);
}

std::string ruleset::schema() const { return io::json_schema(inner_->rules()); }

std::string ruleset::dump(stage which) const {
    switch (which) {
        case stage::ast: return ast::dump(grammar::parse(inner_->findings->text).tree);
        case stage::program: return check::dump(inner_->rules());
        case stage::plan: {
            auto const columns = columnar::lower(*inner_->compiled, inner_->parameters, inner_->limits);
            return plan::dump(*inner_->compiled) + columnar::to_text(*inner_->compiled->rules, columns);
        }
    }
    return {};
}

}  // namespace barem
