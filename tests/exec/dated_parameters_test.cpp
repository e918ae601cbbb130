// exec/scalar: parameters with values by date.

#include <barem/barem.hpp>

#include <gtest/gtest.h>

namespace {

constexpr char const* rules_text = R"(ruleset fees
language vi
unit points "điểm" en "points"
parameter floor "Mức sàn" en "Floor" : points 0..2000 @ 7.1 {
  from 2020-01-01 = 950 @ "12/2020/QĐ-UBND"
  from 2015-10-15 = 1000
}
record head {
  key id : text
  dated by as_of
  input as_of : date
  input total : points 0..2000
  input parts : list of part
  let reached = total >= floor
  let excess = sum(above over parts)
  let spared = if total = 0 then 0 else lowered(total)
  output reached, excess(0), spared(0)
}
record part in head { input n : integer  let above : points = max(n * 1 points - floor, 0) }
table lowered(total : points) -> points hit first { | when | points |
  | total < floor | floor |
  otherwise total
}
example lowered(3) = 950
)";

barem::ruleset const& rules() {
    static auto const compiled = barem::compile(rules_text).value();
    return compiled;
}

std::string scored(barem::ruleset const& by, std::string const& day, std::string const& total = "960") {
    auto const result = by.score_json(R"({"id":"A","as_of":")" + day + R"(","total":)" + total + R"(,"parts":[{"n":970},{"n":1200}]})");
    return result ? result->to_json() : to_text(result.error());
}

TEST(dated_parameters, the_latest_that_began_by_the_date_holds) {
    EXPECT_EQ(scored(rules(), "2015-10-15"), R"({"id":"A","reached":false,"excess":200,"spared":1000})");
    EXPECT_EQ(scored(rules(), "2019-12-31"), R"({"id":"A","reached":false,"excess":200,"spared":1000})");
    EXPECT_EQ(scored(rules(), "2020-01-01"), R"({"id":"A","reached":true,"excess":270,"spared":960})");
}

TEST(dated_parameters, before_the_first_there_is_none) {
    EXPECT_EQ(scored(rules(), "2015-10-14"), "`reached`: `floor` has no value on 2015-10-14; its first is from 2015-10-15");
}

TEST(dated_parameters, a_set_value_replaces_them_all) {
    auto const changed = rules().with_parameter("floor", "970").value();
    EXPECT_EQ(scored(changed, "2014-01-01", "970"), R"({"id":"A","reached":true,"excess":230,"spared":970})");
    EXPECT_EQ(scored(changed, "2021-01-01"), R"({"id":"A","reached":false,"excess":230,"spared":970})");
    EXPECT_EQ(to_text(rules().with_parameter("floor", "3000").error()), "parameter `floor`: expected a number of points from 0 to 2000, found `3000`");
    EXPECT_EQ(to_text(rules().with_parameter("flor", "3").error()), "there is no parameter `flor`; did you mean `floor`?");
}

TEST(dated_parameters, without_a_record_there_is_no_date) {
    auto const run = rules().run_examples();
    ASSERT_EQ(run.failures.findings.size(), 1U);
    EXPECT_EQ(run.failures.findings[0].message, "`lowered`: `floor` has values by date, and there is no record whose date chooses one");
}

TEST(dated_parameters, the_sheet_says_since_when) {
    auto const sheet = [](barem::ruleset const& by, std::string const& day, char const* language) {
        auto const made = by.read(R"({"id":"A","as_of":")" + day + R"(","total":960,"parts":[]})").value();
        return by.explain(made).value().to_text(language);
    };
    EXPECT_NE(sheet(rules(), "2020-05-01", "en").find("Floor: 950 points, from 1 January 2020 (7.1, 12/2020/QĐ-UBND)"), std::string::npos);
    EXPECT_NE(sheet(rules(), "2019-05-01", "vi").find("Mức sàn: 1.000 điểm, từ ngày 15/10/2015 (7.1)"), std::string::npos);
    auto const changed = sheet(rules().with_parameter("floor", "970").value(), "2020-05-01", "en");
    EXPECT_NE(changed.find("Floor: 970 points; changed for this calculation; the rules say 950 points (7.1)"), std::string::npos);
}

}  // namespace
