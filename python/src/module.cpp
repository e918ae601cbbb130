#include "binding.hpp"

NB_MODULE(_core, m) {
    nanobind::set_leak_warnings(false);               // what daemon threads hold when the interpreter ends is no news to its user
    m.def("version", [] { return std::string(barem::version()); });
    barem::python::bind_rules(m);
    barem::python::bind_results(m);
    barem::python::bind_arrow(m);
}
