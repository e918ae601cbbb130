// Records of Python as JSON text, exactly: the reader of the library then says the same of them as of any other record.

#include "binding.hpp"

#include <datetime.h>

namespace barem::python {

namespace {

constexpr int max_depth = 200;              // beyond what any rule set has; stops a dict that holds itself

/// The types that values are told apart by.
struct types {
    nb::object decimal = nb::module_::import_("decimal").attr("Decimal");
    nb::object fraction = nb::module_::import_("fractions").attr("Fraction");
};

types const& known() {
    static auto const* const made = new types;      // as long as the process: Python may be gone before statics are
    return *made;
}

class writer {
public:
    std::string text;
    issues problems;

    void value(nb::handle v, int depth = 0);

private:
    void refuse(std::string expected, std::string found);
    void object(nb::dict const& fields, int depth);
    void list(nb::handle elements, int depth);
    void quoted(nb::handle str);
    void decimal(nb::handle v);
    void fraction(nb::handle v);
    void whole(nb::handle v);
    void day(nb::handle v);

    std::string path_;
};

std::string name_of_type(nb::handle v) { return nb::cast<std::string>(v.type().attr("__name__")); }

/// What Python says of a value, at most a line of it.
std::string shown(nb::handle v) {
    auto said = nb::cast<std::string>(nb::repr(v));
    if (said.size() > 60) {
        auto end = said.begin() + 57;
        while ((static_cast<unsigned char>(*end) & 0xC0) == 0x80) --end;       // not within a character
        said = std::string(said.begin(), end) + "...";
    }
    return name_of_type(v) + " " + said;
}

void writer::refuse(std::string expected, std::string found) {
    issue made;
    made.path = path_;
    made.message = path_ + (path_.empty() ? "" : ": ") + "expected " + expected + ", found " + found;
    made.expected = std::move(expected);
    made.found = std::move(found);
    problems.push_back(std::move(made));
}

void writer::value(nb::handle v, int depth) {
    if (depth > max_depth) return refuse("a record", "one nested deeper than " + std::to_string(max_depth));
    if (v.is_none()) text += "null";
    else if (PyBool_Check(v.ptr())) text += v.ptr() == Py_True ? "true" : "false";
    else if (PyUnicode_Check(v.ptr())) quoted(v);
    else if (PyFloat_Check(v.ptr())) refuse("an exact number (int, decimal.Decimal or fractions.Fraction)", shown(v));
    else if (PyIndex_Check(v.ptr())) whole(v);
    else if (PyDict_Check(v.ptr())) object(nb::borrow<nb::dict>(v), depth);
    else if (PyList_Check(v.ptr()) || PyTuple_Check(v.ptr())) list(v, depth);
    else if (PyDateTime_Check(v.ptr())) refuse("a date", shown(v));
    else if (PyDate_Check(v.ptr())) day(v);
    else if (nb::isinstance(v, known().decimal)) decimal(v);
    else if (nb::isinstance(v, known().fraction)) fraction(v);
    else refuse("None, bool, int, Decimal, Fraction, str, date, list or dict", name_of_type(v));
}

void writer::object(nb::dict const& fields, int depth) {
    text += '{';
    auto const outside = path_.size();
    bool first = true;
    for (auto [name, held] : fields) {
        if (!PyUnicode_Check(name.ptr())) {
            refuse("names of fields as str", shown(name));
            continue;
        }
        if (!std::exchange(first, false)) text += ',';
        quoted(name);
        if (auto const* utf8 = PyUnicode_AsUTF8(name.ptr())) path_ += (outside == 0 ? "" : ".") + std::string(utf8);
        else PyErr_Clear();
        text += ':';
        value(held, depth + 1);
        path_.resize(outside);
    }
    text += '}';
}

void writer::list(nb::handle elements, int depth) {
    text += '[';
    auto const outside = path_.size();
    std::size_t i = 0;
    for (nb::handle const element : elements) {
        if (i != 0) text += ',';
        path_ += '[' + std::to_string(i++) + ']';
        value(element, depth + 1);
        path_.resize(outside);
    }
    text += ']';
}

void writer::quoted(nb::handle str) {
    constexpr auto hex = "0123456789abcdef";
    Py_ssize_t size = 0;
    auto const* utf8 = PyUnicode_AsUTF8AndSize(str.ptr(), &size);
    if (utf8 == nullptr) {
        PyErr_Clear();
        return refuse("text in Unicode", "a lone surrogate");
    }
    text += '"';
    for (char const c : std::string_view(utf8, static_cast<std::size_t>(size))) {
        auto const code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') (text += '\\') += c;
        else if (code < 0x20) ((text += "\\u00") += hex[code >> 4]) += hex[code & 15];
        else text += c;
    }
    text += '"';
}

void writer::decimal(nb::handle v) {
    if (!nb::cast<bool>(v.attr("is_finite")())) return refuse("a finite number", shown(v));
    text += nb::cast<std::string>(nb::str(v));
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
    auto const plain = nb::steal(PyNumber_Index(v.ptr()));
    auto const digits = plain.is_valid() ? nb::steal(PyNumber_ToBase(plain.ptr(), 10)) : nb::object();
    if (digits.is_valid()) {
        text += nb::cast<std::string>(digits);
    } else {
        PyErr_Clear();
        refuse("a number of at most " + std::to_string(number::max_text) + " digits", "a longer " + name_of_type(v));
    }
}

void writer::day(nb::handle v) { text += '"' + nb::cast<std::string>(v.attr("isoformat")()) + '"'; }

}  // namespace

result<std::string, issues> to_json(nb::handle record) {
    if (PyDateTimeAPI == nullptr) PyDateTime_IMPORT;
    if (PyUnicode_Check(record.ptr()) || PyBytes_Check(record.ptr())) {
        if (PyBytes_Check(record.ptr())) return std::string(PyBytes_AS_STRING(record.ptr()), static_cast<std::size_t>(PyBytes_GET_SIZE(record.ptr())));
        Py_ssize_t size = 0;
        if (auto const* utf8 = PyUnicode_AsUTF8AndSize(record.ptr(), &size)) return std::string(utf8, static_cast<std::size_t>(size));
        throw nb::python_error();
    }
    writer to;
    to.value(record);
    if (!to.problems.empty()) return std::move(to.problems);
    return std::move(to.text);
}

}  // namespace barem::python
