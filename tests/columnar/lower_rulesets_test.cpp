// columnar/lower.hpp: whole rule sets, on random records and on the rosters of their examples.

#include "lower_harness.hpp"
#include "random_records.hpp"

#include "columnar/program_text.hpp"

#include <fstream>

namespace barem::columnar::lower_harness {
namespace {

ruleset rules_of(std::string const& path) {
    auto made = barem::compile_file(std::string(BAREM_SOURCE_DIR) + "/" + path);
    EXPECT_TRUE(made) << path;
    return std::move(made).value();
}

void random_rows(std::string const& path, std::size_t rows, std::vector<std::int64_t> liked, bool may_fall_back = false) {
    auto const rules = rules_of(path);
    if (std::getenv("BAREM_SHOW_COLUMNS")) std::puts(columnar::to_text(rules.inner().rules(), lowered_program(rules)).c_str());
    random_records random(rules.inner().rules(), 7);
    random.liked = std::move(liked);
    std::vector<record_data> records;
    for (std::size_t i = 0; i != rows; ++i) records.push_back(random.next());
    auto const seen = compare(rules, records, may_fall_back);
    EXPECT_EQ(seen.rows, rows);
    EXPECT_LT(seen.fell_back, rows);
}

TEST(lower_rulesets, flat) { random_rows("bench/flat/flat.barem", 2000, {50, 70, 90, 100, 101, 110, 111}); }

TEST(lower_rulesets, viet_yen) { random_rows("rulesets/viet-yen-2015/viet-yen-2015.barem", 500, {500000, 700000, 890000, 900000, 1000000, 1100000, 1010000}); }
TEST(lower_rulesets, hon_quan) { random_rows("rulesets/hon-quan-2021/hon-quan-2021.barem", 500, {500000, 600000, 700000, 800000, 900000}); }
TEST(lower_rulesets, phu_tho) { random_rows("rulesets/phu-tho-2022/phu-tho-2022.barem", 500, {}); }
TEST(lower_rulesets, ninh_hai) { random_rows("rulesets/ninh-hai-2021/ninh-hai-2021.barem", 500, {18700, 18800, 18900}); }
TEST(lower_rulesets, dong_nai) { random_rows("rulesets/dong-nai-2013/dong-nai-2013.barem", 500, {16000, 16010}); }

}  // namespace
}  // namespace barem::columnar::lower_harness
