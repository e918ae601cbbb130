#pragma once
// Records that no roster holds: the plainest that the declarations allow, those of examples, and how they are written.

#include "check/program.hpp"

#include <barem/record_data.hpp>

#include <string>

namespace barem::witness {

/// A value that the input may have: nothing, zero, false, the first word, or what lies nearest to that.
[[nodiscard]] value plainest_value(program::program const&, program::member const& input);

/// A record of the plainest values, its lists with as few elements as they may have, but `fewest` if they may have more. An input with
/// `required when` is given.
[[nodiscard]] record_data plainest_record(program::program const&, program::index kind, std::size_t fewest);

/// One line of a roster, without a line end; inputs that are absent or empty lists are left out. Numbers must have decimals.
[[nodiscard]] std::string to_json_line(program::program const&, program::index kind, record_data const&);

}  // namespace barem::witness
