#pragma once
// Heads after the regulation of Hớn Quản: on average 60 criteria each, figures in hundredths of a percent, grounds that disqualify. By columns.

#include "common/random.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace barem_bench::criteria {

enum rating : std::uint8_t { not_completed, completed, good, excellent };
constexpr int year_assessed = 2021;
using bytes = std::vector<std::uint8_t>;

struct roster {
    std::size_t heads = 0;
    bytes role, advises;                                    ///< words; advises 0: none
    bytes ideology_breach, corruption, disciplined, serious_breach, shielding;
    std::vector<std::int16_t> index, field_index;           ///< hundredths of a percent; field_index only where advises is not none
    std::vector<std::int16_t> targets, targets_done;
    std::vector<std::int32_t> criteria{0}, history{0};      ///< offsets
    bytes chapter, on_time, quality, effective;             ///< by criterion
    std::vector<std::int32_t> history_year;
    bytes history_rating;
};

roster draw_roster(std::size_t heads);

/// unmet_share is unmet / criteria, targets_share done / targets (1 / 1 without targets).
struct result { std::uint8_t unmet, criteria, rating, disqualified, transfer; std::int16_t done, targets; };

/// As one would write it for this one regulation: by columns (1.00), and by structs, one head after another.
void score_columns(roster const&, result*);

struct criterion_struct { std::uint8_t chapter, on_time, quality, effective; };
struct year_struct { std::int32_t year; std::uint8_t rating; };
struct head_struct {
    std::uint8_t role, advises, ideology_breach, corruption, disciplined, serious_breach, shielding;
    std::int16_t index, field_index, targets, targets_done;
    std::vector<criterion_struct> criteria;
    std::vector<year_struct> history;
};
std::vector<head_struct> structs_of(roster const&);
void score_structs(std::vector<head_struct> const&, result*);

}  // namespace barem_bench::criteria
