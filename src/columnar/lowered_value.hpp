#pragma once
// What the lowering knows of a value: a constant, a function of one small register that is not computed yet, or registers. Inner header of
// the lowering.

#include "columnar/program.hpp"

#include <barem/value.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace barem::columnar {

/// Why there is no columnar program. Thrown within the lowering only.
struct refusal { std::string reason; };

/// A truth of each row: the same everywhere, or a register of the lane `bits`.
struct bits {
    index reg = none;
    bool on = false;                        ///< without a register
    [[nodiscard]] bool is(bool truth) const { return reg == none && on == truth; }
    friend bool operator==(bits const&, bits const&) = default;
};
inline constexpr bits always{none, true}, never{none, false};

/// What a function has for one argument: a value, perhaps absent, or a failure.
struct point {
    bool failed = false;
    barem::value v;
    friend bool operator==(point const&, point const&) = default;
};

/// From a number on, or from what follows it on.
struct step { number at; bool after = false; point then; };

/// The first count of 1/denominator that a step has reached.
[[nodiscard]] int128 first_count(step const&, std::int64_t denominator);

/// A register of few values, low to high, that functions are made of.
struct root {
    index reg = none;
    program::type_kind kind = program::type_kind::number;
    std::int64_t low = 0, high = 0;
    std::int64_t denominator = 1;
    bits given = always, failed = never;
    [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(high - low) + 1; }
};
inline constexpr std::int64_t most_points = 256;

/// A function of a root. It fails where the root does.
struct curve {
    std::shared_ptr<columnar::root const> of;
    std::vector<point> at;                  ///< by value, from root::low
    point absent;                           ///< where the root has no value
};

/// value = count / (denominator * divisor); dates are day counts and words positions, with a denominator of 1.
struct lowered {
    program::type_kind kind = program::type_kind::number;
    enum class form : std::uint8_t { constant, curve, choice, registers } form = form::constant;
    bits given = always, failed = never;    ///< besides what the curve says

    barem::value literal;                   ///< constant: the value where it is given
    std::shared_ptr<columnar::curve const> function;    ///< curve

    bits when;                              ///< choice: `first` where it holds, else `second`
    number first, second;

    bits truth;                             ///< registers, truths
    index reg = none;                       ///< registers, others
    int128 low = 0, high = 0;               ///< of the register, in rows where it means something
    std::int64_t denominator = 1;
    index divisor = none;                   ///< register of positive integers
    std::int64_t divisor_low = 1, divisor_high = 1;

    [[nodiscard]] bool is_constant() const { return form == form::constant; }
    /// Nothing but a value that is known now.
    [[nodiscard]] bool is_known() const { return is_constant() && given.reg == none && failed.is(false); }
    [[nodiscard]] bool is_absent() const { return is_known() && given.is(false); }
};

[[nodiscard]] lowered constant_value(program::type_kind, value);
[[nodiscard]] lowered failing(program::type_kind);
[[nodiscard]] lowered truth_value(bits);

}  // namespace barem::columnar
