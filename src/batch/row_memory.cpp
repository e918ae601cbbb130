#include "batch/row_memory.hpp"

#include "io/validate.hpp"

#include <algorithm>
#include <limits>

namespace barem::batch {

namespace {

using columnar::storage;
using program::type_kind;

std::size_t kept_width(storage s) {
    switch (s) {
        case storage::bits:
        case storage::u8: return 1;
        case storage::i16: return 2;
        case storage::i32:
        case storage::text: return 4;
        case storage::i64: return 8;
        default: return 0;
    }
}

/// Bytes of 0 or 1 -> one bit each, least significant first. Reads up to 7 bytes beyond `rows`.
void pack(std::uint8_t const* bytes, std::size_t rows, std::uint8_t* bits) {
    for (std::size_t i = 0; i < rows; i += 8) {
        std::uint64_t eight;
        std::memcpy(&eight, bytes + i, 8);
        bits[i / 8] = static_cast<std::uint8_t>((eight & 0x0101010101010101) * 0x0102040810204080 >> 56);
    }
}

std::uint8_t const* packed(plain_array<std::uint8_t>& bits, std::uint8_t const* bytes, std::size_t rows) {
    bits.reserve((rows + 7) / 8 + 8, 0);
    pack(bytes, rows, bits.data());
    return bits.data();
}

bool all_given(std::uint8_t const* given, std::size_t rows) { return rows == 0 || std::memchr(given, 0, rows) == nullptr; }

constexpr std::size_t slack = 8;            // for pack() and append_integer()

}  // namespace

column_memory::column_memory(program::program const& rules, program::member const& input) : optional_(io::may_be_absent(input)) {
    auto const layout = columnar::layout_of(rules, input);
    if (!layout || kept_width(layout->storage) == 0) return;
    layout_ = *layout;
    width_ = kept_width(layout_.storage);
    filler_ = layout_.storage == storage::text ? 0 : std::clamp<std::int64_t>(0, layout_.low, layout_.high);
}

void column_memory::reserve(std::size_t rows, std::size_t kept) {
    given_.reserve(rows + slack, kept);
    if (!has_column()) return;
    bool const is_text = layout_.storage == storage::text;
    data_.reserve((rows + 1 + slack) * width_, (kept + (is_text && data_.capacity() > 0 ? 1 : 0)) * width_);
    if (is_text && kept == 0) items<std::int32_t>()[0] = 0;
    if (is_text) text_.reserve(text_slack, 0);
}

void column_memory::set_filler(std::size_t row) {
    if (layout_.storage == storage::text) items<std::int32_t>()[row + 1] = items<std::int32_t>()[row];
    else set_integer(row, filler_);
}

bool column_memory::set_text(std::size_t row, std::string_view text) {
    auto* const offsets = items<std::int32_t>();
    auto const begin = static_cast<std::size_t>(offsets[row]), end = begin + text.size();
    if (end > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) return set_absent(row), false;
    if (end + text_slack > text_.capacity()) text_.reserve(2 * end + 1024, begin);
    if (!text.empty()) std::memcpy(text_.data() + begin, text.data(), text.size());
    offsets[row + 1] = static_cast<std::int32_t>(end);
    given_[row] = 1;
    return true;
}

columnar::column column_memory::finish(std::size_t rows) {
    columnar::column made;
    if (!has_column() || data_.capacity() == 0) return made;
    made.storage = layout_.storage;
    made.places = layout_.places;
    made.within_bounds = true;
    made.data = data_.data();
    made.text_bytes = text_.data();
    if (layout_.storage == storage::bits) made.data = packed(bits_, items<std::uint8_t>(), rows);
    if (optional_ && !all_given(given_.data(), rows)) made.given = packed(given_bits_, given_.data(), rows);
    return made;
}

table_memory::table_memory(program::program const& rules, program::index of) : kind(&rules.records[of]) {
    values.resize(kind->value_slots);
    lists.resize(kind->list_slots);
    for (auto const& input : kind->members) {
        if (input.kind != program::member_kind::input) continue;
        if (input.type.kind != type_kind::list && input.type.kind != type_kind::record) {
            values[input.slot] = column_memory(rules, input);
            continue;
        }
        auto& list = lists[input.slot];
        list.is_list = input.type.kind == type_kind::list;
        list.optional = io::may_be_absent(input);
        list.elements = std::make_unique<table_memory>(rules, input.type.of);
    }
    make_room(64);
}

void table_memory::grow(std::size_t needed) {
    std::size_t const larger = std::max(needed, capacity * 2);
    for (auto& column : values) column.reserve(larger, rows);
    for (auto& list : lists) {
        if (!list.is_list) {
            list.given.reserve(larger + slack, rows);
            list.elements->make_room(larger - rows);
            continue;
        }
        list.offsets.reserve(larger + 1, capacity == 0 ? 0 : rows + 1);
        if (rows == 0) list.offsets[0] = 0;
    }
    capacity = larger;
}

void table_memory::clear() {
    rows = 0;
    for (auto& list : lists) list.elements->clear();
}

void table_memory::rewind(std::size_t to) {
    rows = to;
    for (auto& list : lists) list.elements->rewind(list.is_list ? static_cast<std::size_t>(list.offsets[to]) : to);
}

void table_memory::add_absent_row() {
    make_room(1);
    for (auto& column : values) column.set_absent(rows);
    for (auto& list : lists) {
        if (list.is_list) {
            list.offsets[rows + 1] = static_cast<std::int32_t>(list.elements->rows);
        } else {
            list.given[rows] = 0;
            list.elements->rows = rows;
            list.elements->add_absent_row();
        }
    }
    ++rows;
}

columnar::record_columns table_memory::finish() {
    columnar::record_columns made;
    made.rows = rows;
    for (auto& column : values) made.values.push_back(column.finish(rows));
    for (auto& list : lists) {
        auto& view = made.lists.emplace_back();
        view.present = true;
        if (list.is_list) view.offsets = list.offsets.data();
        else if (list.optional && !all_given(list.given.data(), rows)) view.given = packed(list.given_bits, list.given.data(), rows);
        view.elements.push_back(list.elements->finish());
    }
    return made;
}

std::shared_ptr<table_memory> memory_pool::take() {
    std::unique_ptr<table_memory> memory;
    {
        std::lock_guard const lock(mutex_);
        if (!free_.empty()) {
            memory = std::move(free_.back());
            free_.pop_back();
        }
    }
    if (memory) memory->clear();
    else memory = std::make_unique<table_memory>(rules_, rules_.roster_record);
    return {memory.release(), [pool = shared_from_this()](table_memory* used) {
                std::unique_ptr<table_memory> back(used);
                std::lock_guard const lock(pool->mutex_);
                pool->free_.push_back(std::move(back));
            }};
}

}  // namespace barem::batch
