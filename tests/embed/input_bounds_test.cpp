// Ranges that begin or end at another input, whichever way a record comes in.

#include <barem/barem.hpp>
#include <barem/record_data.hpp>
#include <barem/shape.hpp>

#include <gtest/gtest.h>

namespace {

constexpr char const* offices = R"(ruleset offices
record office {
  key id : text
  input targets : integer 0..20
  input done : integer 0..targets
  input begun : date
  input ended : date? begun..
  input criteria : list of criterion
  let left = targets - done
  output left
}
record criterion { input max : number 0..  input self : number 0..max decimals 1 }
sample fits : office { targets: 5, done: 5, begun: 2020-01-01, ended: 2020-01-01 }
example "at the bound" : fits expect left = 0
example "beyond it" : fits with { done: 6 } expect left = -1
)";

barem::ruleset const& rules() {
    static auto const compiled = barem::compile(offices).value();
    return compiled;
}

std::string problems(std::string const& fields) { return to_text(rules().read(R"({"id":"A","begun":"2020-01-02",)" + fields + "}").error()); }

TEST(input_bounds, of_records_in_json) {
    EXPECT_TRUE(rules().read(R"({"id":"A","targets":5,"done":5,"begun":"2020-01-02","ended":null,"criteria":[{"self":1.5,"max":1.5}]})"));
    EXPECT_EQ(problems(R"("targets":5,"done":6,"criteria":[])"), "done: expected an integer from 0 to `targets` (5), found 6");
    EXPECT_EQ(problems(R"("targets":5,"done":21,"criteria":[])"), "done: expected an integer from 0 to `targets`, found 21");
    EXPECT_EQ(problems(R"("targets":5,"done":0,"ended":"2020-01-01","criteria":[])"),
              "ended: expected a date as YYYY-MM-DD from `begun` (2020-01-02), found \"2020-01-01\"");
    EXPECT_EQ(problems(R"("targets":5,"done":0,"criteria":[{"max":2,"self":2},{"max":0.5,"self":0.6}])"),
              "criteria[1].self: expected a number from 0 to `max` (0.5) with at most 1 decimal, found 0.6");
}

TEST(input_bounds, of_accepted_records) {
    using barem::number;
    barem::record_data const data{{std::string("A"), number(5), number(6), *barem::date::parse("2020-01-02"), barem::absent{}}, {{}}};
    EXPECT_EQ(to_text(rules().accept(data).error()), "done: expected an integer from 0 to `targets` (5), found 6");
}

TEST(input_bounds, of_examples) {
    auto const run = rules().run_examples();
    EXPECT_EQ(run.passed, 1U);
    ASSERT_EQ(run.failures.findings.size(), 1U);
    EXPECT_EQ(run.failures.findings[0].message, "done: expected an integer from 0 to `targets` (5), found 6");
}

TEST(input_bounds, are_told_to_hosts) {
    auto const shape = rules().shape();
    auto const& done = *shape.root().find("done");
    EXPECT_EQ(done.high_field, "targets");
    EXPECT_EQ(done.low_field, "");
    EXPECT_EQ(done.high, barem::number(20));
    EXPECT_EQ(shape.root().find("ended")->low_field, "begun");
    EXPECT_NE(rules().schema().find(R"("description": "at most targets")"), std::string::npos);
    EXPECT_NE(rules().dump(barem::stage::program).find("input done : integer 0..targets\n"), std::string::npos);
}

}  // namespace
