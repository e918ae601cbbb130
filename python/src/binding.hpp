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

#include <chrono>
#include <string>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

namespace barem::python {

namespace nb = nanobind;

/// Other threads of Python run while one of these lives.
class other_threads_run {
public:
    other_threads_run() : mine_(PyEval_SaveThread()) {}
    ~other_threads_run() {
        try {
            PyEval_RestoreThread(mine_);
        } catch (...) {
            // The interpreter is going, and ends a daemon thread that comes back by unwinding all of it, which what called us does not bear.
            for (;;) std::this_thread::sleep_for(std::chrono::hours(1));
        }
    }
    other_threads_run(other_threads_run const&) = delete;
    other_threads_run& operator=(other_threads_run const&) = delete;

private:
    PyThreadState* mine_;
};
using unlocked = nb::call_guard<other_threads_run>;

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

/// A record as Python gives it: a mapping, or JSON as str or bytes. Issues where a value has no exact form in JSON (floats), or it is no record at all.
result<std::string, issues> to_json(nb::handle record);

/// bool, Decimal, Fraction (no finite decimal), str, date or None.
nb::object to_python(value const& v, outcome const& of, std::string_view name);

/// The inputs of a record, as nested tuples; _shape.py makes Fields of them.
nb::tuple fields_of(roster_shape const& shape, record_shape const& record);

void bind_rules(nb::module_& m);
void bind_results(nb::module_& m);
void bind_arrow(nb::module_& m);

/// A new reference to barem.Issue.
nb::object to_python(issue const& i);

}  // namespace barem::python

/// Issues are a class of Python, which has no constructor to hide and can be pickled.
template <>
struct nanobind::detail::type_caster<barem::issue> {
    NB_TYPE_CASTER(barem::issue, const_name("Issue"))

    bool from_python(handle, std::uint32_t, cleanup_list*) noexcept { return false; }
    static handle from_cpp(barem::issue const& i, rv_policy, cleanup_list*) noexcept {
        try {
            return barem::python::to_python(i).release();
        } catch (python_error& why) {
            why.restore();
            return {};
        }
    }
};
