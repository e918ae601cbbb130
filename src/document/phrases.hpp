#pragma once
// What a program says, in words: formulas and conditions as they hold for every record. (explain/speech.hpp tells them of one record.)
//
// Names in these texts are links, between the marks of linked_text.hpp.

#include "document/anchors.hpp"
#include "explain/text.hpp"

#include <optional>

namespace barem::document {

using explain::text;
using program::expression;
using program::index;
using program::none;

/// A condition; of one that joins several, these.
struct clause {
    enum class kind : std::uint8_t { single, all, any, cases } form = kind::single;
    text says;                          ///< of a single one, and what leads to `parts` of a case
    std::vector<clause> parts;
};

/// Where an expression stands: in a record, within it in the elements of aggregates, or in a table.
struct place {
    std::vector<index> around;
    index table = none;

    static place in_record(index record) { return {{record}, none}; }
    static place in_table(index table) { return {{}, table}; }
};

/// Numbers of a declared unit: a table has it in its header, what stands alone says it.
enum class numbers : std::uint8_t { bare, with_units };

class phrases {
public:
    phrases(program::program const& p, anchors const& a, numbers n = numbers::bare) : p_(p), anchors_(a), numbers_(n) {}

    /// "Points + Bonus − Deductions"
    [[nodiscard]] text formula(expression const& e, place const& at) const { return at_least(e, at, 0); }
    [[nodiscard]] clause condition(expression const& e, place const& at, bool wanted = true) const;
    /// All of it on one line.
    [[nodiscard]] text in_line(clause const&) const;

    /// "1 % to 10 %", of arguments of a table and of `in`
    [[nodiscard]] text interval(program::interval const&, program::type const&, place const&) const;
    /// Of declared limits; empty when there are none.
    [[nodiscard]] text range(std::optional<text> const& low, std::optional<text> const& high, program::type const&) const;
    [[nodiscard]] text range(program::range const&, program::type const&) const;
    /// What a cell of a table asks.
    [[nodiscard]] text test(program::test const&, program::type const&, index table) const;
    /// "number of points, 0 to 20, at most 2 digits after the point"
    [[nodiscard]] text kind_of_value(program::type const&) const;

    [[nodiscard]] text value(barem::value const&, program::type const&) const;
    [[nodiscard]] text member_label(index record, index member) const;
    [[nodiscard]] text record_label(index record) const;
    /// What a table calls its argument.
    [[nodiscard]] text argument_label(index table, index argument) const;
    /// "records with the same type", of those that fulfil a condition if there is one.
    [[nodiscard]] text group(std::vector<expression> const& filter, program::cohort const&) const;

    // What declarations say (statements.cpp).
    /// "0 to 100", "at most 2 digits after the point", of an input.
    [[nodiscard]] std::vector<text> limits(index record, program::member const&) const;
    /// "at most 2 digits after the point"
    [[nodiscard]] text precision(std::uint32_t decimals) const;
    /// "always", "when Second appraisal is given", of an input.
    [[nodiscard]] text when_given(index record, program::member const&) const;
    /// "2 digits after the point", of an output.
    [[nodiscard]] text printed_with(unsigned digits) const;
    [[nodiscard]] text policy(program::hit_policy) const;
    /// Empty: nothing is said.
    [[nodiscard]] text gaps(program::gap_reading) const;
    /// "Groups by type"
    [[nodiscard]] text groups(program::cohort const&) const;
    /// "place within the group, by Total, highest first"
    [[nodiscard]] text rank(program::rank const&) const;
    [[nodiscard]] text ties(program::rank const&) const;
    /// "at most 20 % of the records with the same type, rounded down"
    [[nodiscard]] text quota(program::member const&) const;
    /// "for records whose rank is within the quota"
    [[nodiscard]] text admission(program::admission const&) const;
    [[nodiscard]] text ties(program::admission const&) const;
    [[nodiscard]] text weekend(program::calendar const&) const;

private:
    struct said { text says; int binding; };

    // formulas.cpp
    text at_least(expression const&, place const&, int binding) const;
    said form(expression const&, place const&) const;
    said infix(expression const&, place const&, text const& between, int binding) const;
    text listed(std::vector<expression> const&, std::size_t first, place const&) const;
    text constant(expression const&) const;
    text field(expression const&, place const&) const;
    text field_of(index record, index member, place const&) const;
    text parameter(expression const&) const;
    text look_up(expression const&, place const&) const;
    text conditional(expression const&, place const&) const;
    text rounded(expression const&, place const&) const;
    text deadline(expression const&, place const&, bool is_after) const;
    text counted_on(expression const&, text const& says) const;
    text aggregate(expression const&, place const&) const;
    text filtered(text const& list, std::vector<expression> const& filter, place const& inside) const;
    text group_value(expression const&) const;
    template <typename Aggregate>
    text folded(Aggregate const&, text const& list, program::type const&, place const& inside) const;
    index reach(program::scope const&, place const&) const;
    struct walked { text label; place inside; };
    walked walk(program::aggregation const&, place const&) const;

    // conditions.cpp
    clause joined(expression const&, place const&, bool wanted) const;
    clause chosen(expression const&, place const&, bool wanted) const;
    text single(expression const&, place const&, bool wanted) const;
    text equality(expression const&, place const&, bool wanted) const;
    text quantified(expression const&, place const&, bool wanted) const;
    text quantified_in_group(program::group_aggregate const&, bool wanted) const;
    text yes_or_no(expression const&, place const&, bool wanted) const;

    program::program const& p_;
    anchors const& anchors_;
    numbers numbers_;
};

}  // namespace barem::document
