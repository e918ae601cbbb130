#pragma once
// Batches: a host scores its own columns where they lie, and has the results written into columns of its own.
//
//     barem::batch_scorer scorer(rules);
//     barem::batch_columns columns(rows);
//     columns.set("volume", barem::counts(volumes, 2));            // std::vector<std::int32_t>: 10050 is 100.50
//     columns.set("on_time", barem::truths(on_time));              // std::vector<std::uint8_t>
//     barem::batch_outputs outputs;
//     outputs.set("total", barem::into_counts(totals));            // 1012.5 printed with two digits becomes 101250
//     auto const scored = scorer.score(columns, outputs);
//     for (auto const& r : scored.value().rejected) std::cerr << "row " << r.row << ": " << r.problems;
//
// Nothing is copied but what the form of a column asks for (see there). With one thread, and the views kept and set again from batch to batch,
// nothing is allocated after the first batches but for rows that go one by one.

#include <barem/export.hpp>
#include <barem/result.hpp>
#include <barem/ruleset.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace barem::inline BAREM_VERSION_NAMESPACE {

/// Integers of 8 to 64 bits, with and without sign.
template <typename T>
concept batch_integer = std::integral<T> && !std::same_as<T, bool>;

// ── columns that are read ───────────────────────────────────────────────────────────────────────────────────────

/// What becomes of a number in binary floating point (<barem/decimals.hpp>) that is nearest to no decimal of the declared places.
enum class inexact : std::uint8_t {
    rejected,                   ///< its row is rejected, with an issue that says so
    rounded,                    ///< to the nearest decimal, by its exact binary value; a half goes away from zero
};

/// One field of all rows, in the memory of the caller. Made by the functions below.
struct BAREM_API column_view {
    enum class form : std::uint8_t { none, bits, bytes, u8, i8, u16, i16, u32, i32, u64, i64, i128, f64, text32, text64, views, days32, days64 };

    form kind = form::none;
    unsigned places = 0;                        ///< numbers: digits after the point that a count of one stands for
    barem::inexact inexact = barem::inexact::rejected;
    void const* data = nullptr;
    std::size_t offset = 0;                     ///< of row 0: elements (bits: bits) from `data` on, and bits from `given` on
    std::size_t rows = 0;
    std::uint8_t const* given = nullptr;        ///< bitmap, least significant bit first, set where there is a value; null: everywhere
    char const* bytes = nullptr;                ///< text32, text64
    std::size_t byte_count = 0;                 ///< of them
    std::span<std::string_view const> words;    ///< when has_words: the column holds positions in these (see codes())
    bool has_words = false;

    /// The same with a validity bitmap; bit `offset` is that of row 0.
    [[nodiscard]] column_view where(std::span<std::uint8_t const> bitmap) const {
        auto made = *this;
        made.given = bitmap.data();
        return made;
    }
};

/// Numbers as counts of 10^-places; days since 1970-01-01 of a date; positions of words, from 0, as the rule set declares them.
template <std::ranges::contiguous_range Range>
    requires batch_integer<std::ranges::range_value_t<Range>>
[[nodiscard]] column_view counts(Range const& values, unsigned places = 0) {
    using T = std::ranges::range_value_t<Range>;
    using enum column_view::form;
    column_view made;
    made.kind = sizeof(T) == 1 ? (std::is_signed_v<T> ? i8 : u8) : sizeof(T) == 2 ? (std::is_signed_v<T> ? i16 : u16)
              : sizeof(T) == 4 ? (std::is_signed_v<T> ? i32 : u32) : (std::is_signed_v<T> ? i64 : u64);
    made.places = places;
    made.data = std::ranges::data(values);
    made.rows = std::ranges::size(values);
    return made;
}
/// Truths of one byte each: 0 or 1.
template <std::ranges::contiguous_range Range>
    requires(sizeof(std::ranges::range_value_t<Range>) == 1)
[[nodiscard]] column_view truths(Range const& values) {
    column_view made;
    made.kind = column_view::form::bytes;
    made.data = std::ranges::data(values);
    made.rows = std::ranges::size(values);
    return made;
}
/// Truths of one bit each, least significant first; bit `offset` is that of row 0, here and in a validity bitmap.
[[nodiscard]] inline column_view truth_bits(std::uint8_t const* bits, std::size_t rows, std::size_t offset = 0) {
    column_view made;
    made.kind = column_view::form::bits;
    made.data = bits;
    made.offset = offset;
    made.rows = rows;
    return made;
}
/// Texts one behind the other: that of row r is bytes [offsets[r], offsets[r + 1]), so there is one offset more than rows. UTF-8. Also words by
/// their names and dates as YYYY-MM-DD: these cost a conversion.
[[nodiscard]] inline column_view texts(std::span<std::int32_t const> offsets, std::string_view bytes) {
    column_view made;
    made.kind = column_view::form::text32;
    made.data = offsets.data();
    made.rows = offsets.empty() ? 0 : offsets.size() - 1;
    made.bytes = bytes.data();
    made.byte_count = bytes.size();
    return made;
}
[[nodiscard]] inline column_view texts(std::span<std::int64_t const> offsets, std::string_view bytes) {
    auto made = texts(std::span<std::int32_t const>{}, bytes);
    made.kind = column_view::form::text64;
    made.data = offsets.data();
    made.rows = offsets.empty() ? 0 : offsets.size() - 1;
    return made;
}
[[nodiscard]] inline column_view texts(std::span<std::string_view const> views) {
    column_view made;
    made.kind = column_view::form::views;
    made.data = views.data();
    made.rows = views.size();
    return made;
}

/// Texts by their positions in a dictionary of the caller: words by their names, or texts. Costs a conversion.
template <std::ranges::contiguous_range Range>
    requires batch_integer<std::ranges::range_value_t<Range>>
[[nodiscard]] column_view codes(Range const& positions, std::span<std::string_view const> dictionary) {
    auto made = counts(positions);
    made.words = dictionary;
    made.has_words = true;
    return made;
}

/// The columns of one kind of record, by the names of its fields. Views only: the caller's memory must outlive the call of score(). For the next
/// batch the same object can be set again.
class BAREM_API batch_columns {
public:
    explicit batch_columns(std::size_t rows = 0) : rows_(rows) {}

    /// A scalar field; again for the same name replaces it.
    batch_columns& set(std::string_view field, column_view column);
    /// A list: the elements of row r are rows [offsets[r], offsets[r + 1]) of `elements`.
    batch_columns& set_list(std::string_view field, std::span<std::int32_t const> offsets, batch_columns const& elements);
    /// A single record of every row; null or empty bitmap: every row has it. Bit `offset` of the bitmap is that of row 0.
    batch_columns& set_record(std::string_view field, batch_columns const& held, std::span<std::uint8_t const> given = {}, std::size_t offset = 0);
    void set_rows(std::size_t rows) { rows_ = rows; }

    // For the library.
    struct nested {
        std::string name;
        std::span<std::int32_t const> offsets;
        bool single = false;
        std::uint8_t const* given = nullptr;
        std::size_t given_offset = 0;
        std::vector<batch_columns> held;        ///< one
    };
    [[nodiscard]] std::size_t rows() const { return rows_; }
    [[nodiscard]] std::vector<std::pair<std::string, column_view>> const& fields() const { return fields_; }
    [[nodiscard]] std::vector<nested> const& lists() const { return lists_; }

private:
    nested& list(std::string_view field);

    std::size_t rows_;
    std::vector<std::pair<std::string, column_view>> fields_;
    std::vector<nested> lists_;
};

// ── columns that are written ────────────────────────────────────────────────────────────────────────────────────

/// One output of all rows, in the memory of the caller. A row without a result, or whose result is absent, has 0 (or "", or false) there.
struct BAREM_API output_view {
    enum class form : std::uint8_t { none, bits, bytes, u8, i8, u16, i16, u32, i32, u64, i64, exact, text, i128 };

    form kind = form::none;
    void* data = nullptr;
    std::int64_t* denominators = nullptr;       ///< exact
    std::size_t rows = 0;
    std::uint8_t* given = nullptr;              ///< bitmap that is written: set where there is a value; null: nobody asks

    [[nodiscard]] output_view where(std::span<std::uint8_t> bitmap) const {
        auto made = *this;
        made.given = bitmap.data();
        return made;
    }
};

/// Numbers as counts of 10^-digits, by the digits that the rule set prints the output with, rounded half up; days of a date; positions of words.
/// A row with a value that T does not hold is rejected.
template <std::ranges::contiguous_range Range>
    requires batch_integer<std::ranges::range_value_t<Range>>
[[nodiscard]] output_view into_counts(Range& values) {
    auto const read = counts(values);
    output_view made;
    made.kind = static_cast<output_view::form>(static_cast<int>(read.kind));
    made.data = std::ranges::data(values);
    made.rows = read.rows;
    return made;
}
/// Numbers exactly, as fractions in lowest terms. A row whose terms do not fit is rejected.
[[nodiscard]] inline output_view into_fractions(std::span<std::int64_t> numerators, std::span<std::int64_t> denominators) {
    output_view made;
    made.kind = output_view::form::exact;
    made.data = numerators.data();
    made.denominators = denominators.data();
    made.rows = numerators.size() < denominators.size() ? numerators.size() : denominators.size();
    return made;
}
template <std::ranges::contiguous_range Range>
    requires(sizeof(std::ranges::range_value_t<Range>) == 1)
[[nodiscard]] output_view into_truths(Range& values) {
    output_view made;
    made.kind = output_view::form::bytes;
    made.data = std::ranges::data(values);
    made.rows = std::ranges::size(values);
    return made;
}
[[nodiscard]] inline output_view into_truth_bits(std::uint8_t* bits, std::size_t rows) {
    output_view made;
    made.kind = output_view::form::bits;
    made.data = bits;
    made.rows = rows;
    return made;
}
/// Texts; also words by their names and dates as YYYY-MM-DD.
[[nodiscard]] inline output_view into_texts(std::span<std::string> values) {
    output_view made;
    made.kind = output_view::form::text;
    made.data = values.data();
    made.rows = values.size();
    return made;
}

enum class row_status : std::uint8_t { scored, rejected };

/// The outputs that are wanted, by name.
class BAREM_API batch_outputs {
public:
    batch_outputs& set(std::string_view output, output_view column);
    /// What came to each row.
    batch_outputs& set_status(std::span<row_status> status) {
        status_ = status;
        return *this;
    }

    // For the library.
    [[nodiscard]] std::vector<std::pair<std::string, output_view>> const& columns() const { return columns_; }
    [[nodiscard]] std::span<row_status> status() const { return status_; }

private:
    std::vector<std::pair<std::string, output_view>> columns_;
    std::span<row_status> status_;
};

// ── scoring ─────────────────────────────────────────────────────────────────────────────────────────────────────

struct BAREM_API batch_options {
    unsigned threads = 1;                       ///< over disjoint ranges of rows; results do not depend on it
};

struct BAREM_API batch_result {
    struct rejection {
        std::size_t row = 0;                    ///< from 0
        issues problems;
    };
    std::size_t scored = 0;
    std::size_t one_by_one = 0;                 ///< rows that the scalar executor scored or rejected
    std::vector<rejection> rejected;            ///< in the order of the rows
};

/// Scores batches of columns. Keeps memory from call to call: one thread at a time, one scorer a thread.
///
/// Every record is scored as ruleset::score() would score it, and rejected as ruleset::accept() and score() would reject it; the path of an
/// issue names the column. Ids are the caller's: the column of the key may be left out, and two rows of one id are two records.
///
/// Where the rule set has cohorts, the rows of a call are one roster. Then all records and what they bring to their cohorts are in memory
/// during the call (of the order of a kilobyte a row, more where lists are long), and one thread scores them.
class BAREM_API batch_scorer {
public:
    explicit batch_scorer(ruleset rules);
    ~batch_scorer();
    batch_scorer(batch_scorer&&) noexcept;
    batch_scorer& operator=(batch_scorer&&) noexcept;

    /// Issues when columns do not fit the rule set (an unknown or missing name, a form that does not fit the type, too few rows, offsets
    /// that go back, codes of a text that are in no dictionary); then nothing was scored or written. What is wrong with a row is in the result.
    [[nodiscard]] result<batch_result, issues> score(batch_columns const& columns, batch_outputs const& outputs, batch_options const& options = {});

    [[nodiscard]] ruleset const& rules() const;
    /// Whether the rows of a call are one roster, which must not be split over calls.
    [[nodiscard]] bool has_cohorts() const;
    /// Why rows go one by one to the scalar executor, many times slower; empty when they are scored by columns.
    [[nodiscard]] std::string const& why_slow() const;

private:
    struct implementation;
    std::unique_ptr<implementation> inner_;
};

}  // namespace barem
