#pragma once
// What a value must be to stand in a record: one meaning for JSON and for records built without it.

#include <barem/issue.hpp>
#include <barem/limits.hpp>
#include <barem/record_data.hpp>

#include "check/program.hpp"
#include "io/problem_list.hpp"

#include <cstddef>
#include <string_view>

namespace barem::io {

inline constexpr std::size_t max_problems = 20;     // of one record

/// Whether the input may be left out as far as reading knows; `required when` is known to the evaluator only.
[[nodiscard]] inline bool may_be_absent(program::member const& input) { return input.type.optional || !input.required_when.empty(); }

// Whether a value of the right type is whole, fine and large enough, and so on, as the input declares it.
[[nodiscard]] bool fits(program::member const& input, number const& n);
[[nodiscard]] bool fits(program::member const& input, date day);

/// How many elements a list may have, declared or not.
[[nodiscard]] std::size_t most_elements(program::member const& list, record_limits const& limits);
/// A problem when a list has too few or too many elements. `most` is that of most_elements().
void check_size(program::program const& program, program::member const& list, std::size_t count, std::size_t most, problem_list& problems);

/// An input without a value is a problem unless it may be absent.
void check_missing(program::program const& program, program::member const& input, problem_list& problems);

/// The problem of a word that its enumeration does not have.
void add_unknown_word(program::program const& program, program::member const& input, std::string_view text, problem_list& problems);

/// Checks a record of the roster that was built by slots, and brings it into the form that the JSON reader gives: texts in normal form
/// C, words by their position. Everything that is wrong with it, in the order of the declarations, at most max_problems.
[[nodiscard]] issues validate(program::program const& program, record_limits const& limits, record_data& data);

}  // namespace barem::io
