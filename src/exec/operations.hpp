#pragma once
// The meaning of every pure operation of plan/operations.def. Executors differ in how they walk; they agree on this.

#include "plan/operation.hpp"

#include <barem/value.hpp>

#include <span>
#include <string>

namespace barem::exec {

/// Why an operation has no result.
enum class failure : std::uint8_t {
    none,
    missing_value,          ///< an operand is absent
    division_by_zero,
    number_too_large,       ///< beyond record_limits::max_number_bits
    not_whole,              ///< days, years, months, places must be whole
    multiple_not_positive,
    no_such_date,
    date_out_of_range,      ///< before year 1 or after year 9999
    negative_days,          ///< of a deadline
    outside_calendar,       ///< of the calendar's years: a day that is asked about, or the one that is counted to
};

/// In words, to stand after "`failed_share` of tasks[2]: ".
[[nodiscard]] std::string describe(failure);

using operands = std::span<value const>;

/// Applies a pure operation. Precondition: as many operands as the operation takes. `result` is of use only on success.
[[nodiscard]] failure apply(plan::operation, operands, plan::qualifier const&, unsigned max_number_bits, value& result);

/// Orders two numbers, two dates or two ordered words; nullopt of anything else.
[[nodiscard]] std::optional<std::strong_ordering> compare(value const&, value const&);

}  // namespace barem::exec
