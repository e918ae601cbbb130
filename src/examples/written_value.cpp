#include "examples/written_value.hpp"

#include "check/print.hpp"

namespace barem::examples {

std::string written(program::program const& p, value const& v, program::type const& type, bool with_unit) {
    auto const* n = std::get_if<number>(&v);
    if (!n) return check::print(p, v, type);
    auto const exact = n->to_exact();
    auto const slash = exact.find('/');
    auto const above = exact.substr(0, slash);
    bool const is_declared = type.of >= program::first_declared_unit && type.of < p.units.size();
    std::string const unit = type.of == program::unit_percent                                        ? "%"
                             : is_declared && (with_unit || slash != std::string::npos) ? " " + p.units[type.of].name
                                                                                          : "";
    return slash == std::string::npos ? above + unit : above + unit + " / " + exact.substr(slash + 1);
}

}  // namespace barem::examples
