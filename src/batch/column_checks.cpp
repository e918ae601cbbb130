#include "batch/column_checks.hpp"

#include "columnar/batch_domains.hpp"
#include "columnar/layout.hpp"
#include "io/text_form.hpp"
#include "io/validate.hpp"

#include <algorithm>
#include <cstring>
#include <string_view>

namespace barem::batch {

namespace {

using columnar::storage;
using program::type_kind;

bool has_bit(std::uint8_t const* bits, std::size_t at) { return (bits[at / 8] >> (at % 8) & 1) != 0; }

bool is_text(storage s) { return s == storage::text || s == storage::text64 || s == storage::views; }

std::string_view text_at(columnar::column const& from, std::size_t row) {
    std::size_t const at = from.offset + row;
    if (from.storage == storage::views) return static_cast<std::string_view const*>(from.data)[at];
    auto const between = [&](auto const* offsets) {
        return std::string_view(from.text_bytes + offsets[at], static_cast<std::size_t>(offsets[at + 1] - offsets[at]));
    };
    return from.storage == storage::text ? between(static_cast<std::int32_t const*>(from.data)) : between(static_cast<std::int64_t const*>(from.data));
}

/// `visit(row, integer)` for every row.
template <typename T, typename F>
void each_of(columnar::column const& from, std::size_t first, std::size_t end, F visit) {
    auto const* data = static_cast<char const*>(from.data) + (from.offset) * sizeof(T);
    for (std::size_t row = first; row != end; ++row) {
        T read;
        std::memcpy(&read, data + row * sizeof(T), sizeof(T));
        visit(row, int128{read});
    }
}

template <typename F>
void each_integer(columnar::column const& from, std::size_t first, std::size_t end, F visit) {
    switch (from.storage) {
        case storage::bytes:
        case storage::u8: return each_of<std::uint8_t>(from, first, end, visit);
        case storage::i8: return each_of<std::int8_t>(from, first, end, visit);
        case storage::u16: return each_of<std::uint16_t>(from, first, end, visit);
        case storage::i16: return each_of<std::int16_t>(from, first, end, visit);
        case storage::u32: return each_of<std::uint32_t>(from, first, end, visit);
        case storage::i32: return each_of<std::int32_t>(from, first, end, visit);
        case storage::u64: return each_of<std::uint64_t>(from, first, end, visit);
        case storage::i64: return each_of<std::int64_t>(from, first, end, visit);
        case storage::i128: return each_of<int128>(from, first, end, visit);
        default: return;
    }
}

int128 wide_power_of_ten(unsigned places) {
    int128 power = 1;
    for (unsigned i = 0; i != places; ++i) power *= 10;
    return power;
}

/// Whether a count of 10^-places is surely a value of the layout.
class range_check {
public:
    range_check(columnar::field_layout const& layout, unsigned places)
        : over_(places > layout.places ? wide_power_of_ten(places - layout.places) : 1), low_(layout.low), high_(layout.high),
          times_(places < layout.places ? wide_power_of_ten(layout.places - places) : 1) {}
    [[nodiscard]] bool holds(int128 count) const {
        if (over_ != 1) return count % over_ == 0 && count / over_ >= low_ && count / over_ <= high_;
        int128 made = 0;
        return !__builtin_mul_overflow(count, times_, &made) && made >= low_ && made <= high_;
    }

private:
    int128 over_, low_, high_, times_;
};

}  // namespace

column_checks::column_checks(program::program const& rules, columnar::columnar_program const* program, record_limits const& limits)
    : rules_(rules), program_(program), limits_(limits) {}

void column_checks::prepare(columnar::record_columns const& columns) {
    columns_ = &columns;
    read_.clear();
    if (program_ == nullptr) return;
    auto const nothing = [](columnar::list_column const&) {};
    auto const of_domain = [&](auto const& self, index d) -> columnar::record_columns const* {
        auto const& domain = program_->domains[d];
        if (domain.parent == program::none) return &columns;
        return columnar::follow_singles(self(self, domain.parent), domain.path.data(), domain.path.data() + domain.path.size(), nothing);
    };
    for (auto const& in : program_->stages.front().inputs) {
        if (in.from != columnar::input::source::field || in.value == program::none) continue;
        auto const* holder = columnar::follow_singles(of_domain(of_domain, in.domain), in.path.data(), in.path.data() + in.path.size(), nothing);
        if (holder != nullptr && in.of < holder->values.size()) read_.push_back(&holder->values[in.of]);
    }
    std::sort(read_.begin(), read_.end());
}

bool column_checks::is_read(columnar::column const& c) const { return std::binary_search(read_.begin(), read_.end(), &c); }

void column_checks::visit(index record, columnar::record_columns const& columns, rows_of rows, std::size_t depth, scratch& s, doubt const& doubtful) const {
    for (auto const& m : rules_.records[record].members) {
        if (m.kind != program::member_kind::input) continue;
        if (m.type.kind == type_kind::list || m.type.kind == type_kind::record) check_nested(m, columns.lists[m.slot], rows, depth, s, doubtful);
        else if (!columns.values[m.slot].empty()) check_scalar(m, columns.values[m.slot], rows, doubtful);
    }
}

void column_checks::check_scalar(program::member const& input, columnar::column const& from, rows_of rows, doubt const& doubtful) const {
    auto const given = [&](std::size_t row) { return from.given == nullptr || has_bit(from.given, from.offset + row); };
    if (from.given != nullptr && !io::may_be_absent(input))
        for (std::size_t row = rows.first; row != rows.end; ++row)
            if (!given(row) && rows.counts(row)) rows.tell(row, doubtful);
    if (is_text(from.storage)) {
        for (std::size_t row = rows.first; row != rows.end; ++row)
            if (given(row) && rows.counts(row) && !io::is_plain_nfc(text_at(from, row))) rows.tell(row, doubtful);
        return;
    }
    if (from.storage == storage::bits || is_read(from)) return;
    auto const layout = columnar::layout_of(rules_, input);
    range_check const within(layout.value_or(columnar::field_layout{}), input.type.kind == type_kind::number ? from.places : 0);
    each_integer(from, rows.first, rows.end, [&](std::size_t row, int128 count) {
        if ((!layout || !within.holds(count)) && given(row) && rows.counts(row)) rows.tell(row, doubtful);
    });
}

void column_checks::check_nested(program::member const& input, columnar::list_column const& from, rows_of rows, std::size_t depth, scratch& s,
                                 doubt const& doubtful) const {
    if (!from.present) return;
    bool const single = input.type.kind == type_kind::record;
    if (s.owners.size() <= depth) s.owners.resize(depth + 1);
    auto owner = [&](std::size_t row) { return rows.owners == nullptr ? static_cast<std::uint32_t>(row) : rows.owners[row - rows.first]; };
    std::size_t const begin = single ? rows.first : static_cast<std::size_t>(from.offsets[rows.first]);
    std::size_t const end = single ? rows.end : static_cast<std::size_t>(from.offsets[rows.end]);
    s.owners[depth].resize(end - begin);
    std::size_t const most = single ? 0 : io::most_elements(input, limits_);
    for (std::size_t row = rows.first; row != rows.end; ++row) {
        if (single) {
            bool const there = from.given == nullptr || has_bit(from.given, from.given_offset + row);
            if (!there && !io::may_be_absent(input) && rows.counts(row)) rows.tell(row, doubtful);
            s.owners[depth][row - begin] = there ? owner(row) : program::none;
            continue;
        }
        auto const size = from.offsets[row + 1] - from.offsets[row];
        bool const too_few = input.range.low && number(std::int64_t{size}) < *input.range.low;
        if ((too_few || static_cast<std::size_t>(size) > most) && rows.counts(row)) rows.tell(row, doubtful);
        std::fill_n(s.owners[depth].begin() + (from.offsets[row] - static_cast<std::ptrdiff_t>(begin)), size, owner(row));
    }
    if (end != begin) {
        rows_of const within{begin, end, s.owners[depth].data()};
        visit(input.type.of, from.elements.front(), within, depth + 1, s, doubtful);
    }
}

}  // namespace barem::batch
