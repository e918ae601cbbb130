// Records of Python as JSON text, exactly: the reader of the library then says the same of them as of any other record.

#include "binding.hpp"

#include <datetime.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace barem::python {

namespace {

constexpr int max_depth = 200;              // beyond what any rule set has; stops a dict that holds itself

constexpr auto value_or_none = "a value, or None where there is none";

/// The types that values are told apart by.
struct types {
    nb::object decimal = nb::module_::import_("decimal").attr("Decimal");
    nb::object fraction = nb::module_::import_("fractions").attr("Fraction");
    nb::object mapping = nb::module_::import_("collections.abc").attr("Mapping");
    nb::object decimal_text = decimal.attr("__str__");      // of the base: subclasses may print what they like
};

types const& known() {
    static auto const* const made = new types;      // as long as the process: Python may be gone before statics are
    return *made;
}

class writer {
public:
    std::string text;
    issues problems;

    void record(nb::handle v);
    void refuse(std::string expected, std::string found);

private:
    void value(nb::handle v);
    void held(nb::handle v, void (writer::*write)(nb::handle));
    void object(nb::handle mapping);
    void list(nb::handle elements);
    void quoted(nb::handle str);
    void decimal(nb::handle v);
    void fraction(nb::handle v);
    void whole(nb::handle v);
    void day(nb::handle v);

    std::string path_;
    std::vector<PyObject*> within_;             // the dicts and lists that hold what is written
};

std::string name_of_type(nb::handle v) { return nb::cast<std::string>(v.type().attr("__name__")); }

/// The text of a str; nothing where it has a lone surrogate.
std::optional<std::string_view> utf8_of(nb::handle str) {
    Py_ssize_t size = 0;
    if (auto const* utf8 = PyUnicode_AsUTF8AndSize(str.ptr(), &size)) return std::string_view(utf8, static_cast<std::size_t>(size));
    PyErr_Clear();
    return std::nullopt;
}

/// What Python says of a value, at most a line of it: with its type, unless the text begins with that.
std::string shown(nb::handle v) {
    auto const type = name_of_type(v);
    auto const repr = nb::steal(PyObject_Repr(v.ptr()));
    if (!repr.is_valid() && !PyErr_ExceptionMatches(PyExc_Exception)) throw nb::python_error();
    auto said = repr.is_valid() ? nb::cast<std::string>(repr.attr("encode")("utf-8", "replace").attr("decode")()) : std::string();
    PyErr_Clear();
    if (said.size() > 60) {
        auto end = said.begin() + 57;
        while ((static_cast<unsigned char>(*end) & 0xC0) == 0x80) --end;       // not within a character
        said = std::string(said.begin(), end) + "...";
    }
    return said.find(type + "(") != std::string::npos ? said : type + (said.empty() ? "" : " ") + said;
}

/// NaN, and what pandas has in its place.
bool is_missing(nb::handle v) {
    if (PyFloat_Check(v.ptr())) return std::isnan(PyFloat_AS_DOUBLE(v.ptr()));
    auto const name = name_of_type(v);
    return name == "NaTType" || name == "NAType";
}

bool is_truth_of_numpy(nb::handle v) {
    auto const name = name_of_type(v);
    return (name == "bool" || name == "bool_") && nb::cast<std::string>(nb::str(v.type().attr("__module__"))) == "numpy";
}

/// Of numpy and the like; arrays look as if they were one.
nb::object integer_of(nb::handle v) {
    if (!PyIndex_Check(v.ptr())) return {};
    auto made = nb::steal(PyNumber_Index(v.ptr()));
    if (made.is_valid()) return made;
    if (!PyErr_ExceptionMatches(PyExc_TypeError)) throw nb::python_error();
    PyErr_Clear();
    return {};
}

void writer::refuse(std::string expected, std::string found) {
    issue made;
    made.path = path_;
    made.message = path_ + (path_.empty() ? "" : ": ") + "expected " + expected + ", found " + found;
    made.expected = std::move(expected);
    made.found = std::move(found);
    problems.push_back(std::move(made));
}

void writer::record(nb::handle v) {
    if (PyDict_Check(v.ptr()) || nb::isinstance(v, known().mapping)) held(v, &writer::object);
    else refuse("a dict, or a JSON object as str or bytes", name_of_type(v));
}

void writer::value(nb::handle v) {
    if (v.is_none()) text += "null";
    else if (PyBool_Check(v.ptr())) text += v.ptr() == Py_True ? "true" : "false";
    else if (PyUnicode_Check(v.ptr())) quoted(v);
    else if (PyFloat_Check(v.ptr()) && is_missing(v)) refuse(value_or_none, shown(v));
    else if (PyFloat_Check(v.ptr())) refuse("an exact number (int, decimal.Decimal or fractions.Fraction)", shown(v));
    else if (PyLong_Check(v.ptr())) whole(v);
    else if (PyDict_Check(v.ptr())) held(v, &writer::object);
    else if (PyList_Check(v.ptr()) || PyTuple_Check(v.ptr())) held(v, &writer::list);
    else if (PyDateTime_Check(v.ptr())) refuse(is_missing(v) ? value_or_none : "a date", shown(v));
    else if (PyDate_Check(v.ptr())) day(v);
    else if (nb::isinstance(v, known().decimal)) decimal(v);
    else if (nb::isinstance(v, known().fraction)) fraction(v);
    else if (is_truth_of_numpy(v)) text += PyObject_IsTrue(v.ptr()) == 1 ? "true" : "false";
    else if (nb::isinstance(v, known().mapping)) held(v, &writer::object);
    else if (auto const integer = integer_of(v); integer.is_valid()) whole(integer);
    else if (is_missing(v)) refuse(value_or_none, shown(v));
    else refuse("None, bool, int, Decimal, Fraction, str, date, list or dict", name_of_type(v));
}

/// What holds others, which must not be itself.
void writer::held(nb::handle v, void (writer::*write)(nb::handle)) {
    if (std::ranges::find(within_, v.ptr()) != within_.end()) return refuse("a value", "a " + name_of_type(v) + " that holds itself");
    if (within_.size() > max_depth) {
        auto const here = std::exchange(path_, path_.substr(0, path_.find_first_of(".[")));     // all of it would say no more
        refuse("a value", "one nested deeper than " + std::to_string(max_depth));
        path_ = here;
        return;
    }
    within_.push_back(v.ptr());
    (this->*write)(v);
    within_.pop_back();
}

void writer::object(nb::handle mapping) {
    auto const fields = nb::borrow<nb::dict>(PyDict_Check(mapping.ptr()) ? nb::borrow(mapping) : nb::handle(reinterpret_cast<PyObject*>(&PyDict_Type))(mapping));
    text += '{';
    auto const outside = path_.size();
    bool first = true;
    for (auto [borrowed_name, borrowed_value] : fields) {
        auto const name = nb::borrow(borrowed_name), given = nb::borrow(borrowed_value);     // to ask a value what it is may change the dict
        if (!PyUnicode_Check(name.ptr())) {
            refuse("names of fields as str", shown(name));
            continue;
        }
        if (!std::exchange(first, false)) text += ',';
        quoted(name);
        if (auto const utf8 = utf8_of(name)) (path_ += outside == 0 ? "" : ".") += *utf8;
        text += ':';
        value(given);
        path_.resize(outside);
    }
    text += '}';
}

void writer::list(nb::handle elements) {
    text += '[';
    auto const outside = path_.size();
    std::size_t i = 0;
    for (nb::handle const element : elements) {
        if (i != 0) text += ',';
        path_ += '[' + std::to_string(i++) + ']';
        value(element);
        path_.resize(outside);
    }
    text += ']';
}

void writer::quoted(nb::handle str) {
    constexpr auto hex = "0123456789abcdef";
    auto const utf8 = utf8_of(str);
    if (!utf8) return refuse("text in Unicode", "a lone surrogate");
    text += '"';
    for (char const c : *utf8) {
        auto const code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') (text += '\\') += c;
        else if (code < 0x20) ((text += "\\u00") += hex[code >> 4]) += hex[code & 15];
        else text += c;
    }
    text += '"';
}

void writer::decimal(nb::handle v) {
    if (!nb::cast<bool>(v.attr("is_finite")())) return refuse("a finite number", shown(v));
    text += nb::cast<std::string>(known().decimal_text(v));
}

/// Its finite decimal.
void writer::fraction(nb::handle v) {
    std::optional<number> exact;
    try {
        exact = number::parse_exact(nb::cast<std::string>(nb::str(v)));
    } catch (nb::python_error&) {               // more digits than Python prints
    }
    if (!exact || !exact->decimals()) return refuse("a number with finitely many decimals", shown(v));
    text += exact->to_exact();
}

void writer::whole(nb::handle v) {
    auto const digits = nb::steal(PyNumber_ToBase(v.ptr(), 10));
    if (digits.is_valid()) {
        text += nb::cast<std::string>(digits);
    } else {
        PyErr_Clear();                          // more digits than Python prints
        refuse("a number of at most " + std::to_string(number::max_text) + " digits", "a longer " + name_of_type(v));
    }
}

void writer::day(nb::handle v) {
    auto* const given = v.ptr();
    text += '"' + date::from_ymd(PyDateTime_GET_YEAR(given), PyDateTime_GET_MONTH(given), PyDateTime_GET_DAY(given)).value().to_text() + '"';
}

}  // namespace

result<std::string, issues> to_json(nb::handle record) {
    if (PyDateTimeAPI == nullptr) PyDateTime_IMPORT;
    if (PyBytes_Check(record.ptr())) return std::string(PyBytes_AS_STRING(record.ptr()), static_cast<std::size_t>(PyBytes_GET_SIZE(record.ptr())));
    writer to;
    if (!PyUnicode_Check(record.ptr())) to.record(record);
    else if (auto const text = utf8_of(record)) to.text = *text;
    else to.refuse("text in Unicode", "a lone surrogate");
    if (!to.problems.empty()) return std::move(to.problems);
    return std::move(to.text);
}

}  // namespace barem::python
