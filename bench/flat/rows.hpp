#pragma once
// The rows of the workload `flat`: drawn with a fixed seed, so that the four ratings are about 13, 25, 30 and 32 of a hundred.

#include "common/random.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace barem_bench::flat {

/// Columns in the order of the CSV header, without the id.
enum column : std::size_t {
    v0 = 0,
    t0 = 10,
    q0 = 20,
    a_done = 30,
    a_fail,
    one_stop,
    iso_missing,
    letters_criticism,
    letters_reminder,
    late_reports,
    missing_reports,
    discipline,
    traffic_notices,
    budget_violation,
    innovative,
    commended,
    columns
};
constexpr std::size_t tasks = 10;

using row = std::array<std::uint8_t, columns>;

inline row draw_row(std::uint64_t number) {
    draw random(20150215, number);
    row made{};
    // Heads differ: most do nearly everything, some struggle.
    bool const struggles = random.chance(270);
    bool const shines = !struggles && random.chance(520);
    for (std::size_t i = 0; i < tasks; ++i) {
        auto const lowest = shines ? 100 : struggles ? 93 : 98;
        made[v0 + i] = static_cast<std::uint8_t>(random.chance(shines      ? 4
                                                               : struggles ? 115
                                                                           : 29)
                                                     ? random.between(0, 150)
                                                     : random.between(lowest, 115));
        made[t0 + i] = !random.chance(shines ? 6 : struggles ? 100 : 25);
        made[q0 + i] = random.chance(150);
    }
    auto const some = [&](int per_mille, int most) { return static_cast<std::uint8_t>(random.chance(per_mille) ? random.between(1, most) : 0); };
    made[a_done] = some(250, 3);
    made[a_fail] = some(55, 2);
    made[one_stop] = some(80, 5);
    made[iso_missing] = some(20, 1);
    made[letters_criticism] = some(30, 3);
    made[letters_reminder] = some(60, 4);
    made[late_reports] = some(80, 3);
    made[missing_reports] = some(20, 2);
    made[discipline] = some(20, 4);
    made[traffic_notices] = some(30, 2);
    made[budget_violation] = some(10, 1);
    made[innovative] = random.chance(shines ? 665 : 200);
    made[commended] = random.chance(shines ? 665 : 200);
    return made;
}

/// The names of the header, without the id.
inline std::vector<std::string> const& names() {
    static std::vector<std::string> const all = [] {
        std::vector<std::string> made;
        for (char const letter : {'v', 't', 'q'})
            for (std::size_t i = 0; i < tasks; ++i) made.push_back(letter + std::to_string(i));
        for (auto const* rest :
             {"a_done", "a_fail", "one_stop", "iso_missing", "letters_criticism", "letters_reminder", "late_reports",
              "missing_reports", "discipline", "traffic_notices", "budget_violation", "innovative", "commended"})
            made.emplace_back(rest);
        return made;
    }();
    return all;
}

/// Rows [0, count) by columns of `T`.
template <typename T>
std::vector<std::vector<T>> draw_columns(std::size_t count) {
    std::vector<std::vector<T>> made(columns, std::vector<T>(count));
    for (std::size_t i = 0; i < count; ++i) {
        auto const one = draw_row(i);
        for (std::size_t c = 0; c < columns; ++c) made[c][i] = one[c];
    }
    return made;
}

}  // namespace barem_bench::flat
