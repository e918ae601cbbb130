#pragma once
// The abstract syntax tree: what a rule set says, with the bytes where it says it. Produced by grammar/, read by src/check/.
// Names are NFC. Every node carries a source_span.

#include <barem/diagnostic.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace barem::ast {

struct name {
    std::string text;
    source_span where;
    friend bool operator==(name const& a, name const& b) { return a.text == b.text; }
};

struct text_in_language {
    name language;     ///< empty text: the rule set's own language
    std::string text;
};

/// A label or a reading: the plain text first, then its translations.
struct label {
    std::vector<text_in_language> texts;
    source_span where;
    [[nodiscard]] bool empty() const { return texts.empty(); }
};

/// `6.1.b` (a section, shown after the rule set's word for an article) or `"Phụ lục 2"` (shown as it stands).
struct reference {
    std::string text;
    bool is_section = false;
    source_span where;
};

struct annotations {
    std::vector<reference> citations;
    std::vector<label> readings;
};

/// `acknowledge B1403 "reason"`: findings of this code that lie in `scope` are known of.
struct acknowledgement {
    name code;
    label reason;
    source_span where;
    source_span scope;                       ///< of what it stands at: a row, a level, a declaration; in the header, the whole file
};

// ── expressions ─────────────────────────────────────────────────────────────────────────────────────────────────

enum class expression_kind : std::uint8_t {
    number,        ///< text: digits; unit: empty, "%" or a unit's name
    date,          ///< text: YYYY-MM-DD
    string,        ///< text: unescaped
    truth,         ///< text: true or false
    nothing,
    path,          ///< path: one name or more
    call,          ///< text: function; operands: arguments; over, where, by
    negate,        ///< operands: 1
    logical_not,   ///< operands: 1
    binary,        ///< text: + - * / of and or default after before = != < <= > >= ; operands: 2
    in_interval,   ///< operands: value; interval
    in_set,        ///< operands: value, then the members
    is_given,      ///< operands: value; text: "given" or "not given"
    conditional,   ///< operands: condition, value, { condition, value }, otherwise-value (odd number)
};

struct interval;

struct expression {
    expression_kind kind = expression_kind::nothing;
    source_span where;
    source_span operator_where;              ///< of the operator, function name or keyword; else same as where
    std::string text;
    name unit;                               ///< of a number
    name calendar;                           ///< behind `using`, of a binary `after` or `before` or of a call; may be empty
    std::vector<name> path;
    std::vector<expression> operands;
    std::shared_ptr<interval const> range;   ///< of in_interval
    std::shared_ptr<expression const> over, filter, by;   ///< clauses of an aggregate: `over`, `where`, `by`
};

/// `[a .. b)`, `(a .. b]`, `< b`, `>= a`; a bound that is absent is open to infinity.
struct interval {
    std::optional<expression> low, high;
    bool low_closed = false, high_closed = false;
    source_span where;
};

// ── declarations ────────────────────────────────────────────────────────────────────────────────────────────────

struct value_range {
    std::optional<expression> low, high;
    source_span where;
};

struct type {
    name base;                               ///< `percent`, `points`, an enum, a record; of a list: its element
    bool is_list = false;
    bool is_optional = false;
    std::optional<value_range> range;        ///< of a list: its size
    std::optional<std::uint32_t> decimals;
    source_span where;
};

struct unit_declaration { name id; label shown; source_span where; };

struct enum_word { name id; label shown; };
struct enum_declaration {
    name id;
    label shown;
    std::vector<enum_word> words;
    bool ordered = false;
    source_span where;
};

struct covered_years { std::uint32_t first = 0, last = 0; source_span where; };
struct weekend { std::vector<name> days; source_span where; };

/// One day off, or all from the first to the last.
struct holiday {
    expression first;
    std::optional<expression> last;
    label shown;
    annotations notes;
    source_span where;
};

/// `worked 2021-09-11 for 2021-09-06`
struct swapped_day {
    expression worked, off;
    label shown;
    annotations notes;
    source_span where;
};

struct calendar_declaration {
    name id;
    label shown;
    std::optional<covered_years> years;
    std::optional<ast::weekend> weekend;
    std::vector<holiday> holidays;
    std::vector<swapped_day> swaps;
    source_span where;
};

struct import_declaration { std::string path; source_span where; };

/// `from 2020-01-01 = 950`: what a parameter is from a day on.
struct dated_value {
    expression from, value;
    annotations notes;
    source_span where;
};

struct parameter_declaration {
    name id;
    label shown;
    type declared;
    std::optional<expression> value;         ///< absent: by date
    std::vector<dated_value> values;         ///< as written; empty when there is one value
    annotations notes;
    source_span where;
};

struct cell {
    enum class kind : std::uint8_t { any, interval, alternatives, section } form = kind::any;
    std::optional<ast::interval> range;      ///< interval and comparison tests
    std::string comparison;                  ///< operator of a comparison test that is no interval: "=" or "!=" (operand in values)
    std::vector<expression> values;          ///< alternatives: one value or several
    bool each = false;                       ///< `5 each`
    std::optional<expression> cap;           ///< `cap 20`
    std::string text;                        ///< the source text of the cell, trimmed
    source_span where;
};

struct row {
    std::vector<cell> cells;
    label shown;
    annotations notes;
    source_span where;
};

/// The first row of a pipe table names its columns.
struct pipe_table {
    std::vector<name> columns;
    std::vector<row> rows;
};

struct input {
    name id;
    label shown;
    type declared;
    std::optional<expression> required_when;
    bool is_key = false;
    annotations notes;
    source_span where;
};

struct exception {
    name id;
    label shown;
    expression value, condition;
    annotations notes;
    source_span where;
};

struct let {
    name id;
    label shown;
    std::optional<type> declared;
    expression value;
    std::vector<exception> exceptions;
    annotations notes;
    source_span where;
};

struct level {                               ///< a case of a classification, or its `otherwise` (no condition)
    expression value;
    label shown;
    std::optional<expression> condition;
    annotations notes;
    source_span where;
};

struct classification {
    name id;
    label shown;
    std::optional<type> declared;
    std::vector<level> levels;
    std::optional<level> otherwise;
    bool unique = false;                     ///< `hit unique`: no two levels may hold at once
    annotations notes;
    source_span where;
};

struct cap {
    expression value;
    annotations notes;
    source_span where;
};

struct deductions {
    name id;
    label shown;
    std::optional<type> declared;
    pipe_table table;                        ///< columns at (optional), when, and the amount
    std::optional<cap> limit;
    annotations notes;
    source_span where;
};

struct output { name id; std::optional<std::uint32_t> digits; source_span where; };

/// `dated by as_of`
struct dating { name id; source_span where; };

struct record_declaration {
    name id;
    label shown;
    std::optional<name> parent;
    std::optional<dating> dated_by;
    std::vector<input> inputs;
    std::vector<let> lets;
    std::vector<classification> classifications;
    std::vector<deductions> deduction_tables;
    std::vector<output> outputs;
    source_span where;
};

struct argument { name id; label shown; type declared; };

enum class hit_policy : std::uint8_t { unique, first, any, priority, collect_sum, collect_min, collect_max, collect_count };

/// `gaps take lower` or `overlaps take first`.
struct band_clause {
    enum class what : std::uint8_t { gaps_lower, gaps_higher, gaps_nothing, overlaps_first } form = what::gaps_lower;
    annotations notes;
    source_span where;
};

/// `bands` (one argument) and `table` (one or several).
struct table_declaration {
    name id;
    label shown;
    bool is_bands = false;
    std::vector<argument> arguments;
    type result;
    hit_policy policy = hit_policy::unique;
    pipe_table table;
    std::vector<band_clause> clauses;
    std::optional<level> otherwise;
    annotations notes;
    source_span where;
};

struct sort_key { expression value; bool descending = false; source_span where; };

struct rank {
    name id;
    label shown;
    std::vector<sort_key> keys;
    bool dense = false;
    annotations notes;
    source_span where;
};

/// `20% of agency where total >= 80 rounded down`, or a number of records.
struct quota {
    name id;
    label shown;
    expression amount;
    std::optional<expression> filter;        ///< of a share of the group: which of its records it is taken of
    std::optional<name> mode;                ///< behind `rounded`
    annotations notes;
    source_span where;
};

struct admission {
    name id;
    label shown;
    name rank, quota;
    bool ties_in = false;
    annotations notes;
    source_span where;
};

struct cohort_declaration {
    name record;
    std::vector<name> partition;
    std::vector<rank> ranks;
    std::vector<let> lets;
    std::vector<quota> quotas;
    std::vector<admission> admissions;
    source_span where;
};

/// A value written in a sample or an example.
struct datum {
    enum class kind : std::uint8_t { literal, word, object, list } form = kind::literal;
    std::optional<expression> literal;       ///< literal
    name word;                               ///< word of an enum
    std::vector<std::pair<name, datum>> fields;          ///< object
    std::vector<std::pair<datum, std::uint32_t>> elements;   ///< list: element and how many times
    source_span where;
};

struct path_step {
    name field;                              ///< empty: an index
    std::optional<std::uint32_t> index;      ///< absent with an empty field: `[*]`
};
struct path { std::vector<path_step> steps; source_span where; };

struct override_field { path target; datum value; };
struct expectation { path target; expression value; source_span where; };

struct sample_declaration { name id; name record; datum value; source_span where; };

struct call_example { expression call; expression expected; source_span where; };
/// A record of an example: a sample, a sample with changes, or one written out.
struct example_record {
    name subject;                            ///< a record (then `value` is given) or a sample
    std::optional<datum> value;
    std::vector<override_field> overrides;
    std::uint32_t times = 1;                 ///< in a roster
    source_span where;
};
struct record_example {
    label shown;
    std::vector<example_record> records;     ///< one, or those of a roster
    bool is_roster = false;
    std::vector<expectation> expectations;
    source_span where;
};

/// Of a file that was imported: what its header says of the labels and citations in it.
struct library {
    name id;
    name language;
    std::string cites;
    label article_word;
    source_span text;                        ///< all of the file
};

struct rule_set {
    bool is_library = false;
    name id;
    label shown;
    name language;                           ///< of plain labels; empty: "en"
    std::string cites;
    label article_word;                      ///< `"Điều" en "Art."`
    std::optional<expression> effective_from, effective_to;
    std::vector<import_declaration> imports;
    std::vector<library> libraries;          ///< whose declarations have been taken over into the vectors below
    std::vector<acknowledgement> acknowledgements;       ///< wherever they stand, also those of libraries; in the order of their ends
    std::vector<unit_declaration> units;
    std::vector<calendar_declaration> calendars;
    std::vector<enum_declaration> enums;
    std::vector<parameter_declaration> parameters;
    std::vector<record_declaration> records;
    std::vector<table_declaration> tables;
    std::vector<cohort_declaration> cohorts;
    std::vector<sample_declaration> samples;
    std::vector<call_example> call_examples;
    std::vector<record_example> record_examples;
};

}  // namespace barem::ast
