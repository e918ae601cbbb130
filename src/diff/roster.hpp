#pragma once
// What the change of a rule set does to the records of a roster: figures only, no form.

#include "check/program.hpp"
#include "diff/rules.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace barem::diff {

/// Why a record moved: a place where both rule sets were asked the same and said something else.
struct cause {
    phrase where;                   ///< `agency.rating`, "Rating"; with the element of a list: `tasks[1].points`, "Task 2 › Points"
    phrase before, after;           ///< what the rules say there; empty: only the records beside it changed
    phrase old_value, new_value;
    text articles;
    bool by_others = false;         ///< the rule is the same, and so is what it reads of the record: others of its group moved
};

struct mover {
    std::string id;
    std::uint64_t line = 0;
    std::string before, after;      ///< exact
    std::vector<cause> causes;      ///< empty: not asked for
};

/// The values of a number on one side.
struct distribution {
    std::uint64_t count = 0, absent = 0;
    number least, lower_quartile, median, upper_quartile, greatest;     ///< quartiles: the least value that so many are not above
    number sum, mean;
    bool is_exact = true;           ///< false: the sum would have become too long, so that some values were added rounded to 12 digits after the point
};

struct bin { number from, to; std::uint64_t before = 0, after = 0; };   ///< from <= x < to

struct output_difference {
    enum class sort : std::uint8_t { number, word, other };
    std::string name, new_name;
    program::label label;
    sort is = sort::other;
    phrase unit;                    ///< of a number: `points`, `%`; empty: none
    unsigned digits = 0;            ///< that a number is shown with

    std::uint64_t changed = 0, up = 0, down = 0;    ///< of records that both score; up, down: of numbers and of words in an order
    bool ordered = false;

    // words and truths: by category, the last of which is nothing
    std::vector<std::string> categories;
    std::vector<program::label> labels;
    std::vector<std::vector<std::uint64_t>> transitions;        ///< of records that both score: [before][after]
    std::vector<std::uint64_t> before_counts, after_counts;     ///< of all that a side scores

    // numbers
    distribution before, after;
    std::vector<bin> bins;

    std::vector<mover> movers;      ///< the farthest first, then in the order of the roster
};

/// Records with one value of a field.
struct group_total {
    std::string value;
    program::label label;                   ///< of a word
    std::uint64_t before = 0, after = 0, changed = 0;
    struct of_output {
        std::vector<std::uint64_t> before_counts, after_counts;     ///< words
        number before_sum, after_sum;                               ///< numbers
        std::uint64_t before_given = 0, after_given = 0;
        bool is_exact = true;
    };
    std::vector<of_output> outputs;         ///< by output_difference
    std::optional<bin> within = {};         ///< of several values together
};

struct grouping {
    std::string field;
    program::label label;
    std::vector<group_total> groups;
    bool is_number = false;
    std::vector<group_total> together = {}; ///< of a number with many values: those of a bin as one, to be read by people

    [[nodiscard]] std::vector<group_total> const& shown() const { return together.empty() ? groups : together; }
};

struct rejected_record { std::uint64_t line = 0; std::string id, why; };

/// Records that one side rejects and the other scores.
struct rejected_by_one {
    std::uint64_t count = 0;
    std::vector<rejected_record> records;   ///< the first most_listed of them
};

struct side_of_roster {
    std::uint64_t scored = 0, rejected = 0;
    std::string problem;                    ///< the roster does not fit this rule set at all
};

struct roster_difference {
    side_of_roster before, after;
    std::uint64_t both = 0, changed = 0;    ///< scored by both; of these, with some output that changed
    std::uint64_t changed_levels = 0;       ///< of these, with a word or a truth that changed
    std::uint64_t rejected_by_both = 0;
    rejected_by_one only_old, only_new;     ///< rejected by the old rule set only, by the new one only
    std::vector<output_difference> outputs;
    std::vector<phrase> old_outputs, new_outputs, unlike;           ///< of one side only; of both, but not comparable (and why)
    std::vector<grouping> groups;
    std::size_t top = 0;                    ///< how many of a list are shown

    /// Some records are scored by one side only.
    [[nodiscard]] bool is_one_sided() const { return only_old.count + only_new.count != 0 || !before.problem.empty() || !after.problem.empty(); }
};

inline constexpr std::size_t most_listed = 1000;

}  // namespace barem::diff
