#pragma once
// Lowering of expressions, for lower.cpp and lower_tables.cpp.

#include "plan/evaluation_tree.hpp"

namespace barem::plan {

class expression_lowering {
public:
    /// `record`: the kind of record that the expression is evaluated in; none: within a table.
    expression_lowering(program::program const& p, evaluation_tree& out, index record) : p_(p), out_(out) {
        if (record != none) around_.push_back(record);
    }

    /// Appends the nodes of an expression and returns its root. Pure operations on constants are computed now; one that fails is left
    /// to run time, where it matters only if its value is needed.
    index lower(program::expression const&);
    /// Of an expression that may be missing.
    index lower(std::vector<program::expression> const& one) { return one.empty() ? none : lower(one.front()); }

    /// Appends the roots of `roots` to the operands.
    slice list(std::vector<index> const& roots);

private:
    index add(node, program::expression const&);
    index constant(value, program::expression const&);
    index field(program::expression const&);
    index aggregate(program::expression const&);
    index interval(program::expression const&);
    exec::work_calendar const* calendar(index);
    index operate(operation, program::expression const&);
    index fold(index root, std::size_t first_node, std::size_t first_operand, std::size_t first_constant);
    slice steps(index& record, std::vector<index> const& members);
    [[nodiscard]] index reach(program::scope const&) const;

    program::program const& p_;
    evaluation_tree& out_;
    std::vector<index> around_;         ///< record kinds: of the definition, then of the elements of the enclosing aggregates
};

/// lower_tables.cpp
[[nodiscard]] table lower_table(program::program const&, evaluation_tree&, program::table const&);

/// pieces.cpp: the pieces of a band table. `rows`: for each row the intervals where it holds.
[[nodiscard]] std::vector<piece> make_pieces(std::vector<std::vector<interval>> const& rows, program::gap_reading);

}  // namespace barem::plan
