#pragma once
// The program: a rule set whose names, types and units are resolved. Every expression has a type and refers to what it
// means by index. Made by src/check/ from the syntax tree; read by src/plan/, src/check/ analyses, explanations and schema.

#include <barem/diagnostic.hpp>
#include <barem/value.hpp>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace barem::program {

using index = std::uint32_t;
inline constexpr index none = 0xFFFFFFFF;

// ── texts for people ────────────────────────────────────────────────────────────────────────────────────────────

/// A text in several languages: pairs of language ("vi", "en") and text. The first is the rule set's own.
struct label {
    std::vector<std::pair<std::string, std::string>> texts;
    [[nodiscard]] bool empty() const { return texts.empty(); }
};

struct citation {
    std::string text;
    bool is_section = false;                ///< shown after the word for an article
    index library = none;                   ///< index into program::libraries; none: of the rule set's own text
};

struct notes {
    std::vector<citation> citations;
    std::vector<label> readings;
};

// ── types ───────────────────────────────────────────────────────────────────────────────────────────────────────

enum class type_kind : std::uint8_t {
    unknown,    ///< of an expression with an error: accepted everywhere, so that one error is reported once
    nothing,    ///< of the literal `nothing`
    truth, number, text, date, word,
    record,     ///< one record
    list,       ///< a list of records
};

struct type {
    type_kind kind = type_kind::unknown;
    index of = none;            ///< number: the unit; word: the enum; record and list: the record kind
    bool integer = false;       ///< number: always whole
    bool optional = false;      ///< may be absent
    friend bool operator==(type const&, type const&) = default;
};

inline constexpr index unit_none = 0;           ///< plain numbers
inline constexpr index unit_percent = 1;
inline constexpr index unit_days = 2;
inline constexpr index unit_working_days = 3;
inline constexpr index first_declared_unit = 4;

struct unit { std::string name; label shown; source_span where; };          ///< 0: "number", 1: "percent", 2: "days", 3: "working_days"

struct enumeration {
    struct word { std::string name; label shown; source_span where; };
    std::string name;
    label shown;
    std::vector<word> words;
    bool ordered = false;
    source_span where;
};

/// Declared limits of a number or a date (as its day count); an absent bound is open.
struct range { std::optional<number> low, high; };

// ── expressions ─────────────────────────────────────────────────────────────────────────────────────────────────

enum class expression_kind : std::uint8_t {
    constant,        ///< literal (of the expression's type; percent in percent)
    field,           ///< target: member of the record `scope` levels out; see below
    parameter,       ///< target: index into program::parameters
    argument,        ///< target: argument of the enclosing bands or table
    negate, logical_not,
    add, subtract, multiply, divide,
    percent_of,      ///< operands[0] percent of operands[1]
    date_add_days, date_subtract_days, date_difference,     ///< a date moved by days; days from operands[1] to operands[0]
    days_after, days_before,                 ///< operands[0] calendar days after or before the date operands[1]
    working_days_after, working_days_before, ///< the same in working days of the calendar `target`
    working_days_between,                    ///< working days after operands[0] up to operands[1]; negative when that is earlier
    is_working_day,                          ///< operands: 1
    equal, not_equal, less, less_equal, greater, greater_equal,   ///< equal and not_equal also of words, texts, truths, dates
    logical_and, logical_or,
    conditional,     ///< operands: condition, value, { condition, value }, otherwise-value
    is_given,        ///< operands: 1
    default_value,   ///< operands[0], or operands[1] where that is absent
    in_interval,     ///< operands[0]; interval
    in_set,          ///< operands[0]; the others are the members
    minimum, maximum,        ///< of two operands or more
    absolute,
    share,           ///< operands[0] / operands[1] in percent
    round_places,    ///< operands[0], operands[1] (a constant); mode
    round_multiple,  ///< operands[0], operands[1] (a constant > 0); mode
    make_date, year_of, month_of, day_of,
    position_of,     ///< of a word among those of its ordered enum, from 1
    look_up,         ///< target: index into program::tables; operands: its arguments
    aggregate,       ///< see `aggregation`
    group_value,     ///< target: index into program::group_aggregates; of the group that the roster's record belongs to
    parent,          ///< the record `scope` levels out itself, as origin of a list path or `is given`
};

enum class aggregate_function : std::uint8_t { sum, count, any, all, minimum, maximum, mean, first, latest };

struct expression;

/// A step outward from the current record to the one a field belongs to: inside an aggregate, level 0 is the element.
/// `lexical` counts enclosing aggregates to leave, `up` then counts parents of the record reached.
struct scope { index lexical = 0; index up = 0; friend bool operator==(scope const&, scope const&) = default; };

struct interval {
    std::vector<expression> low, high;      ///< empty: open to infinity; else exactly one
    bool low_closed = false, high_closed = false;
    source_span where = {};
};

struct aggregation {
    aggregate_function function = aggregate_function::sum;
    scope origin;                           ///< the record that holds the first list
    std::vector<index> lists;               ///< members (lists or single records) walked from there, outermost first
    std::vector<expression> over;           ///< evaluated in each element; empty for count and `any(list where ...)`
    std::vector<expression> filter;         ///< evaluated in each element; empty: all elements
    std::vector<expression> by;             ///< of `latest`
};

struct expression {
    expression_kind kind = expression_kind::constant;
    program::type type;
    source_span where;
    value literal;                          ///< constant
    index target = none;
    program::scope scope;                   ///< field, parent
    std::vector<index> through;             ///< field: single-record members walked from `scope` before `target` (`conduct.iso_missing`)
    rounding mode = rounding::half_up;
    std::vector<expression> operands;
    std::vector<interval> in;               ///< in_interval: exactly one
    std::vector<aggregation> aggregate;     ///< aggregate: exactly one
};

// ── members of records ──────────────────────────────────────────────────────────────────────────────────────────

struct row_level {                          ///< a level of a classification, or its `otherwise` (no condition)
    expression value;
    std::vector<expression> condition;      ///< empty: otherwise
    label shown;
    program::notes notes;
    source_span where;
};

struct classification {
    std::vector<row_level> levels;          ///< `otherwise` last, if there is one
    bool unique = false;
};

struct exception_case {
    std::string name;
    label shown;
    expression value, condition;
    program::notes notes;
    source_span where;
};

struct deduction_row {
    expression condition;                   ///< a truth, or a whole number of times when `each`
    bool each = false;
    expression amount;
    std::vector<expression> cap;            ///< of this row; empty: none
    label shown;
    program::notes notes;
    source_span where;
};

struct deduction_table {
    std::vector<deduction_row> rows;
    std::vector<expression> cap;            ///< of all; empty: none
    program::notes cap_notes;
};

enum class member_kind : std::uint8_t { input, let, classification, deductions, rank, quota, admission };

/// Another input of the same record, at which the range of an input begins or ends.
struct bounding_input { index member = none; std::string name; };

struct member {
    std::string name;
    label shown;
    member_kind kind = member_kind::input;
    program::type type;
    program::notes notes;
    source_span where;                      ///< of the name

    // input
    bool is_key = false;
    program::range range;                   ///< of a value; of a list: its size. Holds what is known of bounds that are inputs
    std::optional<bounding_input> low_input, high_input;
    std::optional<std::uint32_t> decimals;
    std::vector<expression> required_when;

    // let: value and exceptions; the others: one of these
    std::vector<expression> value;
    std::vector<exception_case> exceptions;
    std::vector<classification> levels;
    std::vector<deduction_table> deductions;
    index rank = none;                      ///< index into program::ranks
    index quota = none;                     ///< index into program::quotas; `value` is the amount, rounded
    index admission = none;                 ///< index into program::admissions
    index cohort = none;                    ///< index into program::cohorts: the block that it stands in

    /// Where its value lives in a record: scalar inputs in record_data::values, lists and single records in record_data::lists,
    /// everything computed (all others) in the evaluation's results. Each counts from 0.
    index slot = none;
    index stratum = 0;                      ///< 0: needs no cohort; k + 1: needs a rank or a group aggregate of stratum k
};

struct output { index member = none; unsigned digits = 0; source_span where; };

struct record_kind {
    std::string name;
    label shown;
    index parent = none;                    ///< record kind it stands in
    std::vector<program::member> members;
    std::vector<output> outputs;
    index value_slots = 0, list_slots = 0, computed_slots = 0;
    source_span where;
};

// ── tables ──────────────────────────────────────────────────────────────────────────────────────────────────────

enum class hit_policy : std::uint8_t { unique, first, any, priority, collect_sum, collect_min, collect_max, collect_count };

struct argument {
    std::string name;
    label shown;
    program::type type;
    program::range range;
    std::optional<std::uint32_t> decimals;
    source_span where;
};

/// What a cell of an input column asks of its argument.
struct test {
    enum class kind : std::uint8_t { any, interval, one_of, none_of, condition } form = kind::any;
    std::vector<interval> in;               ///< interval: exactly one
    std::vector<expression> members;        ///< one_of, none_of; condition: one truth over all arguments (column `when`)
    source_span where;
};

struct table_row {
    std::vector<test> tests;                ///< one for each argument; then, when the table has a `when` column, one condition
    std::vector<expression> result;         ///< exactly one (collect count: may be empty)
    label shown;
    program::notes notes;
    source_span where;
};

enum class gap_reading : std::uint8_t { error, lower, higher, nothing };

struct table {
    std::string name;
    label shown;
    bool is_bands = false;
    std::vector<program::argument> arguments;
    program::type result;
    hit_policy policy = hit_policy::unique;
    std::vector<table_row> rows;            ///< in the order of the text
    std::vector<row_level> otherwise;       ///< at most one
    gap_reading gaps = gap_reading::error;
    program::notes gap_notes;
    source_span gaps_where, overlaps_where;  ///< of these clauses, with their readings
    bool overlaps_take_first = false;
    program::notes overlap_notes;
    program::notes notes;
    source_span where;
};

// ── cohorts, parameters, examples ───────────────────────────────────────────────────────────────────────────────

struct sort_key { expression value; bool descending = false; };

/// Records of the roster with the same values of `partition` are one group; without any, the whole roster is.
struct cohort {
    index record = none;                    ///< the roster's
    std::vector<index> partition;           ///< members of the roster's record
    index stratum = 0;                      ///< of the partition
    source_span where;
};

struct rank {
    index member = none;                    ///< of the roster's record
    index cohort = none;
    std::vector<sort_key> keys;
    bool dense = false;
    index stratum = 0;                      ///< of its keys and of its cohort
};

/// An aggregate over the records of a group. Two steps: what each record brings to it, then a fold of that in the order of the roster.
struct group_aggregate {
    index cohort = none;
    index member = none;                    ///< the definition that it stands in
    aggregate_function function = aggregate_function::count;
    std::vector<expression> over, filter, by;       ///< as in `aggregation`, evaluated in each record of the group
    index stratum = 0;                      ///< of these, and of its cohort
    source_span where;
};

/// How many of a group: `value` of its member, which must be a whole number from 0.
struct quota {
    index member = none;
    index cohort = none;
    index base = none;                      ///< of a share of the group: the group aggregate that counts what it is a share of
    std::vector<expression> share;          ///< of a share of the group: how many percent
};

/// Whether a record is among those that the quota has room for.
struct admission {
    index member = none;
    index rank = none;                      ///< index into program::ranks
    index quota = none;                     ///< index into program::quotas
    bool ties_in = false;                   ///< equals that do not all fit come in, else they stay out
};

// ── calendars ───────────────────────────────────────────────────────────────────────────────────────────────────

enum class day_kind : std::uint8_t {
    worked,
    weekend,
    holiday,
    swapped_off,    ///< a working day, off in exchange for one that is worked instead
    swapped_in,     ///< a day off, worked in exchange
};

struct calendar_day {
    day_kind kind = day_kind::worked;
    std::uint32_t entry = none;             ///< holiday, swapped_off, swapped_in: index into calendar::entries
};

/// A clause that makes days something special: a holiday of one day or several, or two days that were exchanged.
struct calendar_entry {
    label shown;
    program::notes notes;
    source_span where;
    date first, last;                       ///< of a holiday; of an exchange: the day that is worked, the day that is off
};

/// What is known of each day of the years that it covers; of others nothing.
struct calendar {
    std::string name;
    label shown;
    int first_year = 1, last_year = 1;
    date first;                             ///< 1 January of the first year
    std::vector<calendar_day> days;         ///< from `first` on
    std::vector<calendar_entry> entries;
    source_span where;

    /// nullptr: outside the years.
    [[nodiscard]] calendar_day const* find(date d) const {
        auto const at = std::int64_t{d.days} - first.days;
        return at < 0 || at >= static_cast<std::int64_t>(days.size()) ? nullptr : &days[static_cast<std::size_t>(at)];
    }
};

/// What a parameter is from a day on.
struct dated_value {
    date from;
    value at;
    program::notes notes;
    source_span where;
};

struct parameter {
    std::string name;
    label shown;
    program::type type;
    program::range range;
    std::optional<std::uint32_t> decimals;
    value initial;                          ///< absent: by date
    std::vector<dated_value> dated;         ///< ascending; empty when there is one value
    program::notes notes;
    source_span where;
};

/// A value of a record written in a sample or an example.
struct datum {
    enum class kind : std::uint8_t { scalar, record, list } form = kind::scalar;
    value scalar;
    std::vector<std::pair<index, datum>> fields;     ///< record: member and value
    std::vector<std::pair<datum, std::uint32_t>> elements;
    source_span where;
};

struct path_step { index member = none; std::optional<std::uint32_t> element; bool all = false; };   ///< a member, or an index into a list, or all

struct expectation {
    std::vector<path_step> path;
    expression expected;                     ///< constant
    source_span where;
};

struct example {
    label shown;
    std::vector<datum> records;              ///< one, or those of a roster: an example of records
    bool is_roster = false;                  ///< paths of expectations begin with the number of a record
    std::vector<expression> call;            ///< one: an example of a table
    std::vector<expectation> expectations;   ///< of a call: one, with an empty path
    source_span where;
};

/// A library, as far as it is shown to people: its articles are those of another text.
struct library {
    std::string name, language, cites;
    label article_word;
};

struct program {
    std::string name;
    label shown;
    std::string language = "en";
    std::string cites;
    label article_word;
    std::optional<date> effective_from, effective_to;
    source_span where;                       ///< of its name
    source_span effective_where, dated_where;     ///< of these clauses; empty: there is none
    std::vector<library> libraries;
    std::vector<unit> units;
    std::vector<enumeration> enums;
    std::vector<calendar> calendars;
    std::vector<parameter> parameters;
    std::vector<record_kind> records;
    std::vector<table> tables;
    std::vector<cohort> cohorts;
    std::vector<rank> ranks;
    std::vector<group_aggregate> group_aggregates;
    std::vector<quota> quotas;
    std::vector<admission> admissions;
    std::vector<example> examples;
    index roster_record = none;              ///< the record with a key
    index key_member = none;
    index date_member = none;                ///< of the roster's record: the date that chooses values of parameters, and versions
};

/// The value that holds on a day: the latest that began by then; null before the first.
[[nodiscard]] inline dated_value const* value_on(parameter const& p, date day) {
    auto const after = std::upper_bound(p.dated.begin(), p.dated.end(), day, [](date d, dated_value const& v) { return d < v.from; });
    return after == p.dated.begin() ? nullptr : &*std::prev(after);
}

}  // namespace barem::program
