#pragma once
// How far a record is from a goal. Exact numbers, from the values that the scalar executor computes.

#include "check/analysis/asked.hpp"
#include "check/analysis/goal.hpp"
#include "exec/explained.hpp"

#include <deque>
#include <map>
#include <memory>
#include <unordered_map>

namespace barem::witness {

using program::index;
using program::none;

/// What is looked up of a program again and again.
class map_of_program {
public:
    explicit map_of_program(plan::compiled const&);

    struct use {
        program::expression const* what = nullptr;
        analysis::site where;
    };

    /// none: it was folded away.
    [[nodiscard]] index node_of(program::expression const&) const;
    [[nodiscard]] std::vector<use> const& uses(analysis::member_place) const;
    [[nodiscard]] std::vector<use> const& calls(index table) const;

private:
    std::unordered_map<program::expression const*, index> nodes_;
    std::map<analysis::member_place, std::vector<use>> uses_;
    std::map<index, std::vector<use>> calls_;
    std::vector<use> nothing_;
};

/// Zero when the goal is reached. Each thing that is missing counts less than one, and the less the nearer it is.
struct distance {
    number missing = 0;
    number raw = 0;                          ///< the same without being bent: linear in numbers that are compared
    [[nodiscard]] bool none() const { return missing.is_zero(); }
    friend distance operator+(distance const& a, distance const& b) { return {a.missing + b.missing, a.raw + b.raw}; }
    friend bool operator<(distance const& a, distance const& b) { return a.missing < b.missing; }
};

[[nodiscard]] inline distance met() { return {}; }
[[nodiscard]] inline distance missed() { return {number(1), number(1)}; }
/// By how much a number is too small or too great.
[[nodiscard]] inline distance missed_by(number const& amount) {
    return amount.sign() <= 0 ? met() : distance{amount / (amount + number(1)), amount};
}
[[nodiscard]] distance missed_by(number const& at, analysis::extent const& wanted);
[[nodiscard]] inline distance nearer(distance const& a, distance const& b) { return b < a ? b : a; }

inline constexpr unsigned deepest = 12;      // definitions, parts and uses within one another that are looked into

/// One record, evaluated.
class measure {
public:
    /// `others`: what the record is told of the others of its roster.
    measure(plan::compiled const&, map_of_program const&, exec::parameters const&, record_data const&, exec::peers others, record_limits const&);
    measure(measure const&) = delete;
    measure& operator=(measure const&) = delete;

    [[nodiscard]] distance to(analysis::goal const&);
    /// Whether each output has a value.
    [[nodiscard]] bool has_outputs();
    /// How many different failures the definitions meet that the outputs need.
    [[nodiscard]] std::size_t failures();
    /// After to() was zero for a call: what it is given.
    [[nodiscard]] std::vector<std::optional<value>> const& given() const { return given_; }

private:
    /// Where an expression is evaluated: the frames of the records around it, outermost first.
    struct here {
        exec::environment const* at = nullptr;       ///< of environments_
        std::vector<index> frames;
    };
    here in_definition(index frame, index member);
    here in_element(here const& around, index element);

    distance to_conditions(analysis::goal const&);
    distance to_call(analysis::goal const&);
    distance to_extreme(analysis::goal const&);
    distance to_value(analysis::goal const&);

    distance of(program::expression const&, bool wanted, here const&, unsigned depth);
    distance of_parts(program::expression const&, bool wanted, here const&, unsigned depth);
    distance of_choice(program::expression const&, bool wanted, here const&, unsigned depth);
    distance of_comparison(program::expression const&, bool wanted, here const&, unsigned depth);
    distance of_equality(program::expression const&, bool wanted, here const&, unsigned depth);
    distance of_interval(program::expression const&, bool wanted, here const&);
    distance of_aggregate(program::expression const&, bool wanted, here const&, unsigned depth);
    distance of_field(program::expression const&, bool wanted, here const&, unsigned depth);
    distance of_level(program::expression const& field, value const& wanted, here const&, unsigned depth);
    /// Of a number or date lying in `wanted`: where it is a choice, a minimum or a definition, by what it is made of.
    distance of_value(program::expression const&, analysis::extent const& wanted, here const&, unsigned depth);
    std::optional<distance> of_value_within(program::expression const&, analysis::extent const& wanted, here const&, unsigned depth);
    distance of_branches(program::expression const&, analysis::extent const& wanted, here const&, unsigned depth);
    distance of_levels(program::classification const&, analysis::extent const& wanted, here const&, unsigned depth);
    distance of_least(program::expression const&, analysis::extent const& wanted, here const&, unsigned depth);
    distance as_is(program::expression const&, bool wanted, here const&);
    distance of_argument(analysis::wanted_argument const&, program::expression const& given, here const&);
    distance of_known(std::vector<analysis::known_condition> const&, here const&, unsigned depth);
    /// Of a definition being evaluated for the outputs.
    distance of_reaching(index frame, index member, unsigned depth);

    std::optional<value> value_of(program::expression const&, here const&);
    std::vector<here> places_of(analysis::member_place owner, std::vector<program::expression const*> const& within);
    std::vector<here> elements_of(program::expression const& aggregate, here const&);
    std::optional<index> frame_of(program::expression const& field, here const&);
    std::vector<index> const& frames_of(index kind);

    plan::compiled const& compiled_;
    program::program const& p_;
    map_of_program const& map_;
    std::optional<exec::explained_record> record_;
    std::deque<exec::environment> environments_;
    std::map<index, std::vector<index>> frames_;
    std::map<std::pair<index, index>, bool> needed_;         ///< by frame and member: the outputs needed it
    std::vector<std::optional<value>> given_;
    unsigned steps_left_ = 20'000;
};

}  // namespace barem::witness
