#pragma once
// The operations of the evaluation tree, from operations.def.

#include <barem/number.hpp>

#include <cstdint>
#include <string_view>

namespace barem::exec { class work_calendar; }

namespace barem::plan {

enum class operation : std::uint8_t {
#define BAREM_PURE(name, symbol, arity, result, meaning) name,
#define BAREM_CONTROL(name, symbol, arity, result, meaning) name,
#include "plan/operations.def"
#undef BAREM_PURE
#undef BAREM_CONTROL
};

inline constexpr int many = -1;             ///< arity: one operand or more

enum class operation_result : std::uint8_t { number, truth, date, same };

struct operation_info {
    std::string_view name, symbol;
    int arity = 0;
    operation_result result = operation_result::same;
    bool pure = false;
    std::string_view meaning;
};

[[nodiscard]] operation_info const& info(operation);

[[nodiscard]] constexpr bool counts_working_days(operation o) {
    return o == operation::working_days_after || o == operation::working_days_before || o == operation::working_days_between ||
           o == operation::is_working_day;
}

/// What an operation needs to know besides its operands.
struct qualifier {
    rounding mode = rounding::half_up;              ///< round_places, round_multiple
    bool has_low = false, has_high = false;         ///< in_interval: the operands after the first are these bounds
    bool low_closed = false, high_closed = false;
    exec::work_calendar const* calendar = nullptr;  ///< of operations on working days; owned by the tree
};

}  // namespace barem::plan
