// Each column has its own tight loop over the rows, for a jump by the kind of each cell would cost more than reading it. What a loop
// does not take at once goes through read_cell(), and what that does not take is left to the ordinary reader.

#include "batch/csv_columns.hpp"

#include "batch/csv_digits.hpp"
#include "batch/plain_number.hpp"
#include "io/text_form.hpp"
#include "io/validate.hpp"

#include <algorithm>

namespace barem::batch {

namespace {

using columnar::storage;
using program::type_kind;

struct cell_bounds { std::size_t begin, end; };

inline cell_bounds bounds(csv_rows const& in, std::size_t number, std::size_t row) {
    auto const& r = in.rows[row];
    std::uint32_t const* const end = in.ends + r.first + number;
    return {number == 0 ? r.start : std::size_t{end[-1]} + 1, *end};
}

inline std::string_view cell_of(csv_rows const& in, std::size_t number, std::size_t row) {
    auto const at = bounds(in, number, row);
    return {in.text + at.begin, at.end - at.begin};
}

/// Whether digits alone can say every value of the column, at most eight of them.
bool is_short(columnar::field_layout const& layout) { return layout.places == 0 && layout.low >= 0 && layout.high <= 99'999'999; }

bool has_column(io::csv_layout const& layout, std::size_t group, program::member const& input) {
    return std::ranges::any_of(layout.columns, [&](io::csv_column const& c) { return c.group == group && c.input == &input; });
}

}  // namespace

csv_columns::csv_columns(program::program const& rules, io::csv_layout const& layout) : layout_(layout), groups_(layout.groups.size()) {
    for (auto const& column : layout.columns) {
        auto& made = targets_.emplace_back();
        made.input = column.input;
        made.group = column.group;
        if (!column.input) continue;
        made.may_be_empty = io::may_be_absent(*column.input) || layout.groups[column.group].optional;
        if (column.input->type.kind == type_kind::word) made.words = word_table(rules.enums[column.input->type.of]);
    }
    for (std::size_t g = 0; g < groups_.size(); ++g) groups_[g].incomplete = std::ranges::any_of(layout.groups[g].kind->members, [&](auto const& m) {
        return m.kind == program::member_kind::input && !io::may_be_absent(m) && !has_column(layout, g, m);
    });
}

void csv_columns::bind(table_memory& memory) {
    for (std::size_t g = 0; g < groups_.size(); ++g) {
        auto const& from = layout_.groups[g];
        groups_[g].list = g == 0 ? nullptr : &groups_[from.parent].table->lists[from.input->slot];
        groups_[g].table = g == 0 ? &memory : groups_[g].list->elements.get();
        groups_[g].without_column.clear();
        for (auto& column : groups_[g].table->values) groups_[g].without_column.push_back(&column);
    }
    for (auto& to : targets_) {
        if (!to.input) continue;
        to.table = groups_[to.group].table;
        to.column = &to.table->values[to.input->slot];
        std::erase(groups_[to.group].without_column, to.column);
    }
}

void csv_columns::read(csv_rows const& in, std::uint8_t* failed) {
    groups_[0].table->make_room(in.count);
    for (std::size_t i = 0; i < targets_.size(); ++i)
        if (targets_[i].input) read_column(targets_[i], i, in, failed);
    fill_absent(in.count);
    check_groups(in.count, failed);
}

void csv_columns::fill_absent(std::size_t count) {
    for (auto& to : groups_)
        for (auto* const column : to.without_column)
            for (std::size_t i = 0; i < count; ++i) column->set_absent(to.table->rows + i);
}

/// An optional single record is given when any of its cells is, and then needs all that are required.
void csv_columns::check_groups(std::size_t count, std::uint8_t* failed) {
    for (std::size_t g = groups_.size(); g-- > 1;) {
        auto const& from = layout_.groups[g];
        auto* const given = groups_[g].list->given.data() + groups_[g].table->rows;
        if (!from.optional) {
            std::fill_n(given, count, std::uint8_t{1});
            continue;
        }
        std::fill_n(given, count, std::uint8_t{0});
        auto const merge = [&](std::uint8_t const* other) {
            for (std::size_t i = 0; i < count; ++i) given[i] |= other[i];
        };
        for (auto const& to : targets_)
            if (to.input && to.group == g) merge(to.column->given() + to.table->rows);
        for (std::size_t inner = g + 1; inner < groups_.size(); ++inner)
            if (layout_.groups[inner].parent == g) merge(groups_[inner].list->given.data() + groups_[inner].table->rows);
        for (auto const& to : targets_) {
            if (!to.input || to.group != g || io::may_be_absent(*to.input)) continue;
            for (std::size_t i = 0; i < count; ++i) failed[i] |= given[i] & static_cast<std::uint8_t>(to.column->given()[to.table->rows + i] ^ 1);
        }
        if (groups_[g].incomplete)
            for (std::size_t i = 0; i < count; ++i) failed[i] |= given[i];
    }
}

void csv_columns::keep(std::size_t count) {
    for (auto& to : groups_) {
        auto& table = *to.table;
        for (auto& list : table.lists)
            if (list.is_list) std::fill_n(list.offsets.data() + table.rows + 1, count, list.offsets[table.rows]);
        table.rows += count;
    }
}

void csv_columns::read_column(target& to, std::size_t number, csv_rows const& in, std::uint8_t* failed) {
    auto const& layout = to.column->layout();
    if (layout.storage == storage::text) return read_texts(to, number, in, failed);
    bool const is_digits = number > 0 && (to.input->type.kind == type_kind::number || to.input->type.kind == type_kind::truth) && is_short(layout);
    if (is_digits && layout.high <= 9999) {
        if (layout.storage == storage::u8 || layout.storage == storage::bits) return read_digits<std::uint8_t>(to, number, in, failed);
        if (layout.storage == storage::i16) return read_digits<std::int16_t>(to, number, in, failed);
    }
    if (is_digits && layout.storage == storage::i16) return read_more_digits<std::int16_t>(to, number, in, failed);
    if (is_digits && layout.storage == storage::i32) return read_more_digits<std::int32_t>(to, number, in, failed);
    read_others(to, number, in, failed);
}

// Up to four digits, in two steps: the cells' bytes are gathered, then read many at a time.
template <typename T>
void csv_columns::read_digits(target& to, std::size_t number, csv_rows const& in, std::uint8_t* failed) {
    std::size_t const base = to.table->rows, count = in.count;
    if (to.may_be_empty) std::fill_n(to.column->given() + base, count, std::uint8_t{1});
    auto const low = static_cast<std::uint32_t>(to.column->layout().low);
    auto const span = static_cast<std::uint32_t>(to.column->layout().high) - low;
    bytes_.resize(count);
    sizes_.resize(count);
    odd_.resize(count);
    std::uint32_t* const all_bytes = bytes_.data();
    std::uint32_t* const sizes = sizes_.data();
    char const* const text = in.text + 1;
    csv_row const* const rows = in.rows;
    std::uint32_t const* const ends = in.ends + number;
    for (std::size_t row = 0; row < count; ++row) {
        std::uint32_t const* const end = ends + rows[row].first;
        std::uint32_t const before = end[-1];
        std::memcpy(all_bytes + row, text + before, 4);
        sizes[row] = *end - before - 1;
    }
    if (!read_short_cells({all_bytes, sizes, count}, low, span, to.column->items<T>() + base, odd_.data())) return;
    for (std::size_t row = 0; row < count; ++row)
        if (odd_[row]) failed[row] |= static_cast<std::uint8_t>(!read_cell(to, cell_of(in, number, row), base + row));
}

// Up to eight digits.
template <typename T>
void csv_columns::read_more_digits(target& to, std::size_t number, csv_rows const& in, std::uint8_t* failed) {
    std::size_t const base = to.table->rows;
    T* const items = to.column->items<T>() + base;
    if (to.may_be_empty) std::fill_n(to.column->given() + base, in.count, std::uint8_t{1});
    auto const low = static_cast<std::uint32_t>(to.column->layout().low);
    auto const span = static_cast<std::uint32_t>(to.column->layout().high) - low;
    for (std::size_t row = 0; row < in.count; ++row) {
        auto const cell = cell_of(in, number, row);
        std::uint32_t n = 0;
        // A size of none or too many shifts by some other amount, and is not taken.
        bool const digits = short_digits(cell.data(), (cell.size() - 1) % 8 + 1, n);
        bool const plain = digits & (cell.size() - 1 < 8) & ((*cell.data() != '0') | (cell.size() == 1)) & (n - low <= span);
        items[row] = static_cast<T>(n);
        if (!plain) [[unlikely]] failed[row] |= static_cast<std::uint8_t>(!read_cell(to, cell, base + row));
    }
}

void csv_columns::read_texts(target& to, std::size_t number, csv_rows const& in, std::uint8_t* failed) {
    std::size_t const base = to.table->rows;
    bool const is_simple = in.is_ascii && !in.has_quotes;
    for (std::size_t row = 0; row < in.count; ++row) {
        auto const cell = cell_of(in, number, row);
        bool const done = is_simple && !cell.empty() ? to.column->set_text(base + row, cell) : read_cell(to, cell, base + row);
        failed[row] |= static_cast<std::uint8_t>(!done);
    }
}

void csv_columns::read_others(target& to, std::size_t number, csv_rows const& in, std::uint8_t* failed) {
    std::size_t const base = to.table->rows;
    for (std::size_t row = 0; row < in.count; ++row) failed[row] |= static_cast<std::uint8_t>(!read_cell(to, cell_of(in, number, row), base + row));
}

bool csv_columns::read_cell(target& to, std::string_view cell, std::size_t row) {
    bool done = false;
    if (!cell.starts_with('"')) {
        done = read_plain(to, cell, false, row);
    } else if (cell.size() >= 2 && cell.back() == '"') {
        auto inner = cell.substr(1, cell.size() - 2);
        if (inner.find('"') != std::string_view::npos) {
            unquoted_.clear();
            for (std::size_t i = 0; i < inner.size(); ++i) {
                unquoted_ += inner[i];
                if (inner[i] == '"' && (++i == inner.size() || inner[i] != '"')) return to.column->set_absent(row), false;
            }
            inner = unquoted_;
        }
        done = read_plain(to, inner, true, row);
    }
    if (!done) to.column->set_absent(row);          // texts of later rows begin where this ends
    return done;
}

bool csv_columns::read_plain(target& to, std::string_view text, bool quoted, std::size_t row) {
    auto const& layout = to.column->layout();
    auto const kind = to.input->type.kind;
    if (text.empty() && !(quoted && kind == type_kind::text)) {
        to.column->set_absent(row);
        return to.may_be_empty;
    }
    if (!to.column->has_column()) return false;
    std::int64_t n = 0;
    switch (kind) {
        case type_kind::text:
            if (!quoted && text.find('"') != std::string_view::npos) return false;
            return io::is_plain_nfc(text) && to.column->set_text(row, text);
        case type_kind::number:
            if (to.input->type.integer && text.find('.') != std::string_view::npos) return false;
            if (!plain_number(text, layout.places, n)) return false;
            break;
        case type_kind::date: {
            auto const day = date::parse(text);
            if (!day) return false;
            n = day->days;
            break;
        }
        case type_kind::word:
            n = to.words.find(text);
            break;
        case type_kind::truth:
            if (text == "1" || text == "true" || text == "TRUE") n = 1;
            else if (text != "0" && text != "false" && text != "FALSE") return false;
            break;
        default: return false;
    }
    if (n < layout.low || n > layout.high) return false;
    to.column->set_integer(row, n);
    return true;
}

}  // namespace barem::batch
