#pragma once
// Cells of pipe tables, for tables and deductions alike.

#include "check/context.hpp"

namespace barem::check {

/// The one expression of a cell; null after a finding. `amount`: `each` and `cap` are allowed.
ast::expression const* single_value(context& c, ast::cell const& cell, std::string_view wanted, bool amount = false);

/// Adds the article of an `at` cell to what a row cites.
void add_citation(context const& c, program::notes& notes, ast::cell const& cell);

}  // namespace barem::check
