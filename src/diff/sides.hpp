#pragma once
// Two families made to give the same columns, so that their results can be laid side by side.

#include "diff/versions.hpp"

#include <barem/family.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace barem::diff {

/// An output, or a field to group by.
struct shared_column {
    std::string name, new_name;                 ///< in the old rules, and in the new ones
    program::label label;                       ///< of the new ones
    program::type_kind kind = program::type_kind::unknown;
    phrase unit;                                ///< of a number
    unsigned digits = 0;
    bool is_output = true;
    bool ordered = false;                       ///< of words: on both sides
    std::vector<std::string> categories;        ///< words, by their old names: those of the new rules in their order, then what only the old have
    std::vector<program::label> labels;
};

/// One side: the same rules, with the columns for outputs.
struct side {
    family rules;
    std::vector<std::vector<int>> cells;        ///< by version, by column: which output it is; -1: the version does not have it
    /// By version: names of members and words as the old rules have them. Same indices as the version's own program.
    std::vector<program::program> aligned;
};

struct sides {
    side before, after;
    std::vector<shared_column> columns;
    std::vector<phrase> old_only, new_only, unlike;         ///< outputs that are not compared
};

/// A field that cannot be grouped by.
class wrong_field : public std::runtime_error {
public:
    wrong_field(std::string const& why, std::string wanted, std::vector<std::string> known) : std::runtime_error(why), field(std::move(wanted)), fields(std::move(known)) {}
    std::string field;
    std::vector<std::string> fields;            ///< that there are
};

/// Outputs of the latest versions that have one name and one sort of values, and the fields of the roster's record named by `by`. Throws
/// wrong_field.
[[nodiscard]] sides share_columns(family const& before, family const& after, std::vector<version_difference> const&, std::vector<std::string> const& by);

/// The same rules with other outputs of the roster's record, by member.
[[nodiscard]] ruleset with_outputs(ruleset const&, std::vector<program::output> outputs);

}  // namespace barem::diff
