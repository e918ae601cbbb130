#pragma once
// Records that show findings. The analysis says what a record must do (check/analysis/goal.hpp); here one is looked for by evaluation:
// from the records of the examples and from the plainest ones that the declarations allow, input after input is moved towards it
// (search.hpp), as far as the exact values of the conditions on the way tell that it comes nearer (distance.hpp). Then everything is
// taken away that it does without (minimal.cpp).
//
// It is deterministic, and stops after a number of evaluations: not every record that exists is found.

#include "check/analysis/goal.hpp"

#include <barem/limits.hpp>

#include <memory>

namespace barem::witness {

/// Sets `witness_record` of every finding for which a record is found. Of the others a note says why there is none.
void add_records(std::shared_ptr<program::program const> const&, record_limits const&, analysis::findings&);

/// Of findings that rest on what definitions are taken to reach: keeps those that a record shows, and says of the others what is to be said
/// instead (finding::unless_shown).
void confirm(std::shared_ptr<program::program const> const&, record_limits const&, analysis::findings&);

}  // namespace barem::witness
