#pragma once
// From the program to the evaluation tree: names become slots, constant parts are computed, band tables become ordered pieces.

#include "plan/evaluation_tree.hpp"

namespace barem::plan {

/// A pure function of the program. The tree's `origins` point into the program, which must outlive it.
/// Precondition: the program was made by the checker without errors; bounds in tables are constants.
[[nodiscard]] evaluation_tree lower(program::program const&);

/// The tree together with its program.
[[nodiscard]] compiled compile(std::shared_ptr<program::program const>);

/// The value of an expression that reads no field, parameter or table; nullopt of others and of those that fail (`1 / 0`).
[[nodiscard]] std::optional<value> constant_value(program::program const&, program::expression const&);

}  // namespace barem::plan
