#pragma once
// Where an expression is evaluated, and what watches it.

#include "exec/frames.hpp"

#include <span>

namespace barem::exec {

/// The definition that is evaluated; a failure is reported as its own.
struct rule {
    index frame = none;             ///< none: a table on its own
    index member = none;
    index table = none;             ///< a table on its own
};

/// The current record; within a table its arguments instead. `outer` is where the enclosing aggregate or look-up is evaluated.
struct environment {
    index frame = none;
    environment const* outer = nullptr;
    std::span<value const> arguments;
    exec::rule const* rule = nullptr;
    index place = 0;                ///< a tracer's name for this environment
};

/// Watches nothing; everything that concerns tracing disappears when an evaluation is compiled with it.
struct no_tracer {
    static constexpr bool enabled = false;
};

}  // namespace barem::exec
