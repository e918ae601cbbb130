#pragma once
// Expressions in words: formulas, and why conditions hold or do not.

#include "explain/context.hpp"
#include "explain/wording.hpp"

namespace barem::explain {

/// `named`: labels only, as it is true of every record that was decided alike. `valued`: with the values of this record.
enum class manner : std::uint8_t { named, valued };

/// A way of rounding: "a half away from zero".
[[nodiscard]] message name_of(rounding mode);

class speech {
public:
    explicit speech(context& c) : c_(c) {}

    /// "Points 930 + Bonus 12 − Deductions 5". Of choices, the branch that was taken.
    [[nodiscard]] text formula(spot const& at, index node, manner m) { return at_least(at, node, m, 0); }
    /// The same of all that a definition says: what is a sum or a field alone has no value behind it.
    [[nodiscard]] text whole(spot const& at, index node);
    /// "Deductions (Conduct)" of a field of another record than the one at hand.
    [[nodiscard]] text field_label(spot const&, index node);

    /// Of a conditional or a default, the operand that gave the value.
    [[nodiscard]] index taken(spot const&, index node);

    /// The parts that make a condition true, or false: of several that fail, all; of alternatives that hold, the first.
    [[nodiscard]] std::vector<text> reasons(spot const&, index node, bool outcome, manner);

    /// "90 % to below 100 %"
    [[nodiscard]] text interval(std::optional<plan::bound> const& low, std::optional<plan::bound> const& high, program::type const&);
    /// What a row of a table asks: "Volume: 90 % to below 100 %, Kind: own".
    [[nodiscard]] text row_conditions(spot const& inside, index table, index row);
    /// What an argument of a table is called where it is looked up; empty when there is no good name.
    [[nodiscard]] text argument_label(spot const& outer, plan::node const& look_up, index argument);
    /// What is asked of each record of the group.
    [[nodiscard]] text in_group(spot const&, index asked);

private:
    // formulas.cpp
    text at_least(spot const&, index node, manner, int binding);
    std::pair<text, int> form(spot const&, index node, manner);
    std::pair<text, int> infix(spot const&, plan::node const&, manner, text const& sign, int binding);
    text listed(spot const&, plan::node const&, manner, index first = 0);
    text field(spot const&, index node, manner);
    text argument(spot const&, plan::node const&, manner);
    text parameter(plan::node const&, manner);
    text valued(text label, value const&, program::type const&);
    text plain(value const&, program::type const&);
    text share(spot const&, plan::node const&, manner);

    text deadline(spot const&, plan::node const&, message words, manner);
    text rounded(spot const&, plan::node const&, manner);
    text aggregate(spot const&, index node, manner);
    text aggregate_words(spot const&, index node, bool with_table);
    text in_element(spot const&, index node, std::vector<index> const& elements);
    std::optional<unsigned> table_of(spot const&, plan::aggregate const&);
    spot element_spot(spot const& at, index element);

    // cohorts.cpp
    text of_group(spot const&, index node, manner);
    text group_words(spot const&, index node, bool with_numbers);

    // conditions.cpp
    void why(spot const&, index node, bool outcome, manner, std::vector<text>& into);
    void why_all(spot const&, plan::node const&, bool outcome, manner, std::vector<text>& into);
    void why_any(spot const&, plan::node const&, bool outcome, manner, std::vector<text>& into);
    text truth(spot const&, index node, bool outcome, manner);
    text compared(spot const&, plan::node const&, bool outcome, manner);
    text equality(spot const&, plan::node const&, bool same, bool outcome, manner);
    text within(spot const&, plan::node const&, bool outcome, manner);
    text among(spot const&, plan::node const&, bool outcome, manner);
    text quantified(spot const&, index node, bool outcome, manner);
    text working_day(spot const&, plan::node const&, bool outcome, manner);
    text deadline_end(spot const&, index node, manner);
    text left_side(spot const&, index node, manner);
    text right_side(spot const&, index node, manner);
    text counted(spot const&, index node);
    bool is_simple(index node) const;

    context& c_;
};

/// The message that suits values of this type: numbers, dates or words.
[[nodiscard]] inline message by_type(program::type const& t, message of_numbers, message of_dates, message of_words) {
    return t.kind == program::type_kind::date ? of_dates : t.kind == program::type_kind::word ? of_words : of_numbers;
}

}  // namespace barem::explain
