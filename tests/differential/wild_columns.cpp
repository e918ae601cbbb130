#include "differential/wild_columns.hpp"

#include "columnar/layout.hpp"
#include "number/large.hpp"

#include <algorithm>
#include <limits>
#include <optional>

namespace differential {

namespace {

namespace columnar = barem::columnar;
namespace program = barem::program;
using barem::int128;
using barem::number;
using barem::record_data;
using columnar::storage;

/// The count that a value is in a column of so many places; nullopt when it is none of 64 bits.
std::optional<std::int64_t> count_of(barem::value const& v, unsigned places) {
    if (auto* b = std::get_if<bool>(&v)) return *b ? 1 : 0;
    if (auto* d = std::get_if<barem::date>(&v)) return d->days;
    if (auto* w = std::get_if<barem::word>(&v)) return w->index;
    if (auto* n = std::get_if<number>(&v)) {
        number scaled = *n;
        for (unsigned i = 0; i != places; ++i) scaled *= 10;
        return scaled.to_int64();
    }
    return std::nullopt;
}

template <typename T>
bool holds(std::int64_t low, std::int64_t high) {
    return static_cast<int128>(low) >= static_cast<int128>(std::numeric_limits<T>::min()) && static_cast<int128>(high) <= static_cast<int128>(std::numeric_limits<T>::max());
}

class maker {
public:
    maker(program::program const& rules, wild_columns& into, dice& d) : rules_(rules), into_(into), d_(d) {}

    bool fits(program::index kind, record_data const& data) const {
        for (auto const& m : rules_.records[kind].members) {
            if (m.kind != program::member_kind::input) continue;
            if (m.type.kind == program::type_kind::list || m.type.kind == program::type_kind::record) {
                for (auto const& element : data.lists[m.slot])
                    if (!fits(m.type.of, element)) return false;
            } else if (auto const layout = columnar::layout_of(rules_, m); layout && m.type.kind != program::type_kind::text) {
                if (is_given(data.values[m.slot]) && !count_of(data.values[m.slot], layout->places)) return false;
            }
        }
        return true;
    }

    columnar::record_columns columns(program::index kind, std::vector<record_data const*> const& rows) {
        columnar::record_columns made;
        made.rows = rows.size();
        made.values.resize(rules_.records[kind].value_slots);
        made.lists.resize(rules_.records[kind].list_slots);
        for (auto const& m : rules_.records[kind].members) {
            if (m.kind != program::member_kind::input) continue;
            if (m.type.kind == program::type_kind::list || m.type.kind == program::type_kind::record) made.lists[m.slot] = list(m, rows);
            else if (auto const layout = columnar::layout_of(rules_, m)) made.values[m.slot] = scalar(m, *layout, rows);
        }
        return made;
    }

private:
    template <typename T>
    T* room(std::size_t count) {
        auto& block = into_.memory.emplace_back(count * sizeof(T) / 8 + 1, d_.next());
        return reinterpret_cast<T*>(block.data());
    }
    template <typename Has>
    std::uint8_t const* bitmap(std::size_t offset, std::size_t rows, bool always, Has has) {
        auto* const bits = room<std::uint8_t>((offset + rows) / 8 + 1);
        bool all = true;
        for (std::size_t i = 0; i != rows; ++i) {
            auto const at = offset + i;
            bool const set = has(i);
            all = all && set;
            bits[at / 8] = static_cast<std::uint8_t>((bits[at / 8] & ~(1U << at % 8)) | (set ? 1U << at % 8 : 0U));
        }
        return all && !always ? nullptr : bits;
    }

    template <typename T>
    void const* integers(std::vector<std::int64_t> const& counts, std::size_t offset) {
        auto* const to = room<T>(offset + counts.size());
        for (std::size_t i = 0; i != counts.size(); ++i) to[offset + i] = static_cast<T>(counts[i]);
        return to;
    }

    columnar::column scalar(program::member const& m, columnar::field_layout const& layout, std::vector<record_data const*> const& rows) {
        columnar::column made;
        made.offset = d_.one_in(2) ? 0 : d_.below(20);
        auto const given = [&](std::size_t i) { return rows[i] != nullptr && is_given(rows[i]->values[m.slot]); };
        made.given = bitmap(made.offset, rows.size(), d_.one_in(2), given);
        if (m.type.kind == program::type_kind::text) {
            texts(made, m, rows);
            return made;
        }
        made.places = layout.places;
        if (m.type.kind == program::type_kind::number && !m.type.integer && d_.one_in(3)) made.places = static_cast<std::uint8_t>(std::min(18, layout.places + d_.between(1, 2)));
        std::vector<std::int64_t> counts(rows.size());
        if (!fill(counts, m, made.places, rows)) fill(counts, m, made.places = layout.places, rows);
        store(made, m, layout, counts);
        return made;
    }

    static bool fill(std::vector<std::int64_t>& counts, program::member const& m, unsigned places, std::vector<record_data const*> const& rows) {
        for (std::size_t i = 0; i != rows.size(); ++i) {
            if (rows[i] == nullptr || !is_given(rows[i]->values[m.slot])) continue;
            auto const count = count_of(rows[i]->values[m.slot], places);
            if (!count) return false;
            counts[i] = *count;
        }
        return true;
    }

    void store(columnar::column& made, program::member const& m, columnar::field_layout const& layout, std::vector<std::int64_t> const& counts) {
        auto const low = counts.empty() ? 0 : std::ranges::min(counts), high = counts.empty() ? 0 : std::ranges::max(counts);
        made.within_bounds = made.places == layout.places && low >= layout.low && high <= layout.high && d_.one_in(2);
        std::vector<storage> able{storage::i64, storage::i128};
        if (m.type.kind == program::type_kind::truth) {
            if (d_.one_in(2)) {
                made.storage = storage::bits;
                made.data = bitmap(made.offset, counts.size(), true, [&](std::size_t i) { return counts[i] != 0; });
                return;
            }
            able = {storage::bytes};
        } else {
            if (holds<std::uint8_t>(low, high)) able.push_back(storage::u8);
            if (holds<std::int8_t>(low, high)) able.push_back(storage::i8);
            if (holds<std::uint16_t>(low, high)) able.push_back(storage::u16);
            if (holds<std::int16_t>(low, high)) able.push_back(storage::i16);
            if (holds<std::uint32_t>(low, high)) able.push_back(storage::u32);
            if (holds<std::int32_t>(low, high)) able.push_back(storage::i32);
            if (low >= 0) able.push_back(storage::u64);
        }
        made.storage = d_.of(able);
        switch (made.storage) {
            case storage::bytes: case storage::u8: made.data = integers<std::uint8_t>(counts, made.offset); break;
            case storage::i8: made.data = integers<std::int8_t>(counts, made.offset); break;
            case storage::u16: made.data = integers<std::uint16_t>(counts, made.offset); break;
            case storage::i16: made.data = integers<std::int16_t>(counts, made.offset); break;
            case storage::u32: made.data = integers<std::uint32_t>(counts, made.offset); break;
            case storage::i32: made.data = integers<std::int32_t>(counts, made.offset); break;
            case storage::u64: made.data = integers<std::uint64_t>(counts, made.offset); break;
            case storage::i128: {
                // 16 bytes each, the upper half is the sign.
                auto* const to = room<std::int64_t>(2 * (made.offset + counts.size()) + 2);
                auto* const first = reinterpret_cast<std::uintptr_t>(to) % 16 == 0 ? to : to + 1;
                for (std::size_t i = 0; i != counts.size(); ++i) {
                    first[2 * (made.offset + i)] = counts[i];
                    first[2 * (made.offset + i) + 1] = counts[i] < 0 ? -1 : 0;
                }
                made.data = first;
                break;
            }
            default: made.data = integers<std::int64_t>(counts, made.offset);
        }
    }

    void texts(columnar::column& made, program::member const& m, std::vector<record_data const*> const& rows) {
        made.storage = storage::text;
        made.within_bounds = d_.one_in(2);
        auto* const offsets = room<std::int32_t>(made.offset + rows.size() + 1);
        std::string bytes;
        for (std::size_t i = 0; i != rows.size(); ++i) {
            offsets[made.offset + i] = static_cast<std::int32_t>(bytes.size());
            if (rows[i] != nullptr)
                if (auto* text = std::get_if<std::string>(&rows[i]->values[m.slot])) bytes += *text;
        }
        offsets[made.offset + rows.size()] = static_cast<std::int32_t>(bytes.size());
        auto* const kept = room<char>(bytes.size() + 1);
        std::ranges::copy(bytes, kept);
        made.data = offsets;
        made.text_bytes = kept;
    }

    columnar::list_column list(program::member const& m, std::vector<record_data const*> const& rows) {
        columnar::list_column made;
        made.present = true;
        std::vector<record_data const*> within;
        if (m.type.kind == program::type_kind::record) {
            for (auto const* row : rows) within.push_back(row != nullptr && !row->lists[m.slot].empty() ? &row->lists[m.slot].front() : nullptr);
            made.given_offset = d_.below(10);
            made.given = bitmap(made.given_offset, rows.size(), d_.one_in(2), [&](std::size_t i) { return within[i] != nullptr; });
        } else {
            auto* const offsets = room<std::int32_t>(rows.size() + 1);
            offsets[0] = 0;
            for (std::size_t i = 0; i != rows.size(); ++i) {
                if (rows[i] != nullptr)
                    for (auto const& element : rows[i]->lists[m.slot]) within.push_back(&element);
                offsets[i + 1] = static_cast<std::int32_t>(within.size());
            }
            made.offsets = offsets;
        }
        made.elements.push_back(columns(m.type.of, within));
        return made;
    }

    program::program const& rules_;
    wild_columns& into_;
    dice& d_;
};

}  // namespace

wild_columns make_wild_columns(program::program const& rules, program::index record, std::span<record_data const* const> records, dice& d) {
    wild_columns made;
    maker into(rules, made, d);
    std::vector<record_data const*> rows;
    for (std::size_t i = 0; i != records.size(); ++i)
        if (into.fits(record, *records[i])) {
            made.rows.push_back(i);
            rows.push_back(records[i]);
        }
    made.columns = into.columns(record, rows);
    return made;
}

}  // namespace differential
