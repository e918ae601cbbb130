#pragma once
// Random expressions of a given type. Every compound one stands in parentheses: no precedence is relied on, and what minimises a rule set
// can put a part in place of the whole.

#include "differential/dice.hpp"
#include "differential/model.hpp"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace differential {

/// Where an expression stands.
struct place {
    std::size_t record = 0;             ///< whose fields are named plainly
    std::vector<std::pair<std::size_t, std::string>> around;        ///< records that are reached by name, and how
    std::set<std::string> given;        ///< paths that are known to be given here
    std::optional<std::size_t> table;   ///< only the arguments of this table can be named
    bool inputs_only = false;
    bool cohort = false;                ///< aggregates over the group can stand here
    bool uniform = false;               ///< only what is one for the whole group
    bool aggregates = true;
};

class expression_maker {
public:
    expression_maker(dice& d, rule_set& rules) : d_(d), rules_(rules) {}

    /// Never absent; of `t`, whole when that is.
    std::string value(type const& t, place const& at, int depth);
    /// Of `t`, perhaps absent.
    std::string optional(type const& t, place const& at, int depth);
    std::string condition(place const& at, int depth) { return value({kind::truth}, at, depth); }
    std::string literal(type const& t);
    /// As a literal, without parentheses: a bound of an interval.
    std::string written(number const& n, unit u);
    number constant(unit u, bool whole);
    barem::date day();
    std::string mode() { return d_.word({"half_up", "half_even", "half_down", "toward_zero", "away_from_zero", "down", "up"}); }
    place in_record(std::size_t record) const;

private:
    struct source { std::string path; differential::type type; };
    [[nodiscard]] std::vector<source> sources(type const& t, place const& at, bool absent) const;
    void fields_of(std::size_t record, std::string const& prefix, bool absent, type const& t, place const& at, std::vector<source>& found) const;
    struct list_path { std::string path; std::size_t element = 0; std::optional<std::size_t> from; };
    [[nodiscard]] std::vector<list_path> lists(place const& at) const;
    void lists_of(std::size_t record, std::string const& prefix, std::size_t from, std::vector<list_path>& found) const;

    std::string number_of(type const& t, place const& at, int depth);
    std::string quotient(type const& t, place const& at, int depth);
    std::string rounded(type const& t, place const& at, int depth);
    std::string whole_number(type const& t, place const& at, int depth);
    std::string truth(place const& at, int depth);
    std::string comparison(place const& at, int depth);
    std::string date_of(place const& at, int depth);
    std::optional<std::string> leaf(type const& t, place const& at);
    std::string given_or(type const& t, place const& at, int depth);
    std::optional<std::string> call(type const& t, place const& at, int depth, bool absent);
    std::optional<std::string> aggregate(type const& t, place const& at, int depth, bool absent);
    std::string choice(type const& t, place const& at, int depth);
    unit any_unit() { return d_.of({unit::plain, unit::plain, unit::points, unit::percent, unit::days}); }

    dice& d_;
    rule_set& rules_;
};

}  // namespace differential
