#include "api/arrow_columns.hpp"

#include "batch/offsets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <limits>

namespace barem::from_arrow {

namespace {

constexpr std::int64_t most_elements = std::numeric_limits<std::int32_t>::max();

bool bit(std::uint8_t const* bits, std::int64_t at) { return (bits[at / 8] >> (at % 8) & 1) != 0; }

bool is_given(column_view const& column, std::size_t row) {
    return column.given == nullptr || bit(column.given, static_cast<std::int64_t>(column.offset + row));
}

/// Buffers may lie anywhere.
template <typename T>
T element(void const* data, std::size_t at) {
    T read;
    std::memcpy(&read, static_cast<char const*>(data) + at * sizeof(T), sizeof(T));
    return read;
}

template <typename T>
bool is_aligned(void const* data) {
    return reinterpret_cast<std::uintptr_t>(data) % alignof(T) == 0;
}

/// Made data in the place of the column's; the bitmap keeps its offset.
template <typename T>
void put(column_view& column, column_view::form kind, std::vector<T> const& made) {
    column.kind = kind;
    column.data = made.data() - column.offset;
}

/// `make(element) -> optional`; which row has none.
template <typename From, typename To, typename F>
std::optional<std::size_t> convert(column_view const& from, std::vector<To>& to, F make) {
    to.resize(from.rows);
    for (std::size_t row = 0; row != from.rows; ++row) {
        if (!is_given(from, row)) continue;                 // what stands there may be anything
        auto const made = make(element<From>(from.data, from.offset + row));
        if (!made) return row;
        to[row] = *made;
    }
    return std::nullopt;
}

}  // namespace

std::uint8_t const* validity(ArrowArray const& array) {
    return array.null_count == 0 ? nullptr : static_cast<std::uint8_t const*>(array.buffers[0]);
}

std::optional<std::int64_t> first_null(ArrowArray const& array, std::int64_t at, std::int64_t rows) {
    auto const* bits = validity(array);
    for (std::int64_t row = 0; bits != nullptr && row != rows; ++row)
        if (!bit(bits, at + row)) return row;
    return std::nullopt;
}

// ── texts ───────────────────────────────────────────────────────────────────────────────────────────────────────

namespace {

/// Arrow does not say how many bytes there are: the offset behind the last element does. Whether offsets ascend is seen when they are bound.
template <typename Offset>
std::optional<unfit> find_bytes(column_view& column, ArrowArray const& array) {
    if (!is_aligned<Offset>(column.data)) return unfit{fmt::format("offsets aligned to {} bytes", alignof(Offset)), "some that are not", ""};
    auto const end = static_cast<Offset const*>(column.data)[column.offset + column.rows];
    if (end < 0) return unfit{"offsets that ascend from 0", fmt::format("{}", end), ""};
    if (end > 0 && array.buffers[2] == nullptr) return unfit{fmt::format("texts of {} bytes", end), "no buffer of them", ""};
    column.bytes = static_cast<char const*>(array.buffers[2]);
    column.byte_count = static_cast<std::size_t>(end);
    return std::nullopt;
}

/// One element of utf8_view: short texts stand in it, longer ones in one of the buffers behind.
struct text_view_element {
    std::int32_t size;
    union {
        char within[12];
        struct {
            char prefix[4];
            std::int32_t buffer, offset;
        } behind;
    };
};
static_assert(sizeof(text_view_element) == 16);

}  // namespace

std::optional<unfit> find_texts(column_view& column, format const& type, ArrowArray const& array) {
    return type.is_wide ? find_bytes<std::int64_t>(column, array) : find_bytes<std::int32_t>(column, array);
}

/// The buffers: validity, elements, any number of texts, and last the sizes of these.
std::optional<unfit> find_text_views(column_view& column, ArrowArray const& array, made_memory& memory) {
    auto const count = array.n_buffers - 3;
    auto const* sizes = static_cast<char const*>(array.buffers[count + 2]);
    if (count != 0 && sizes == nullptr) return unfit{"sizes of the buffers of texts", "none", ""};
    if (!is_aligned<text_view_element>(column.data)) return unfit{"text views aligned to 4 bytes", "some that are not", ""};
    auto const* elements = static_cast<text_view_element const*>(column.data) + column.offset;
    auto& views = memory.words.emplace_back(column.rows);
    for (std::size_t row = 0; row != column.rows; ++row) {
        if (!is_given(column, row)) continue;                           // what stands there may be anything
        auto const& e = elements[row];
        if (e.size >= 0 && e.size <= 12) {
            views[row] = {e.within, static_cast<std::size_t>(e.size)};
            continue;
        }
        auto const [prefix, buffer, offset] = e.behind;
        bool const is_within = e.size > 0 && buffer >= 0 && buffer < count && offset >= 0 &&
                               std::int64_t{offset} + e.size <= element<std::int64_t>(sizes, static_cast<std::size_t>(buffer));
        if (!is_within || array.buffers[buffer + 2] == nullptr) return unfit{"texts within their buffers", fmt::format("one that is not, in row {}", row), ""};
        views[row] = {static_cast<char const*>(array.buffers[buffer + 2]) + offset, static_cast<std::size_t>(e.size)};
    }
    put(column, column_view::form::views, views);
    return std::nullopt;
}

// ── numbers and dates ───────────────────────────────────────────────────────────────────────────────────────────

std::optional<unfit> make_days(column_view& column, std::int64_t ticks_of_a_day, made_memory& memory) {
    auto& days = memory.days.emplace_back();
    auto const day = [&](std::int64_t ticks) { return ticks % ticks_of_a_day == 0 ? std::optional(ticks / ticks_of_a_day) : std::nullopt; };
    if (auto const row = convert<std::int64_t>(column, days, day))
        return unfit{"dates, or timestamps at midnight", fmt::format("another time of day in row {}", *row), "cast it to date32"};
    put(column, column_view::form::days64, days);
    return std::nullopt;
}

std::optional<unfit> make_narrow(column_view& column, made_memory& memory) {
    struct wide {
        std::int64_t parts[4];
    };
    auto& counts = memory.counts.emplace_back();
    auto const narrow = [](wide const& w) -> std::optional<int128> {
        std::int64_t const sign = w.parts[1] < 0 ? -1 : 0;
        int128 made = 0;
        std::memcpy(&made, w.parts, sizeof made);
        return w.parts[2] == sign && w.parts[3] == sign ? std::optional(made) : std::nullopt;
    };
    if (auto const row = convert<wide>(column, counts, narrow)) return unfit{"decimals of at most 38 digits", fmt::format("a longer one in row {}", *row), ""};
    put(column, column_view::form::i128, counts);
    return std::nullopt;
}

// ── dictionaries ────────────────────────────────────────────────────────────────────────────────────────────────

namespace {

template <typename Offset>
std::optional<unfit> view_texts(column_view const& texts, std::vector<std::string_view>& views) {
    auto const* ends = static_cast<Offset const*>(texts.data) + texts.offset;
    if (auto disorder = batch::disorder_of(ends, texts.rows, texts.byte_count); !disorder.empty())
        return unfit{fmt::format("a dictionary with offsets that ascend from 0 to at most {}", texts.byte_count), std::move(disorder), ""};
    for (std::size_t i = 0; i != texts.rows; ++i) views[i] = {texts.bytes + ends[i], static_cast<std::size_t>(ends[i + 1] - ends[i])};
    return std::nullopt;
}

std::int64_t position_at(column_view const& from, std::size_t row) {
    using enum column_view::form;
    auto const at = from.offset + row;
    auto const signed_of = [](auto n) { return std::cmp_greater(n, std::numeric_limits<std::int64_t>::max()) ? -1 : static_cast<std::int64_t>(n); };
    switch (from.kind) {
        case u8: return element<std::uint8_t>(from.data, at);
        case i8: return element<std::int8_t>(from.data, at);
        case u16: return element<std::uint16_t>(from.data, at);
        case i16: return element<std::int16_t>(from.data, at);
        case u32: return element<std::uint32_t>(from.data, at);
        case i32: return element<std::int32_t>(from.data, at);
        case u64: return signed_of(element<std::uint64_t>(from.data, at));
        default: return element<std::int64_t>(from.data, at);
    }
}

}  // namespace

std::optional<unfit> add_words(column_view& positions, column_view const& words, made_memory& memory) {
    auto& views = memory.words.emplace_back(words.rows);
    std::optional<unfit> why;
    if (words.kind == column_view::form::views) {
        for (std::size_t i = 0; i != words.rows; ++i) views[i] = static_cast<std::string_view const*>(words.data)[words.offset + i];
    } else {
        why = words.kind == column_view::form::text32 ? view_texts<std::int32_t>(words, views) : view_texts<std::int64_t>(words, views);
    }
    if (why) return why;
    std::vector<std::uint8_t>* given = nullptr;             // of the rows whose words are not null
    if (words.given != nullptr) given = &memory.bitmaps.emplace_back((positions.offset + positions.rows) / 8 + 1);
    for (std::size_t row = 0; row != positions.rows; ++row) {
        if (!is_given(positions, row)) continue;
        auto const position = position_at(positions, row);
        if (position < 0 || std::cmp_greater_equal(position, views.size()))
            return unfit{fmt::format("positions in a dictionary of {}", views.size()), fmt::format("{} in row {}", position, row), ""};
        auto const at = positions.offset + row;
        if (given != nullptr && is_given(words, static_cast<std::size_t>(position)))
            (*given)[at / 8] = static_cast<std::uint8_t>((*given)[at / 8] | 1U << at % 8);
    }
    if (given != nullptr) positions.given = given->data();
    positions.words = views;
    positions.has_words = true;
    return std::nullopt;
}

// ── lists ───────────────────────────────────────────────────────────────────────────────────────────────────────

namespace {

/// What ascending offsets say. They are used where they lie when they are of 32 bits and begin with 0.
template <typename Offset>
std::optional<unfit> by_offsets(elements& of, void const* data, std::int64_t at, std::int64_t rows, std::int64_t length, made_memory& memory) {
    if (!is_aligned<Offset>(data)) return unfit{fmt::format("offsets aligned to {} bytes", alignof(Offset)), "some that are not", ""};
    std::span const given(static_cast<Offset const*>(data) + at, static_cast<std::size_t>(rows) + 1);
    if (auto disorder = batch::disorder_of(given.data(), static_cast<std::size_t>(rows), static_cast<std::uint64_t>(length)); !disorder.empty())
        return unfit{fmt::format("offsets that ascend from 0 to at most {}", length), std::move(disorder), ""};
    of.first = given.front();
    if (given.back() - of.first > most_elements) return unfit{fmt::format("at most {} elements in a batch", most_elements), "more", "give smaller batches"};
    if constexpr (sizeof(Offset) == 4)
        if (of.first == 0) {
            of.offsets = given;
            return std::nullopt;
        }
    auto& made = memory.offsets.emplace_back(given.size());
    std::ranges::transform(given, made.begin(), [&](Offset o) { return static_cast<std::int32_t>(o - of.first); });
    of.offsets = made;
    return std::nullopt;
}

/// Lists that say where they begin and how many elements they have: read where these stand one behind the other.
template <typename Offset>
std::optional<unfit> by_views(elements& of, ArrowArray const& array, std::int64_t at, std::int64_t rows, std::int64_t length, made_memory& memory) {
    auto& made = memory.offsets.emplace_back(static_cast<std::size_t>(rows) + 1);
    std::int64_t end = -1;
    for (std::int64_t row = 0; row != rows; ++row) {
        std::int64_t const begin = element<Offset>(array.buffers[1], static_cast<std::size_t>(at + row));
        std::int64_t const size = element<Offset>(array.buffers[2], static_cast<std::size_t>(at + row));
        if (begin < 0 || size < 0 || begin > length || size > length - begin)
            return unfit{fmt::format("lists within {} elements", length), fmt::format("{} from {} on in row {}", size, begin, row), ""};
        if (size != 0 && end == -1) of.first = end = begin;
        if (size != 0 && begin != end) return unfit{"a list view whose elements stand in the order of the rows", fmt::format("row {} from element {} on, where {} is next", row, begin, end), "cast it to a list"};
        if (size != 0) end += size;
        if (end - of.first > most_elements) return unfit{fmt::format("at most {} elements in a batch", most_elements), "more", "give smaller batches"};
        made[static_cast<std::size_t>(row) + 1] = static_cast<std::int32_t>(std::max(end, of.first) - of.first);
    }
    of.offsets = made;
    return std::nullopt;
}

std::optional<unfit> by_size(elements& of, std::int64_t size, std::int64_t at, std::int64_t rows, std::int64_t length, made_memory& memory) {
    if (size != 0 && at + rows > length / size) return unfit{fmt::format("{} times {} elements", at + rows, size), fmt::format("{}", length), ""};
    if (size != 0 && rows > most_elements / size) return unfit{fmt::format("at most {} elements in a batch", most_elements), "more", "give smaller batches"};
    auto& made = memory.offsets.emplace_back(static_cast<std::size_t>(rows) + 1);
    for (std::size_t row = 0; row != made.size(); ++row) made[row] = static_cast<std::int32_t>(static_cast<std::int64_t>(row) * size);
    of.first = at * size;
    of.offsets = made;
    return std::nullopt;
}

}  // namespace

std::optional<unfit> find_elements(elements& of, format const& type, ArrowArray const& array, std::int64_t at, std::int64_t rows, std::int64_t length,
                                   made_memory& memory) {
    if (rows == 0) {
        of.offsets = memory.offsets.emplace_back(1);
        return std::nullopt;
    }
    if (type.kind == kind::list_of_size) return by_size(of, type.size, at, rows, length, memory);
    if (type.kind == kind::list_view) {
        if (array.buffers[2] == nullptr) return unfit{"sizes of lists", "none", ""};
        return type.is_wide ? by_views<std::int64_t>(of, array, at, rows, length, memory) : by_views<std::int32_t>(of, array, at, rows, length, memory);
    }
    return type.is_wide ? by_offsets<std::int64_t>(of, array.buffers[1], at, rows, length, memory)
                        : by_offsets<std::int32_t>(of, array.buffers[1], at, rows, length, memory);
}

}  // namespace barem::from_arrow
