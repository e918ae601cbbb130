// exec/explained: what an explanation can ask for. exec/dependent_inputs.

#include "build.hpp"

#include <gtest/gtest.h>

namespace build {
namespace {

using program::gap_reading;
using program::hit_policy;

/// head { scale, tasks: list of task { x, points = bonus(x) * 1 }, total = sum(points * head.scale over tasks where x > 0), rating }
struct explained : testing::Test, rules {
    index scale, tasks, x, points, total, rating;
    plan::compiled compiled;
    exec::parameters parameters;
    record_data data{{number(2)}, {{{{num("5")}, {}}, {{num("10.5")}, {}}, {{num("-1")}, {}}}}};

    explained() {
        record("head");
        record("task", 0);
        scale = input(0, "scale");
        tasks = list(0, "tasks", 1);
        x = input(1, "x");
        table("bonus", {takes("x", plain, "0", "100")}, plain, hit_policy::unique,
              {row({within({"", "10", false, true})}, lit(1)), row({within({"11", "", true, false})}, lit(2))});
        p.tables[0].is_bands = true;
        p.tables[0].gaps = gap_reading::lower;
        points = let(1, "points", look_up(0, {field(x)}));
        expression over = op(kind::multiply, {field(points), field(scale, plain, {1, 0})});
        total = let(0, "total", build::aggregate(aggregate_function::sum, {tasks}, {{over}, {less(lit(0), field(x))}, {}, {}, plain}));
        rating = classify(0, "rating", grade, {{level(2), {less(lit(3), field(total))}}, {level(1), {less(broken(), lit(1))}}, {level(0), {}}});
        output(0, rating);
        compiled = compile();
    }
};

TEST_F(explained, definitions_nodes_and_hits) {
    exec::explained_record record(compiled, 0, parameters, data, {});
    EXPECT_EQ(show(*record.member(0, total).result), "4");
    auto const frames = record.children(0, 0);
    ASSERT_EQ(frames.count, 3u);
    EXPECT_EQ(record.path(frames.first + 1), "tasks[1]");

    index const root = compiled.tree.records[0].members[total].value;
    auto const within = record.within(0, total);
    EXPECT_EQ(record.elements(within, root), (std::vector<index>{frames.first, frames.first + 1, frames.first + 2}));
    auto const& a = compiled.tree.aggregates[compiled.tree.nodes[root].target];
    auto const second = record.within_element(within, frames.first + 1), third = record.within_element(within, frames.first + 2);
    EXPECT_EQ(show(*record.node(second, a.over).result), "2");
    EXPECT_EQ(show(*record.node(third, a.filter).result), "false");

    index const look_up = compiled.tree.records[1].members[points].value;
    auto const hit = record.hit(record.within(frames.first + 1, points), look_up);
    ASSERT_TRUE(hit);
    EXPECT_EQ(hit->rows, decltype(hit->rows){0});
    EXPECT_EQ(compiled.tree.tables[0].pieces[hit->piece].reading, plan::piece_reading::gap_lower);
    EXPECT_EQ(show(hit->arguments[0]), "10.5");
}

TEST_F(explained, what_scoring_did_not_need) {
    exec::explained_record record(compiled, 0, parameters, data, {});
    EXPECT_EQ(record.decision(0, rating)->levels, decltype(record.decision(0, rating)->levels){0});
    auto const other = record.node(record.within(0, rating), compiled.tree.records[0].members[rating].levels[1].condition);
    EXPECT_FALSE(other.result);
    EXPECT_EQ(other.why->message, "`rating`: division by zero");
    auto const third = record.member(record.children(0, 0).first + 2, points);
    EXPECT_FALSE(third.result);
    EXPECT_EQ(third.why->message, "`points` of tasks[2]: `x` of `bonus` is -1, outside 0..100");
    EXPECT_EQ(show(*record.member(0, rating).result), "#2") << "asking changes nothing";
}

TEST(explained_members, deductions_before_and_after_caps) {
    rules r;
    r.record("head");
    index const m = r.computed(0, "deduction", member_kind::deductions);
    program::deduction_table t;
    t.rows.resize(2);
    t.rows[0].condition = yes(false);
    t.rows[0].amount = lit(1);
    t.rows[1].condition = lit(4);
    t.rows[1].each = true;
    t.rows[1].amount = lit(5);
    t.rows[1].cap.push_back(lit(12));
    t.cap.push_back(lit(10));
    r.member(0, m).deductions.push_back(std::move(t));
    auto const compiled = r.compile();
    exec::parameters const parameters;
    record_data const data;
    exec::explained_record record(compiled, 0, parameters, data, {});
    auto const d = record.decision(0, m);
    ASSERT_TRUE(d);
    ASSERT_EQ(d->deductions.size(), 1u);
    EXPECT_EQ(d->deductions[0].row, 1u);
    EXPECT_EQ(d->deductions[0].times, number(4));
    EXPECT_EQ(d->deductions[0].amount, number(20));
    EXPECT_EQ(d->deductions[0].counted, number(12));
    EXPECT_EQ(d->sum, number(12));
    EXPECT_EQ(*d->cap, number(10));
    EXPECT_EQ(show(*record.member(0, m).result), "10");
}

TEST(dependent_inputs, every_instance_is_checked) {
    rules r;
    r.record("head");
    r.record("task", 0);
    r.list(0, "tasks", 1);
    index const measure = r.input(1, "measure", grade);
    index const volume = r.input(1, "volume", optional(percent));
    r.member(1, volume).required_when.push_back(equal(field(measure, grade), level(1)));
    auto const compiled = r.compile();
    auto const task = [](std::uint32_t m, value volume) { return record_data{{word{m}, std::move(volume)}, {}}; };
    record_data const data{{}, {{task(0, absent{}), task(1, number(5)), task(1, absent{})}}};
    auto const found = exec::check_dependent_inputs(compiled, data, 0, {});
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].path, "tasks[2].volume");
    EXPECT_EQ(found[0].expected, "required when measure = middle");
    EXPECT_EQ(found[0].found, "nothing");
}

}  // namespace
}  // namespace build
