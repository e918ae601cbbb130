#pragma once
// One part of a roster -> what it came to. What a thread of the pipeline does.

#include "api/implementation.hpp"
#include "batch/row_source.hpp"
#include "batch/row_target.hpp"
#include "batch/scored_batch.hpp"
#include "batch/scoring_plan.hpp"
#include "batch/version_rows.hpp"
#include "columnar/evaluation.hpp"
#include "exec/stratum.hpp"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace barem::batch {

/// Of one thread.
class row_scorer {
public:
    /// Plan and source must outlive it.
    row_scorer(scoring_plan const&, row_source const&, std::unique_ptr<row_target>);

    void score(roster_part const&, scored_batch& into);

private:
    /// Of one version.
    struct scalar {
        explicit scalar(ruleset::implementation const&);
        ruleset::implementation const& rules;
        exec::stratum_evaluation run;
        exec::first_phase made;
    };

    void add_other(io::read_record&, std::size_t version, scored_batch& into);
    void add_from_columns(columnar::record_columns const&, std::size_t row, scored_batch& into);
    void add_by_scalar(record_data const&, std::string_view id, std::size_t version, scored_batch& into);
    void reject(issues problems, scored_batch::fate, scored_batch& into);
    [[nodiscard]] std::string_view id_at(columnar::record_columns const&, std::size_t row) const;

    std::unique_ptr<row_parser> parser_;
    version_parser* versions_ = nullptr;                ///< the parser, when there are several versions
    std::unique_ptr<row_target> target_;
    std::vector<scalar> scalars_;                       ///< by version
    std::optional<columnar::evaluation> evaluation_;
    std::size_t begin_ = 0, end_ = 0;                   ///< rows of the columns that were evaluated last
    scored_batch::row row_;                             ///< that is being made
};

}  // namespace barem::batch
