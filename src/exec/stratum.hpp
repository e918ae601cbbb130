#pragma once
// What a record of a roster yields stratum by stratum: outputs, and what it brings to its cohorts.

#include "exec/cohort.hpp"
#include "exec/scalar.hpp"

#include <optional>
#include <vector>

namespace barem::exec {

/// What a record brings to its cohorts.
struct brought {
    std::vector<std::vector<value>> partitions;     ///< by cohort
    std::vector<std::vector<value>> keys;           ///< by rank
    std::vector<contribution> contributions;        ///< by group aggregate
};

/// What a record yields before anything is known of the others: outputs of stratum 0 (the others absent), and what cohorts, ranks and group
/// aggregates of stratum 0 need. An executor of its own may make these and pass them to roster_scorer::add().
struct first_phase {
    std::vector<value> outputs;
    exec::brought brought;                  ///< of a later stratum: empty
};

/// Of the right sizes, without values. `record`: the kind of the roster's records.
[[nodiscard]] first_phase blank_phase(plan::evaluation_tree const&, program::index record);

/// Evaluates the records of a roster, one at a time. One thread.
class stratum_evaluation {
public:
    /// What is passed by reference must outlive it.
    stratum_evaluation(plan::compiled const&, program::index record, exec::parameters const&, record_limits const& = {});

    [[nodiscard]] first_phase blank() const { return blank_phase(tree_, record_); }
    /// Starts on a record; it must outlive its evaluation.
    void begin(record_data const&);
    /// What is known of the record among the others, for the strata after 0; it must outlive the evaluation of the record.
    void join(peers const& others) { run_.join(others); }
    /// Outputs of one stratum, and what the record brings to its cohorts in that stratum. Returns why it is rejected, or nothing.
    std::optional<issue> evaluate(index stratum, std::vector<value>& outputs, brought& made);
    std::optional<issue> evaluate(index stratum, first_phase& made) { return evaluate(stratum, made.outputs, made.brought); }

private:
    std::optional<issue> evaluate_partition(index cohort, std::vector<value>& made);
    bool evaluate_keys(index rank, std::vector<value>& made);

    plan::compiled const& compiled_;
    plan::evaluation_tree const& tree_;
    index record_;
    evaluation run_;
};

}  // namespace barem::exec
