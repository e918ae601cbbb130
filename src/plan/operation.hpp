#pragma once
// The operations of the evaluation tree, from operations.def.

#include <barem/number.hpp>

#include <cstdint>
#include <string_view>

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

/// What an operation needs to know besides its operands.
struct qualifier {
    rounding mode = rounding::half_up;              ///< round_places, round_multiple
    bool has_low = false, has_high = false;         ///< in_interval: the operands after the first are these bounds
    bool low_closed = false, high_closed = false;
};

}  // namespace barem::plan
