#include "criteria/roster.hpp"

namespace barem_bench::criteria {

namespace {

/// What a head comes to once the criteria that are not met have been counted.
struct figures {
    int unmet, criteria, index, field_index, targets, done;
    bool advises, ideology_breach, corruption, disciplined, serious_breach, shielding, failed_last_year;
};

inline result rate(figures const& f) {
    int const field_level = !f.advises || f.field_index >= 7000 ? excellent
                            : f.field_index >= 6000             ? good
                            : f.field_index >= 5000             ? completed
                                                                : not_completed;
    bool const mostly_unmet = (2 * f.unmet > f.criteria) & (f.index < 6000);
    bool const targets_missed = 2 * f.done < f.targets;
    bool const disqualified = f.ideology_breach | mostly_unmet | targets_missed | f.corruption | f.disciplined | (field_level == not_completed);
    bool const all_met = f.unmet == 0;
    bool const reaches_completed = (5 * f.unmet <= f.criteria) & (f.index >= 6000) & (field_level >= completed);
    bool const reaches_good = all_met & (f.index >= 8000) & (field_level >= good);
    bool const reaches_excellent = all_met & (f.index >= 9000) & (field_level == excellent);
    int const level = disqualified        ? not_completed
                      : reaches_excellent ? excellent
                      : reaches_good      ? good
                      : reaches_completed ? completed
                                          : not_completed;
    bool const transfer = f.serious_breach | ((level == not_completed) & f.failed_last_year) | f.shielding;
    return {static_cast<std::uint8_t>(f.unmet), static_cast<std::uint8_t>(f.criteria), static_cast<std::uint8_t>(level), disqualified, transfer,
            static_cast<std::int16_t>(f.targets > 0 ? f.done : 1), static_cast<std::int16_t>(f.targets > 0 ? f.targets : 1)};
}

/// At most 100 criteria: a byte holds their number.
[[gnu::noinline]] std::uint8_t count_met(std::uint8_t const* on_time, std::uint8_t const* quality, std::uint8_t const* effective, std::size_t n) {
    std::uint8_t met = 0;
    for (std::size_t i = 0; i < n; ++i) met = static_cast<std::uint8_t>(met + (on_time[i] & quality[i] & effective[i]));
    return met;
}

}  // namespace

void score_columns(roster const& in, result* out) {
    for (std::size_t h = 0; h < in.heads; ++h) {
        auto const begin = static_cast<std::size_t>(in.criteria[h]), n = static_cast<std::size_t>(in.criteria[h + 1]) - begin;
        auto const met = count_met(in.on_time.data() + begin, in.quality.data() + begin, in.effective.data() + begin, n);
        bool failed_last_year = false;
        for (auto y = in.history[h]; y < in.history[h + 1]; ++y)
            failed_last_year |= (in.history_rating[y] == not_completed) & (in.history_year[y] == year_assessed - 1);
        out[h] = rate({static_cast<int>(n) - met, static_cast<int>(n), in.index[h], in.field_index[h], in.targets[h],
                       in.targets_done[h], in.advises[h] != 0, in.ideology_breach[h] != 0, in.corruption[h] != 0,
                       in.disciplined[h] != 0, in.serious_breach[h] != 0, in.shielding[h] != 0, failed_last_year});
    }
}

std::vector<head_struct> structs_of(roster const& in) {
    std::vector<head_struct> made;
    for (std::size_t h = 0; h < in.heads; ++h) {
        head_struct head{in.role[h], in.advises[h], in.ideology_breach[h], in.corruption[h], in.disciplined[h], in.serious_breach[h], in.shielding[h],
                         in.index[h], in.field_index[h], in.targets[h], in.targets_done[h], {}, {}};
        for (auto c = in.criteria[h]; c < in.criteria[h + 1]; ++c)
            head.criteria.push_back({in.chapter[c], in.on_time[c], in.quality[c], in.effective[c]});
        for (auto y = in.history[h]; y < in.history[h + 1]; ++y) head.history.push_back({in.history_year[y], in.history_rating[y]});
        made.push_back(std::move(head));
    }
    return made;
}

void score_structs(std::vector<head_struct> const& heads, result* out) {
    for (auto const& h : heads) {
        int unmet = 0;
        for (auto const& c : h.criteria) unmet += !(c.on_time && c.quality && c.effective);
        bool failed_last_year = false;
        for (auto const& y : h.history) failed_last_year = failed_last_year || (y.rating == not_completed && y.year == year_assessed - 1);
        *out++ = rate({unmet, static_cast<int>(h.criteria.size()), h.index, h.field_index, h.targets, h.targets_done,
                       h.advises != 0, h.ideology_breach != 0, h.corruption != 0, h.disciplined != 0,
                       h.serious_breach != 0, h.shielding != 0, failed_last_year});
    }
}

}  // namespace barem_bench::criteria
