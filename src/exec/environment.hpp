#pragma once
// Where an expression is evaluated.

#include "exec/frames.hpp"
#include "exec/operations.hpp"

#include <boost/container/small_vector.hpp>

#include <span>

namespace barem::exec {

/// A list that is mostly short, and then needs no memory of its own.
template <typename T>
using few = boost::container::small_vector<T, 4>;

/// Room for a value that is being made. As good as `value`, whose destructor is a call even of a truth or a small number.
struct room {
    union { value held; };
    room() : held() {}
    room(room const&) = delete;
    room& operator=(room const&) = delete;
    [[gnu::always_inline]] ~room() { if (owns_memory(held)) held.~value(); }
};

/// `to = from`, without a call for what most values are.
inline void assign(value& to, value const& from) {
    if (auto const* n = std::get_if<number>(&from)) set(to, *n);
    else if (auto const* b = std::get_if<bool>(&from)) set(to, *b);
    else to = from;
}

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
    exec::rule rule;
    value const* inputs = nullptr;  ///< of the frame, by slot
    slot* computed = nullptr;
};

/// Within a frame.
inline environment environment_in(exec::frame const& at, index frame, environment const* outer, exec::rule const& rule) {
    return {frame, outer, {}, rule, at.data->values.data(), at.computed};
}

/// Within a table that is looked up in `outer`.
inline environment environment_of_table(std::span<value const> arguments, environment const& outer) { return {none, &outer, arguments, outer.rule}; }

}  // namespace barem::exec
