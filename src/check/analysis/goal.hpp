#pragma once
// What a record must do to show a finding. The analysis says it in terms of the program; src/witness/ looks for such a record.

#include "check/analysis/extent.hpp"
#include "check/analysis/walk.hpp"

#include <barem/diagnostic.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace barem::analysis {

/// What a call of a table must be given for one argument: a number or date (its day count) within `within`, else the value `exactly`.
struct wanted_argument {
    extent within;
    value exactly;                           ///< absent: anything
    bool is_line = false;
};

struct wanted_condition {
    program::expression const* condition = nullptr;
    bool holds = true;
};

/// Why no record shows a finding that says so.
inline constexpr char const* not_decided = "whether there is such a case was not decided";

struct goal {
    enum class kind : std::uint8_t {
        none,            ///< no record shows it; `why` says why
        any,             ///< every record does
        conditions,      ///< in some record of the kind of `owner` all `conditions` turn out so
        call,            ///< a table is called with such `arguments`
        extreme,         ///< `number` is as great as it can be, or as small
        value,           ///< `number`, which may be a date, lies in `reach`
    } form = kind::none;
    member_place owner;                      ///< conditions, extreme, value: the definition that they stand in
    std::vector<program::expression const*> within;          ///< and the aggregates around them, outermost first
    std::vector<wanted_condition> conditions;
    program::expression const* number = nullptr;             ///< extreme: null means the definition itself
    bool greatest = true;
    extent reach;
    index table = program::none;
    program::expression const* only = nullptr;               ///< call: this one and no other
    std::vector<wanted_argument> arguments;
    std::vector<index> rows;                 ///< call: these hold as well, whatever their column `when` asks
    bool no_row = false;                     ///< call: none holds
    std::string why;

    static goal nothing(std::string why);
    static goal every_record();
    static goal of_conditions(member_place owner, std::vector<wanted_condition> conditions);
    static goal of_extreme(member_place owner, program::expression const* number, bool greatest);
    static goal of_value(member_place owner, program::expression const& number, extent reach);
    static goal of_gap(index table, std::vector<wanted_argument> arguments);
    static goal every_call(index table) { return of_call(table, {}); }
    static goal of_call(index table, std::vector<wanted_argument> arguments, std::vector<index> rows = {});
};

/// A diagnostic with what shows it.
struct finding : diagnostic {
    goal to_show;
    goal refuted_by;                         ///< what no record does if the finding is right; none: it claims nothing of that kind
    /// Set where definitions are taken to reach every value between their bounds: what is said instead when no record is found. An integer
    /// times two is never five.
    std::shared_ptr<diagnostic const> unless_shown;
    std::string shown_by;                    ///< the record that was found, by then
    finding(diagnostic d, goal g = {}) : diagnostic(std::move(d)), to_show(std::move(g)) {}     // NOLINT: a diagnostic is a finding
};
using findings = std::vector<finding>;

}  // namespace barem::analysis
