#pragma once
// Rows that wait: what a stage of the columnar program made of a part of the roster, in compact columns, with what stands beside it.

#include "batch/spill.hpp"
#include "columnar/evaluation.hpp"
#include "io/result_lines.hpp"
#include "number/large.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace barem::batch {

using columnar::index;
using columnar::none;

/// The columns that a stage's yields are kept in; yields of the same registers share one.
struct kept_columns {
    struct column {
        index value = none, given = none, divisor = none;      ///< registers of the stage
        columnar::lane lane = columnar::lane::bits;
        columnar::lane divisor_lane = columnar::lane::i64;
        std::int64_t denominator = 1;
        index yield = none;                                     ///< one that it keeps
    };
    std::vector<column> columns;
    std::vector<index> of_yield;            ///< none: not kept

    kept_columns() = default;
    /// `leave_out`: whether a yield is not kept.
    kept_columns(columnar::stage const&, std::function<bool(columnar::yield const&)> const& leave_out);
};

/// Rows of a block, as they stand in the roster. A row is kept in the columns, or is one of the others, whose values wait as bytes.
struct block_row {
    std::string_view id;
    std::uint64_t line = 0;
    std::uint32_t at = 0;                   ///< row of the columns, or number among the others
    bool in_columns = true;
};

/// Reads a block where it lies.
class block_view {
public:
    block_view(kept_columns const& kept, std::span<std::byte const> block);

    [[nodiscard]] std::uint32_t rows() const { return head_.rows; }
    [[nodiscard]] std::uint32_t column_rows() const { return head_.column_rows; }
    [[nodiscard]] std::uint32_t others() const { return head_.others; }
    /// Row r of the columns is row r of the block, for every row.
    [[nodiscard]] bool is_plain() const { return head_.others == 0 && places_.empty() && head_.rows <= head_.column_rows; }
    [[nodiscard]] bool in_columns(std::uint32_t row) const { return other_.empty() || !io::bit_at(other_.data(), row); }
    /// Of the columns, or of the others.
    [[nodiscard]] std::uint32_t place(std::uint32_t row) const { return places_.empty() ? row : places_[row]; }
    [[nodiscard]] std::string_view id(std::uint32_t row) const { return id_ends_.empty() ? ids_ : ids_.substr(id_ends_[row], id_ends_[row + 1] - id_ends_[row]); }
    [[nodiscard]] std::uint64_t line(std::uint32_t row) const { return lines_.empty() ? head_.first_line + row : head_.first_line + lines_[row]; }
    [[nodiscard]] block_row row(std::uint32_t r) const { return {id(r), line(r), place(r), in_columns(r)}; }
    /// What value_reader reads of one of the others.
    [[nodiscard]] std::span<std::byte const> other(std::uint32_t number) const {
        return other_bytes_.subspan(other_ends_[number], other_ends_[number + 1] - other_ends_[number]);
    }
    [[nodiscard]] std::span<std::byte const> records() const { return records_; }

    /// A kept column; of texts without its views, which texts() makes.
    [[nodiscard]] columnar::result_column column(index kept) const;
    [[nodiscard]] std::vector<std::string_view> texts(index kept) const;
    /// Where texts end, 0 before the first, and their bytes: as columnar::column has them.
    [[nodiscard]] std::pair<void const*, char const*> text_bytes(index kept) const {
        return {part(kept * 3).data(), reinterpret_cast<char const*>(part(kept * 3 + 2).data())};
    }

private:
    friend class block_builder;
    struct header { std::uint32_t rows = 0, column_rows = 0, others = 0, unused = 0; std::uint64_t first_line = 0; };
    // Sections: three for each column (values, given, divisors; of texts: ends, given, bytes), then these.
    enum section : std::size_t { id_ends_part, ids_part, lines_part, places_part, other_rows_part, other_ends_part, other_bytes_part, records_part,
                                 fixed_sections };

    [[nodiscard]] std::span<std::byte const> part(std::size_t number) const;

    kept_columns const& kept_;
    std::span<std::byte const> block_;
    header head_;
    std::span<std::uint64_t const> ends_;
    std::span<std::uint32_t const> id_ends_, lines_, places_, other_ends_;
    std::string_view ids_;
    std::span<std::uint8_t const> other_;
    std::span<std::byte const> other_bytes_, records_;
};

/// Makes a block: columns batch by batch, rows one by one in the order of the roster. A block is of one thread; several may be made at once.
class block_builder {
public:
    explicit block_builder(kept_columns const& kept) : kept_(&kept), columns_(kept.columns.size()) {}

    /// The next `rows` rows of the columns: results by number of the stage's yields.
    void add_columns(std::span<columnar::result_column const> results, std::size_t rows);
    /// Rows of the columns that nobody will ask for.
    void skip_columns(std::size_t rows);

    /// The next row of the block, kept in row `at` of the columns.
    void add_row(std::string_view id, std::uint64_t line, std::uint32_t at);
    /// The next row of the block, one of the others; `coded`: what value_writer made of it.
    void add_other(std::string_view id, std::uint64_t line, std::span<std::byte const> coded);
    /// Instead of rows one by one: as many as the columns have, as they stand, without ids.
    void add_all_rows() { all_rows_ = true; }
    void keep_records(bytes records) { records_ = std::move(records); }

    [[nodiscard]] std::uint32_t rows() const { return all_rows_ ? column_rows_ : static_cast<std::uint32_t>(places_.size()); }
    [[nodiscard]] std::uint32_t column_rows() const { return column_rows_; }
    /// The block. The builder is empty afterwards.
    [[nodiscard]] bytes finish();

private:
    struct column {
        bytes values, given, divisors;
        std::vector<std::uint32_t> text_ends;
    };
    void add_row(std::string_view id, std::uint64_t line, std::uint32_t at, bool other);

    kept_columns const* kept_;
    std::vector<column> columns_;
    std::uint32_t column_rows_ = 0, others_ = 0;
    bool all_rows_ = false;
    bytes ids_, other_bytes_, records_;
    std::vector<std::uint32_t> id_ends_{0}, places_, other_ends_{0};
    std::vector<std::uint64_t> lines_;
    std::vector<bool> other_;
};

/// Bytes of one row of a lane; 0 of bits and texts.
[[nodiscard]] std::size_t width_of(columnar::lane);
/// Of any lane but text; a bit is 0 or 1.
[[nodiscard]] int128 integer_of(columnar::lane, void const* data, std::size_t row);

}  // namespace barem::batch
