#pragma once
// Every condition of a program that decides something, with what is known where it is asked.

#include "check/analysis/walk.hpp"

#include <functional>
#include <vector>

namespace barem::analysis {

/// A condition that was asked before, and how it turned out. It stands at the same place as what it is known for.
struct known_condition {
    program::expression const* condition = nullptr;
    bool holds = true;
};

enum class asked_by : std::uint8_t { level, branch, exception, deduction, filter, definition, row, requirement };

/// Where an expression stands, and what is known when it is evaluated.
struct site {
    place at;
    member_place owner;                      ///< the definition; no member: a table, a key of a rank, an aggregate over a group
    std::vector<program::expression const*> within;          ///< the aggregates around it, outermost first
    /// Those that hold come from around it; those that do not, from what was asked before: earlier levels, branches, exceptions.
    std::vector<known_condition> known;
};

struct site_visitor {
    /// Of every condition that decides something. Null: not wanted.
    std::function<void(program::expression const& condition, asked_by, site const&)> condition;
    /// Of every field and every call of a table, wherever it stands.
    std::function<void(program::expression const&, site const&)> reference;
    /// Of every `x in [low .. high]`.
    std::function<void(program::expression const&, site const&)> interval;
};

/// Of all records and tables. Inside of an aggregate nothing of the outside is known.
void visit_sites(program::program const&, site_visitor const&);

}  // namespace barem::analysis
