// What can be asked of compiled rules, and the same rules with other parameters.
#include "c/objects.hpp"

#include <optional>

namespace barem::c {

rules_object::rules_object(family r) : object(its_kind), rules(std::move(r)) {
    auto const text_of = [](std::optional<date> const& day) { return day ? day->to_text() : std::string(); };
    for (auto const& v : rules.versions()) days.push_back({text_of(v.from), text_of(v.to)});
}

namespace {

family::version const& version_of(barem_rules const* rules, std::size_t index, char const* parameter) {
    auto const& versions = get(rules, "rules").rules.versions();
    check_index(index, versions.size(), parameter);
    return versions[index];
}

}  // namespace

}  // namespace barem::c

using namespace barem::c;

extern "C" {

barem_status barem_with_parameter(const barem_rules* rules, const char* parameter, size_t parameter_size, const char* value, size_t value_size,
                                  barem_rules** changed, barem_problems** problems) {
    return call(problems, [&] {
        clear(changed, "changed");
        auto made = get(rules, "rules").rules.with_parameter(text(parameter, parameter_size, "parameter"), text(value, value_size, "value"));
        if (!made) return refused(problems, made.error());
        give(changed, std::make_unique<rules_object>(std::move(*made)));
        return barem_status{BAREM_OK};
    });
}

barem_status barem_rules_name(const barem_rules* rules, barem_view* name, barem_problems** problems) {
    return call(problems, [&] {
        check_given(name, "name");
        *name = view(get(rules, "rules").rules.name());
    });
}

size_t barem_rules_version_count(const barem_rules* rules) {
    auto const* const held = find(rules);
    return held == nullptr ? 0 : held->days.size();
}

barem_status barem_rules_version_get(const barem_rules* rules, size_t index, barem_rules_version* version, barem_problems** problems) {
    return call(problems, [&] {
        auto const& of = version_of(rules, index, "index");
        auto const& days = get(rules, "rules").days[index];
        write_struct(version, barem_rules_version{0, view(of.file), view(days.from), view(days.to)}, "version");
    });
}

barem_status barem_rules_label(const barem_rules* rules, size_t version, const char* language, size_t language_size, barem_text** label,
                               barem_problems** problems) {
    return call(problems, [&] {
        clear(label, "label");
        auto const& of = version_of(rules, version, "version");
        give_text(label, std::string(of.rules.label(text(language, language_size, "language"))));
    });
}

barem_status barem_rules_schema(const barem_rules* rules, size_t version, barem_text** schema, barem_problems** problems) {
    return call(problems, [&] {
        clear(schema, "schema");
        give_text(schema, version_of(rules, version, "version").rules.schema());
    });
}

barem_status barem_rules_run_examples(const barem_rules* rules, size_t* passed, barem_problems** problems) {
    return call(problems, [&] {
        if (passed != nullptr) *passed = 0;
        auto list = std::make_unique<problem_list>();
        for (auto const& v : get(rules, "rules").rules.versions()) {
            auto done = v.rules.run_examples();
            if (passed != nullptr) *passed += done.passed;
            if (!done.failures.findings.empty()) add(*list, std::move(done.failures));
        }
        barem_status const status = list->problems.empty() ? BAREM_OK : BAREM_REFUSED;
        give_problems(problems, std::move(list));
        return status;
    });
}

}  // extern "C"
