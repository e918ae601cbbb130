// Bounds of expressions, and the ranges of arguments.
#include "build.hpp"

#include "check/analysis/bounds.hpp"
#include "check/analysis/findings.hpp"

using namespace build;
using barem::analysis::bounds;
using barem::analysis::bounds_of;
using barem::analysis::check_domains;
using barem::analysis::place;
using lines = std::vector<std::string>;

namespace {

struct record_with_fields : testing::Test {
    pr::program p = program();
    pr::index task = add_record(p, "task"), head = add_record(p, "head");

    void SetUp() override {
        add_member(p, task, "points", pr::member_kind::input, points(), {number(0), number(20)});
        add_member(p, head, "tasks", pr::member_kind::input, {pr::type_kind::list, task}, {number(1), number(10)});
        add_member(p, head, "a", pr::member_kind::input, percent(), {number(-2), number(3)});
        add_member(p, head, "b", pr::member_kind::input, percent(), {number(2), number(5)});
        add_member(p, head, "open", pr::member_kind::input, percent(), {number(1), std::nullopt});
    }
    pr::expression of(std::string const& name) const { return field(p, head, name); }
    pr::expression over_tasks(pr::aggregate_function f, bool filtered = false) const {
        auto e = op(kind::aggregate, {}, f == pr::aggregate_function::count ? integer() : points());
        e.aggregate.emplace_back();
        e.aggregate[0].function = f;
        e.aggregate[0].lists = {0};
        if (f != pr::aggregate_function::count) e.aggregate[0].over = {field(p, task, "points")};
        if (filtered) e.aggregate[0].filter = {op(kind::less, {field(p, task, "points"), num(5, points())})};
        return e;
    }
    std::string written(pr::expression const& e) const {
        auto const b = bounds_of(p, e, place::in_record(head));
        return (b.low ? b.low->to_exact() : "") + ".." + (b.high ? b.high->to_exact() : "");
    }
    std::string written(kind k, std::vector<pr::expression> operands) const { return written(op(k, std::move(operands), percent())); }
};

TEST_F(record_with_fields, arithmetic) {
    EXPECT_EQ(written(kind::add, {of("a"), of("b")}), "0..8");
    EXPECT_EQ(written(kind::subtract, {of("a"), of("b")}), "-7..1");
    EXPECT_EQ(written(kind::multiply, {of("a"), of("b")}), "-10..15");
    EXPECT_EQ(written(kind::divide, {of("a"), of("b")}), "-1..1.5");
    EXPECT_EQ(written(kind::divide, {of("b"), of("a")}), "..");
    EXPECT_EQ(written(kind::multiply, {of("open"), of("b")}), "2..");
    EXPECT_EQ(written(kind::multiply, {of("open"), of("a")}), "..");
    EXPECT_EQ(written(kind::multiply, {num(0), num(0)}), "0..0");
    EXPECT_EQ(written(kind::divide, {num(1), num(0)}), "0..");
    EXPECT_EQ(written(kind::percent_of, {of("b"), of("b")}), "0.04..0.25");
    EXPECT_EQ(written(kind::negate, {of("open")}), "..-1");
    EXPECT_EQ(written(kind::absolute, {of("a")}), "0..3");
    EXPECT_EQ(written(kind::minimum, {of("open"), of("b")}), "1..5");
    EXPECT_EQ(written(kind::maximum, {of("a"), num(0)}), "0..3");
    EXPECT_EQ(written(kind::conditional, {constant(true, truth()), of("a"), of("b")}), "-2..5");
}

TEST_F(record_with_fields, lists) {
    using f = pr::aggregate_function;
    EXPECT_EQ(written(over_tasks(f::count)), "1..10");
    EXPECT_EQ(written(over_tasks(f::count, true)), "0..10");
    EXPECT_EQ(written(over_tasks(f::sum)), "0..200");
    EXPECT_EQ(written(over_tasks(f::maximum)), "0..20");
    EXPECT_EQ(written(kind::share, {over_tasks(f::count, true), over_tasks(f::count)}), "0..100");
    EXPECT_EQ(written(kind::divide, {num(100), over_tasks(f::count)}), "10..100");
}

TEST_F(record_with_fields, definitions_and_tables) {
    add_let(p, head, "double", op(kind::multiply, {of("a"), num(2)}, percent()));
    EXPECT_EQ(written(of("double")), "-4..6");
    auto t = bands("t", argument("x", percent()), {"< 0", ">= 0"});
    t.rows[1].result = {num(7)};
    p.tables = {t};
    auto look_up = op(kind::look_up, {of("a")}, plain());
    look_up.target = 0;
    EXPECT_EQ(written(look_up), "0..7");
}

TEST_F(record_with_fields, an_argument_outside_the_declared_range) {
    p.tables = {bands("t", argument("x", percent(), {number(0), number(100)}), {"< 50", ">= 50"})};
    auto const use = [&](pr::expression e) {
        auto look_up = op(kind::look_up, {std::move(e)}, plain());
        look_up.target = 0;
        p.records[head].members.resize(4);
        add_let(p, head, "used", look_up);
        findings found;
        check_domains(p, {}, found);
        return messages(found);
    };
    EXPECT_EQ(use(of("b")), lines{});
    EXPECT_EQ(use(of("a")), lines{"B1310 this can be below 0%, but `x` of `t` must be from 0% to 100%"});
    EXPECT_EQ(use(op(kind::add, {of("open"), num(100, percent())}, percent())), lines{"B1311 `t` never takes this: it is 101% or more, and `x` must be from 0% to 100% | x = 101%"});
    EXPECT_EQ(use(op(kind::maximum, {of("a"), num(0, percent())}, percent())), lines{});
}

}  // namespace
