// Findings about classifications.
#include "build.hpp"

using namespace build;
using barem::check::analyse;
using lines = std::vector<std::string>;

namespace {

/// A head of the regulation of Việt Yên, Article 7: total is defined by parts, the shares by counts over a list.
struct head {
    pr::program p = program();
    pr::index record = add_record(p, "head"), indicator = add_record(p, "indicator");

    head() {
        for (auto const* name : {"failed", "exceeded"}) add_member(p, indicator, name, pr::member_kind::input, truth());
        add_member(p, record, "indicators", pr::member_kind::input, {pr::type_kind::list, indicator}, {number(1), number(250)});
        add_member(p, record, "base", pr::member_kind::input, points());
        add_member(p, record, "bonus", pr::member_kind::input, points());
        add_let(p, record, "total", op(kind::add, {field(p, record, "base"), field(p, record, "bonus")}, points()));
        add_let(p, record, "failed_share", share("failed"));
        add_let(p, record, "exceeded_share", share("exceeded"));
        add_member(p, record, "innovative", pr::member_kind::input, truth());
        add_member(p, record, "commended", pr::member_kind::input, truth());
        pr::parameter floor;
        floor.name = "floor";
        floor.type = points();
        floor.initial = number(1000);
        p.parameters.push_back(floor);
    }
    pr::expression of(std::string const& name) const { return field(p, record, name); }
    pr::expression floor() const {
        auto e = op(kind::parameter, {}, points());
        e.target = 0;
        return e;
    }
    pr::expression count(std::string const& which) const {
        auto e = op(kind::aggregate, {}, integer());
        e.aggregate.emplace_back();
        e.aggregate[0].function = pr::aggregate_function::count;
        e.aggregate[0].lists = {0};
        if (!which.empty()) e.aggregate[0].filter = {field(p, indicator, which)};
        return e;
    }
    pr::expression share(std::string const& which) const { return op(kind::share, {count(which), count("")}, percent()); }
    pr::expression at_least_floor() const { return op(kind::greater_equal, {of("total"), floor()}); }
    pr::expression nearly() const { return inside(of("total"), "[900 .. 1000)"); }
    pr::expression failed(kind how, int most) const { return op(how, {of("failed_share"), num(most, percent())}); }
    pr::expression excellent() const {
        auto const exceeded = op(kind::greater_equal, {of("exceeded_share"), num(50, percent())});
        return both(both(at_least_floor(), failed(kind::equal, 0)), both(exceeded, both(of("innovative"), of("commended"))));
    }
    pr::expression good() const { return both(at_least_floor(), failed(kind::less_equal, 10)); }
    pr::expression completed() const { return either(both(nearly(), failed(kind::less_equal, 20)), both(at_least_floor(), failed(kind::greater, 10))); }
    pr::expression not_completed() const {
        return either(op(kind::less, {of("total"), num(900, points())}), both(nearly(), failed(kind::greater, 20)));
    }
};

TEST(levels, two_ratings_of_article_7_hold_at_once_and_nothing_is_left_out) {
    head h;
    add_levels(h.p, h.record, "rating", {h.excellent(), h.good(), h.completed(), h.not_completed()}, true);
    auto const found = analyse(h.p);
    EXPECT_EQ(messages(found), lines{"B1402 two levels of `rating` can both hold: `0` and `1` | total = 1000 points, failed_share = 0%, "
                                     "exceeded_share = 50%, innovative = true, commended = true"});
    EXPECT_EQ(row_at(found[0].labels[0].where), 1U);
    EXPECT_EQ(row_at(found[0].labels[1].where), 0U);
}

TEST(levels, the_first_that_holds_is_no_finding) {
    head h;
    add_levels(h.p, h.record, "rating", {h.excellent(), h.good(), h.completed(), h.not_completed()}, false);
    EXPECT_EQ(messages(analyse(h.p)), lines{});
}

TEST(levels, a_case_without_a_level) {
    head h;
    add_levels(h.p, h.record, "rating", {h.excellent(), h.good(), h.completed(), op(kind::less, {h.of("total"), num(900, points())})}, false);
    EXPECT_EQ(messages(analyse(h.p)), lines{"B1401 `rating` has no level for some cases | total = 900 points, failed_share = 60%"});
}

TEST(levels, cases_that_come_close_to_a_level_are_told_as_well) {
    head h;
    auto const good = both(h.at_least_floor(), both(h.failed(kind::less_equal, 10), h.of("innovative")));
    auto const completed = both(h.nearly(), h.failed(kind::less_equal, 20));
    add_levels(h.p, h.record, "rating", {good, completed}, false);
    auto const found = analyse(h.p);
    EXPECT_EQ(messages(found), lines{"B1401 `rating` has no level for some cases | total = 899 points"});
    EXPECT_EQ(found[0].notes, (lines{"no level takes a case where `total` is below 900 points",
                                     "nor would any take this one, which is close to `0`, if there is such a record: total = 899 points, failed_share = 0%, innovative = true",
                                     "nor would any take this one, which is close to `0`, if there is such a record: total = 1000 points, failed_share = 15%, innovative = true",
                                     "nor would any take this one, which is close to `0`, if there is such a record: total = 1000 points, failed_share = 0%, innovative = false",
                                     "nor would any take this one, which is close to `1`, if there is such a record: total = 899 points, failed_share = 0%"}));
}

TEST(levels, shares_of_one_list_lie_within_0_and_100_percent) {
    head h;
    add_levels(h.p, h.record, "part", {h.failed(kind::less, 50), op(kind::in_interval, {h.of("failed_share")})}, true);
    h.p.records[h.record].members.back().levels[0].levels[1].condition = {inside(h.of("failed_share"), "[50 .. 100]")};
    EXPECT_EQ(messages(analyse(h.p)), lines{});
}

TEST(levels, a_condition_that_is_never_true) {
    head h;
    auto const never = both(op(kind::less, {h.of("total"), num(5, points())}), op(kind::greater, {h.of("total"), num(5, points())}));
    add_levels(h.p, h.record, "part", {never}, false, true);
    EXPECT_EQ(messages(analyse(h.p)), lines{"B1403 level `0` of `part` can never be reached: its condition is false whatever the values"});
}

TEST(levels, earlier_levels_take_all_cases_of_a_later_one) {
    head h;
    add_levels(h.p, h.record, "part", {h.failed(kind::less, 20), h.failed(kind::greater, 10), h.failed(kind::equal, 15)}, false, true);
    EXPECT_EQ(messages(analyse(h.p)), (lines{
        "B1403 level `2` of `part` can never be reached: earlier levels take all of its cases | failed_share = 15%",
        "B1403 `otherwise` of `part` can never be reached: the levels before it take every case"}));
}

TEST(levels, comparisons_of_two_fields_are_compared_as_they_stand) {
    head h;
    auto const less = op(kind::less, {h.of("base"), h.of("bonus")}), not_less = op(kind::less_equal, {h.of("bonus"), h.of("base")});
    add_levels(h.p, h.record, "part", {less, not_less}, true);
    EXPECT_EQ(messages(analyse(h.p)), lines{});
}

TEST(levels, what_cannot_be_decided_needs_otherwise_but_is_no_overlap) {
    head h;
    auto const less = op(kind::less, {h.of("base"), h.of("bonus")}), equal = op(kind::equal, {h.of("base"), h.of("bonus")});
    add_levels(h.p, h.record, "part", {less, equal}, true);
    auto const found = analyse(h.p);
    EXPECT_EQ(codes(without_records(found)), (lines{"B1401", "B1312"}));
    EXPECT_EQ(found[0].message, "`part` could not be proved to have a level for every case");
    EXPECT_EQ(found[0].witness, "not (base < bonus), not (base = bonus)");
}

TEST(levels, a_definition_is_not_free_beside_what_defines_it) {
    head h;
    auto const total = op(kind::less, {h.of("total"), num(10, points())}), base = op(kind::greater, {h.of("base"), num(20, points())});
    add_levels(h.p, h.record, "part", {total, base}, true, true);
    EXPECT_EQ(messages(without_records(analyse(h.p))), lines{"B1312 not decided whether two levels of `part` can both hold, such as `0` and `1`"});
}

TEST(levels, definitions_of_the_same_input_are_not_free_beside_one_another) {
    head h;
    add_let(h.p, h.record, "twice", op(kind::multiply, {h.of("base"), num(2)}, points()));
    add_let(h.p, h.record, "less", op(kind::subtract, {num(10, points()), h.of("base")}, points()));
    auto const twice = op(kind::greater, {h.of("twice"), num(20, points())}), less = op(kind::greater, {h.of("less"), num(5, points())});
    add_levels(h.p, h.record, "part", {twice, less}, true, true);
    EXPECT_EQ(codes(of_code(without_records(analyse(h.p)), "B1402")), lines{});
}

TEST(levels, the_size_of_a_list_is_not_free_beside_its_elements) {
    head h;
    add_let(h.p, h.record, "size", h.count(""));
    add_let(h.p, h.record, "failed", h.count("failed"));
    auto const few = op(kind::less, {h.of("size"), num(3)}), many = op(kind::greater, {h.of("failed"), num(5)});
    add_levels(h.p, h.record, "part", {few, many}, true, true);
    EXPECT_EQ(codes(of_code(without_records(analyse(h.p)), "B1402")), lines{});
}

TEST(levels, constants_may_stand_beside_the_variable) {
    head h;
    auto const moved = op(kind::subtract, {h.of("base"), num(100, points())}, points());
    auto const turned = op(kind::multiply, {num(-2), h.of("base")}, points());
    add_levels(h.p, h.record, "part", {op(kind::greater, {moved, num(5, points())}), op(kind::greater_equal, {turned, num(-210, points())})}, true);
    EXPECT_EQ(messages(analyse(h.p)), lines{});
}

TEST(levels, a_truth_with_a_name_stands_for_its_condition) {
    head h;
    add_let(h.p, h.record, "passed", op(kind::greater_equal, {h.of("base"), num(50, points())}));
    add_levels(h.p, h.record, "part", {h.of("passed"), op(kind::less, {h.of("base"), num(50, points())})}, true);
    EXPECT_EQ(messages(analyse(h.p)), lines{});
}

TEST(levels, not_decided_beyond_the_steps_allowed) {
    head h;
    add_levels(h.p, h.record, "rating", {h.excellent(), h.good(), h.completed()}, false, true);
    barem::compile_limits limits;
    limits.max_proof_steps = 10;
    EXPECT_EQ(codes(analyse(h.p, limits)), lines{"B1312"});
}

}  // namespace
