#pragma once
// Scoring of a roster: what a record yields on its own at once, ranks and what rests on them when all records are there.

#include "exec/cohort.hpp"
#include "exec/scalar.hpp"

#include <memory>
#include <optional>
#include <string>

namespace barem::exec {

/// The outputs of a record, by index of plan::record::outputs, and its standings, by index of program::ranks.
struct scored {
    std::size_t position = 0;           ///< number of the call of add(), from 0
    std::string id;
    std::vector<value> outputs;
    std::vector<standing> standings;
};

struct rejected {
    std::size_t position = 0;
    std::string id;
    issue why;
};

struct roster_result {
    std::vector<exec::scored> scored;       ///< in the order of addition
    std::vector<exec::rejected> rejected;   ///< those that failed in finish(), likewise
};

/// What a record yields before anything is known of the others: outputs of stratum 0 (the others absent), and what ranks of stratum 0
/// need. An executor of its own may make these and pass them to roster_scorer::add().
struct first_phase {
    std::vector<value> outputs;
    std::vector<rank_entry> entries;        ///< by rank; empty for ranks of a later stratum
};

/// Scores records one after another. A record that fails is left out and counts in no rank; one that fails only in a later stratum
/// keeps its place in the ranks before. Ids are the caller's: two records with one id are two records here.
class roster_scorer {
public:
    /// `record`: the kind of the roster's records. What is passed by reference must outlive the scorer.
    roster_scorer(plan::compiled const& compiled, program::index record, exec::parameters const& parameters, record_limits const& limits = {});

    /// Evaluates what the record yields on its own. Returns why it is rejected, or nothing. The record is kept only when a later stratum
    /// needs it.
    std::optional<issue> add(std::shared_ptr<record_data const> record, std::string id);
    /// Of a record that was evaluated elsewhere; `record` may be null unless keeps_records().
    void add(first_phase made, std::shared_ptr<record_data const> record, std::string id);

    [[nodiscard]] bool keeps_records() const { return keeps_records_; }

    /// Ranks, then the strata that rest on them. The scorer is empty afterwards.
    [[nodiscard]] roster_result finish();

private:
    struct entry {
        scored result;
        std::vector<rank_entry> entries;                ///< by rank
        std::shared_ptr<record_data const> record;      ///< when it is kept
        std::optional<issue> failed;                    ///< in a later stratum
    };

    void prepare();
    bool evaluate(index stratum, std::vector<value>& outputs, std::vector<rank_entry>& entries);
    bool evaluate_rank(index rank, rank_entry& made);
    void rank_all(index rank);
    void later(index stratum, entry& e);

    plan::evaluation_tree const& tree_;
    index record_;
    evaluation<no_tracer> run_;
    bool keeps_records_ = false;
    index strata_ = 1;                                  ///< how many there are
    std::size_t added_ = 0;
    std::vector<entry> entries_;
};

/// One record on its own, as a roster of one.
struct single_result {
    std::optional<exec::scored> scored;
    std::optional<issue> why;               ///< when it is not scored
};
[[nodiscard]] single_result score(plan::compiled const&, program::index record, parameters const&, std::shared_ptr<record_data const>,
                                  record_limits const& = {});

}  // namespace barem::exec
