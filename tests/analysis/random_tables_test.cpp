// Random tables, compared with looking at every point of the grid.
#include "build.hpp"

#include "check/analysis/constant.hpp"
#include "check/analysis/extent.hpp"

#include <random>
#include <set>

using namespace build;
using barem::check::analyse;

namespace {

using rng = std::mt19937;
int pick(rng& r, int low, int high) { return low + static_cast<int>(r() % static_cast<unsigned>(high - low + 1)); }

/// Whether a test takes a place on its line; written anew, to be compared with the analysis.
bool takes(pr::program const& p, pr::test const& t, number const& at) {
    auto const has = [&] {
        return std::any_of(t.members.begin(), t.members.end(), [&](auto const& m) { return *barem::analysis::as_number(m.literal) == at; });
    };
    switch (t.form) {
        case pr::test::kind::any: return true;
        case pr::test::kind::interval: return barem::analysis::constant_extent(p, t.in[0])->contains(at);
        case pr::test::kind::one_of: return has();
        default: return !has();
    }
}

using point = std::vector<number>;
bool holds(pr::program const& p, pr::table_row const& row, point const& at) {
    for (std::size_t i = 0; i != at.size(); ++i)
        if (!takes(p, row.tests[i], at[i])) return false;
    return true;
}

struct truth_about {
    std::size_t uncovered = 0;
    std::set<std::pair<std::size_t, std::size_t>> overlapping, differing;
    std::set<std::size_t> first;             ///< rows that are the first to hold somewhere
};
truth_about look_everywhere(pr::program const& p, pr::table const& t, std::vector<point> const& everywhere) {
    truth_about found;
    for (auto const& at : everywhere) {
        std::vector<std::size_t> rows;
        for (std::size_t r = 0; r != t.rows.size(); ++r)
            if (holds(p, t.rows[r], at)) rows.push_back(r);
        found.uncovered += rows.empty();
        if (!rows.empty()) found.first.insert(rows[0]);
        for (auto a : rows)
            for (auto b : rows)
                if (a < b) {
                    found.overlapping.insert({a, b});
                    if (t.rows[a].result[0].literal != t.rows[b].result[0].literal) found.differing.insert({a, b});
                }
    }
    return found;
}

/// Pairs of rows labelled by the findings of a code; as many as were told of in all.
std::set<std::pair<std::size_t, std::size_t>> pairs_of(findings const& all, std::string const& code, std::size_t& more) {
    std::set<std::pair<std::size_t, std::size_t>> pairs;
    for (auto const& d : of_code(all, code)) {
        pairs.insert({row_at(d.labels[1].where), row_at(d.labels[0].where)});
        if (!d.notes.empty()) more = std::stoul(d.notes[0]);
    }
    return pairs;
}

void expect_pairs(findings const& all, std::string const& code, std::set<std::pair<std::size_t, std::size_t>> const& expected) {
    std::size_t more = 0;
    auto const found = pairs_of(all, code, more);
    EXPECT_EQ(found.size() + more, expected.size());
    EXPECT_TRUE(std::includes(expected.begin(), expected.end(), found.begin(), found.end()));
}

void expect_never_hit(findings const& all, pr::table const& t, std::set<std::size_t> const& first) {
    std::set<std::size_t> never;
    for (auto const& d : all)
        if (d.code == "B1307" || d.code == "B1314") never.insert(row_at(d.labels[0].where));
    for (std::size_t r = 0; r != t.rows.size(); ++r) EXPECT_EQ(never.contains(r), !first.contains(r)) << "row " << r;
}

// ── one argument ────────────────────────────────────────────────────────────────────────────────────────────────

struct line {
    pr::argument argument;
    number step;                             ///< of the grid that stands for all values
};
line random_line(rng& r) {
    line l{argument("x", plain(), {number(0), number(12)}), number::ratio(1, 2)};      // bounds are whole: a half stands for what lies between
    if (int const form = pick(r, 0, 2); form == 1) l = {argument("x", integer(), {number(0), number(12)}), 1};
    else if (form == 2) {
        l.argument.decimals = 1;
        l.step = number::ratio(1, 10);
    }
    return l;
}

std::string random_interval(rng& r) {
    int const low = pick(r, -1, 12), high = low + pick(r, 0, 4);
    if (low == high) return "[" + std::to_string(low) + " .. " + std::to_string(high) + "]";
    if (high == low + 1) return "[" + std::to_string(low) + " .. " + std::to_string(high) + (pick(r, 0, 1) ? "]" : ")");
    return (pick(r, 0, 1) ? "[" : "(") + std::to_string(low) + " .. " + std::to_string(high) + (pick(r, 0, 1) ? "]" : ")");
}

TEST(random_bands, agree_with_every_point_of_the_grid) {
    for (unsigned seed = 0; seed != 3000; ++seed) {
        SCOPED_TRACE(seed);
        rng r(seed);
        auto const l = random_line(r);
        std::vector<std::string> rows;
        for (int i = pick(r, 1, 7); i != 0; --i) rows.push_back(random_interval(r));
        auto p = program();
        p.tables = {bands("b", l.argument, rows)};
        bool const first = pick(r, 0, 2) == 0;
        p.tables[0].overlaps_take_first = first;
        auto const& t = p.tables[0];

        std::vector<point> everywhere;
        for (number x = 0; x <= number(12); x = x + l.step) everywhere.push_back({x});
        auto const truth = look_everywhere(p, t, everywhere);
        std::size_t runs = 0;                // maximal gaps
        bool inside = false;
        for (auto const& at : everywhere) {
            bool const gap = std::none_of(t.rows.begin(), t.rows.end(), [&](auto const& row) { return holds(p, row, at); });
            runs += gap && !inside;
            inside = gap;
        }

        auto const found = analyse(p);
        EXPECT_EQ(of_code(found, "B1301").size(), runs);
        number before = -1;
        for (auto const& d : of_code(found, "B1301")) {
            auto const at = n(read_witness(d.witness)["x"].c_str());
            EXPECT_TRUE(before < at && at <= number(12));
            before = at;
            for (auto const& row : t.rows) EXPECT_FALSE(holds(p, row, {at})) << d.witness;
        }
        if (first) expect_never_hit(found, t, truth.first);
        else expect_pairs(found, "B1302", truth.overlapping);
        for (auto const& d : of_code(found, "B1302")) {
            auto const at = n(read_witness(d.witness)["x"].c_str());
            for (auto const& label : d.labels) EXPECT_TRUE(holds(p, t.rows[row_at(label.where)], {at})) << d.witness;
        }
        EXPECT_EQ(of_code(found, "B1309").size(), first && truth.overlapping.empty() ? 1U : 0U);
    }
}

// ── three arguments ─────────────────────────────────────────────────────────────────────────────────────────────

pr::test random_test(rng& r, pr::type const& type, int places) {
    auto const place = [&] { return pick(r, 0, places - 1); };
    auto const member = [&](int at) {
        if (type.kind == pr::type_kind::truth) return constant(at == 1, type);
        return type.kind == pr::type_kind::word ? constant(barem::word{static_cast<std::uint32_t>(at)}, type) : num(at, type);
    };
    int const form = pick(r, 0, 5);
    if (form <= 1) return any();
    if (form == 2) return one_of({member(place())});
    if (form == 3) return one_of({member(place()), member(place())});
    if (form == 4 || type.kind != pr::type_kind::number) return none_of({member(place())});
    int const low = place();
    return in("[" + std::to_string(low) + " .. " + std::to_string(low + pick(r, 0, 3)) + "]", type);
}

number place_of(std::string const& name, std::string const& written) {
    static std::map<std::string, int> const names{{"red", 0}, {"green", 1}, {"blue", 2}, {"false", 0}, {"true", 1}};
    return name == "x" ? n(written.c_str()) : number(names.at(written));
}
point read_point(std::string const& witness) {
    auto const values = read_witness(witness);
    point at;
    for (auto name : {"x", "colour", "yes"}) at.push_back(place_of(name, values.at(name)));
    return at;
}

TEST(random_tables, agree_with_every_combination) {
    for (unsigned seed = 0; seed != 3000; ++seed) {
        SCOPED_TRACE(seed);
        rng r(seed);
        auto p = program();
        auto const colour = add_enum(p, "colour", {"red", "green", "blue"});
        pr::table t;
        t.name = "t";
        t.arguments = {argument("x", integer(), {number(0), number(5)}), argument("colour", word(colour)), argument("yes", truth())};
        t.policy = std::array{pr::hit_policy::unique, pr::hit_policy::first, pr::hit_policy::any}[static_cast<std::size_t>(pick(r, 0, 2))];
        for (int i = pick(r, 1, 9); i != 0; --i)
            add_row(t, {random_test(r, integer(), 6), random_test(r, word(colour), 3), random_test(r, truth(), 2)}, pick(r, 0, 1));
        p.tables = {t};

        std::vector<point> everywhere;
        for (int i = 0; i != 36; ++i) everywhere.push_back({number(i % 6), number(i / 6 % 3), number(i / 18)});
        auto const truth = look_everywhere(p, t, everywhere);
        auto const found = analyse(p);
        EXPECT_EQ(!of_code(found, "B1301").empty(), truth.uncovered != 0);
        EXPECT_TRUE(of_code(found, "B1312").empty());
        for (auto const& d : of_code(found, "B1301"))
            for (auto const& row : t.rows) EXPECT_FALSE(holds(p, row, read_point(d.witness))) << d.witness;
        for (auto const& d : found) {
            if (d.code != "B1302" && d.code != "B1308") continue;
            for (auto const& label : d.labels) EXPECT_TRUE(holds(p, t.rows[row_at(label.where)], read_point(d.witness))) << d.witness;
        }
        if (t.policy == pr::hit_policy::unique) expect_pairs(found, "B1302", truth.overlapping);
        if (t.policy == pr::hit_policy::any) expect_pairs(found, "B1308", truth.differing);
        if (t.policy == pr::hit_policy::first) expect_never_hit(found, t, truth.first);
    }
}

}  // namespace
