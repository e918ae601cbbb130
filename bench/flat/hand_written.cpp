#include "flat/hand_written.hpp"

#include <algorithm>
#include <cstring>

namespace barem_bench::flat {

namespace {

constexpr std::size_t block = 1024;   // accumulators of a block stay in the first cache

/// `more` where the truth holds, else 0, without ?:, of which g++ 12 makes branches that it does not vectorise.
template <typename T>
inline T where(bool holds, int more) {
    return static_cast<T>(-static_cast<T>(holds) & static_cast<T>(more));
}

/// Points of a task by sums of steps.
template <typename T>
inline T points_of(T v, T t, T q) {
    auto const step = [v](int from, int more) { return where<T>(v >= static_cast<T>(from), more); };
    T const reached = step(100, 100);
    T const late = step(70, 50);
    T const on_time = static_cast<T>(step(50, 50) + step(70, 20) + step(90, 20) + step(100, 10) + step(101, 1) + step(111, 1) + step(121, 1)
                                     + step(131, 1) + step(141, 1));
    T const timely = static_cast<T>(-t), judged = static_cast<T>(-q);   // all bits or none
    T const quantitative = static_cast<T>((on_time & timely) | (late & ~timely));
    return static_cast<T>((reached & judged) | (quantitative & ~judged));
}

template <typename T, typename Total>
[[gnu::noinline]] void add_task(T const* __restrict v, T const* __restrict t, T const* __restrict q, std::size_t n,
                                Total* __restrict total, T* __restrict failed, T* __restrict exceeded) {
#pragma GCC ivdep
    for (std::size_t i = 0; i < n; ++i) {
        total[i] = static_cast<Total>(total[i] + points_of<T>(v[i], t[i], q[i]));
        failed[i] = static_cast<T>(failed[i] + (static_cast<T>(v[i] < 100) | (t[i] ^ 1)));
        exceeded[i] = static_cast<T>(exceeded[i] + (static_cast<T>(v[i] > 100) & t[i]));
    }
}

/// The other points, without those of tasks. All of a row's fit into a byte: at most 60 more, at most 255 less.
template <typename T, typename Total>
[[gnu::noinline]] void add_others(T const* const* in, std::size_t first, std::size_t n, Total* __restrict total) {
    auto const column = [&](std::size_t c) { return in[c] + first; };
    T const* const done = column(a_done);
    T const* const fail = column(a_fail);
    T const* const level = column(one_stop);
    T const* const iso = column(iso_missing);
    T const* const criticism = column(letters_criticism);
    T const* const reminder = column(letters_reminder);
    T const* const late = column(late_reports);
    T const* const missing = column(missing_reports);
    T const* const punished = column(discipline);
    T const* const traffic = column(traffic_notices);
    T const* const budget = column(budget_violation);
#pragma GCC ivdep
    for (std::size_t i = 0; i < n; ++i) {
        T const l = level[i], p = punished[i];
        T const by_level = static_cast<T>(where<T>(l >= 1, 5) + where<T>(l >= 2, 5) + where<T>(l >= 3, 10)
                                          + where<T>(l >= 4, 10) + where<T>(l >= 5, 20) + where<T>(p >= 1, 20)
                                          + where<T>(p >= 2, 10) + where<T>(p >= 3, 10) + where<T>(p >= 4, 10));
        T const tens = static_cast<T>(fail[i] + criticism[i] + missing[i] + 4 * iso[i] + 2 * budget[i]);
        T const fives = static_cast<T>(reminder[i] + late[i] + traffic[i]);
        total[i] = static_cast<Total>(total[i] + static_cast<T>(20 * done[i]) - static_cast<T>(by_level + 10 * tens) - static_cast<T>(5 * fives));
    }
}

template <typename T, typename Total, typename Count>
[[gnu::noinline]] void rate(T const* const* in, std::size_t first, std::size_t n, Total const* __restrict total,
                            T const* __restrict failed, T const* __restrict exceeded,
                            result_columns<Total, Count> const& out) {
    T const* const new_ways = in[innovative] + first;
    T const* const praised = in[commended] + first;
    Total* const out_total = out.total + first;
    Count* const out_failed = out.failed + first;
    Count* const out_exceeded = out.exceeded + first;
    Count* const out_rating = out.rating + first;
#pragma GCC ivdep
    for (std::size_t i = 0; i < n; ++i) {
        T const full = static_cast<T>(total[i] >= 1000), enough = static_cast<T>(total[i] >= 900);
        T const none = static_cast<T>(failed[i] == 0), one = static_cast<T>(failed[i] <= 1), two = static_cast<T>(failed[i] <= 2);
        T const half = static_cast<T>(exceeded[i] >= 5);
        // The ratings are nested: each higher one fulfils the lower ones.
        out_rating[i] = static_cast<Count>((full | (enough & two)) + (full & one) + (full & none & half & new_ways[i] & praised[i]));
        out_total[i] = total[i];
        out_failed[i] = static_cast<Count>(failed[i]);
        out_exceeded[i] = static_cast<Count>(exceeded[i]);
    }
}

template <typename T, typename Total, typename Count>
void score_columns(T const* const* in, std::size_t rows, result_columns<Total, Count> const& out) {
    alignas(64) Total total[block];
    alignas(64) T failed[block], exceeded[block];
    for (std::size_t first = 0; first < rows; first += block) {
        auto const n = std::min(block, rows - first);
        std::fill_n(total, block, Total{0});
        std::fill_n(failed, block, T{0});
        std::fill_n(exceeded, block, T{0});
        for (std::size_t task = 0; task < tasks; ++task)
            add_task(in[v0 + task] + first, in[t0 + task] + first, in[q0 + task] + first, n, total, failed, exceeded);
        add_others(in, first, n, total);
        rate(in, first, n, total, failed, exceeded, out);
    }
}

constexpr int one_stop_points[] = {0, 5, 10, 20, 30, 50};
constexpr int discipline_points[] = {0, 20, 30, 40, 50};

template <typename Points>
inline result score_struct(row const& r, Points const& points) {
    int total = 0, failed = 0, exceeded = 0;
    for (std::size_t i = 0; i < tasks; ++i) {
        int const v = r[v0 + i];
        bool const on_time = r[t0 + i] != 0;
        total += points(v, on_time, r[q0 + i] != 0);
        failed += v < 100 || !on_time;
        exceeded += v > 100 && on_time;
    }
    total += 20 * r[a_done] - 10 * r[a_fail] - one_stop_points[r[one_stop]] - 40 * r[iso_missing]
             - 10 * r[letters_criticism] - 5 * r[letters_reminder] - 5 * r[late_reports] - 10 * r[missing_reports]
             - discipline_points[r[discipline]] - 5 * r[traffic_notices] - 20 * r[budget_violation];
    rating level = not_completed;
    if (total >= 1000 && failed == 0 && exceeded >= 5 && r[innovative] && r[commended]) level = excellent;
    else if (total >= 1000 && failed <= 1) level = good;
    else if ((total >= 900 && total < 1000 && failed <= 2) || total >= 1000) level = completed;
    return {static_cast<std::int16_t>(total), static_cast<std::uint8_t>(failed), static_cast<std::uint8_t>(exceeded), level};
}

int points_by_branches(int v, bool on_time, bool qualitative) {
    if (qualitative) return v >= 100 ? 100 : 0;
    if (!on_time) return v >= 70 ? 50 : 0;
    if (v < 50) return 0;
    if (v < 70) return 50;
    if (v < 90) return 70;
    if (v < 100) return 90;
    if (v < 101) return 100;
    if (v < 111) return 101;
    if (v < 121) return 102;
    if (v < 131) return 103;
    if (v < 141) return 104;
    return 105;
}

struct point_table {
    std::uint8_t points[4][151];   // by 2 qualitative + on time
    point_table() {
        for (int kind = 0; kind < 4; ++kind)
            for (int v = 0; v <= 150; ++v) points[kind][v] = static_cast<std::uint8_t>(points_by_branches(v, kind & 1, kind & 2));
    }
};

}  // namespace

void score_narrow(std::uint8_t const* const* in, std::size_t rows,
                  result_columns<std::int16_t, std::uint8_t> const& out) {
    score_columns(in, rows, out);
}
void score_i32(std::int32_t const* const* in, std::size_t rows, result_columns<std::int32_t, std::int32_t> const& out) {
    score_columns(in, rows, out);
}
void score_i64(std::int64_t const* const* in, std::size_t rows, result_columns<std::int64_t, std::int64_t> const& out) {
    score_columns(in, rows, out);
}

void score_structs_branches(row const* in, std::size_t rows, result* out) {
    for (std::size_t i = 0; i < rows; ++i) out[i] = score_struct(in[i], points_by_branches);
}

void score_structs_lookup(row const* in, std::size_t rows, result* out) {
    static point_table const table;
    auto const points = [](int v, bool on_time, bool qualitative) { return table.points[2 * qualitative + on_time][v]; };
    for (std::size_t i = 0; i < rows; ++i) out[i] = score_struct(in[i], points);
}

std::uint64_t read_bytes(std::uint8_t const* const* in, std::size_t rows) {
    std::uint64_t all = 0;
    for (std::size_t c = 0; c < columns; ++c)
        for (std::size_t i = 0; i + 8 <= rows; i += 8) {
            std::uint64_t word;
            std::memcpy(&word, in[c] + i, 8);
            all ^= word;
        }
    return all;
}

}  // namespace barem_bench::flat
