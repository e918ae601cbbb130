#pragma once
// What the parts of the extension share. barem/_core.pyi says what Python sees of it.

#include <barem/barem.hpp>
#include <barem/shape.hpp>

#include <nanobind/nanobind.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/string_view.h>
#include <nanobind/stl/variant.h>
#include <nanobind/stl/vector.h>

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace barem::python {

namespace nb = nanobind;
using unlocked = nb::call_guard<nb::gil_scoped_release>;

/// A value, or what is wrong: Python tells them apart by their type.
template <typename T>
using made_or_issues = std::variant<T, issues>;

template <typename T>
made_or_issues<T> either(result<T, issues> made) {
    if (made) return *std::move(made);
    return std::move(made.error());
}

/// JSON and text of a report.
using report_texts = std::pair<std::string, std::string>;
inline report_texts texts_of(report const& r) { return {r.to_json(), r.to_text()}; }

/// A record as Python gives it: a dict, or JSON as str or bytes. Issues where a value has no exact form in JSON (floats).
result<std::string, issues> to_json(nb::handle record);

/// bool, Decimal, Fraction (no finite decimal), str, date or None.
nb::object to_python(value const& v, outcome const& of, std::string_view name);

/// The inputs of a record, as nested tuples; _shape.py makes Fields of them.
nb::tuple fields_of(roster_shape const& shape, record_shape const& record);

void bind_rules(nb::module_& m);
void bind_results(nb::module_& m);
void bind_arrow(nb::module_& m);

}  // namespace barem::python
