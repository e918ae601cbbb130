#pragma once
// The columnar program: an evaluation tree lowered to operations on whole columns of integers. Made by lower.hpp, executed by
// evaluation.hpp. Its lanes are proved: no operation overflows for a row whose inputs lie in their bounds.
//
// Every number is an exact integer count of 1/denominator (a constant of the node), perhaps divided further by a column of positive
// integers (`divisor`): value = count / (denominator * divisor). What does not fit this is not lowered, and a row that does not fit
// the bounds, or in which something could have failed, *falls back*: the scalar executor scores it. A columnar program therefore
// never decides that a record is wrong, and never says why.

#include "check/program.hpp"
#include "number/large.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace barem::columnar {

using program::index;
using program::none;

enum class operation : std::uint8_t {
#define BAREM_COLUMNAR(name, meaning) name,
#include "columnar/operations.def"
#undef BAREM_COLUMNAR
};

/// How the values of a register are stored. bits: one bit a row, least significant first.
enum class lane : std::uint8_t { bits, u8, i16, i32, i64, i128, text };

/// Rows that are evaluated together. 0: the records of the roster; others: the elements of a list of the rows of `parent`.
/// A single record shares the rows of the record that it stands in and is no domain of its own.
struct domain {
    index parent = none;                ///< domain
    std::vector<index> path;            ///< list slots from the parent's record: through single records, then the list
    index record = none;                ///< record kind of its rows
    std::int64_t max_elements = 0;      ///< a row of the parent with more elements falls back
    bool used = true;                   ///< some register is of it
};

struct register_type { columnar::lane lane = columnar::lane::bits; index domain = 0; };

struct instruction {
    columnar::operation operation = columnar::operation::fill;
    columnar::lane lane = columnar::lane::bits;
    rounding mode = rounding::half_up;      ///< quotient
    index domain = 0;                       ///< of the result
    index result = none;                    ///< register; each is the result of one instruction or input
    index a = none, b = none, c = none;     ///< registers
    index table = none;                     ///< of columnar::stage::lookups
    index elements = none;                  ///< lists: the domain of a, b and c, below `domain`
    index constants = none;                 ///< of columnar::stage::constants: k; m follows it
};

/// From one integer to another. Dense: entries[x - low], for x of low to low + size - 1. Search: the entry of the last of `bounds`
/// (ascending) that is not above x; entries has one more than bounds, the first for x below them all.
struct lookup {
    columnar::lane result = columnar::lane::u8;
    bool dense = true;
    std::int64_t low = 0;
    std::vector<std::int64_t> bounds;
    std::vector<std::int64_t> entries;      ///< bits: 0 or 1
};

/// A column that a stage reads.
struct input {
    enum class source : std::uint8_t {
        field,          ///< of the records: value slot `of` of the record that `path` leads to from its domain's
        given_record,   ///< whether the single record at the end of `path` is there: bits, in `given`
        carried,        ///< yield `of` of the earlier stage `stage`
        place,          ///< of rank `of`, from 1
        place_before, place_sharing,            ///< exec::standing::before and sharing of rank `of`
        group_value,    ///< of group aggregate `of`
        group_size,     ///< records in the group of cohort `of`
    } from = source::field;
    index domain = 0;
    std::vector<index> path;                ///< field, given_record: list slots of single records
    index of = none;
    index stage = 0;                        ///< carried: what stage yields it
    index value = none;                     ///< register; none: only `given` is needed
    index given = none;                     ///< register, bits; none: a row without a value falls back
    std::uint8_t places = 0;                ///< numbers: the register holds counts of 10^-places
    std::int64_t low = 0, high = 0;         ///< bounds of the register's values; a row outside falls back
    bool assumed = false;                   ///< they were not declared: rows are held to them even where proofs leave no use for the value
    /// group_value: register for a further divisor; there is one of a mean, and where what records bring has one; none: it has none.
    /// The value is value / (denominator of the yield that is `over` * dividing); a group whose value does not fit that falls back.
    index dividing = none;
};

/// Something that a stage makes for the outside.
struct yield {
    enum class purpose : std::uint8_t {
        output,         ///< output `of` of the roster's record (its number among them)
        partition,      ///< member number `of` of the partition of cohort `in`
        key,            ///< key number `of` of rank `in`
        over, by,       ///< what the record brings to group aggregate `in`
        filter,         ///< truth: whether it counts there
        carried,        ///< for a later stage only
    } purpose = purpose::output;
    index of = 0, in = none;
    program::type type;
    index value = none;                     ///< register of domain 0
    index given = none;                     ///< register, bits; none: always
    std::int64_t denominator = 1;           ///< numbers: value / (denominator * divisor)
    index divisor = none;                   ///< register, positive integers (i16, i32 or i64); none: 1
};

/// What is computed before anything is known of the other records (0), and after what stratum k - 1 brought has been counted (k).
struct stage {
    std::vector<columnar::register_type> registers;
    std::vector<columnar::input> inputs;
    std::vector<instruction> instructions;  ///< in order: operands come before
    std::vector<int128> constants;
    std::vector<lookup> lookups;
    std::vector<std::string> texts;
    std::vector<yield> yields;
    index fallback = none;                  ///< register of domain 0, bits: rows that fall back besides those whose inputs do; none: no others
};

/// One node of the evaluation tree with its proof, for people: `barem dump --stage plan`.
struct proof {
    index node = none;                      ///< of evaluation_tree::nodes; none: of the member
    index record = none, member = none;
    index domain = 0;
    columnar::lane lane = columnar::lane::bits;
    std::int64_t denominator = 1;
    bool divided = false;                   ///< by a column
    std::string low, high;                  ///< of the value, as exact numbers
};

struct columnar_program {
    std::vector<columnar::domain> domains;
    std::vector<stage> stages;              ///< by stratum; at least one
    std::vector<proof> proofs;
    std::uint64_t steps_of_record = 0;      ///< at most so many steps of the scalar executor for a record within the bounds
    /// Why there is no columnar program: everything goes to the scalar executor. Empty: there is one.
    std::string refused;
    [[nodiscard]] bool usable() const { return refused.empty(); }
};

[[nodiscard]] char const* name_of(operation);
[[nodiscard]] char const* name_of(lane);

}  // namespace barem::columnar
