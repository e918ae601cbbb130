// Outcomes, explanations, rosters, issues.

#include "binding.hpp"

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

}  // namespace

void bind_results(nb::module_& m) {
    nb::class_<issue>(m, "Issue")
        .def_ro("path", &issue::path)
        .def_ro("expected", &issue::expected)
        .def_ro("found", &issue::found)
        .def_ro("message", &issue::message)
        .def_ro("rule", &issue::rule)
        .def_ro("citation", &issue::citation)
        .def("__str__", [](issue const& i) { return i.message; })
        .def("__repr__", [](issue const& i) { return "<barem.Issue " + i.message + ">"; });

    nb::class_<outcome>(m, "Outcome")
        .def_prop_ro("id", [](outcome const& o) { return o.id(); })
        .def("values", &values_of)
        .def("text", &outcome::text)
        .def("exact", &outcome::exact)
        .def("label", &outcome::label)
        .def("to_json", &outcome::to_json);

    nb::class_<explanation>(m, "Explanation")
        .def("text", &explanation::to_text, unlocked())
        .def("markdown", &explanation::to_markdown, unlocked())
        .def("html", &explanation::to_html, unlocked())
        .def("json", &explanation::to_json, unlocked());

    nb::class_<family_roster>(m, "Roster")
        .def(nb::init<family>())
        .def("add", [](family_roster& r, record const& added) { return either(r.add(added)); })
        .def("finish", [](family_roster& r) { return r.finish(); }, unlocked())
        .def("failures", &failures_of)
        .def("explain", [](family_roster const& r, record const& of) { return either(r.explain(of)); });
}

}  // namespace barem::python
