#pragma once
// A kernel runs one operation on the rows of one batch. It exists for every form (operation and lanes) and every instruction set.

#include "columnar/program.hpp"
#include "columnar/record_columns.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace barem::columnar::kernels {

/// Registers hold whole blocks of rows: kernels may read and write the rows up to the end of the last block, whose values mean nothing.
inline constexpr std::size_t block = 64;
[[nodiscard]] constexpr std::size_t padded(std::size_t rows) { return (rows + block - 1) / block * block; }

struct lookup_table;

/// The elements of a domain within each row of a domain above it: those of row p are [offsets[p], offsets[p + 1]).
struct segments_of_rows {
    std::vector<std::int32_t> offsets;
    std::vector<std::uint64_t> last;            ///< bitmap of the elements: the last one of a row
    std::vector<std::uint64_t> filled;          ///< bitmap of the rows: those with elements; without words when all have some
};

/// What a kernel works on. Results never overlap operands.
struct operands {
    void* result = nullptr;
    void const* a = nullptr;
    void const* b = nullptr;
    void const* c = nullptr;
    std::size_t rows = 0;                       ///< of the result's domain
    std::size_t others = 0;                     ///< rows of the other domain: gather: the parent's, lists: the elements'
    std::int32_t const* offsets = nullptr;      ///< gather, lists: of segments_of_rows
    segments_of_rows const* segments = nullptr; ///< lists
    int128 const* constants = nullptr;          ///< k and m
    lookup_table const* table = nullptr;
    std::string_view text;                      ///< texts[k]
    rounding mode = rounding::half_up;
    void* scratch = nullptr;                    ///< scratch_bytes(most of rows and others)
};

using kernel = void (*)(operands const&);

/// Bytes of scratch memory that kernels need for so many rows.
[[nodiscard]] constexpr std::size_t scratch_bytes(std::size_t rows) { return 32 * (padded(rows) + 2 * block); }

/// The operation with the lanes of its registers; of a missing one: bits.
struct form {
    columnar::operation operation = columnar::operation::fill;
    lane result = lane::bits, a = lane::bits, b = lane::bits;
    bool masked = false;                        ///< lists: there is a c
};

/// A target of Highway that this machine has.
struct instruction_set {
    std::string name;                           ///< baseline, avx2, avx512, avx512vbmi; neon
    std::int64_t target = 0;
};
[[nodiscard]] std::vector<instruction_set> const& available_sets();     ///< slowest first

/// A lookup in the forms in which kernels read it.
struct lookup_table {
    explicit lookup_table(lookup const&);
    /// The entry of an argument; of the nearest one that a dense table has.
    [[nodiscard]] std::int64_t entry(std::int64_t argument) const;

    lane result = lane::u8;
    bool dense = true;
    std::int64_t low = 0;                       ///< dense
    std::int64_t last = 0;                      ///< dense: number of the last entry
    std::vector<std::int64_t> bounds;           ///< search
    std::vector<std::uint64_t> entries;         ///< of the result's lane (bits: one byte each), padded

    // By bytes: the low and the high byte of the entries of 0 to 255, for arguments of a byte and results of at most two.
    alignas(64) std::uint8_t low_bytes[256] = {};
    alignas(64) std::uint8_t high_bytes[256] = {};
    std::size_t quarters = 4;                   ///< so many times 64 of these matter

    // By steps: the sum of what every step adds from its argument on. Only of tables with few steps.
    static constexpr std::size_t most_steps = 16;
    bool by_steps = false;
    std::int64_t first = 0;                     ///< before the first step
    std::vector<std::int64_t> steps_from, steps_more;   ///< ascending; differences wrap

private:
    void make_bytes();
    void make_steps();
    std::vector<std::int64_t> values_;
};

/// The kernel of a form, null when there is none: no operation has such lanes.
[[nodiscard]] kernel find(instruction_set const&, form const&);

/// Values of a caller's column brought into a register. Reads no element beyond `rows`.
struct load_operands {
    void* result = nullptr;
    void const* data = nullptr;                 ///< of the first row
    std::size_t rows = 0;
    bool bounded = true;                        ///< rows beyond the bounds are outside
    int128 low = 0, high = 0;                   ///< bounds of what is in the register
    std::int64_t times = 1, over = 1;           ///< register = column * times / over; one of them is 1
    void* outside = nullptr;                    ///< bitmap of the rows beyond the bounds or (with `over`) between two counts; written only when there are such
};
using loader = bool (*)(load_operands const&);  ///< says whether some row is outside

/// Null: such a column cannot fill such a register.
[[nodiscard]] loader loading(instruction_set const&, storage, lane);
/// Only looks whether values of the lane are within bounds, in whole blocks of rows. Null: there is no such short way.
[[nodiscard]] loader checking(instruction_set const&, lane);

// By family; null for operations of other families.
kernel arithmetic(instruction_set const&, form const&);
kernel division(instruction_set const&, form const&);
kernel comparison(instruction_set const&, form const&);
kernel choice(instruction_set const&, form const&);
kernel moving(instruction_set const&, form const&);
kernel looking_up(instruction_set const&, form const&);
kernel dates(instruction_set const&, form const&);
kernel segments(instruction_set const&, form const&);
kernel segment_bits(instruction_set const&, form const&);

}  // namespace barem::columnar::kernels
