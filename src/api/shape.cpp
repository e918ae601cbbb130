// The shape of records, as hosts see it, from the program.
#include <barem/export.hpp>

#include "api/shape.hpp"

#include "check/print.hpp"
#include "io/expectation.hpp"

#include <algorithm>

namespace barem::inline BAREM_VERSION_NAMESPACE {

std::string_view named_shape::label(std::string_view language) const {
    for (auto const& [of, text] : labels)
        if (of == language) return text;
    return labels.empty() ? std::string_view(name) : std::string_view(labels.front().second);
}

field_shape const* record_shape::find(std::string_view field) const {
    auto const found = std::ranges::find(fields, field, &field_shape::name);
    return found == fields.end() ? nullptr : &*found;
}

namespace {

using program::type_kind;

field_kind kind_of(program::type const& type) {
    switch (type.kind) {
        case type_kind::truth: return field_kind::truth;
        case type_kind::number: return type.integer ? field_kind::integer : field_kind::number;
        case type_kind::date: return field_kind::date;
        case type_kind::word: return field_kind::word;
        case type_kind::record: return field_kind::record;
        case type_kind::list: return field_kind::list;
        case type_kind::text:
        case type_kind::unknown:
        case type_kind::nothing: break;
    }
    return field_kind::text;
}

std::optional<date> day(std::optional<number> const& bound) {
    auto const days = bound ? bound->to_int64() : std::nullopt;
    if (!days) return std::nullopt;
    return date{static_cast<std::int32_t>(*days)};
}

/// What only fields of its own kind have.
void describe_type(program::program const& rules, program::member const& input, field_shape& field) {
    auto const& type = input.type;
    switch (field.kind) {
        case field_kind::integer:
        case field_kind::number:
            if (type.of != program::unit_none) field.unit = rules.units[type.of].name;
            field.low = input.range.low;
            field.high = input.range.high;
            field.decimals = input.decimals;
            break;
        case field_kind::date:
            field.earliest = day(input.range.low);
            field.latest = day(input.range.high);
            break;
        case field_kind::word:
            for (auto const& word : rules.enums[type.of].words) field.words.push_back({word.name, word.shown.texts});
            field.ordered = rules.enums[type.of].ordered;
            break;
        case field_kind::list:
            field.least = input.range.low;
            field.most = input.range.high;
            field.record = type.of;
            break;
        case field_kind::record: field.record = type.of; break;
        case field_kind::truth:
        case field_kind::text: break;
    }
}

field_shape field(program::program const& rules, program::index record, program::member const& input) {
    field_shape made;
    made.name = input.name;
    made.labels = input.shown.texts;
    made.kind = kind_of(input.type);
    made.expected = io::expectation(rules, input);
    made.is_key = input.is_key;
    made.optional = input.type.optional && input.required_when.empty();
    if (!input.required_when.empty())
        made.required_when = check::print(rules, input.required_when[0], check::printing_scope::in_record(record));
    if (input.low_input) made.low_field = input.low_input->name;
    if (input.high_input) made.high_field = input.high_input->name;
    made.slot = input.slot;
    describe_type(rules, input, made);
    return made;
}

}  // namespace

}  // namespace barem

namespace barem::api {

roster_shape shape_of(program::program const& rules) {
    roster_shape made;
    made.roster = rules.roster_record;
    for (program::index i = 0; i < rules.records.size(); ++i) {
        auto const& kind = rules.records[i];
        auto& record = made.records.emplace_back();
        record.name = kind.name;
        record.labels = kind.shown.texts;
        record.values = kind.value_slots;
        record.lists = kind.list_slots;
        for (auto const& m : kind.members)
            if (m.kind == program::member_kind::input) record.fields.push_back(field(rules, i, m));
    }
    return made;
}

}  // namespace barem::api
