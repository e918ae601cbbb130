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

/// What a parameter may be: what it is declared as, or what the rule set says that it is.
enum class parameter_values : std::uint8_t { declared, initial };

/// Remembers the bounds of members, so that a definition is looked at once.
class estimator {
public:
    explicit estimator(program::program const& p, parameter_values which = parameter_values::declared) : p_(p), parameters_(which) {}

    [[nodiscard]] bounds of(program::expression const&, place const&);
    [[nodiscard]] bounds of_member(member_place);
    /// Of an expression in the record itself when other expressions that stand there lie within known bounds.
    using assumption = std::pair<program::expression const*, bounds>;
    [[nodiscard]] bounds given(program::expression const&, place const&, std::vector<assumption> const& known);
    /// The sum of deductions before the cap of all.
    [[nodiscard]] bounds of_rows(program::deduction_table const&, place const&);

private:
    bounds of_kind(program::expression const&, place const&);
    bounds of_field(program::expression const&, place const&);
    bounds of_aggregate(program::expression const&, place const&);
    bounds of_group(program::group_aggregate const&);
    bounds of_share(program::expression const&, place const&);
    /// As far as that is plain: a part of a list, an input whose range ends at another one, the least of several.
    bool is_never_greater(program::expression const& part, program::expression const& whole, place const&);
    bool is_limited_by(program::expression const& part, program::expression const& whole, place const&) const;
    bounds of_table(index table);
    bounds of_deductions(program::deduction_table const&, place const&);
    bounds of_parameter(program::parameter const&) const;
    bounds of_definition(member_place);
    bounds size_of(program::aggregation const&, place const&) const;

    program::program const& p_;
    parameter_values parameters_;
    std::map<member_place, bounds> members_;
    std::map<index, bounds> tables_;
    std::vector<assumption> const* known_ = nullptr;         ///< given(): while an expression of the record itself is looked at
    std::map<member_place, bounds> given_;                   ///< definitions of that record, under what is known
    unsigned depth_ = 0;
};

/// The bounds of an expression that stands in a record, or in a table.
[[nodiscard]] bounds bounds_of(program::program const&, program::expression const&, place const&);

}  // namespace barem::analysis
