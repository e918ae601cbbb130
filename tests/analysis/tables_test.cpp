// Findings about tables with several arguments.
#include "build.hpp"

using namespace build;
using barem::check::analyse;
using lines = std::vector<std::string>;

namespace {

pr::table two_arguments(pr::program& p, pr::hit_policy policy) {
    auto const kind_of = add_enum(p, "kind", {"car", "van", "bus"});
    pr::table t;
    t.name = "fee";
    t.result = plain();
    t.policy = policy;
    t.arguments = {argument("age", integer(), {number(0), number(20)}), argument("kind", word(kind_of))};
    return t;
}
pr::expression word_of(std::uint32_t w) { return constant(barem::word{w}, word(0)); }

TEST(tables, a_gap_names_every_argument) {
    auto p = program();
    auto t = two_arguments(p, pr::hit_policy::unique);
    add_row(t, {in("<= 10", integer()), any()});
    add_row(t, {in("> 10", integer()), one_of({word_of(0), word_of(2)})});
    p.tables = {t};
    EXPECT_EQ(messages(analyse(p)), lines{"B1301 `fee` leaves a gap where `age` is from 11 to 20 and `kind` is `van` | age = 16, kind = van"});
    p.tables[0].otherwise.emplace_back().value = num(1);
    EXPECT_EQ(messages(analyse(p)), lines{});
    p.tables[0].otherwise.clear();
    p.tables[0].policy = pr::hit_policy::collect_sum;
    EXPECT_EQ(messages(analyse(p)), lines{});
}

TEST(tables, a_word_without_a_row) {
    auto p = program();
    auto t = two_arguments(p, pr::hit_policy::unique);
    t.arguments.erase(t.arguments.begin());
    add_row(t, {one_of({word_of(0)})});
    p.tables = {t};
    EXPECT_EQ(messages(analyse(p)), lines{"B1301 `van` or `bus` stands in no row of `fee` | kind = van"});
}

TEST(tables, texts_have_others) {
    auto p = program();
    pr::table t;
    t.name = "t";
    t.arguments = {argument("name", text())};
    add_row(t, {one_of({constant(std::string("a"), text()), constant(std::string("b"), text())})});
    p.tables = {t};
    EXPECT_EQ(messages(analyse(p)), lines{"B1301 any other text stands in no row of `t` | name = \"other\""});
    add_row(p.tables[0], {none_of({constant(std::string("a"), text())})});
    EXPECT_EQ(messages(analyse(p)), lines{"B1302 two rows of `t` overlap: both hold for `\"b\"` | name = \"b\""});
}

TEST(tables, at_most_five_gaps_are_listed) {
    auto p = program();
    auto t = two_arguments(p, pr::hit_policy::unique);
    for (int i = 0; i <= 20; i += 2) add_row(t, {one_of({num(i, integer())}), any()});
    p.tables = {t};
    auto const found = analyse(p);
    EXPECT_EQ(found.size(), 5U);
    EXPECT_EQ(found.back().notes, lines{"5 more gaps like it"});
}

TEST(tables, overlapping_rows_with_one_result_are_fine_with_any) {
    auto p = program();
    auto t = two_arguments(p, pr::hit_policy::any);
    add_row(t, {in("<= 10", integer()), any()}, 1);
    add_row(t, {in(">= 5", integer()), any()}, 1);
    add_row(t, {in(">= 19", integer()), one_of({word_of(2)})}, 2);
    p.tables = {t};
    EXPECT_EQ(messages(analyse(p)), lines{"B1308 two rows of `fee` give different results where `age` is from 19 to 20 and `kind` is `bus` | age = 20, kind = bus"});
}

/// Rows that test `age` in the column `when`.
pr::expression age(kind how, int than) {
    auto e = op(kind::argument, {}, integer());
    e.target = 0;
    return op(how, {e, num(than, integer())});
}

TEST(tables, conditions_of_rows_are_decided_where_they_can_be) {
    auto p = program();
    auto t = two_arguments(p, pr::hit_policy::unique);
    add_row(t, {any(), any(), when(age(kind::less, 10))});
    add_row(t, {any(), any(), when(age(kind::greater_equal, 10))});
    p.tables = {t};
    EXPECT_EQ(messages(analyse(p)), lines{});
    p.tables[0].rows[1].tests[2].members = {age(kind::greater, 10)};
    EXPECT_EQ(messages(analyse(p)), lines{"B1301 `fee` leaves a gap: no row holds in some cases | age = 10"});
    p.tables[0].rows[1].tests[2].members = {age(kind::greater_equal, 9)};
    EXPECT_EQ(messages(analyse(p)), lines{"B1302 two rows of `fee` overlap: both hold in some cases | age = 9"});
}

TEST(tables, conditions_that_cannot_be_compared_are_not_decided) {
    auto p = program();
    auto t = two_arguments(p, pr::hit_policy::unique);
    auto const square = [&] {
        auto e = op(kind::argument, {}, integer());
        e.target = 0;
        return op(kind::multiply, {e, e}, integer());
    };
    add_row(t, {any(), any(), when(op(kind::less, {square(), num(50)}))});
    add_row(t, {any(), any(), when(age(kind::greater_equal, 8))});
    p.tables = {t};
    EXPECT_EQ(codes(without_records(analyse(p))), (lines{"B1312", "B1312"}));
}

/// A box of a table of n * n * n disjoint ones.
pr::test slice(int i, int width) { return in("[" + std::to_string(i * width) + " .. " + std::to_string((i + 1) * width) + ")"); }

TEST(tables, sixteen_thousand_disjoint_boxes_are_proved) {
    auto p = program();
    pr::table t;
    t.name = "large";
    for (auto name : {"a", "b", "c"}) t.arguments.push_back(argument(name, plain(), {number(0), number(249)}));
    for (int i = 0; i != 25; ++i)
        for (int k = 0; k != 25; ++k)
            for (int m = 0; m != 25; ++m) add_row(t, {slice(i, 10), slice(k, 10), slice(m, 10)});
    p.tables = {t};
    EXPECT_EQ(messages(analyse(p)), lines{});
    p.tables[0].rows.erase(p.tables[0].rows.begin() + 7000);
    EXPECT_EQ(codes(analyse(p)), lines{"B1301"});
}

/// Boxes that come of cutting one again and again at uneven places: their edges hardly ever agree.
void divide(pr::table& t, std::vector<std::pair<int, int>> space, unsigned depth, unsigned& seed) {
    if (depth == 0) {
        std::vector<pr::test> tests;
        for (auto const& [low, high] : space) tests.push_back(in("[" + std::to_string(low) + " .. " + std::to_string(high) + ")"));
        add_row(t, std::move(tests));
        return;
    }
    auto const axis = depth % 3;
    auto const [low, high] = space[axis];
    seed = seed * 1103515245U + 12345U;
    int const cut = low + (high - low) / 3 + static_cast<int>(seed / 65536U % static_cast<unsigned>((high - low) / 3));
    auto upper = space;
    space[axis].second = upper[axis].first = cut;
    divide(t, space, depth - 1, seed);
    divide(t, upper, depth - 1, seed);
}

TEST(tables, sixteen_thousand_uneven_boxes_are_proved) {
    auto p = program();
    pr::table t;
    t.name = "large";
    for (auto name : {"a", "b", "c"}) t.arguments.push_back(argument(name, plain(), {number(0), number(999999)}));
    unsigned seed = 1;
    divide(t, std::vector(3, std::pair(0, 1000000)), 14, seed);
    p.tables = {t};
    ASSERT_EQ(t.rows.size(), 16384U);
    EXPECT_EQ(messages(analyse(p)), lines{});
    p.tables[0].policy = pr::hit_policy::first;
    EXPECT_EQ(messages(analyse(p)), lines{});
}

TEST(tables, many_rows_of_one_argument_are_proved) {
    auto p = program();
    pr::table t;
    t.name = "large";
    t.arguments = {argument("a", plain(), {number(0), number(19999)})};
    for (int i = 0; i != 20000; ++i) add_row(t, {slice(i, 1)});
    p.tables = {t};
    EXPECT_EQ(messages(analyse(p)), lines{});
}

}  // namespace
