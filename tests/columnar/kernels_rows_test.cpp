// columnar/kernels: operations on each row for itself, in every lane and instruction set, against arithmetic in 128 bits.

#include "kernels_harness.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <optional>

namespace barem::columnar::kernels_harness {
namespace {

using wide = std::optional<int128>;     // none: it overflows, the lowering would not have chosen the lane

wide plus(int128 a, int128 b) { int128 r; return __builtin_add_overflow(a, b, &r) ? wide{} : r; }
wide minus(int128 a, int128 b) { int128 r; return __builtin_sub_overflow(a, b, &r) ? wide{} : r; }
wide times(int128 a, int128 b) { int128 r; return __builtin_mul_overflow(a, b, &r) ? wide{} : r; }

wide quotient(int128 a, int128 b, rounding mode) {
    if (b <= 0) return {};
    int128 floor = a / b, rest = a % b;
    if (rest < 0) floor -= 1, rest += b;
    if (rest == 0) return floor;
    bool const half = rest == b - rest, above = rest > b - rest, negative = a < 0;
    bool up = false;
    switch (mode) {
        case rounding::half_up: up = above || (half && !negative); break;
        case rounding::half_even: up = above || (half && floor % 2 != 0); break;
        case rounding::half_down: up = above || (half && negative); break;
        case rounding::toward_zero: up = negative; break;
        case rounding::away_from_zero: up = !negative; break;
        case rounding::down: up = false; break;
        case rounding::up: up = true; break;
    }
    return up ? floor + 1 : floor;
}

/// What a row should give from a, b, c, k and m.
using meaning = std::function<wide(int128 a, int128 b, int128 c, int128 k, int128 m)>;

struct rule {
    operation op;
    meaning means;
    bool b = false, c = false, k = false, m = false;
    bool truth = false;                 ///< the result is bits
    rounding mode = rounding::half_up;
    bool also_bits = false;             ///< operands may be bits
};

std::vector<rule> rules() {
    using enum operation;
#define MEANS [](int128 a, int128 b, int128 c, int128 k, int128 m) -> wide { (void)a, (void)b, (void)c, (void)k, (void)m; return
#define END ; }
    std::vector<rule> made = {
        {add, MEANS plus(a, b) END, true},
        {add_constant, MEANS plus(a, k) END, false, false, true},
        {add_where, MEANS c ? plus(a, b) : wide(a) END, true, true},
        {add_constant_where, MEANS c ? plus(a, k) : wide(a) END, false, true, true},
        {subtract, MEANS minus(a, b) END, true},
        {subtract_from, MEANS minus(k, a) END, false, false, true},
        {multiply, MEANS times(a, b) END, true},
        {multiply_constant, MEANS times(a, k) END, false, false, true},
        {absolute, MEANS a < 0 ? minus(0, a) : wide(a) END},
        {minimum, MEANS std::min(a, b) END, true},
        {maximum, MEANS std::max(a, b) END, true},
        {minimum_constant, MEANS std::min(a, k) END, false, false, true},
        {maximum_constant, MEANS std::max(a, k) END, false, false, true},
        {within, MEANS int128(k <= a && a <= m) END, false, false, true, true, true},
        {less, MEANS int128(a < b) END, true, false, false, false, true},
        {less_equal, MEANS int128(a <= b) END, true, false, false, false, true},
        {equal, MEANS int128(a == b) END, true, false, false, false, true, rounding::half_up, true},
        {select, MEANS c ? a : b END, true, true, false, false, false, rounding::half_up, true},
        {select_constant, MEANS c ? a : k END, false, true, true, false, false, rounding::half_up, true},
        {select_constants, MEANS c ? k : m END, false, true, true, true, false, rounding::half_up, true},
    };
    for (auto const mode : {rounding::half_up, rounding::half_even, rounding::half_down, rounding::toward_zero, rounding::away_from_zero,
                            rounding::down, rounding::up}) {
        made.push_back({operation::quotient, [mode](int128 a, int128 b, int128, int128, int128) { return kernels_harness::quotient(a, b, mode); },
                        true, false, false, false, false, mode});
        made.push_back({quotient_constant, [mode](int128 a, int128, int128, int128 k, int128) { return kernels_harness::quotient(a, k, mode); },
                        false, false, true, false, false, mode});
    }
#undef MEANS
#undef END
    return made;
}

void expect_meaning(rule const& r, lane l, std::size_t rows, way const& w, std::mt19937_64& random) {
    trial t;
    t.of.operation = r.op;
    t.of.lane = l;
    t.of.mode = r.mode;
    t.result = r.truth ? lane::bits : l;
    t.operands.push_back(any_cells(l, rows, random));
    if (r.b || r.c) t.operands.push_back(any_cells(l, rows, random));
    if (r.c) t.operands.push_back(any_cells(lane::bits, rows, random));
    t.constants = {any_value(l, random), any_value(l, random)};
    // Bounds may lie beyond the lane; so may what is added.
    if (r.op == operation::within && random() % 3 == 0 && l != lane::i128) t.constants = {bounds_of(l).low - 1, bounds_of(l).high - 2};
    if (r.op == operation::add_constant && l == lane::u8) t.constants[0] = -static_cast<int128>(random() % 200);
    auto const got = run(t, rows, w);
    ASSERT_EQ(got.values.size(), rows);
    for (std::size_t i = 0; i < rows; ++i) {
        auto const value = [&](std::size_t o) { return o < t.operands.size() ? t.operands[o].values[i] : int128{0}; };
        wide const expected = r.means(value(0), value(1), value(2), t.constants[0], t.constants[1]);
        if (!expected || !fits(t.result, *expected)) continue;
        ASSERT_TRUE(got.values[i] == *expected)
            << name_of(r.op) << ' ' << name_of(l) << ' ' << w.set << " rows " << rows << " batch " << w.batch << " row " << i << ": a "
            << static_cast<long long>(value(0)) << " b " << static_cast<long long>(value(1)) << " c " << static_cast<int>(value(2)) << " k "
            << static_cast<long long>(t.constants[0]) << " got " << static_cast<long long>(got.values[i]) << " for " << static_cast<long long>(*expected);
    }
}

TEST(kernels, every_operation_on_rows_in_every_lane) {
    std::mt19937_64 random(1);
    for (auto const& r : rules())
        in_every_way([&](std::size_t rows, way const& w) {
            for (lane const l : number_lanes) expect_meaning(r, l, rows, w, random);
            if (r.also_bits) expect_meaning(r, lane::bits, rows, w, random);
        });
}

TEST(kernels, values_beyond_every_bound_do_not_trap) {
    using enum operation;
    for (auto const& set : instruction_sets())
        for (lane const l : number_lanes)
            for (auto const op : {add, multiply, operation::quotient, quotient_constant, absolute}) {
                trial t;
                t.of.operation = op;
                t.of.lane = t.result = l;
                t.operands = {{l, std::vector<int128>(70, bounds_of(l).low), {}}};
                if (op != quotient_constant && op != absolute) t.operands.push_back({l, std::vector<int128>(70, op == operation::quotient ? 0 : bounds_of(l).high), {}});
                t.constants = {1, 1};
                EXPECT_EQ(run(t, 70, {set}).values.size(), 70u);
                if (op != operation::quotient) continue;
                t.operands[1].values.assign(70, l == lane::u8 ? 1 : -1);
                EXPECT_EQ(run(t, 70, {set}).values.size(), 70u);
            }
}

TEST(kernels, every_operation_on_bits) {
    using enum operation;
    std::mt19937_64 random(2);
    struct { operation op; std::function<bool(bool, bool)> means; } const rules[] = {
        {bits_and, [](bool a, bool b) { return a && b; }},     {bits_or, [](bool a, bool b) { return a || b; }},
        {bits_and_not, [](bool a, bool b) { return a && !b; }}, {bits_xor, [](bool a, bool b) { return a != b; }},
        {bits_not, [](bool a, bool) { return !a; }},
    };
    for (auto const& r : rules)
        in_every_way([&](std::size_t rows, way const& w) {
            trial t;
            t.of.operation = r.op;
            t.operands = {any_cells(lane::bits, rows, random), any_cells(lane::bits, rows, random)};
            auto const got = run(t, rows, w);
            for (std::size_t i = 0; i < rows; ++i)
                ASSERT_EQ(got.values[i] != 0, r.means(t.operands[0].values[i] != 0, t.operands[1].values[i] != 0)) << name_of(r.op) << ' ' << w.set << ' ' << i;
        });
}

TEST(kernels, conversions_and_constants) {
    std::mt19937_64 random(3);
    in_every_way([&](std::size_t rows, way const& w) {
        for (lane const to : number_lanes) {
            trial t;
            t.of.operation = operation::fill;
            t.of.lane = t.result = to;
            t.constants = {any_value(to, random)};
            for (auto const v : run(t, rows, w).values) ASSERT_TRUE(v == t.constants[0]) << name_of(to);
            for (lane const from : {lane::bits, lane::u8, lane::i16, lane::i32, lane::i64, lane::i128}) {
                t.of.operation = operation::convert;
                t.operands = {any_cells(from, rows, random)};
                auto const got = run(t, rows, w);
                for (std::size_t i = 0; i < rows; ++i) {
                    int128 const value = t.operands[0].values[i];
                    if (fits(to, value)) { ASSERT_TRUE(got.values[i] == value) << name_of(from) << " to " << name_of(to) << ' ' << w.set; }
                }
            }
        }
    });
}

TEST(kernels, texts) {
    std::mt19937_64 random(4);
    in_every_way([&](std::size_t rows, way const& w) {
        trial t;
        t.result = t.of.lane = lane::text;
        t.of.operation = operation::fill;
        t.texts = {"other", "green"};
        t.constants = {1};
        EXPECT_EQ(run(t, rows, w).texts, std::vector<std::string>(rows, "green"));

        t.operands = {any_cells(lane::text, rows, random), any_cells(lane::text, rows, random), any_cells(lane::bits, rows, random)};
        auto const &a = t.operands[0].texts, &b = t.operands[1].texts;
        t.of.operation = operation::select;
        auto const chosen = run(t, rows, w).texts;
        for (std::size_t i = 0; i < rows; ++i) ASSERT_EQ(chosen[i], t.operands[2].values[i] != 0 ? a[i] : b[i]);

        t.result = lane::bits;
        t.operands.pop_back();
        t.of.operation = operation::equal;
        auto const same = run(t, rows, w).values;
        for (std::size_t i = 0; i < rows; ++i) ASSERT_EQ(same[i] != 0, a[i] == b[i]);
        t.operands.pop_back();
        t.of.operation = operation::equal_text;
        auto const green = run(t, rows, w).values;
        for (std::size_t i = 0; i < rows; ++i) ASSERT_EQ(green[i] != 0, t.operands[0].texts[i] == "green");
    });
}

}  // namespace
}  // namespace barem::columnar::kernels_harness
