#pragma once
// What decided a value, for whoever asks: rows of tables, levels, exceptions, deductions.

#include "exec/environment.hpp"

#include <optional>

namespace barem::exec {

/// Which rows of a table hold for its arguments.
struct table_hit {
    index table = none;
    std::vector<value> arguments;
    few<index> rows;                ///< that hold, in the order of the text (hit first: the first); bands: the row that is taken
    index piece = none;             ///< bands: tells whether the row was taken for a gap or of several that overlap
    bool otherwise = false;         ///< no row holds and there is an `otherwise`
};

struct applied_deduction {
    index row = none;
    number times = 1;
    number amount;                  ///< for all times, before the cap of the row
    std::optional<number> cap;
    number counted;                 ///< after it
};

/// What decided the value of a definition.
struct decision {
    few<index> exceptions;                      ///< those that hold
    few<index> levels;                          ///< those that hold (hit first: the first); the one without condition is `otherwise`
    std::vector<applied_deduction> deductions;  ///< rows that apply
    number sum;                                 ///< of deductions, before the cap of all
    std::optional<number> cap;
};

}  // namespace barem::exec
