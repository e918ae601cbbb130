#pragma once
// Walks over the expressions of a program, knowing which record each of them stands in.

#include "check/program.hpp"

#include <functional>
#include <vector>

namespace barem::analysis {

using program::index;

/// Where an expression stands: in elements of these records, outermost first (those inside are elements of aggregates), or in a table.
struct place {
    std::vector<index> records;
    index table = program::none;

    static place in_record(index r) { return {{r}, program::none}; }
    static place in_table(index t) { return {{}, t}; }
};

/// The record that `s` leads to from `at`; none when the program is not consistent.
[[nodiscard]] index record_at(program::program const&, place const& at, program::scope const& s);

/// A field's record and member: the record that holds it after walking `through`.
struct member_place {
    index record = program::none, member = program::none;
    friend auto operator<=>(member_place const&, member_place const&) = default;
};
[[nodiscard]] member_place member_of(program::program const&, place const& at, program::expression const& field);

/// The place of what is evaluated in each element of an aggregate.
[[nodiscard]] place element_of(program::program const&, place const& at, program::aggregation const&);

using visitor = std::function<void(program::expression const&, place const&)>;

/// `e` and everything in it, outermost first.
void walk(program::program const&, program::expression const& e, place const& at, visitor const&);
/// Every expression that says what a member is: its value, exceptions, levels, deductions; not `required when`.
void walk_definition(program::program const&, member_place, visitor const&);
/// Every expression of all records and tables.
void walk_all(program::program const&, visitor const&);

/// Whether two expressions at the same place say the same.
[[nodiscard]] bool same(program::expression const&, program::expression const&);

}  // namespace barem::analysis
