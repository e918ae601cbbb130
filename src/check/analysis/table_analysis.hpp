#pragma once
// What the findings about one table share.

#include "check/analysis/findings.hpp"
#include "check/analysis/search.hpp"
#include "check/analysis/table_model.hpp"

#include <memory>

namespace barem::analysis {

/// The rows of a table as formulas: decides what depends on the conditions of its column `when`.
class row_conditions {
public:
    row_conditions(program::program const&, program::index table, estimator&);
    [[nodiscard]] formulas& all() { return formulas_; }
    [[nodiscard]] std::vector<formulas::id> const& rows() const { return rows_; }
private:
    std::vector<program::expression> arguments_;
    formulas formulas_;
    std::vector<formulas::id> rows_;
};

struct table_analysis {
    program::program const& p;
    program::index index;
    program::table const& t;
    table_model const& model;
    row_conditions* conditions;              ///< null when no row depends on one
    budget& steps;
    findings& found;

    [[nodiscard]] bool one_argument() const { return model.axes.size() == 1; }
    [[nodiscard]] char const* row() const { return t.is_bands ? "band" : "row"; }
    [[nodiscard]] finding& add(severity, std::string code, std::string message);
    /// "between 10% and 11%", "at exactly 70%", "for `good`", "where `age` is from 15 to 20"
    [[nodiscard]] std::string where(box const&) const;
    [[nodiscard]] std::string example(box const& b) const;
    /// A call with the arguments of a box, in which these rows hold.
    [[nodiscard]] goal call_in(box const& b, std::vector<program::index> rows = {}) const;
    void undecided(std::string message, std::string help);
};

/// gaps.cpp: B1301, B1307, B1309. `covered` is what cover() found.
void report_gaps(table_analysis&, coverage const& covered);
void report_rows_never_hit(table_analysis&, coverage const& covered);

/// dead_rows.cpp: B1307 of rows with a condition, and under `hit priority` of rows that a higher result always beats.
void report_conditional_rows_never_hit(table_analysis&);
void report_rows_never_best(table_analysis&);

/// overlaps.cpp: B1302, B1308, B1309.
void report_overlaps(table_analysis&);

}  // namespace barem::analysis
