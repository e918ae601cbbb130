// exec/scalar_aggregates.hpp: lists, through several levels, with and without elements.

#include "build.hpp"

#include <gtest/gtest.h>

namespace build {
namespace {

using enum aggregate_function;

/// head { scale, tasks: list of task { weight, items: list of item { points, on, done } } }
struct nested : rules {
    index head = record("head"), task = record("task", 0), item = record("item", 1);
    index scale = input(head, "scale"), tasks = list(head, "tasks", task);
    index weight = input(task, "weight"), items = list(task, "items", item);
    index points = input(item, "points"), on = input(item, "on", day), done = input(item, "done", truth);

    static record_data item_data(int points, char const* on, bool done) { return {{number(points), *date::parse(on), done}, {}}; }
    static record_data task_data(int weight, std::vector<record_data> items) { return {{number(weight)}, {std::move(items)}}; }
    static record_data full() {
        return {{number(10)}, {{task_data(2, {item_data(1, "2021-03-01", true), item_data(5, "2021-01-01", false)}), task_data(3, {}),
                                task_data(4, {item_data(7, "2021-03-01", true)})}}};
    }
    static record_data empty() { return {{number(10)}, {{}}}; }

    std::string aggregated(aggregate_function f, clauses c, record_data const& data = full()) {
        rules copy = *this;
        index const m = copy.let(head, "x", build::aggregate(f, {tasks, items}, std::move(c)));
        return run(copy, m, data);
    }
    clauses over_points() const { return {{field(points)}, {}, {}, {}, plain}; }
    clauses of_done() const { return {{field(points)}, {field(done, truth)}, {}, {}, plain}; }
};

TEST(aggregates, through_two_lists) {
    nested n;
    EXPECT_EQ(n.aggregated(sum, n.over_points()), "13");
    EXPECT_EQ(n.aggregated(sum, n.of_done()), "8");
    EXPECT_EQ(n.aggregated(count, {}), "3");
    EXPECT_EQ(n.aggregated(count, {{}, {field(n.done, truth)}, {}, {}, plain}), "2");
    EXPECT_EQ(n.aggregated(minimum, n.over_points()), "1");
    EXPECT_EQ(n.aggregated(maximum, n.over_points()), "7");
    EXPECT_EQ(n.aggregated(mean, n.over_points()), "13/3");
    EXPECT_EQ(n.aggregated(first, n.of_done()), "1");
    EXPECT_EQ(n.aggregated(any, {{}, {less(lit(6), field(n.points))}, {}, {}, truth}), "true");
    EXPECT_EQ(n.aggregated(all, {{field(n.done, truth)}, {}, {}, {}, truth}), "false");
}

TEST(aggregates, latest_takes_the_later_in_the_list_of_equals) {
    nested n;
    EXPECT_EQ(n.aggregated(latest, {{field(n.points)}, {}, {field(n.on, day)}, {}, plain}), "7");
    EXPECT_EQ(n.aggregated(latest, {{field(n.points)}, {less(field(n.points), lit(6))}, {field(n.on, day)}, {}, plain}), "1");
}

TEST(aggregates, of_nothing) {
    nested n;
    auto const none_of = [&](aggregate_function f, clauses c) { return n.aggregated(f, std::move(c), nested::empty()); };
    EXPECT_EQ(none_of(sum, n.over_points()), "0");
    EXPECT_EQ(none_of(count, {}), "0");
    EXPECT_EQ(none_of(any, {{field(n.done, truth)}, {}, {}, {}, truth}), "false");
    EXPECT_EQ(none_of(all, {{field(n.done, truth)}, {}, {}, {}, truth}), "true");
    for (auto f : {minimum, maximum, mean, first}) EXPECT_EQ(none_of(f, n.over_points()), "nothing");
    EXPECT_EQ(none_of(latest, {{field(n.points)}, {}, {field(n.on, day)}, {}, plain}), "nothing");
}

TEST(aggregates, elements_after_the_answer_are_not_evaluated) {
    nested n;
    expression const fails_for_five = less(lit(0), divide(lit(1), op(kind::subtract, {field(n.points), lit(5)})));
    EXPECT_EQ(n.aggregated(first, {{divide(lit(1), op(kind::subtract, {field(n.points), lit(5)}))}, {}, {}, {}, plain}), "-0.25");
    EXPECT_EQ(n.aggregated(all, {{fails_for_five}, {}, {}, {}, truth}), "false");
    EXPECT_EQ(n.aggregated(any, {{fails_for_five}, {}, {}, {}, truth}), "`x`: division by zero");
}

TEST(aggregates, an_element_sees_its_parent_and_the_record_around) {
    nested n;
    // sum(points * task.weight + head.scale over tasks.items): the parent of the element, and the record that the sum stands in
    expression const over = add(op(kind::multiply, {field(n.points), field(n.weight, plain, {0, 1})}), field(n.scale, plain, {1, 0}));
    EXPECT_EQ(n.aggregated(sum, {{over}, {}, {}, {}, plain}), "70");      // 2 + 10 + 28 + 3 * 10
}

TEST(aggregates, from_a_parents_list) {
    nested n;
    index const of_task = n.let(n.task, "of_task", divide(lit(100), build::aggregate(count, {n.tasks}, {{}, {}, {}, {0, 1}, plain})));
    index const total = n.let(n.head, "total", build::aggregate(sum, {n.tasks}, {{field(of_task)}, {}, {}, {}, plain}));
    EXPECT_EQ(run(n, total, nested::full()), "100");
}

}  // namespace
}  // namespace build
