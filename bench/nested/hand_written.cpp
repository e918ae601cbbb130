#include "nested/hand_written.hpp"

#include <algorithm>
#include <cstring>

namespace barem_bench::nested {

namespace {

// ── what both share: levels from sums ───────────────────────────────────────────────────────────────────────────

void rate(result& r, bool innovative, bool commended, bool disciplined, bool failed_last_year) {
    r.total = r.base + r.bonus + (r.adhoc_points - r.deduction) * point;
    bool const full = r.total >= 1000 * point;
    if (full && r.failed == 0 && 2 * r.exceeded >= r.indicators && innovative && commended) r.rating = excellent;
    else if (full && 10 * r.failed <= r.indicators) r.rating = good;
    else if (full || (r.total >= 900 * point && 5 * r.failed <= r.indicators)) r.rating = completed;
    else r.rating = not_completed;
    r.consequence = r.rating == excellent ? commend
                    : disciplined || (r.rating == not_completed && failed_last_year) ? reassign
                    : r.rating == not_completed ? criticise : none;
}

constexpr int adhoc_points[] = {20, -10, 0};

/// 3600 / (indicators * contents) by both.
struct part_table {
    int of[6][6]{};
    constexpr part_table() {
        for (int n = 1; n <= 5; ++n)
            for (int m = 1; m <= 5; ++m) of[n][m] = point / (n * m);
    }
};
constexpr part_table part;

/// A content's bonus by indicators, contents and what its volume would earn: at most its part of 20.
struct bonus_table {
    std::int32_t of[6][6][11]{};
    constexpr bonus_table() {
        for (int n = 1; n <= 5; ++n)
            for (int m = 1; m <= 5; ++m)
                for (int b = 0; b <= 10; ++b) of[n][m][b] = std::min(b * point, 20 * point / (n * m));
    }
};
constexpr bonus_table limited;

constexpr std::uint64_t each_byte = 0x0101010101010101u;

/// Eight bytes, of which those beyond the first `count` become 0.
inline std::uint64_t first_bytes(std::uint8_t const* from, std::size_t count) {
    std::uint64_t word;
    std::memcpy(&word, from, 8);
    return word & ((std::uint64_t{1} << (8 * count)) - 1);
}

/// The sum of eight bytes; at most 255.
inline int sum_of_bytes(std::uint64_t word) { return static_cast<int>((word * each_byte) >> 56); }

// ── columns ─────────────────────────────────────────────────────────────────────────────────────────────────────

constexpr std::size_t block = 2048;

template <typename T>
inline T where(bool holds, int more) { return static_cast<T>(-static_cast<T>(holds) & static_cast<T>(more)); }

/// Of each content: the share of its standard points in tenths, its bonus, and whether it is completed (bit 0) and above plan (bit 1).
[[gnu::noinline]] void contents_of(roster const& in, std::size_t first, std::size_t n, std::uint8_t* __restrict tenths,
                                   std::uint8_t* __restrict bonus, std::uint8_t* __restrict done) {
    std::uint8_t const* const is_qualitative = in.content_measure.data() + first;
    std::uint8_t const* const is_routine = in.routine.data() + first;
    std::uint8_t const* const adjusted = in.adjusted.data() + first;
    std::uint8_t const* const on_time = in.on_time.data() + first;
    std::uint8_t const* const outcome = in.outcome.data() + first;
    std::int16_t const* const volume = in.volume.data() + first;
    using u8 = std::uint8_t;
    using u16 = std::uint16_t;
#pragma GCC ivdep
    for (std::size_t i = 0; i < n; ++i) {
        std::int16_t const v = volume[i];
        auto const step = [v](int from, int more) { return where<u16>(v >= from, more); };
        u16 const timely = static_cast<u16>(step(500, 5) + step(700, 2) + step(900, 2) + step(1000, 1));
        u16 const late = step(700, 5);
        u16 const extra = static_cast<u16>(step(1010, 1) + step(1110, 1) + step(1210, 1) + step(1310, 1) + step(1410, 1)
                                           + step(1710, 1) + step(2000, 4));
        u16 const t = static_cast<u16>(-on_time[i]), q = static_cast<u16>(-is_qualitative[i]);
        u16 const judged = static_cast<u16>(where<u16>(outcome[i] == content_completed, 10) + where<u16>(outcome[i] == failed_objective, 8));
        u16 const measured = static_cast<u16>((timely & t) | (late & ~t));
        u16 const plain = where<u16>(adjusted[i] == not_adjusted, 0xFFFF);
        u16 const fixed = static_cast<u16>(where<u16>(adjusted[i] == objective, 8) + where<u16>(adjusted[i] == subjective, 5));
        tenths[i] = static_cast<u8>((((judged & q) | (measured & ~q)) & plain) | fixed);
        bonus[i] = static_cast<u8>(extra & t & ~q & plain & where<u16>(is_routine[i] == 0, 0xFFFF));
        u16 const full = where<u16>(v >= 1000, 1) & t, succeeded = where<u16>(outcome[i] == content_completed, 1);
        done[i] = static_cast<u8>((((succeeded & q) | (full & ~q)) & plain) | (where<u16>(v > 1000, 2) & ~q));
    }
}

}  // namespace

void score_columns(roster const& in, result* out) {
    // Contents of some heads at a time, so that what is found of them stays in the first cache.
    std::vector<std::uint8_t> tenths, bonus, done;
    std::size_t head = 0;
    while (head < in.heads) {
        auto const first = static_cast<std::size_t>(in.contents[in.indicators[in.tasks[head]]]);
        auto last_head = head + 1;
        auto const end_of = [&](std::size_t h) { return static_cast<std::size_t>(in.contents[in.indicators[in.tasks[h]]]); };
        while (last_head < in.heads && end_of(last_head + 1) - first <= block) ++last_head;
        auto const n = end_of(last_head) - first;
        if (tenths.size() < n + 8) tenths.resize(n + 8), bonus.resize(n + 8), done.resize(n + 8);
        contents_of(in, first, n, tenths.data(), bonus.data(), done.data());
        for (; head < last_head; ++head) {
            result r{};
            for (auto t = in.tasks[head]; t < in.tasks[head + 1]; ++t) {
                auto const indicators = in.indicators[t + 1] - in.indicators[t];
                r.indicators = static_cast<std::uint8_t>(r.indicators + indicators);
                for (auto i = in.indicators[t]; i < in.indicators[t + 1]; ++i) {
                    auto const begin = static_cast<std::size_t>(in.contents[i]) - first, end = static_cast<std::size_t>(in.contents[i + 1]) - first;
                    auto const unit = part.of[indicators][end - begin];
                    // At most five contents: all of them at once, since a loop of so few is mispredicted every time.
                    auto const n = end - begin;
                    auto const bonuses = first_bytes(bonus.data() + begin, n), found = first_bytes(done.data() + begin, n);
                    auto const& bonus_by = limited.of[indicators][n];
                    r.base += sum_of_bytes(first_bytes(tenths.data() + begin, n)) * 10 * unit;
                    r.bonus += bonus_by[bonuses & 0xFF] + bonus_by[bonuses >> 8 & 0xFF] + bonus_by[bonuses >> 16 & 0xFF]
                               + bonus_by[bonuses >> 24 & 0xFF] + bonus_by[bonuses >> 32 & 0xFF];
                    int const all = sum_of_bytes(found & each_byte) == static_cast<int>(n);
                    r.failed = static_cast<std::uint8_t>(r.failed + !all);
                    r.exceeded = static_cast<std::uint8_t>(r.exceeded + (all & ((found & (each_byte << 1)) != 0)));
                }
            }
            for (auto a = in.adhoc[head]; a < in.adhoc[head + 1]; ++a) r.adhoc_points += adhoc_points[in.adhoc_outcome[a]];
            int lost = 0;
            for (std::size_t c = 0; c < counts; ++c) lost += in.count[c][head] * count_deductions[c];
            if (in.has_procedures[head] || in.unit[head] == commune) lost += one_stop_deductions[in.one_stop[head]];
            lost += (in.iso_missing[head] && in.unit[head] == agency ? 40 : 0) + culture_deductions[in.culture[head]] + 30 * in.disunity[head]
                    + 20 * in.budget_violation[head] + 20 * in.own_criteria_missing[head];
            r.deduction = lost;
            bool failed_last_year = false;
            for (auto y = in.history[head]; y < in.history[head + 1]; ++y)
                failed_last_year |= (in.history_rating[y] == not_completed) & (in.history_year[y] == year_assessed - 1);
            rate(r, in.innovative[head] != 0, in.commended[head] != 0, in.disciplined[head] != 0, failed_last_year);
            out[head] = r;
        }
    }
}

// ── structs ─────────────────────────────────────────────────────────────────────────────────────────────────────

std::vector<head_struct> structs_of(roster const& in) {
    std::vector<head_struct> made(in.heads);
    for (std::size_t h = 0; h < in.heads; ++h) {
        auto& to = made[h];
        to.unit = in.unit[h], to.has_procedures = in.has_procedures[h], to.innovative = in.innovative[h], to.commended = in.commended[h];
        to.disciplined = in.disciplined[h], to.one_stop = in.one_stop[h], to.iso_missing = in.iso_missing[h], to.culture = in.culture[h];
        to.disunity = in.disunity[h], to.budget_violation = in.budget_violation[h], to.own_criteria_missing = in.own_criteria_missing[h];
        for (std::size_t c = 0; c < counts; ++c) to.count[c] = in.count[c][h];
        for (auto t = in.tasks[h]; t < in.tasks[h + 1]; ++t) {
            auto& task = to.tasks.emplace_back();
            task.kind = in.task_kind[t];
            for (auto i = in.indicators[t]; i < in.indicators[t + 1]; ++i) {
                auto& indicator = task.indicators.emplace_back();
                for (auto c = in.contents[i]; c < in.contents[i + 1]; ++c)
                    indicator.contents.push_back({in.content_measure[c], in.routine[c], in.adjusted[c], in.on_time[c], in.outcome[c], in.volume[c]});
            }
        }
        to.adhoc.assign(in.adhoc_outcome.begin() + in.adhoc[h], in.adhoc_outcome.begin() + in.adhoc[h + 1]);
        for (auto y = in.history[h]; y < in.history[h + 1]; ++y) to.history.push_back({in.history_year[y], in.history_rating[y]});
    }
    return made;
}

namespace {

int share_of(content_struct const& c) {
    if (c.adjusted == objective) return 80;
    if (c.adjusted == subjective) return 50;
    if (c.measure == qualitative) return c.outcome == content_completed ? 100 : c.outcome == failed_objective ? 80 : 0;
    if (!c.on_time) return c.volume >= 700 ? 50 : 0;
    return c.volume < 500 ? 0 : c.volume < 700 ? 50 : c.volume < 900 ? 70 : c.volume < 1000 ? 90 : 100;
}

int bonus_of(content_struct const& c) {
    if (c.measure != quantitative || c.adjusted != not_adjusted || c.routine || !c.on_time) return 0;
    int const excess = c.volume - 1000;
    return excess < 10 ? 0 : excess < 110 ? 1 : excess < 210 ? 2 : excess < 310 ? 3 : excess < 410 ? 4 : excess < 710 ? 5 : excess < 1000 ? 6 : 10;
}

bool is_completed(content_struct const& c) {
    if (c.adjusted != not_adjusted) return false;
    return c.measure == quantitative ? c.on_time && c.volume >= 1000 : c.outcome == content_completed;
}

void add_task(task_struct const& task, result& r) {
    auto const n = task.indicators.size();
    for (auto const& indicator : task.indicators) {
        auto const unit = part.of[n][indicator.contents.size()];
        bool all = true, any = false;
        for (auto const& c : indicator.contents) {
            r.base += share_of(c) * unit;
            r.bonus += std::min(bonus_of(c) * point, 20 * unit);
            all = all && is_completed(c);
            any = any || (c.measure == quantitative && c.volume > 1000);
        }
        r.failed = static_cast<std::uint8_t>(r.failed + !all);
        r.exceeded = static_cast<std::uint8_t>(r.exceeded + (all && any));
    }
    r.indicators = static_cast<std::uint8_t>(r.indicators + n);
}

}  // namespace

void score_structs(std::vector<head_struct> const& heads, result* out) {
    for (auto const& h : heads) {
        result r{};
        for (auto const& task : h.tasks) add_task(task, r);
        for (auto const outcome : h.adhoc) r.adhoc_points += adhoc_points[outcome];
        for (std::size_t c = 0; c < counts; ++c) r.deduction += h.count[c] * count_deductions[c];
        if (h.has_procedures || h.unit == commune) r.deduction += one_stop_deductions[h.one_stop];
        if (h.iso_missing && h.unit == agency) r.deduction += 40;
        r.deduction += culture_deductions[h.culture] + 30 * h.disunity + 20 * h.budget_violation + 20 * h.own_criteria_missing;
        bool failed_last_year = false;
        for (auto const& y : h.history) failed_last_year = failed_last_year || (y.rating == not_completed && y.year == year_assessed - 1);
        rate(r, h.innovative, h.commended, h.disciplined, failed_last_year);
        *out++ = r;
    }
}

}  // namespace barem_bench::nested
