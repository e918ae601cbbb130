// Random classifications, compared with looking at every combination of values.
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

/// Fields 0 to 3: a whole number, a dense one, a word, a truth. Places on their lines.
using values = std::vector<number>;

bool compare(kind k, number const& a, number const& b) {
    switch (k) {
        case kind::equal: return a == b;
        case kind::not_equal: return a != b;
        case kind::less: return a < b;
        case kind::less_equal: return a <= b;
        case kind::greater: return a > b;
        default: return a >= b;
    }
}

/// The meaning of conditions, written anew.
bool holds(pr::program const& p, pr::expression const& e, values const& at) {
    auto const place = [&](pr::expression const& x) { return x.kind == kind::field ? at[x.target] : *barem::analysis::as_number(x.literal); };
    switch (e.kind) {
        case kind::field: return at[e.target] == number(1);
        case kind::logical_not: return !holds(p, e.operands[0], at);
        case kind::logical_and: return holds(p, e.operands[0], at) && holds(p, e.operands[1], at);
        case kind::logical_or: return holds(p, e.operands[0], at) || holds(p, e.operands[1], at);
        case kind::conditional: return holds(p, e.operands[holds(p, e.operands[0], at) ? 1 : 2], at);
        case kind::in_interval: return barem::analysis::constant_extent(p, e.in[0])->contains(place(e.operands[0]));
        case kind::in_set: return place(e.operands[0]) == place(e.operands[1]) || place(e.operands[0]) == place(e.operands[2]);
        default: return compare(e.kind, place(e.operands[0]), place(e.operands[1]));
    }
}

pr::expression random_atom(pr::program const& p, rng& r) {
    static kind const all[] = {kind::equal, kind::not_equal, kind::less, kind::less_equal, kind::greater, kind::greater_equal};
    int const f = pick(r, 0, 3);
    auto const x = field(p, 0, std::string(1, "ijwt"[f]));
    auto const how = all[pick(r, 0, 5)];
    if (f == 3) return x;
    auto const word = [&](int w) { return constant(barem::word{static_cast<std::uint32_t>(w)}, x.type); };
    if (f == 2) return pick(r, 0, 1) ? op(how, {x, word(pick(r, 0, 2))}) : op(kind::in_set, {x, word(pick(r, 0, 2)), word(pick(r, 0, 2))});
    int const low = pick(r, 0, 4);
    if (pick(r, 0, 2) == 0) return inside(x, "[" + std::to_string(low) + " .. " + std::to_string(low + pick(r, 1, 3)) + (pick(r, 0, 1) ? "]" : ")"));
    return pick(r, 0, 1) ? op(how, {x, num(low, x.type)}) : op(how, {num(low, x.type), x});
}

pr::expression random_condition(pr::program const& p, rng& r, int depth) {
    int const form = depth == 0 ? 0 : pick(r, 0, 5);
    auto const part = [&] { return random_condition(p, r, depth - 1); };
    if (form == 0) return random_atom(p, r);
    if (form <= 2) return both(part(), part());
    if (form <= 3) return either(part(), part());
    if (form == 4) return negated(part());
    return op(kind::conditional, {part(), part(), part()});
}

/// Every combination: whole numbers 0 to 5, halves from 0 to 5 (bounds are whole), three words, two truths.
std::vector<values> everywhere() {
    std::vector<values> all;
    for (int i = 0; i != 6; ++i)
        for (int j = 0; j != 11; ++j)
            for (int w = 0; w != 3; ++w)
                for (int t = 0; t != 2; ++t) all.push_back({i, number::ratio(j, 2), w, t});
    return all;
}

/// Whether a combination agrees with what a witness says; what it does not mention does not matter.
bool agrees(std::string const& witness, values const& at) {
    static std::map<std::string, int> const names{{"low", 0}, {"mid", 1}, {"top", 2}, {"false", 0}, {"true", 1}};
    for (auto const& [name, written] : read_witness(witness)) {
        auto const f = std::string("ijwt").find(name);
        auto const known = names.find(written);
        number const value = known != names.end() ? number(known->second) : n(written.c_str());
        if (value != at[f]) return false;
    }
    return true;
}

TEST(random_levels, agree_with_every_combination) {
    auto const all = everywhere();
    for (unsigned seed = 0; seed != 600; ++seed) {
        SCOPED_TRACE(seed);
        rng r(seed);
        auto p = program();
        auto const words = add_enum(p, "w", {"low", "mid", "top"});
        add_record(p, "r");
        add_member(p, 0, "i", pr::member_kind::input, integer(), {number(0), number(5)});
        add_member(p, 0, "j", pr::member_kind::input, plain(), {number(0), number(5)});
        add_member(p, 0, "w", pr::member_kind::input, word(words));
        add_member(p, 0, "t", pr::member_kind::input, truth());
        std::vector<pr::expression> conditions;
        for (int i = pick(r, 1, 4); i != 0; --i) conditions.push_back(random_condition(p, r, pick(r, 0, 3)));
        bool const unique = pick(r, 0, 1);
        add_levels(p, 0, "level", conditions, unique);

        std::size_t const levels = conditions.size();
        bool uncovered = false;
        std::set<std::pair<std::size_t, std::size_t>> pairs;
        std::vector<bool> reached(levels, false), taken(levels, false);
        for (auto const& at : all) {
            std::vector<std::size_t> holding;
            for (std::size_t i = 0; i != levels; ++i)
                if (holds(p, conditions[i], at)) holding.push_back(i);
            uncovered = uncovered || holding.empty();
            if (!holding.empty()) taken[holding[0]] = true;
            for (auto a : holding) {
                reached[a] = true;
                for (auto b : holding)
                    if (a < b) pairs.insert({a, b});
            }
        }

        auto const found = analyse(p);
        EXPECT_EQ(of_code(found, "B1401").size(), uncovered ? 1U : 0U);
        EXPECT_EQ(of_code(found, "B1402").size(), unique ? pairs.size() : 0U);
        std::set<std::size_t> dead;
        for (auto const& d : of_code(found, "B1403")) dead.insert(row_at(d.labels[0].where));
        for (std::size_t i = 0; i != levels; ++i) EXPECT_EQ(dead.contains(i), !(unique ? reached : taken)[i]) << "level " << i;

        for (auto const& d : found) {
            if (d.code == "B1403") continue;
            std::size_t agreeing = 0;
            for (auto const& at : all) {
                if (!agrees(d.witness, at)) continue;
                ++agreeing;
                for (std::size_t i = 0; i != levels && d.code == "B1401"; ++i) EXPECT_FALSE(holds(p, conditions[i], at)) << d.witness;
                if (d.code != "B1402") continue;
                for (auto const& label : d.labels) EXPECT_TRUE(holds(p, conditions[row_at(label.where)], at)) << d.witness;
            }
            EXPECT_NE(agreeing, 0U) << d.witness;
        }
    }
}

}  // namespace
