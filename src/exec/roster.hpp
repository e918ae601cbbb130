#pragma once
// Scoring of a roster: what a record yields on its own at once; places, values of groups and what rests on them when all records are there.

#include "exec/cohort.hpp"
#include "exec/stratum.hpp"

#include <memory>
#include <optional>
#include <string>

namespace barem::exec {

/// The outputs of a record, by index of plan::record::outputs, and where it stands.
struct scored {
    std::size_t position = 0;               ///< number of the call of add(), from 0
    std::string id;
    std::vector<value> outputs;
    std::vector<standing> standings;        ///< by rank
    std::vector<index> groups;              ///< by cohort: number of its group
};

struct rejected {
    std::size_t position = 0;
    std::string id;
    issue why;
};

/// What is known of groups, by their numbers.
struct group_table {
    std::vector<std::vector<index>> sizes;          ///< by cohort: records of each group
    std::vector<std::vector<group_value>> values;   ///< by group aggregate: of each group
};

struct roster_result {
    std::vector<exec::scored> scored;       ///< in the order of addition
    std::vector<exec::rejected> rejected;   ///< those that failed in finish(), likewise
    group_table groups;
};

/// What a record of the result is told of the others.
[[nodiscard]] peers peers_of(plan::evaluation_tree const&, scored const&, group_table const&);

/// Scores records one after another. A record that fails is left out and counts in no group: where one fails only by what rests on places
/// and groups, these are made again without it, until no more fails. Ids are the caller's: two records with one id are two records here.
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

    /// Places and groups, then the strata that rest on them. The scorer is empty afterwards.
    [[nodiscard]] roster_result finish();

private:
    struct entry {
        scored result;
        exec::brought brought;
        std::shared_ptr<record_data const> record;      ///< when it is kept
        std::optional<issue> failed;                    ///< in a later stratum
    };

    void prepare();
    void enter_groups(index stratum, entry& e);

    bool settles();
    bool pass();
    void settle(index stratum);
    void settle_rank(index rank);
    void settle_aggregate(index aggregate);
    bool later(index stratum);
    void give_up(std::vector<entry const*> const& failing);

    plan::evaluation_tree const& tree_;
    index record_;
    record_limits limits_;
    stratum_evaluation run_;
    bool keeps_records_ = false;
    index strata_ = 1;                                  ///< how many there are
    std::size_t added_ = 0;
    std::vector<entry> entries_;
    std::vector<entry const*> failing_;                 ///< records that failed in the last round
    std::vector<group_numbers> numbers_;                ///< by cohort
    std::vector<std::optional<grouping>> groupings_;    ///< by cohort: in this pass
    group_table groups_;
};

/// Whether a record among others has just these outputs.
[[nodiscard]] bool yields(plan::compiled const&, program::index record, parameters const&, record_data const&, peers const& others,
                          std::vector<value> const& outputs, record_limits const& = {});

/// One record on its own, as a roster of one.
struct single_result {
    std::optional<exec::scored> scored;
    exec::peers peers;
    std::optional<issue> why;               ///< when it is not scored
};
[[nodiscard]] single_result score(plan::compiled const&, program::index record, parameters const&, std::shared_ptr<record_data const>,
                                  record_limits const& = {});

}  // namespace barem::exec
