// What the analyses claim of random rule sets, held against random records: a condition that is always false is never seen to hold, a level
// that can never be reached is never reached, and no value lies outside of what it is said to reach.

#include "differential/roster_maker.hpp"
#include "differential/rules.hpp"

#include "api/imports.hpp"
#include "check/analysis/analysis.hpp"
#include "check/analysis/bounds.hpp"
#include "check/check.hpp"
#include "exec/dependent_inputs.hpp"
#include "io/json_record.hpp"
#include "plan/lower.hpp"
#include "witness/distance.hpp"
#include "witness/witness.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

namespace differential {
namespace {

namespace program = barem::program;
using barem::analysis::goal;

struct counts { std::size_t rule_sets = 0, claims = 0, tried = 0, bounded = 0, records = 0; };

/// The rule set with what was found, and its records.
struct checked_rules {
    std::shared_ptr<program::program const> p;
    barem::analysis::findings found;
    std::vector<barem::record_data> records;
};

std::optional<checked_rules> check_random(std::uint64_t seed) {
    auto const rules = make_rules(seed);
    auto const loaded = barem::api::load(rules.text, "", {});
    if (loaded.findings.has_errors()) return std::nullopt;
    auto made = barem::check::check(loaded.tree, loaded.text);
    if (!made.program) return std::nullopt;
    checked_rules all{made.program, barem::check::analyse(*made.program), {}};
    auto const unused = barem::check::find_unused(loaded.tree, *made.program, loaded.came_in);
    all.found.insert(all.found.end(), unused.begin(), unused.end());
    for (auto const& f : all.found)
        if (f.severity == barem::severity::error && f.code != "B1301" && f.code != "B1302" && f.code != "B1401" && f.code != "B1402") return std::nullopt;
    auto const compiled = barem::plan::compile(all.p);
    auto const parameters = barem::exec::initial_parameters(*all.p);
    barem::io::json_record_reader reader(*all.p, {});
    roster_maker records(rules, seed ^ 0x9E3779B97F4A7C15);
    for (auto const& line : records.run(40))
        if (auto read = reader.read(line); read.data && barem::exec::check_dependent_inputs(compiled, *read.data, all.p->roster_record, parameters).empty())
            all.records.push_back(std::move(*read.data));
    return all;
}

/// Every definition of every record instance lies within its bounds.
void check_bounds(checked_rules const& rules, barem::plan::compiled const& compiled, barem::record_data const& data, std::uint64_t seed, counts& n) {
    auto const& p = *rules.p;
    auto const parameters = barem::exec::initial_parameters(p);
    barem::exec::peers alone{std::vector<std::optional<barem::exec::standing>>(p.ranks.size()),
                             std::vector<std::optional<barem::exec::group_value>>(p.group_aggregates.size()), std::vector<program::index>(p.cohorts.size())};
    barem::exec::explained_record record(compiled, p.roster_record, parameters, data, std::move(alone));
    barem::analysis::estimator estimate(p, barem::analysis::parameter_values::initial);
    auto const& members = p.records[p.roster_record].members;
    for (program::index m = 0; m != members.size(); ++m) {
        bool const is_line = members[m].type.kind == program::type_kind::number || members[m].type.kind == program::type_kind::date;
        if (members[m].kind == program::member_kind::input || !is_line || members[m].cohort != program::none) continue;
        auto const its = record.member(0, m).result;
        auto const at = its ? barem::plan::position_of(*its) : std::nullopt;
        if (!at) continue;
        auto const reach = estimate.of_member({p.roster_record, m});
        n.bounded += reach.low || reach.high;
        ASSERT_TRUE((!reach.low || *reach.low <= *at) && (!reach.high || *at <= *reach.high))
            << "seed " << seed << ": `" << members[m].name << "` is " << at->to_exact() << ", outside of what it is said to reach\n" << make_rules(seed).text;
    }
}

TEST(claims, are_never_refuted_by_a_random_record) {
    auto const* const wanted = std::getenv("BAREM_FUZZ_CLAIMS");
    auto const* const first = std::getenv("BAREM_FUZZ_SEED");
    std::uint64_t const cases = wanted == nullptr ? 250 : std::stoull(wanted), start = first == nullptr ? 1 : std::stoull(first);
    counts n;
    for (auto seed = start; seed != start + cases && !HasFatalFailure(); ++seed) {
        auto const rules = check_random(seed);
        if (!rules) continue;
        ++n.rule_sets;
        auto const compiled = barem::plan::compile(rules->p);
        barem::witness::map_of_program const map(compiled);
        auto const parameters = barem::exec::initial_parameters(*rules->p);
        n.records += rules->records.size();
        for (auto const& data : rules->records) check_bounds(*rules, compiled, data, seed, n);
        for (auto const& f : rules->found) {
            if (f.refuted_by.form == goal::kind::none) continue;
            ++n.claims;
            for (auto const& data : rules->records) {
                ++n.tried;
                barem::witness::measure at(compiled, map, parameters, data, {}, {});
                ASSERT_FALSE(at.to(f.refuted_by).none()) << "seed " << seed << ": " << f.code << " " << f.message << "\n" << make_rules(seed).text;
            }
        }
    }
    if (wanted != nullptr)
        std::cout << n.rule_sets << " rule sets, " << n.records << " records, " << n.claims << " claims held against " << n.tried << " records, " << n.bounded << " values within bounds\n";
    EXPECT_GE(n.claims * 5, cases) << "too little is claimed to test anything";
    EXPECT_GE(n.bounded, cases);
}

TEST(claims, have_records_that_scoring_accepts) {
    std::size_t records = 0, findings = 0;
    for (std::uint64_t seed = 1; seed != 25; ++seed) {
        auto rules = check_random(seed);
        if (!rules) continue;
        barem::witness::add_records(rules->p, {}, rules->found);
        auto const compiled = barem::plan::compile(rules->p);
        for (auto const& f : rules->found) {
            ++findings;
            if (f.witness_record.empty()) continue;
            ++records;
            barem::io::json_record_reader reader(*rules->p, {});
            auto const read = reader.read(f.witness_record);
            ASSERT_TRUE(read.data) << "seed " << seed << ": " << f.message << ": " << f.witness_record << ": " << read.problems.front().message;
            ASSERT_TRUE(barem::exec::check_dependent_inputs(compiled, *read.data, rules->p->roster_record, barem::exec::initial_parameters(*rules->p)).empty()) << f.witness_record;
        }
    }
    EXPECT_GT(records * 2, findings) << "a record is found for most findings";
}

}  // namespace
}  // namespace differential
