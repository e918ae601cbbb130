#include "binding.hpp"

NB_MODULE(_core, m) {
    m.def("version", [] { return std::string(barem::version()); });
    barem::python::bind_rules(m);
    barem::python::bind_results(m);
    barem::python::bind_arrow(m);
}
