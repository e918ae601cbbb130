#pragma once
// Conditions as formulas over variables. A variable is a field, an argument, or a larger expression that is only ever compared with
// constants; what cannot be taken apart (`a < b`) is a truth of its own. The cells of a variable are its cases, see axis.hpp.

#include "check/analysis/boxes.hpp"
#include "check/analysis/walk.hpp"

#include <memory>

namespace barem::analysis {

class estimator;

struct variable {
    axis line;
    program::expression const* meaning = nullptr;
    /// Free to take every value whatever the others are. Not so: a comparison of two fields, or `a + b` beside `a`. With those a case
    /// can be ruled out, but none can be shown to exist.
    bool independent = true;
    std::vector<std::uint32_t> atoms;
    std::vector<std::uint32_t> cases;        ///< one cell for each way in which the atoms can turn out
    bool is_of_group = false;                ///< a place, a quota, a value of the group: other records decide it
};

struct formula_node {
    enum class kind : std::uint8_t { never, always, atom, all, any, negation } form = kind::never;
    std::vector<std::uint32_t> parts;        ///< all, any, negation
    std::uint32_t variable = 0;              ///< atom: an index into variables()
    std::vector<extent> asked;               ///< atom: where it holds
    std::vector<side> holds;                 ///< atom: the same in cells
};

/// Marks the variables that are not independent of the others.
void find_dependencies(program::program const&, place const& at, std::vector<variable>&);

/// The formulas of the conditions of one classification or table.
class formulas {
public:
    using id = std::uint32_t;
    formulas(program::program const&, place const& at, estimator&);
    ~formulas();

    [[nodiscard]] id add(program::expression const& condition);
    [[nodiscard]] id add_test(program::test const&, program::expression const& argument);
    [[nodiscard]] id all_of(std::vector<id> parts);
    [[nodiscard]] id any_of(std::vector<id> parts);
    [[nodiscard]] id negation(id);
    [[nodiscard]] id constant(bool);
    /// Adds what definitions say of the variables: how a truth, a word or a choice between constants comes about. Afterwards variables
    /// depend on one another: with these formulas a case can be ruled out, but none be shown to exist. Before finish().
    void add_definitions();
    /// What add_definitions() found holds in every record.
    [[nodiscard]] std::vector<id> const& definitions() const { return definitions_; }
    /// False when no record can have such values, by the bounds of what is defined by what. `chosen`: by variable, its cell.
    [[nodiscard]] bool is_feasible(std::vector<std::optional<std::uint32_t>> const& chosen);

    /// To be called when every condition was added, before anything is searched. Combinations may still be made afterwards.
    void finish();

    [[nodiscard]] formula_node const& node(id i) const { return nodes_[i]; }
    [[nodiscard]] std::vector<variable> const& variables() const { return variables_; }

private:
    id make(formula_node);
    id atom(program::expression const& of, std::vector<extent> asked, bool independent = true);
    id unknown_truth(program::expression const&);
    id truth_field(program::expression const&);
    id comparison(program::expression const&);
    id compare_with(program::expression const& e, program::expression_kind how, value const& constant);
    id interval_test(program::expression const&);
    id set_test(program::expression const&);
    id conditional(program::expression const&);
    void add_definition(program::expression const& field);
    void add_choice(program::expression const& field, id when, program::expression const& value);
    std::uint32_t variable_of(program::expression const&);
    axis axis_of(program::expression const&);
    void find_cases(variable&);

    program::program const& p_;
    place at_;
    estimator& estimate_;
    std::vector<formula_node> nodes_;
    std::vector<variable> variables_;
    std::vector<id> definitions_;
    std::vector<std::unique_ptr<program::expression>> made_;   // expressions that stand in no program
    unsigned expanding_ = 0;
    unsigned unexplained_ = 0;               // truths that could not be taken apart, and larger expressions
};

}  // namespace barem::analysis
