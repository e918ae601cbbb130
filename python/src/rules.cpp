// Rule sets: a folder of versions, or a rule set on its own, which is a family of one.

#include "binding.hpp"

#include <barem/counterfactual.hpp>

#include <filesystem>
#include <stdexcept>

namespace barem::python {

namespace {

/// The rules, or none and why.
using loaded = std::pair<std::optional<family>, std::vector<report_texts>>;

std::vector<report_texts> texts_of_all(std::vector<report> const& reports) {
    std::vector<report_texts> made;
    for (auto const& r : reports) made.push_back(texts_of(r));
    return made;
}

loaded load_file(std::string const& path) {
    if (std::filesystem::is_directory(path)) {
        auto made = compile_folder(path);
        if (!made) return {std::nullopt, texts_of_all(made.error())};
        return {*made, texts_of_all(made->findings())};
    }
    auto made = compile_file(path);
    if (!made) return {std::nullopt, {texts_of(made.error())}};
    return {family(*made), {texts_of(made->findings())}};
}

loaded load_text(std::string const& text, std::string const& name) {
    auto made = compile(text, name);
    if (!made) return {std::nullopt, {texts_of(made.error())}};
    return {family(*made), {texts_of(made->findings())}};
}

std::vector<report_texts> check(std::string const& path) {
    if (std::filesystem::is_directory(path)) return load_file(path).second;
    return {texts_of(check_file(path))};
}

ruleset const& only(family const& rules) {
    if (rules.versions().size() != 1) throw std::invalid_argument("the rules have several versions: ask one of `versions`");
    return rules.versions().front().rules;
}

nb::list versions_of(family const& rules) {
    nb::list made;
    auto const day = [](std::optional<date> const& d) { return d ? std::optional(d->to_text()) : std::nullopt; };
    for (auto const& v : rules.versions()) made.append(nb::make_tuple(family(v.rules), day(v.from), day(v.to), v.file));
    return made;
}

made_or_issues<record> read(family const& rules, nb::handle from) {
    auto const text = to_json(from);
    if (!text) return text.error();
    other_threads_run const meanwhile;
    return either(rules.read(*text));
}

made_or_issues<outcome> score(family const& rules, nb::handle from) {
    auto const text = to_json(from);
    if (!text) return text.error();
    other_threads_run const meanwhile;
    return either(rules.score_json(*text));
}

made_or_issues<comparison> what_if(family const& rules, record const& now, std::vector<std::pair<std::string, std::string>> const& changes) {
    std::vector<input_change> others;
    for (auto const& [path, value] : changes) others.push_back({path, value});
    auto const then = with_inputs(rules, now, others);
    if (!then) return then.error();
    auto const before = rules.explain(now);
    if (!before) return before.error();
    auto const after = rules.explain(*then);
    if (!after) return after.error();
    return either(compare(*before, *after));
}

}  // namespace

void bind_rules(nb::module_& m) {
    m.def("load", &load_file, unlocked());
    m.def("loads", &load_text, unlocked());
    m.def("check", &check, unlocked());
    m.def("check_text", [](std::string const& text, std::string const& name) { return texts_of(check_rules(text, name)); }, unlocked());

    nb::class_<family>(m, "Rules")
        .def_prop_ro("name", [](family const& f) { return f.name(); })
        .def("label", [](family const& f, std::string_view language) { return std::string(f.versions().front().rules.label(language)); })
        .def_prop_ro("date_field", [](family const& f) { return f.date_field(); })
        .def_prop_ro("versions", &versions_of)
        .def("read", &read, nb::arg().none())
        .def("score", &score, nb::arg().none())
        .def("explain", [](family const& f, record const& r) { return either(f.explain(r)); }, unlocked())
        .def("what_if", &what_if, unlocked())
        .def("with_parameter", [](family const& f, std::string const& p, std::string const& v) { return either(f.with_parameter(p, v)); }, unlocked())
        .def("run_examples",
             [](family const& f) {
                 auto const done = only(f).run_examples();
                 return std::pair(done.passed, texts_of(done.failures));
             }, unlocked())
        .def("schema", [](family const& f) { return only(f).schema(); }, unlocked())
        .def("fields", [](family const& f) {
            auto const shape = only(f).shape();
            return fields_of(shape, shape.root());
        });
    nb::class_<record>(m, "Record");
}

}  // namespace barem::python
