#pragma once
// Looks for other inputs with which a record has a level: the change that brings it nearest, again and again; then each is undone as far as
// the record does without it.

#include "counterfactual/inputs.hpp"
#include "counterfactual/levels.hpp"
#include "exec/cohort.hpp"

#include <functional>
#include <optional>

namespace barem::counterfactual {

struct found_change {
    std::string path;                       ///< `tasks[2].done`
    program::member const* input = nullptr;
    value before, after;
};

/// How far a record is from a goal: zero when it reaches it; nullopt: it cannot be scored.
using distance = std::function<std::optional<number>(record_data const&)>;

/// The changes, in the order of the record's inputs; nullopt: none were found in so many evaluations. Empty: it reaches the goal as it is.
[[nodiscard]] std::optional<std::vector<found_change>> find_changes(program::program const&, record_data const& from, distance const&,
                                                                    std::size_t most_evaluations);

/// What records are evaluated with. What is passed by reference must outlive it.
struct setting {
    plan::compiled const& compiled;
    exec::parameters const& parameters;
    record_limits const& limits;
    exec::peers const& others;
};

/// The distance to a level. Of a record whose inputs contradict one another, or that some output has no value for, there is none.
[[nodiscard]] distance distance_to(setting const&, level const&);
/// The distance to a case of a definition being taken (condition_finder::taken()), in whichever record of its kind is nearest.
[[nodiscard]] distance distance_to_case(setting const&, index record, index member, index which);

}  // namespace barem::counterfactual
