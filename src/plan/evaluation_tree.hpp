#pragma once
// The evaluation tree: a program as flat arrays, ready to be executed. Made by lower.hpp. Everything refers by index; operands come
// before the node that uses them. The program is needed beside it only for what is shown to people.

#include "check/program.hpp"
#include "plan/operation.hpp"
#include "plan/row_index.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace barem::plan {

using program::index;
using program::none;

/// A part of one of the tree's arrays.
struct slice { index first = 0, count = 0; };

/// A node whose value lies somewhere already, or will when it has been made once.
enum class leaf : std::uint8_t { none, constant, argument, own_input, own_definition };     // own: of the record that the expression is evaluated in

struct node {
    plan::operation operation = operation::constant;
    plan::qualifier qualifier;
    program::type type;
    slice operands;                 ///< of evaluation_tree::operands
    index target = none;            ///< constant, field, parameter, argument, look_up, aggregate, group_value: index into what is named so
    plan::leaf leaf = plan::leaf::none;
    index slot = none;              ///< of a leaf that is an input or a definition
    source_span where;
};

/// Where the value of a field lives in the record it belongs to.
enum class storage : std::uint8_t { input, list, computed };

/// How a field is reached: outward by `from`, then through single records, then to its slot. `list`: whether the record or list is there.
struct field_access {
    program::scope from;
    slice through;                  ///< of evaluation_tree::steps
    plan::storage storage = storage::input;
    index slot = none;
    index record = none, member = none;
};

struct aggregate {
    program::aggregate_function function = program::aggregate_function::sum;
    program::scope origin;
    slice lists;                    ///< of evaluation_tree::steps
    index element = none;           ///< record kind of the elements
    index over = none, filter = none, by = none;    ///< nodes, evaluated in an element
};

// ── tables ──────────────────────────────────────────────────────────────────────────────────────────────────────

struct bound { number at; bool closed = false; };

/// An interval of numbers; dates stand as their day counts and words as their positions.
struct interval {
    std::optional<bound> low, high;
    [[nodiscard]] bool contains(number const& x) const {
        if (low && !(low->closed ? low->at <= x : low->at < x)) return false;
        return !high || (high->closed ? x <= high->at : x < high->at);
    }
};

/// Why a piece of a band table has the result that it has.
enum class piece_reading : std::uint8_t {
    row,            ///< one row holds here
    overlap,        ///< several rows hold here
    gap_lower,      ///< no row holds here; the next lower one is taken
    gap_higher,     ///< no row holds here; the next higher one is taken
    gap_nothing,    ///< no row holds here; the result is absent
    uncovered,      ///< no row holds here and the table does not say what then
};

/// The pieces of a band table are disjoint, cover every number and stand in ascending order.
struct piece {
    plan::interval where;
    piece_reading reading = piece_reading::uncovered;
    index row = none;               ///< whose result it takes
    index other = none;             ///< overlap: the next row that holds here too
};

struct test {
    program::test::kind form = program::test::kind::any;
    plan::interval in;              ///< interval
    slice members;                  ///< one_of, none_of: nodes, of evaluation_tree::operands
    index condition = none;         ///< condition: node
};

struct argument {
    program::type type;
    plan::interval range;
    std::optional<std::uint32_t> decimals;
};

struct table {
    program::hit_policy policy = program::hit_policy::unique;
    program::type result;
    std::vector<plan::argument> arguments;
    index columns = 0;              ///< tests of a row: one for each argument, then perhaps a condition
    std::vector<test> tests;        ///< row by row
    std::vector<index> results;     ///< by row: node, or none
    index otherwise = none;         ///< node
    bool by_pieces = false;         ///< a band table: look among `pieces`
    bool overlaps_take_first = false;
    bool nothing_in_gaps = false;   ///< `gaps take nothing`
    std::vector<piece> pieces;
    std::shared_ptr<row_index const> rows;          ///< of other tables: where their rows may hold
};

// ── members of records ──────────────────────────────────────────────────────────────────────────────────────────

struct exception_case { index condition = none, value = none; };
struct level { index condition = none, value = none; };            ///< no condition: otherwise
struct deduction_row { index condition = none, amount = none, cap = none; bool each = false; };

struct member {
    program::member_kind kind = program::member_kind::input;
    program::type type;
    index slot = none;
    index stratum = 0;
    index value = none;                     ///< let, quota
    std::vector<exception_case> exceptions;
    std::vector<level> levels;              ///< classification
    bool unique = false;
    std::vector<deduction_row> deductions;
    index cap = none;                       ///< of all deductions
    index required_when = none;             ///< input
    index low_input = none, high_input = none;      ///< input: members at which its range begins and ends
    index quota = none, admission = none;   ///< of evaluation_tree
};

struct list { index member = none, record = none; bool single = false; };

struct record {
    std::vector<plan::member> members;      ///< as in the program
    std::vector<list> lists;                ///< by list slot
    std::vector<index> outputs;             ///< members
    std::vector<index> dependent;           ///< members: inputs that are checked against others
    bool dependent_within = false;        ///< it or a record within it has such inputs
    index computed_slots = 0;
};

struct sort_key { index value = none; bool descending = false; };

/// Records with the same values of the partition are one group.
struct cohort {
    std::vector<index> partition;           ///< members
    index stratum = 0;
};

struct rank {
    index member = none;
    index cohort = none;
    std::vector<sort_key> keys;
    bool dense = false;
    index stratum = 0;
};

/// Evaluated in each record of the group, then folded; known from the stratum after its own.
struct group_aggregate {
    index cohort = none;
    index member = none;                    ///< the definition that it stands in
    program::aggregate_function function = program::aggregate_function::count;
    index over = none, filter = none, by = none;    ///< nodes
    index stratum = 0;
};

struct quota { index base = none; };        ///< group aggregate that it is a share of
struct admission { index rank = none, quota = none; bool ties_in = false; };    ///< quota: its member

/// Values by date, ascending; none of a parameter that has one value.
struct parameter { std::vector<std::pair<date, value>> dated; };

struct evaluation_tree {
    std::vector<node> nodes;
    std::vector<program::expression const*> origins;   ///< by node: what it was made from, in the program; for people
    std::vector<index> operands;                       ///< nodes
    std::vector<value> constants;
    std::vector<field_access> fields;
    std::vector<index> steps;                          ///< list slots
    std::vector<aggregate> aggregates;
    std::vector<table> tables;                         ///< as in the program
    std::vector<record> records;                       ///< as in the program
    std::vector<cohort> cohorts;                       ///< these and the rest: as in the program
    std::vector<rank> ranks;
    std::vector<group_aggregate> group_aggregates;
    std::vector<quota> quotas;
    std::vector<admission> admissions;
    std::vector<std::shared_ptr<exec::work_calendar const>> calendars;
    std::vector<parameter> parameters;
    index date_slot = none;                            ///< of the roster's record: the input that chooses among values by date
};

/// A tree with the program that it was made from. Immutable; shared freely between threads.
struct compiled {
    std::shared_ptr<program::program const> rules;
    evaluation_tree tree;
};

/// Where a number, date or word stands among its kind; nullopt of anything else.
[[nodiscard]] inline std::optional<number> position_of(value const& v) {
    if (auto* n = std::get_if<number>(&v)) return *n;
    if (auto* d = std::get_if<date>(&v)) return number(d->days);
    if (auto* w = std::get_if<word>(&v)) return number(static_cast<std::int64_t>(w->index));
    return std::nullopt;
}

/// The piece that a number falls into. Precondition: the table has pieces.
[[nodiscard]] index find_piece(table const&, number const&);

}  // namespace barem::plan
