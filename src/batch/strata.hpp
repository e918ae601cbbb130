#pragma once
// What belongs to each stratum of a roster: outputs, cohorts, ranks, aggregates, and the yields of the columnar program that are theirs.

#include "batch/row_block.hpp"
#include "batch/value_code.hpp"
#include "columnar/program.hpp"
#include "exec/stratum.hpp"

#include <span>
#include <vector>

namespace barem::batch {

/// Yields are numbers of columnar::stage::yields of the stratum's stage; none without a columnar program, or where there is none.
struct stratum {
    struct output { index number = none, yield = none; };                      ///< of plan::record::outputs; no ranks
    struct cohort { index number = none; std::vector<index> partition; };      ///< yields
    struct rank { index number = none; std::vector<index> keys; };             ///< yields
    struct aggregate { index number = none, over = none, by = none, filter = none; };
    std::vector<output> outputs;
    std::vector<cohort> cohorts;
    std::vector<rank> ranks;
    std::vector<aggregate> aggregates;
    bool evaluates = false;                 ///< there is something to evaluate, in records or in columns
};

/// Places are handed on as they are.
[[nodiscard]] bool is_output_of_rank(plan::evaluation_tree const&, index record, columnar::yield const&);

/// By stratum. `program` may be null.
[[nodiscard]] std::vector<stratum> strata_of(plan::evaluation_tree const&, index record, columnar::columnar_program const* program);

/// What a record yields in a stratum, as bytes.
void write_phase(value_writer&, stratum const&, exec::first_phase const&);
/// The same again; what belongs to other strata stays as it is.
void read_phase(value_reader&, stratum const&, plan::evaluation_tree const&, exec::first_phase&);

}  // namespace barem::batch
