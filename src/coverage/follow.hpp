#pragma once
// Follows the evaluation of a record or a call, and notes which places it comes by.

#include "coverage/places.hpp"
#include "examples/run.hpp"

#include <optional>
#include <vector>

namespace barem::coverage {

/// By place of the list, whether something has come by.
using touched = std::vector<bool>;

class follower {
public:
    /// What is passed by reference must outlive it.
    follower(plan::compiled const& compiled, place_list const& places, examples::evaluation& run, touched& into)
        : p_(*compiled.rules), tree_(compiled.tree), places_(places), run_(run), touched_(into) {}

    /// What the evaluation of the record has evaluated so far, and what the record brings to its groups.
    void record();
    /// A table on its own. Precondition: it gives a value.
    void call(index table, std::vector<value> const& arguments);

    /// The definitions that record() followed: frame and member.
    [[nodiscard]] std::vector<std::pair<index, index>> const& evaluated() const { return evaluated_; }
    /// Whether one of them comes by a place.
    [[nodiscard]] bool comes_by(index frame, index member, index place);

private:
    void find_evaluated(index frame);
    void definition(index frame, index member);
    void exceptions(index record, index member, plan::member const&, exec::environment const&);
    void levels(index record, index member, plan::member const&, exec::environment const&);
    void deductions(index record, index member, plan::member const&, exec::environment const&);

    void visit(index node, exec::environment const&);
    void conditional(index node, plan::node const&, exec::environment const&);
    void default_value(index node, plan::node const&, exec::environment const&);
    void logical(index node, plan::node const&, exec::environment const&);
    void look_up(index node, plan::node const&, exec::environment const&);
    void elements(plan::aggregate const&, exec::environment const&);
    /// Whether an element decides the aggregate, so that the others are not looked at.
    bool element(plan::aggregate const&, exec::environment const&);

    void in_table(index table, exec::environment const&);
    void in_piece(index table, plan::piece const&, exec::environment const&);
    bool row_holds(plan::table const&, index row, exec::environment const&);
    bool test_holds(plan::test const&, value const& argument, exec::environment const&);

    std::optional<value> value_of(index node, exec::environment const&);
    /// Visits a condition; nullopt when it has no value.
    std::optional<bool> condition(index node, exec::environment const&);
    void touch(index place) { if (place != none) touched_[place] = true; }
    [[nodiscard]] index operand(plan::node const& n, index i) const { return tree_.operands[n.operands.first + i]; }

    program::program const& p_;
    plan::evaluation_tree const& tree_;
    place_list const& places_;
    examples::evaluation& run_;
    touched& touched_;
    std::vector<std::pair<index, index>> evaluated_;
};

}  // namespace barem::coverage
