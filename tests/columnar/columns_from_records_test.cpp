// columnar/columns_from_records.hpp: records as columns.

#include "api/implementation.hpp"
#include "columnar/columns_from_records.hpp"
#include "columnar/record_from_columns.hpp"
#include "io/json_record.hpp"

#include <barem/barem.hpp>

#include <gtest/gtest.h>

namespace barem::columnar {
namespace {

constexpr char rules_text[] = R"(ruleset r
unit points
enum colour { red, green }
record head {
  key id : text
  input a : integer 0..300
  input b : points 0..5 decimals 2
  input free : points
  input c : colour?
  input ok : bool
  input parts : list of part
  input note : note?
  let x = a
  output x
}
record part in head { input size : integer -5..300 }
record note in head { input day : date  input more : list of part2 }
record part2 in note { input done : bool }
)";

bool same(record_data const& a, record_data const& b) {
    if (a.values != b.values || a.lists.size() != b.lists.size()) return false;
    for (std::size_t l = 0; l != a.lists.size(); ++l) {
        if (a.lists[l].size() != b.lists[l].size()) return false;
        for (std::size_t i = 0; i != a.lists[l].size(); ++i)
            if (!same(a.lists[l][i], b.lists[l][i])) return false;
    }
    return true;
}

TEST(columns_from_records, give_the_records_back) {
    auto const rules = barem::compile(rules_text).value();
    auto const& program = *rules.inner().compiled->rules;
    std::vector<record> records;
    for (auto const* json : {
             R"({"id":"A","a":300,"b":4.25,"free":-1.5,"ok":true,"parts":[{"size":-5},{"size":300}],"note":{"day":"2020-02-29","more":[{"done":true}]}})",
             R"({"id":"Bảo","a":0,"b":0,"free":0.00001,"c":"green","ok":false,"parts":[]})",
             R"({"id":"","a":7,"b":5,"free":2000000000,"c":"red","ok":true,"parts":[{"size":0}]})",
             R"({"id":"D","a":7,"b":5,"free":1000000000,"c":"red","ok":true,"parts":[{"size":0}]})"})
        records.push_back(rules.read(json).value());
    std::vector<record_data const*> data;
    for (auto const& r : records) data.push_back(&r.data());

    auto const made = columns_from_records(program, program.roster_record, data);
    EXPECT_EQ(made.fitting, (std::vector<std::size_t>{0, 3}));
    EXPECT_EQ(made.others, (std::vector<std::size_t>{1, 2}));       // more decimals than the column has, a number beyond it
    for (std::size_t row = 0; row != made.fitting.size(); ++row)
        EXPECT_TRUE(same(record_of(program, made.columns, row), *data[made.fitting[row]])) << row;
}

}  // namespace
}  // namespace barem::columnar
