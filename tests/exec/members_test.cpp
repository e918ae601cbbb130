// exec/scalar: definitions, conditions and choices, what is evaluated and what is not.

#include "build.hpp"

#include <gtest/gtest.h>

namespace build {
namespace {

TEST(choices, only_what_is_needed_is_evaluated) {
    auto const both = [](kind k, expression a, expression b) { return run(op(k, {std::move(a), std::move(b)}, truth)); };
    expression const fails = less(broken(), lit(1));
    EXPECT_EQ(both(kind::logical_and, yes(false), fails), "false");
    EXPECT_EQ(both(kind::logical_or, yes(true), fails), "true");
    EXPECT_EQ(both(kind::logical_and, fails, yes(false)), "`x`: division by zero");
    EXPECT_EQ(run(op(kind::conditional, {yes(false), broken(), yes(true), lit(2), broken()})), "2");
    EXPECT_EQ(run(op(kind::conditional, {yes(false), broken(), lit(3)})), "3");
    EXPECT_EQ(run(op(kind::default_value, {lit(1), broken()})), "1");
    EXPECT_EQ(run(op(kind::default_value, {nothing(), lit(4)})), "4");
}

TEST(definitions, an_unused_failure_rejects_nothing) {
    rules r;
    r.record("head");
    index const bad = r.let(0, "bad", broken());
    index const good = r.let(0, "good", op(kind::conditional, {yes(), lit(7), field(bad)}));
    r.output(0, good);
    auto const scored = exec::score(r.compile(), 0, {}, std::make_shared<record_data>());
    ASSERT_TRUE(scored.scored);
    EXPECT_EQ(show(scored.scored->outputs[0]), "7");
}

TEST(definitions, a_failure_is_reported_where_it_happens) {
    rules r;
    r.record("head");
    r.record("task", 0);
    index const tasks = r.list(0, "tasks", 1);
    index const weight = r.input(1, "weight");
    index const failed_share = r.let(1, "failed_share", divide(lit(1), field(weight)));
    r.member(1, failed_share).notes.citations = {{"7.2", true}, {"Annex 2", false}};
    index const total = r.let(0, "total", aggregate(aggregate_function::sum, {tasks}, {.over = {field(failed_share)}, .filter = {}, .by = {}, .origin = {}}));
    record_data const data{{}, {{{{number(4)}, {}}, {{number(0)}, {}}}}};
    auto const compiled = r.compile();
    exec::parameters const parameters;
    exec::evaluation evaluation(compiled, parameters, {});
    evaluation.begin(data, 0);
    value result;
    ASSERT_FALSE(evaluation.member(0, total, result));
    EXPECT_EQ(evaluation.why().message, "`failed_share` of tasks[1]: division by zero");
    EXPECT_EQ(evaluation.why().path, "tasks[1]");
    EXPECT_EQ(evaluation.why().rule, "failed_share");
    EXPECT_EQ(evaluation.why().citation, "Art. 7.2, Annex 2");
    ASSERT_FALSE(evaluation.member(0, total, result)) << "a failure is remembered";
}

TEST(definitions, a_missing_value_is_named) {
    rules r;
    r.record("head");
    index const volume = r.input(0, "volume", optional(percent));
    index const x = r.let(0, "x", add(field(volume), lit(1)));
    EXPECT_EQ(run(r, x, {{absent{}}, {}}), "`x`: `volume` is needed and has no value");
    EXPECT_EQ(run(r, x, {{number(2)}, {}}), "3");
}

TEST(definitions, fields_of_parents_and_of_single_records) {
    rules r;
    r.record("head");
    r.record("conduct", 0);
    index const conduct = r.single(0, "conduct", 1);
    index const scale = r.input(0, "scale");
    index const late = r.input(1, "late");
    index const scaled = r.let(1, "scaled", op(kind::multiply, {field(late), field(scale, plain, {0, 1})}));
    index const deduction = r.let(0, "deduction", field(scaled, plain, {}, {conduct}));
    index const given = r.let(0, "given", op(kind::is_given, {field(conduct, {type_kind::record, 1})}, truth));
    record_data const with{{number(10)}, {{{{number(3)}, {}}}}}, without{{number(10)}, {{}}};
    EXPECT_EQ(run(r, deduction, with), "30");
    EXPECT_EQ(run(r, deduction, without), "nothing");
    EXPECT_EQ(run(r, given, with), "true");
    EXPECT_EQ(run(r, given, without), "false");
}

TEST(exceptions, the_ones_that_hold_must_agree) {
    auto const with = [](bool first, bool second, int second_value) {
        rules r;
        r.record("head");
        index const x = r.let(0, "x", lit(1));
        r.except(0, x, "ill", lit(5), yes(first));
        r.except(0, x, "abroad", lit(second_value), yes(second));
        return run(r, x);
    };
    EXPECT_EQ(with(false, false, 7), "1");
    EXPECT_EQ(with(true, false, 7), "5");
    EXPECT_EQ(with(true, true, 5), "5");
    EXPECT_EQ(with(true, true, 7), "`x`: exceptions that hold at once differ: `ill` gives 5, `abroad` gives 7");
}

TEST(classification, first_level_that_holds) {
    auto const levels = [](bool a, bool b, bool otherwise, bool unique) {
        rules r;
        r.record("head");
        std::vector<std::pair<expression, std::vector<expression>>> list{{level(2), {yes(a)}}, {level(1), {yes(b)}}};
        if (otherwise) list.push_back({level(0), {}});
        return run(r, r.classify(0, "rating", grade, std::move(list), unique));
    };
    EXPECT_EQ(levels(true, true, true, false), "#2");
    EXPECT_EQ(levels(false, true, true, false), "#1");
    EXPECT_EQ(levels(false, false, true, false), "#0");
    EXPECT_EQ(levels(false, false, false, false), "`rating`: no level holds");
    EXPECT_EQ(levels(true, true, true, true), "`rating`: two levels hold at once: `high` and `middle`");
    EXPECT_EQ(levels(false, true, true, true), "#1");
}

TEST(deductions, counts_and_caps) {
    auto const deduct = [](int late, bool missing, std::vector<expression> row_cap, std::vector<expression> cap) {
        rules r;
        r.record("head");
        index const m = r.computed(0, "deduction", member_kind::deductions);
        program::deduction_table t;
        t.rows.resize(2);
        t.rows[0].condition = lit(late);
        t.rows[0].each = true;
        t.rows[0].amount = lit(5);
        t.rows[0].cap = std::move(row_cap);
        t.rows[1].condition = yes(missing);
        t.rows[1].amount = missing ? lit(50) : broken();
        t.cap = std::move(cap);
        r.member(0, m).deductions.push_back(std::move(t));
        return run(r, m);
    };
    EXPECT_EQ(deduct(0, false, {}, {}), "0");
    EXPECT_EQ(deduct(3, false, {}, {}), "15");
    EXPECT_EQ(deduct(3, true, {}, {}), "65");
    EXPECT_EQ(deduct(3, true, {lit(12)}, {}), "62");
    EXPECT_EQ(deduct(3, true, {lit(12)}, {lit(60)}), "60");
    EXPECT_EQ(deduct(1, false, {lit(12)}, {lit(60)}), "5");
}

TEST(limits, steps) {
    rules r;
    r.record("head");
    index const x = r.input(0, "x");
    index const y = r.let(0, "y", add(field(x), add(field(x), field(x))));
    record_limits limits;
    limits.max_steps = 5;
    EXPECT_EQ(run(r, y, {{number(1)}, {}}, limits), "3");
    limits.max_steps = 4;
    EXPECT_EQ(run(r, y, {{number(1)}, {}}, limits), "`y`: more than 4 steps of evaluation");
}

TEST(limits, bits_of_numbers) {
    rules r;
    r.record("head");
    index m = r.input(0, "x");
    for (int i = 0; i != 16; ++i) m = r.let(0, "x" + std::to_string(i), op(kind::multiply, {field(m), field(m)}));
    EXPECT_EQ(run(r, m, {{number(2)}, {}}), "`x13`: a number grew beyond the limit of its size");     // 2^16384 has 16385 bits
}

TEST(limits, depth) {
    rules r;
    r.record("head");
    index m = r.input(0, "x");
    for (int i = 0; i != 5'000; ++i) m = r.let(0, "d", add(field(m), lit(1)));
    auto const message = run(r, m, {{number(0)}, {}});
    EXPECT_NE(message.find("too deeply"), std::string::npos);
}

}  // namespace
}  // namespace build
