// What records look like, as tuples.

#include "binding.hpp"

namespace barem::python {

namespace {

char const* kind_name(field_kind kind) {
    switch (kind) {
        case field_kind::truth: return "bool";
        case field_kind::integer: return "integer";
        case field_kind::number: return "number";
        case field_kind::text: return "text";
        case field_kind::date: return "date";
        case field_kind::word: return "word";
        case field_kind::record: return "record";
        default: return "list";
    }
}

}  // namespace

nb::tuple fields_of(roster_shape const& shape, record_shape const& record) {
    nb::list made;
    for (auto const& f : record.fields) {
        nb::list words;
        for (auto const& w : f.words) words.append(w.name);
        auto const held = f.is_nested() ? fields_of(shape, shape.records[f.record]) : nb::tuple();
        made.append(nb::make_tuple(f.name, kind_name(f.kind), std::string(f.label()), f.expected, f.is_key, f.is_required(), f.unit, f.decimals,
                                   nb::tuple(words), held));
    }
    return nb::tuple(made);
}

}  // namespace barem::python
