#pragma once
// Bounds of expressions, by interval arithmetic over what is declared. They are safe, not always tight: a value never lies outside, but
// need not come near.

#include "check/analysis/walk.hpp"

#include <map>

namespace barem::analysis {

/// Ends of a number, or of a date as its day count; an absent one is not known.
struct bounds {
    std::optional<number> low, high;
    friend bool operator==(bounds const&, bounds const&) = default;
};

/// Remembers the bounds of members, so that a definition is looked at once.
class estimator {
public:
    explicit estimator(program::program const& p) : p_(p) {}

    [[nodiscard]] bounds of(program::expression const&, place const&);
    [[nodiscard]] bounds of_member(member_place);

private:
    bounds of_aggregate(program::expression const&, place const&);
    bounds of_group(program::group_aggregate const&);
    bounds of_share(program::expression const&, place const&);
    bounds of_table(index table);
    bounds of_deductions(program::deduction_table const&, place const&);
    bounds of_definition(member_place);
    bounds size_of(program::aggregation const&, place const&) const;

    program::program const& p_;
    std::map<member_place, bounds> members_;
    std::map<index, bounds> tables_;
    unsigned depth_ = 0;
};

/// The bounds of an expression that stands in a record, or in a table.
[[nodiscard]] bounds bounds_of(program::program const&, program::expression const&, place const&);

/// Looks at every use of a table or bands whose arguments have declared ranges: B1311 (error) when the argument always lies outside,
/// B1310 (warning) when it may.
[[nodiscard]] std::vector<diagnostic> check_domains(program::program const&);

}  // namespace barem::analysis
