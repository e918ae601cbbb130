// Values of the library as values of Python.

#include "binding.hpp"

namespace barem::python {

namespace {

struct types {
    nb::object decimal = nb::module_::import_("decimal").attr("Decimal");
    nb::object fraction = nb::module_::import_("fractions").attr("Fraction");
    nb::object date = nb::module_::import_("datetime").attr("date");
};

types const& known() {
    static auto const* const made = new types;
    return *made;
}

nb::object number_of(number const& n) {
    if (auto const whole = n.to_int64()) return known().decimal(*whole);
    auto const text = n.to_exact();
    auto const slash = text.find('/');
    if (slash == std::string::npos) return known().decimal(text);
    // Long ones by way of Decimal: Python does not read an int of more than 4300 digits.
    auto const whole = [](std::string const& digits) -> nb::object {
        return digits.size() < 19 ? nb::cast(std::stoll(digits)) : nb::steal(PyNumber_Long(known().decimal(digits).ptr()));
    };
    return known().fraction(whole(text.substr(0, slash)), whole(text.substr(slash + 1)));
}

}  // namespace

nb::object to_python(issue const& i) {
    static auto const* const made = new nb::object(nb::module_::import_("barem._errors").attr("Issue"));
    return (*made)(i.path, i.expected, i.found, i.message, i.rule, i.citation);
}

nb::object to_python(value const& v, outcome const& of, std::string_view name) {
    if (auto const* truth = std::get_if<bool>(&v)) return nb::bool_(*truth);
    if (auto const* n = std::get_if<number>(&v)) return number_of(*n);
    if (auto const* day = std::get_if<date>(&v)) {
        auto const [y, m, d] = day->to_ymd();
        return known().date(y, m, d);
    }
    if (auto const* text = std::get_if<std::string>(&v)) return nb::cast(*text);
    if (std::holds_alternative<word>(v)) return nb::cast(of.exact(name));
    return nb::none();
}

}  // namespace barem::python
