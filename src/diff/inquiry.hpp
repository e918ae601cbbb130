#pragma once
// One record, asked about under two rule sets: where do they begin to say something else?

#include "diff/roster.hpp"
#include "exec/explained.hpp"

#include <barem/record_data.hpp>

#include <memory>
#include <string>
#include <vector>

namespace barem::diff {

/// A record on one side. What it is among others stands in it as inputs, see alone().
struct witness {
    plan::compiled const& rules;
    exec::parameters const& parameters;
    record_limits const& limits;
    record_data data;
    narrator const& alone;                  ///< of `rules`
    narrator const& written;                ///< of the rules as they are written, with cohorts: the same members and indices
};

/// The rules without cohorts: what a record is among others (places, quotas, values of groups) are inputs, behind all others. `members`: which.
[[nodiscard]] program::program alone(program::program, std::vector<program::index>& members);

/// Why the output of that name is not the same, the nearest cause first; both rule sets under the same names.
[[nodiscard]] std::vector<cause> find_causes(std::string const& output, witness const& old_side, witness const& new_side);

}  // namespace barem::diff
