#include "plan/operation.hpp"

namespace barem::plan {

operation_info const& info(operation which) {
    static constexpr operation_info table[] = {
#define BAREM_PURE(name, symbol, arity, result, meaning) {#name, symbol, arity, operation_result::result, true, meaning},
#define BAREM_CONTROL(name, symbol, arity, result, meaning) {#name, symbol, arity, operation_result::result, false, meaning},
#include "plan/operations.def"
#undef BAREM_PURE
#undef BAREM_CONTROL
    };
    return table[static_cast<std::size_t>(which)];
}

}  // namespace barem::plan
