#pragma once
// The executors that must agree. The scalar one is the measure.

#include "api/implementation.hpp"
#include "exec/roster.hpp"
#include "io/json_record.hpp"

#include <barem/barem.hpp>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace differential {

/// A rule set and a roster of JSON Lines.
struct test_case {
    std::string rules;
    std::vector<std::string> lines;
    std::uint64_t choices = 0;          ///< seed of sizes of batches, forms of columns and the like
};

/// How much was really tested.
struct statistics {
    std::size_t rule_sets = 0, refused_rules = 0;                   ///< refused by the checker
    std::size_t lines = 0, scored = 0, unreadable = 0, failed = 0, failed_in_groups = 0;
    std::size_t explained = 0;
    std::size_t lowered = 0, not_lowered = 0;                       ///< rule sets with a columnar program, and without
    std::map<std::string, std::size_t> why_not_lowered;
    std::size_t rows = 0, later_rows = 0;                           ///< rows of columns, of the first stage and of later ones
    std::size_t batch_lines = 0, csv_lines = 0, joined_lines = 0;   ///< of rosters as text
    std::size_t fell_back = 0, fell_back_sound = 0;                 ///< of these; those that the scalar executor does not reject
    std::map<std::string, std::size_t> findings;                    ///< codes of refused rule sets
};

/// What became of a line, by the scalar executor.
struct judged {
    std::string text;                                               ///< its result, exactly and as printed, or why it has none; empty: a blank line
    std::shared_ptr<barem::record_data const> data;                 ///< when it could be read
    std::string id;
    bool id_known = false;
    std::optional<barem::issue> why;                                ///< the rules failed before anything was known of the others
    std::optional<barem::exec::scored> scored;
};

struct measure {
    std::vector<judged> lines;
    barem::exec::group_table groups;
};

/// `read`: what a line is; nullopt: blank.
using line_reader = std::function<std::optional<barem::io::read_record>(std::string const& line)>;
[[nodiscard]] measure score_scalar(barem::ruleset const&, std::vector<std::string> const& lines, line_reader const& read, statistics&);
[[nodiscard]] std::string result_text(barem::ruleset const&, std::string const& id, std::vector<barem::value> const& outputs);
[[nodiscard]] std::string reject_text(barem::issues const&);

/// What disagrees with the measure, in words; nothing when all agree.
[[nodiscard]] std::optional<std::string> compare_explained(barem::ruleset const&, measure const&, statistics&);

/// All of them. A rule set that does not compile has no difference.
[[nodiscard]] std::optional<std::string> difference(test_case const&, statistics&);

}  // namespace differential
