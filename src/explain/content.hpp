#pragma once
// What an explanation says, free of any form: every text in both languages, every value exact. Made by build.hpp, read by the renderers.

#include "explain/text.hpp"
#include "plan/evaluation_tree.hpp"

#include <barem/explanation.hpp>

#include <cstdint>
#include <memory>
#include <optional>

namespace barem::explain {

/// A value for people, and as it is.
struct amount {
    text shown;                     ///< with its unit: "1,012.5 points", "≈ 4.17 %"
    text bare;                      ///< without a declared unit: "1,012.5", "≈ 4.17 %"
    std::string exact;              ///< as results have it with --exact: "2025/2" is "1012.5", "25/6", "good", "true"; empty: absent
    bool rounded = false;           ///< `shown` begins with ≈
    std::string fraction;           ///< then, unless it is too long: "25/6"
    barem::value value;
};

/// What stands beside a statement: where the text says so, and which readings it rests on (numbers of content::readings).
struct basis {
    text citation;
    std::vector<unsigned> readings;
};

/// Something with a name and a value: an input, an output, a part of a group.
struct entry {
    std::string name;               ///< of the rule set
    text label;
    amount value;
    explain::basis basis;
    unsigned note = 0;              ///< contributions: which note of the table, from 1
};

struct output {
    entry shown;
    unsigned digits = 0;
    text printed;                   ///< rounded to its digits, with its unit
};

/// A table that was looked up.
struct hit {
    text table;
    text argument;                  ///< what was looked up
    bool computed = false;          ///< that is no plain field
    text row;                       ///< its conditions and label, as the text has them
    text reading;                   ///< "through the reading of a gap"; empty otherwise
    amount result;
    explain::basis basis;
};

/// Days one after the other that are off, or worked in exchange, for one reason.
struct day_run {
    date first, last;
    program::day_kind kind = program::day_kind::weekend;
    program::index entry = program::none;
    text reason;                    ///< "Lunar New Year, Art. 112"
};

/// How working days were counted from one day to another.
struct counting {
    date from, to;
    std::vector<day_run> left_out, exchanged;
    text says;
};

/// One case of a choice: a level or an exception.
struct verdict {
    text label;
    bool holds = false;
    bool known = true;              ///< false: it could not be evaluated
    std::vector<text> because;
    std::vector<counting> countings;
    explain::basis basis;
};

/// A definition that gives a value by a formula.
struct derivation {
    entry what;
    text formula;                   ///< empty: only conditions lead to it
    std::vector<text> because;      ///< conditions of the branch that was taken; of a truth, why it is so
    std::vector<text> bounds;       ///< "limited to 2"
    std::vector<hit> hits;
    std::vector<counting> countings;
    std::vector<verdict> exceptions;
};

/// A classification: the case that holds and those before it that do not.
struct choice {
    entry what;
    std::vector<verdict> cases;
    text formula;                   ///< how the value of the case is made, unless it is plain
    std::vector<hit> hits;
    std::vector<counting> countings;
};

struct deduction_row {
    text label;
    bool each = false;
    amount times, once, product, counted;
    std::optional<amount> cap;
    explain::basis basis;
};

struct deduction_table {
    entry what;
    std::vector<deduction_row> rows;
    std::vector<counting> countings;
    amount sum;
    std::optional<amount> cap;
    explain::basis cap_basis;
};

/// How values of a column were decided. Rows refer to it by letter; a note on all values of a column has none.
struct note {
    std::string letter;
    text label;                     ///< of the column
    text says;
    std::vector<hit> hits;
    explain::basis basis;
};

struct column {
    std::string name;
    text label;
    explain::basis basis;
    bool is_inner = false;          ///< a truth that only this record's own definitions use; their notes tell it
    std::optional<amount> total;    ///< of a column that is summed
};

struct cell {
    std::optional<amount> value;    ///< none: not evaluated
    unsigned note = 0;
};

struct row {
    std::string position;           ///< 2.1.3
    std::string path;               ///< tasks[1].indicators[0].contents[2]
    unsigned depth = 0;
    bool is_group = false;
    bool is_only_child = false;     ///< of a group
    text kind;                      ///< label of its record kind
    std::vector<text> given;        ///< inputs, but those that are common
    std::vector<cell> cells;        ///< by column; of a group: none
    std::vector<entry> parts;       ///< of a group: what it computes, and subtotals
    std::vector<text> remarks;      ///< "limited to 2"
};

/// The records of a list, and of the lists within them.
struct contribution_table {
    unsigned number = 0;
    std::string path;               ///< tasks.indicators.contents
    text title;
    std::vector<text> common;       ///< inputs that every row has unless it says otherwise
    std::vector<column> columns;
    std::vector<row> rows;
    std::vector<note> notes;
    explain::basis basis;
};

/// How many of the group.
struct quota {
    entry what;
    std::uint64_t group = 0;
    std::optional<std::uint64_t> base;      ///< of a share: how many it is a share of
    std::vector<entry> within;
    text says;
};

/// Whether the quota has room for the record.
struct admission {
    entry what;
    std::uint64_t before = 0, sharing = 0, group = 0;
    amount quota;
    text says;
};

struct ranking {
    entry what;
    std::uint64_t place = 0, before = 0, sharing = 0, group = 0;
    std::vector<entry> within;
    struct key { entry what; bool descending = false; };
    std::vector<key> keys;
    text says;
};

struct figure {
    entry what;
    std::optional<amount> declared; ///< when it was changed for this calculation
    std::optional<amount> since;    ///< when it is one of several values by date: from when it holds
};

struct reading {
    unsigned number = 0;
    text place;                     ///< label of what it belongs to
    text citation;
    text says;
};

/// All of it.
struct content {
    std::string rule_set;
    text rule_set_label, decision, in_force;       ///< "02/2015/QĐ-UBND", "in force from 15 October 2015"
    std::string cites, effective_from, effective_to;        ///< as the rule set has them; empty: not said
    text record_label;
    entry key;
    std::vector<entry> inputs;
    std::vector<output> results;
    std::vector<choice> choices;
    std::vector<ranking> rankings;
    std::vector<quota> quotas;
    std::vector<admission> admissions;
    std::vector<derivation> derivations;
    std::vector<figure> figures;
    std::vector<deduction_table> deductions;
    std::vector<contribution_table> contributions;
    std::vector<reading> readings;
    bool has_rounded = false;                               ///< some value is marked ≈
};

}  // namespace barem::explain
