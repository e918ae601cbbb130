#pragma once
// Heads after the regulation of Việt Yên, whole: ten tasks, some 30 indicators and 90 contents each. By columns, elements of lists in the
// order of their records with offsets; words by position, as rulesets/viet-yen-2015 declares them.

#include "common/random.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace barem_bench::nested {

enum unit_type : std::uint8_t { agency, commune };
enum measure : std::uint8_t { quantitative, qualitative };
enum adjustment : std::uint8_t { not_adjusted, objective, subjective };
enum content_outcome : std::uint8_t { content_completed, failed_objective, failed_subjective };
enum adhoc_outcome : std::uint8_t { done_well, adhoc_failed_subjective, adhoc_failed_objective };
enum rating : std::uint8_t { not_completed, completed, good, excellent };
enum consequence : std::uint8_t { commend, none, criticise, reassign };

constexpr int year_assessed = 2015;
constexpr std::size_t counts = 15;
/// The counts of `conduct` with what each of them deducts.
constexpr char const* count_names[counts] = {
    "documents_corrected", "documents_suspended", "documents_annulled", "items_rejected",  "items_rejected_again",
    "letters_criticising", "letters_urging",      "reports_late",       "reports_missing", "traffic_notices",
    "grave_violations",    "staff_prosecuted",    "staff_dismissed",    "staff_warned",    "staff_reprimanded"};
constexpr int count_deductions[counts] = {5, 10, 20, 10, 20, 10, 5, 5, 10, 5, 20, 50, 40, 30, 20};
constexpr int one_stop_deductions[] = {0, 5, 10, 20, 30, 50};
constexpr int culture_deductions[] = {0, 20, 30};

using bytes = std::vector<std::uint8_t>;

struct roster {
    std::size_t heads = 0;
    // of heads; those of `conduct` too
    bytes block, unit, has_procedures, innovative, commended, disciplined;
    bytes one_stop, iso_missing, culture, disunity, budget_violation, own_criteria_missing;
    bytes count[counts];
    std::vector<std::int32_t> tasks{0}, adhoc{0}, history{0};       ///< offsets, one more than heads
    bytes task_kind;
    std::vector<std::int32_t> indicators{0};                        ///< by task
    std::vector<std::int32_t> contents{0};                          ///< by indicator
    bytes content_measure, routine, adjusted, on_time, outcome;     ///< by content; on_time only where quantitative, outcome only where qualitative
    std::vector<std::int16_t> volume;                               ///< tenths of a percent; only where quantitative
    bytes adhoc_outcome, history_rating;
    std::vector<std::int32_t> history_year;
};

roster draw_roster(std::size_t heads);

/// What comes out. Points are counts of 1/3600: tasks have 1 to 5 indicators, and those 1 to 5 contents.
constexpr int point = 3600;
struct result {
    std::int32_t base, bonus, adhoc_points, deduction, total;       ///< adhoc_points and deduction in whole points
    std::uint8_t failed, exceeded, indicators;                      ///< shares are failed / indicators and exceeded / indicators
    std::uint8_t rating, consequence;
};

}  // namespace barem_bench::nested
