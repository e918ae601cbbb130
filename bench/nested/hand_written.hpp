#pragma once
// The regulation of Việt Yên, whole, as one would write it in C++ alone for it. Ranks are left out, for all contenders: scenario `cohort` has them.

#include "nested/roster.hpp"

namespace barem_bench::nested {

/// By columns (1.00): contents in vectors, then sums by indicator, task and head.
void score_columns(roster const&, result*);

/// Structs within structs, one head after another.
struct content_struct { std::uint8_t measure, routine, adjusted, on_time, outcome; std::int16_t volume; };
struct indicator_struct { std::vector<content_struct> contents; };
struct task_struct { std::uint8_t kind; std::vector<indicator_struct> indicators; };
struct year_struct { std::int32_t year; std::uint8_t rating; };
struct head_struct {
    std::uint8_t unit, has_procedures, innovative, commended, disciplined, one_stop, iso_missing, culture, disunity,
        budget_violation, own_criteria_missing;
    std::uint8_t count[counts];
    std::vector<task_struct> tasks;
    std::vector<std::uint8_t> adhoc;
    std::vector<year_struct> history;
};
std::vector<head_struct> structs_of(roster const&);
void score_structs(std::vector<head_struct> const&, result*);

}  // namespace barem_bench::nested
