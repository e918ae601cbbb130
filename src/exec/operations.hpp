#pragma once
// The meaning of every pure operation of plan/operations.def. Executors differ in how they walk; they agree on this.

#include "plan/operation.hpp"

#include <barem/value.hpp>

#include <array>
#include <compare>
#include <cstddef>
#include <memory>
#include <optional>
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

/// The operands of an operation, wherever they are: whoever evaluates does not copy a field or a constant to operate on it.
class operands {
public:
    operands(value const* const* first, std::size_t size) : first_(first), size_(size) {}
    template <std::size_t n>
    operands(std::array<value const*, n> const& in) : operands(in.data(), n) {}    // NOLINT: implicit on purpose

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] value const& operator[](std::size_t i) const { return *first_[i]; }

private:
    value const* const* first_;
    std::size_t size_;
};

/// Whether there is something to release when the value goes. Most have nothing, but the destructor of a variant asks by a call.
[[nodiscard]] inline bool owns_memory(value const& v) {
    auto const* n = std::get_if<number>(&v);
    return n ? n->is_large() : std::holds_alternative<std::string>(v);
}

/// `to = made`, without a call where there is nothing to release.
template <typename T>
void set(value& to, T made) {
    if (owns_memory(to)) to.~value();
    std::construct_at(&to, std::in_place_type<T>, std::move(made));
}

/// By operation; null: not a pure one.
extern failure (*const functions[])(operands, plan::qualifier const&, value& result);

/// Applies a pure operation. Precondition: as many operands as the operation takes. `result` is of use only on success.
[[nodiscard]] inline failure apply(plan::operation, operands, plan::qualifier const&, unsigned max_number_bits, value& result);

/// The same of values side by side.
[[nodiscard]] failure apply(plan::operation, std::span<value const>, plan::qualifier const&, unsigned max_number_bits, value& result);

/// Orders two numbers, two dates or two ordered words; nullopt of anything else.
[[nodiscard]] inline std::optional<std::strong_ordering> compare(value const& a, value const& b) {
    if (a.index() != b.index()) return std::nullopt;
    if (auto* x = std::get_if<number>(&a)) return *x <=> *std::get_if<number>(&b);
    if (auto* x = std::get_if<date>(&a)) return *x <=> *std::get_if<date>(&b);
    if (auto* x = std::get_if<word>(&a)) return *x <=> *std::get_if<word>(&b);
    return std::nullopt;
}

/// Whether a comparison (less, less_equal, greater, greater_equal) holds for operands of this order.
[[nodiscard]] constexpr bool is_met(plan::operation comparison, std::strong_ordering order) {
    switch (comparison) {
        case plan::operation::less: return order < 0;
        case plan::operation::less_equal: return order <= 0;
        case plan::operation::greater: return order > 0;
        default: return order >= 0;
    }
}

inline failure apply(plan::operation operation, operands in, plan::qualifier const& how, unsigned max_number_bits, value& result) {
    failure const why = functions[static_cast<std::size_t>(operation)](in, how, result);
    if (why != failure::none) return why;
    auto const* made = std::get_if<number>(&result);
    bool const may_exceed = made && (made->is_large() || max_number_bits < 64);
    return may_exceed && made->bits() > max_number_bits ? failure::number_too_large : failure::none;
}

}  // namespace barem::exec
