#include "columnar/columns_from_records.hpp"

#include "columnar/layout.hpp"

#include <deque>

namespace barem::columnar {

namespace {

struct memory { std::deque<std::vector<std::byte>> blocks; };

std::int64_t power_of_ten(std::uint8_t places) {
    std::int64_t unit = 1;
    for (int i = 0; i != places; ++i) unit *= 10;
    return unit;
}

/// What stands in a column for a given value; nullopt when it does not fit. Not of texts.
std::optional<std::int64_t> count_in(field_layout const& layout, value const& v) {
    std::optional<std::int64_t> made;
    if (auto* b = std::get_if<bool>(&v)) return *b ? 1 : 0;
    if (auto* n = std::get_if<number>(&v)) made = count_of(*n, layout.places);
    if (auto* d = std::get_if<date>(&v)) made = d->days;
    if (auto* w = std::get_if<word>(&v)) made = w->index;
    if (made && (*made < layout.low || *made > layout.high)) made.reset();
    return made;
}

/// The inputs of a record kind that have a column each, by slot.
class kind_layout {
public:
    kind_layout(program::program const& rules, index record) : values(rules.records[record].value_slots), lists(rules.records[record].list_slots) {
        for (program::member const& m : rules.records[record].members) {
            if (m.kind != program::member_kind::input) continue;
            if (m.type.kind == program::type_kind::list || m.type.kind == program::type_kind::record) lists[m.slot] = &m;
            else values[m.slot] = layout_of(rules, m);
        }
    }
    std::vector<std::optional<field_layout>> values;
    std::vector<program::member const*> lists;
};

class maker {
public:
    maker(program::program const& rules, columnar::memory& memory) : rules_(rules), memory_(memory) {
        for (index r = 0; r != rules.records.size(); ++r) layouts_.emplace_back(rules, r);
    }

    [[nodiscard]] bool fits(index record, record_data const& data) const;
    [[nodiscard]] record_columns columns(index record, std::vector<record_data const*> const& rows);

private:
    template <typename T>
    std::span<T> allocate(std::size_t count) {
        auto& block = memory_.blocks.emplace_back(count * sizeof(T));
        return {reinterpret_cast<T*>(block.data()), count};
    }
    template <typename Has>
    std::uint8_t const* bitmap(std::size_t rows, Has has);
    template <typename T>
    void const* integers(field_layout const&, index slot, std::vector<record_data const*> const& rows);
    column scalars(field_layout const&, index slot, std::vector<record_data const*> const& rows);
    void texts(column& made, index slot, std::vector<record_data const*> const& rows);
    list_column elements(program::member const&, std::vector<record_data const*> const& rows);

    program::program const& rules_;
    columnar::memory& memory_;
    std::vector<kind_layout> layouts_;
};

bool maker::fits(index record, record_data const& data) const {
    kind_layout const& kind = layouts_[record];
    for (std::size_t i = 0; i != kind.values.size(); ++i) {
        bool const counted = kind.values[i] && kind.values[i]->lane != lane::text && is_given(data.values[i]);
        if (counted && !count_in(*kind.values[i], data.values[i])) return false;
    }
    for (std::size_t i = 0; i != kind.lists.size(); ++i)
        for (record_data const& element : data.lists[i])
            if (!fits(kind.lists[i]->type.of, element)) return false;
    return true;
}

/// One bit a row; null when all are set.
template <typename Has>
std::uint8_t const* maker::bitmap(std::size_t rows, Has has) {
    auto const bits = allocate<std::uint8_t>(rows / 8 + 1);
    bool all = true;
    for (std::size_t i = 0; i != rows; ++i) {
        if (has(i)) bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | 1U << i % 8);
        else all = false;
    }
    return all ? nullptr : bits.data();
}

template <typename T>
void const* maker::integers(field_layout const& layout, index slot, std::vector<record_data const*> const& rows) {
    auto const counts = allocate<T>(rows.size());
    for (std::size_t i = 0; i != rows.size(); ++i)
        if (rows[i] && is_given(rows[i]->values[slot])) counts[i] = static_cast<T>(*count_in(layout, rows[i]->values[slot]));
    return counts.data();
}

void maker::texts(column& made, index slot, std::vector<record_data const*> const& rows) {
    auto const offsets = allocate<std::int32_t>(rows.size() + 1);
    auto& bytes = memory_.blocks.emplace_back();
    for (std::size_t i = 0; i != rows.size(); ++i) {
        auto* text = rows[i] ? std::get_if<std::string>(&rows[i]->values[slot]) : nullptr;
        if (text) bytes.insert(bytes.end(), reinterpret_cast<std::byte const*>(text->data()), reinterpret_cast<std::byte const*>(text->data() + text->size()));
        offsets[i + 1] = static_cast<std::int32_t>(bytes.size());
    }
    made.data = offsets.data();
    made.text_bytes = reinterpret_cast<char const*>(bytes.data());
}

column maker::scalars(field_layout const& layout, index slot, std::vector<record_data const*> const& rows) {
    column made;
    made.storage = layout.storage;
    made.places = layout.places;
    made.within_bounds = true;
    made.given = bitmap(rows.size(), [&](std::size_t i) { return rows[i] && is_given(rows[i]->values[slot]); });
    switch (layout.storage) {
        case storage::u8: made.data = integers<std::uint8_t>(layout, slot, rows); break;
        case storage::i16: made.data = integers<std::int16_t>(layout, slot, rows); break;
        case storage::i32: made.data = integers<std::int32_t>(layout, slot, rows); break;
        case storage::i64: made.data = integers<std::int64_t>(layout, slot, rows); break;
        case storage::text: texts(made, slot, rows); break;
        default: {
            auto const is_true = [&](std::size_t i) { return rows[i] && rows[i]->values[slot] == value(true); };
            bitmap(rows.size(), is_true);
            made.data = memory_.blocks.back().data();
        }
    }
    return made;
}

list_column maker::elements(program::member const& list, std::vector<record_data const*> const& rows) {
    list_column made;
    made.present = true;
    std::vector<record_data const*> within;
    if (list.type.kind == program::type_kind::record) {
        for (auto* row : rows) within.push_back(row && !row->lists[list.slot].empty() ? &row->lists[list.slot].front() : nullptr);
        made.given = bitmap(rows.size(), [&](std::size_t i) { return within[i] != nullptr; });
    } else {
        auto const offsets = allocate<std::int32_t>(rows.size() + 1);
        for (std::size_t i = 0; i != rows.size(); ++i) {
            if (rows[i])
                for (record_data const& element : rows[i]->lists[list.slot]) within.push_back(&element);
            offsets[i + 1] = static_cast<std::int32_t>(within.size());
        }
        made.offsets = offsets.data();
    }
    made.elements.push_back(columns(list.type.of, within));
    return made;
}

/// Rows that are null stand for single records that were not given: all their values are absent, their lists empty.
record_columns maker::columns(index record, std::vector<record_data const*> const& rows) {
    kind_layout const& kind = layouts_[record];
    record_columns made;
    made.rows = rows.size();
    for (index i = 0; i != kind.values.size(); ++i) made.values.push_back(kind.values[i] ? scalars(*kind.values[i], i, rows) : column{});
    for (auto* list : kind.lists) made.lists.push_back(elements(*list, rows));
    return made;
}

}  // namespace

std::optional<std::int64_t> count_of(number const& n, std::uint8_t places) {
    return places == 0 ? n.to_int64() : (n * number(power_of_ten(places))).to_int64();
}

columns_of_records columns_from_records(program::program const& rules, index record, std::span<record_data const* const> records) {
    columns_of_records made;
    auto owned = std::make_shared<memory>();
    maker into(rules, *owned);
    std::vector<record_data const*> rows;
    for (std::size_t i = 0; i != records.size(); ++i) {
        bool const fits = into.fits(record, *records[i]);
        (fits ? made.fitting : made.others).push_back(i);
        if (fits) rows.push_back(records[i]);
    }
    made.columns = into.columns(record, rows);
    made.memory = std::move(owned);
    return made;
}

}  // namespace barem::columnar
