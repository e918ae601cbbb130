// plan/lower and the printers: small programs and what they become.

#include "build.hpp"

#include "check/dump.hpp"
#include "check/print.hpp"
#include "plan/dump.hpp"

#include <gtest/gtest.h>

namespace build {
namespace {

TEST(lowering, constants_are_computed_unless_they_fail) {
    rules r;
    r.record("head");
    index const x = r.input(0, "x");
    r.let(0, "y", op(kind::multiply, {field(x), add(lit(1), divide(lit(1), lit(3)))}));
    r.let(0, "z", divide(lit(1), op(kind::subtract, {lit(1), lit(1)})));
    EXPECT_EQ(plan::dump(r.compile()), R"(record head
  input x : number (slot 0, stratum 0)
  let y : number (slot 0, stratum 0)
    2 multiply : number
      0 field head.x (out 0, up 0, input 0) : number
      1 constant (4/3) : number
  let z : number (slot 1, stratum 0)
    5 divide : number
      3 constant 1 : number
      4 constant 0 : number
)");
}

TEST(lowering, bands_become_pieces) {
    rules r;
    r.record("head");
    r.table("bonus", {takes("excess", percent, "0", "1000")}, plain, program::hit_policy::unique,
            {row({within({"", "1", false, false})}, lit(0)), row({within({"1", "10"})}, lit(1)), row({within({"11", "", true, false})}, lit(2))});
    r.p.tables[0].is_bands = true;
    r.p.tables[0].gaps = program::gap_reading::lower;
    auto const text = plan::dump(r.compile());
    EXPECT_EQ(text.substr(0, text.find("  row 1\n")), R"(table bonus
  < 1% -> row 1
  [1% .. 10%] -> row 2
  (10% .. 11%) -> row 2  (gap, lower)
  >= 11% -> row 3
)");
}

TEST(lowering, constant_values) {
    program::program const p;
    EXPECT_EQ(show(*plan::constant_value(p, add(lit("0.1"), lit("0.2")))), "0.3");
    EXPECT_FALSE(plan::constant_value(p, broken()));
}

// ── printing ────────────────────────────────────────────────────────────────────────────────────────────────────

struct printing : testing::Test, rules {
    index tasks, total, flag, weight, done;
    printing() {
        record("head");
        record("task", 0);
        tasks = list(0, "tasks", 1);
        total = input(0, "total", {type_kind::number, 4});
        flag = input(0, "flag", truth);
        weight = input(1, "weight");
        done = input(1, "done", truth);
    }
    [[nodiscard]] std::string shown(expression const& e) const { return check::print(p, e, check::printing_scope::in_record(0)); }
};

TEST_F(printing, parentheses_only_where_needed) {
    expression const a = field(total), b = field(flag, truth);
    EXPECT_EQ(shown(op(kind::multiply, {add(a, lit(1)), lit(2)})), "(total + 1) * 2");
    EXPECT_EQ(shown(add(a, op(kind::multiply, {lit(1), lit(2)}))), "total + 1 * 2");
    EXPECT_EQ(shown(op(kind::subtract, {a, op(kind::subtract, {lit(1), lit(2)})})), "total - (1 - 2)");
    EXPECT_EQ(shown(op(kind::logical_and, {op(kind::logical_or, {b, b}, truth), op(kind::logical_not, {b}, truth)}, truth)), "(flag or flag) and not flag");
    EXPECT_EQ(shown(op(kind::greater_equal, {a, lit("1000", {type_kind::number, 4})}, truth)), "total >= 1000 points");
    EXPECT_EQ(shown(op(kind::percent_of, {lit("80", percent), a})), "80% of total");
    EXPECT_EQ(shown(op(kind::conditional, {b, lit(1), lit(2)})), "if flag then 1 else 2");
    EXPECT_EQ(shown(op(kind::negate, {add(a, lit(1))})), "-(total + 1)");
    EXPECT_EQ(shown(op(kind::logical_not, {op(kind::is_given, {a}, truth)}, truth)), "total is not given");
    EXPECT_EQ(shown(op(kind::in_set, {level(0), level(1), level(2)}, truth)), "low in {middle, high}");
}

TEST_F(printing, intervals_rounding_and_text) {
    expression e = op(kind::in_interval, {field(total)}, truth);
    e.in.push_back(interval({"900", "1000", true, false}));
    EXPECT_EQ(shown(e), "total in [900 .. 1000)");
    expression rounded = op(kind::round_places, {field(total), lit(2)});
    EXPECT_EQ(shown(rounded), "round(total, 2, half_up)");
    rounded = op(kind::round_places, {field(total), lit(0)});
    rounded.mode = rounding::down;
    EXPECT_EQ(shown(rounded), "floor(total)");
    EXPECT_EQ(shown(constant(std::string("a \"b\"\\"), text)), R"("a \"b\"\\")");
}

TEST_F(printing, aggregates_and_other_records) {
    expression const over = op(kind::multiply, {field(weight), field(total, plain, {1, 0})});
    EXPECT_EQ(shown(build::aggregate(aggregate_function::sum, {tasks}, {{over}, {field(done, truth)}, {}, {}, plain})),
              "sum(weight * head.total over tasks where done)");
    EXPECT_EQ(shown(build::aggregate(aggregate_function::count, {tasks}, {})), "count(tasks)");
    expression const of_parent = build::aggregate(aggregate_function::count, {tasks}, {{}, {}, {}, {0, 1}, plain});
    EXPECT_EQ(check::print(p, of_parent, check::printing_scope::in_record(1)), "count(head.tasks)");
    EXPECT_EQ(check::print(p, field(total, plain, {0, 1}), check::printing_scope::in_record(1)), "head.total");
}

TEST_F(printing, program_dump) {
    index const share = let(0, "share", divide(field(total), lit(3)));
    member(0, share).notes.citations = {{"7.2", true}};
    member(1, weight).range = {num("1"), num("5")};
    output(0, share);
    EXPECT_EQ(check::dump(p), R"(ruleset tiny (language en)
unit points
enum grade { low < middle < high }
record head (2 values, 1 lists, 1 computed)
  input tasks : list of task
  input total : points
  input flag : bool
  let share : number  @ Art. 7.2
    = total / 3
  output share(0)
record task in head (2 values, 0 lists, 0 computed)
  input weight : number 1..5
  input done : bool
)");
}

TEST_F(printing, long_numbers_are_cut_short) {
    EXPECT_EQ(check::print_short(p, num("100/3"), percent), "(100/3)%");
    number large = 3;
    for (int i = 0; i != 12; ++i) large = large * large;
    EXPECT_EQ(check::print_short(p, large, plain), "a number of 6493 bits");
}

}  // namespace
}  // namespace build
