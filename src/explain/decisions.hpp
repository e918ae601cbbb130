#pragma once
// What decided a value: branches taken, tables looked up, caps that bound, cases that hold or do not.

#include "explain/speech.hpp"

#include <algorithm>

namespace barem::explain {

/// What was decided on the way to the value of an expression.
struct decisions {
    std::vector<text> because;      ///< conditions of the branches that were taken
    std::vector<text> bounds;       ///< "limited to 2"
    std::vector<hit> hits;
};

class decider {
public:
    explicit decider(context& c) : speech(c), c_(c) {}

    [[nodiscard]] decisions decide(spot const&, index node, manner);

    /// Definitions of the record itself and of single records in it.
    [[nodiscard]] derivation derive(index frame, index member);
    [[nodiscard]] choice choose(index frame, index member);
    [[nodiscard]] deduction_table deduct(index frame, index member);
    // cohorts.cpp
    [[nodiscard]] ranking rank(index frame, index member);
    [[nodiscard]] explain::quota quota(index frame, index member);
    [[nodiscard]] admission admit(index frame, index member);

    /// How a value was decided, true of every record that was decided alike; the same for equal signatures.
    [[nodiscard]] note note_of(index frame, index member);
    [[nodiscard]] std::vector<index> signature(index frame, index member);
    /// What is particular to this record: "limited to 2", the value that was looked up.
    [[nodiscard]] std::vector<text> remarks(index frame, index member);

    /// How the working days were counted on which the value of an expression rests.
    [[nodiscard]] std::vector<counting> countings(spot const&, index node);
    /// Why a day is off, or worked in exchange.
    [[nodiscard]] text reason_of(program::calendar const&, program::calendar_day const&);

    explain::speech speech;

private:
    // decisions.cpp
    void walk(spot const&, index node, manner, decisions& into);
    void bound(spot const&, plan::node const&, decisions& into);
    std::vector<hit> hits(spot const&, index look_up, manner);
    void combined(program::hit_policy, decisions& into);
    hit row_hit(spot const& inside, exec::table_hit const&, index row, index look_up);
    text looked_up(spot const&, plan::node const& look_up, manner);
    basis table_basis(exec::table_hit const&, program::notes const* row);
    index value_node(index frame, index member);

    // deadlines.cpp
    void days_between(program::calendar const&, date first, date last, counting& into);
    text runs_of(std::vector<day_run> const&);
    std::optional<counting> count_days(spot const&, index node);
    void count_within(spot const&, index node, std::vector<counting>& into);

    // cohorts.cpp
    std::vector<entry> within(index frame, index cohort);

    // cases.cpp
    text level_label(spot const&, index frame, index member, index level);
    std::vector<text> why_otherwise(spot const&, plan::member const&, index level, manner);
    verdict judge(spot const&, index condition, bool holds);
    basis level_basis(index frame, index member, index level, text const& label);

    // signatures.cpp
    void sign(spot const&, index node, std::vector<index>& into);
    void sign_truth(spot const&, index node, std::vector<index>& into);
    void sign_hit(spot const&, index look_up, std::vector<index>& into);

    context& c_;
};

}  // namespace barem::explain
