// Outcomes, explanations, rosters, issues.

#include "binding.hpp"

#include <barem/counterfactual.hpp>

namespace barem::python {

namespace {

nb::dict values_of(outcome const& o) {
    nb::dict made;
    auto const names = o.names();
    for (std::size_t i = 0; i != names.size(); ++i) made[nb::cast(names[i])] = to_python(o.values()[i], o, names[i]);
    return made;
}

std::vector<std::pair<std::string, issues>> failures_of(family_roster const& r) {
    std::vector<std::pair<std::string, issues>> made;
    for (auto const& f : r.failures()) made.emplace_back(f.id, f.problems);
    return made;
}

/// What is told to a person.
template <typename Sheet>
nb::class_<Sheet> bind_sheet(nb::module_& m, char const* name) {
    return nb::class_<Sheet>(m, name)
        .def("text", &Sheet::to_text, unlocked())
        .def("markdown", &Sheet::to_markdown, unlocked())
        .def("html", &Sheet::to_html, unlocked())
        .def("json", &Sheet::to_json, unlocked());
}

}  // namespace

void bind_results(nb::module_& m) {
    nb::class_<outcome>(m, "Outcome")
        .def_prop_ro("id", [](outcome const& o) { return o.id(); })
        .def("values", &values_of)
        .def("text", &outcome::text)
        .def("exact", &outcome::exact)
        .def("label", &outcome::label)
        .def("to_json", &outcome::to_json);

    bind_sheet<explanation>(m, "Explanation").def("why_not", [](explanation const& e, std::string_view level) { return either(why_not(e, level)); }, unlocked());
    bind_sheet<comparison>(m, "Comparison").def_prop_ro("changes_outputs", &comparison::changes_outputs);
    bind_sheet<obstacles>(m, "Obstacles").def_prop_ro("reached", &obstacles::reached).def_prop_ro("changes", [](obstacles const& o) {
        std::vector<std::pair<std::string, std::string>> made;
        for (auto const& c : o.changes()) made.emplace_back(c.path, c.value);
        return made;
    });

    nb::class_<family_roster>(m, "Roster")
        .def(nb::init<family>())
        .def("add", [](family_roster& r, record const& added) { return either(r.add(added)); })
        .def("finish", [](family_roster& r) { return r.finish(); }, unlocked())
        .def("failures", &failures_of)
        .def("explain", [](family_roster const& r, record const& of) { return either(r.explain(of)); });
}

}  // namespace barem::python
