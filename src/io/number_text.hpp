#pragma once
// Numbers as text, straight from counts of a unit: the same bytes as number::to_fixed() and to_exact().

#include "io/text_buffer.hpp"
#include "number/large.hpp"

#include <cstdint>

namespace barem::io {

/// How the numbers of one output are written. `denominator` is that of all of them: each is count / denominator.
class number_text {
public:
    /// `exact`: as to_exact() instead of rounded half up to `digits` digits after the point.
    number_text(unsigned digits, bool exact, std::int64_t denominator);

    void append(text_buffer& out, std::int64_t count) const;
    void append(text_buffer& out, int128 count) const;
    /// count / (denominator * divisor), divisor > 0.
    void append(text_buffer& out, int128 count, std::int64_t divisor) const;

private:
    void append_scaled(text_buffer& out, bool negative, std::uint64_t scaled) const;
    void append_slowly(text_buffer& out, int128 count, std::int64_t divisor) const;

    unsigned digits_;               ///< after the point; exact: of the longest decimal
    bool exact_;
    std::int64_t denominator_;
    std::int64_t factor_ = 0;       ///< count * factor_ is the value in units of the last digit; 0: there is no such factor
    std::uint64_t power_ = 1;       ///< 10^digits_, when there is a factor
    std::uint64_t most_ = 0;        ///< the largest absolute count that factor_ keeps within 64 bits
};

}  // namespace barem::io
