#pragma once
// Runs the examples that a rule set carries.

#include "api/implementation.hpp"
#include "exec/cohort.hpp"
#include "exec/scalar.hpp"

#include <functional>
#include <string>
#include <vector>

namespace barem::examples {

using program::index;

using evaluation = exec::evaluation;

/// An expectation that is not met, or a record of an example that is not scored.
struct failure {
    program::example const* of = nullptr;
    program::expectation const* expected = nullptr;     ///< null: a record is not scored
    source_span where;
    std::string what;                                   ///< `criteria[0].points`, `bonus(5%)`
    program::type type;
    std::optional<value> found;                         ///< none: there is no value
    std::string why;                                    ///< why there is none
};

/// Who wants to know what the examples evaluate. Either may be empty.
struct observer {
    /// A record among those of its example: its outputs and what is expected of it were evaluated.
    std::function<void(program::example const&, evaluation&)> scored;
    std::function<void(program::example const&, index table, std::vector<value> const& arguments)> called;
};

struct results {
    std::size_t passed = 0;
    std::vector<failure> failures;                      ///< in the order of the text
};

[[nodiscard]] results run(ruleset::implementation const&, std::vector<program::example> const&, observer const& = {});

}  // namespace barem::examples
