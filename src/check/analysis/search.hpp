#pragma once
// Looks for a case in which a formula holds: variable by variable, case by case, leaving what is already decided.

#include "check/analysis/formula.hpp"
#include "check/analysis/goal.hpp"

#include <optional>

namespace barem::analysis {

enum class certainty : std::uint8_t {
    proved,      ///< only independent variables are chosen, and the formula holds whatever the others are: such a case exists
    possible,    ///< every variable is chosen: when nothing is found, there is no such case
};

/// By variable, the cell chosen; nullopt where it does not matter.
using assignment = std::vector<std::optional<std::uint32_t>>;

/// Like `possible`, but also consistent with formulas::definitions() and formulas::is_feasible().
[[nodiscard]] std::optional<assignment> find_consistent_case(formulas&, formulas::id formula, budget& steps);

/// A case in which `formula` holds; nullopt when there is none, or (then `steps` is used up) when it was not decided.
[[nodiscard]] std::optional<assignment> find_case(formulas const&, formulas::id formula, certainty, budget& steps);

/// How a formula turns out where these cells are chosen; nullopt where the others decide.
[[nodiscard]] std::optional<bool> outcome_of(formulas const&, formulas::id formula, assignment const&);

/// Whether a case rests on what is computed, which is taken to reach every value between its bounds; not on inputs and arguments alone.
[[nodiscard]] bool rests_on_definitions(program::program const&, place const&, formulas const&, assignment const&);

/// `total = 1000, failed_share = 0%, innovative = true`: the simplest values of the cells chosen.
[[nodiscard]] std::string witness(program::program const&, formulas const&, assignment const&);

/// What the arguments of a table are in such a case.
[[nodiscard]] std::vector<wanted_argument> wanted_arguments(program::program const&, index table, formulas const&, assignment const&);

}  // namespace barem::analysis
