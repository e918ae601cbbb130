// Particular sentences, and records that have no explanation.

#include "sheets.hpp"

#include <gtest/gtest.h>

namespace {

using namespace barem;
using sheets::contains;
using sheets::soft;

/// The sheet without line breaks within sentences, and without what Markdown escapes.
std::string plain(explanation const& sheet, std::string_view language) {
    std::string text = soft(sheet.to_markdown(language));
    for (auto const& [escaped, meant] : {std::pair{"&lt;", "<"}, {"&gt;", ">"}, {"\\", ""}})
        for (std::size_t at = 0; (at = text.find(escaped, at)) != std::string::npos;) text.replace(at, std::string_view(escaped).size(), meant);
    return text;
}
std::string page(std::string const& id, std::string_view language = "en") { return plain(sheets::viet_yen().at(id).sheet, language); }
std::string fee(std::string const& id) { return plain(sheets::fees().at(id).sheet, "en"); }

TEST(levels, why_the_chosen_one_holds_and_the_better_ones_do_not) {
    auto const sheet = page("Trạm Thú y");
    EXPECT_TRUE(contains(sheet, "Completed the duties well, because Total points 1,035 ≥ 1,000 and Share of indicators not completed 0 % ≤ 10 % (0 of 12 indicators)"));
    EXPECT_TRUE(contains(sheet, "not Completed the duties with excellence, because New, creative ways of working: no (Art. 7.1)"));
}

TEST(levels, all_failing_parts_are_named) {
    auto const sheet = page("Thanh tra huyện", "vi");
    EXPECT_TRUE(contains(sheet, "Hoàn thành xuất sắc nhiệm vụ: không áp dụng, vì Tỷ lệ chỉ tiêu không hoàn thành là ≈ 27,27 %, không phải 0 % (3 trong số 11 chỉ tiêu); "
                                "Tỷ lệ chỉ tiêu vượt kế hoạch ≈ 9,09 % < 50 % (1 trong số 11 chỉ tiêu); Có cách làm mới, sáng tạo: không; "
                                "Được cấp trên biểu dương, khen thưởng: không"));
    EXPECT_TRUE(contains(sheet, "Hoàn thành nhiệm vụ: áp dụng, vì Tổng số điểm 1.006 ≥ 1.000 (Điều 7.3)"));
}

TEST(levels, alternatives_that_fail_are_all_told) {
    EXPECT_TRUE(contains(page("UBND xã Trung Sơn"), "not Completed the duties, because Total points 896 < 900; "
                                                    "Share of indicators not completed ≈ 33.33 % > 20 % (4 of 12 indicators); Total points 896 < 1,000 (Art. 7.3)"));
}

TEST(levels, two_years_running) {
    auto const sheet = page("UBND xã Hương Mai");
    EXPECT_TRUE(contains(sheet, "Proposed for other work or removal, because Rating is “Did not complete the duties” and Did not complete the duties the year before: yes (Art. 9.2)"));
    EXPECT_TRUE(contains(sheet, "Did not complete the duties the year before: yes, because Earlier year 1: Rating is “Did not complete the duties” and Year is 2014"));
}

TEST(readings, of_a_gap_only_where_a_value_falls_into_one) {
    EXPECT_TRUE(contains(page("Phòng Tài nguyên và Môi trường"), "through the reading of a gap"));
    EXPECT_TRUE(contains(page("Phòng Tài nguyên và Môi trường"), "such as 89.5 %"));
    EXPECT_FALSE(contains(page("Trạm Thú y"), "such as 89.5 %"));
}

TEST(readings, of_an_overlap_only_there) {
    EXPECT_TRUE(contains(page("Trung tâm Phát triển quỹ đất"), "Exactly 70 % stands in two passages"));
    EXPECT_TRUE(contains(page("Trung tâm Phát triển quỹ đất"), "through the reading of an overlap"));
    EXPECT_FALSE(contains(page("UBND xã Hương Mai"), "Exactly 70 % stands in two passages"));
}

TEST(ranks, shared) {
    EXPECT_TRUE(contains(page("Trường THCS Hoàng Ninh"), "4th of 6 in Block “Khối Trường học”; shared with 1 other; 3 records stand before; ranked by Total points 992, highest first"));
    EXPECT_TRUE(contains(page("Trường THCS Hoàng Ninh", "vi"), "Hạng 4 trong số 6 thuộc Khối “Khối Trường học”; đồng hạng với 1 hồ sơ khác; có 3 hồ sơ xếp trước; xếp theo Tổng số điểm 992, từ cao xuống thấp"));
}

TEST(calculations, with_labels_and_values) {
    EXPECT_TRUE(contains(page("Phòng Nội vụ"), "Total points = Points of the key tasks 1,000 + Bonus points 12 + Points of the ad hoc tasks 20 − Deductions 5 = 1,027 points"));
    EXPECT_TRUE(contains(page("Phòng Tư pháp"), "Share of indicators not completed = 1 of 12 indicators ≈ 8.33 % (exactly 25/3 %)"));
}

TEST(other_shapes, exceptions_say_which_held) {
    EXPECT_TRUE(contains(fee("A-1"), "Exception “Veteran rate” holds: 0 dollars, because Veteran: yes and Age 64 ≥ 60"));
    EXPECT_TRUE(contains(fee("A-1"), "Exception “Student rate” does not hold, because Student: no"));
    EXPECT_TRUE(contains(fee("B-2"), "A student at any school."));
    EXPECT_FALSE(contains(fee("A-1"), "A student at any school."));
}

TEST(other_shapes, tables_by_several_arguments) {
    EXPECT_TRUE(contains(fee("A-1"), "Kind “Visitor”; Age other than 18 – Full price → 20"));
    EXPECT_TRUE(contains(fee("A-1"), "the sum of the rows counts"));
    EXPECT_TRUE(contains(fee("B-2"), "no row applies → 0"));
}

TEST(other_shapes, absent_records_and_defaults) {
    EXPECT_TRUE(contains(fee("B-2"), "Guide's fee = 7, because Fee (Guide) is not given"));
    EXPECT_TRUE(contains(fee("A-1"), "Fee (Guide) = 12, because Years 12 > 10"));
    EXPECT_TRUE(contains(fee("A-1"), "Valid until = Last day 2 May 2024 + 30 days = 1 June 2024"));
}

TEST(other_shapes, caps_of_rows_and_of_all) {
    EXPECT_TRUE(contains(fee("A-1"), "| Unpaid | 2 | 3 | 5 | 5 | Rule 5.1 |"));
    EXPECT_TRUE(contains(fee("A-1"), "at most 6 dollars in all"));
}

TEST(escaping, of_ids_and_texts) {
    auto line = sheets::lines_of(sheets::source + "/tests/explain/fees.jsonl").at(1);
    line.replace(line.find("B-2"), 3, "<script>alert('1')</script>");
    auto const rules = compile_file(sheets::source + "/tests/explain/fees.barem").value();
    auto const sheet = rules.explain(rules.read(line).value()).value();
    for (auto const& form : {sheet.to_html("en"), sheet.to_markdown("vi")}) {
        EXPECT_FALSE(contains(form, "<script")) << form;
        EXPECT_FALSE(contains(form, "<b>y"));
        EXPECT_TRUE(contains(form, "&lt;script&gt;"));
    }
    EXPECT_TRUE(contains(sheet.to_markdown("en"), "x \\| &lt;b&gt;y"));
}

TEST(escaping, of_labels) {
    auto const rules = compile("ruleset r \"<script>\" record a \"<i>\" { key id : text let b \"<u>|\" = 1 output b }").value();
    auto const sheet = rules.explain(rules.read(R"({"id":"x"})").value()).value();
    for (auto const* tag : {"<script>", "<i>", "<u>"}) EXPECT_FALSE(contains(sheet.to_html("en"), tag));
    EXPECT_TRUE(contains(sheet.to_html("en"), "&lt;u&gt;|"));
}

TEST(failures, are_those_of_scoring) {
    auto const rules = compile("ruleset r record a { key id : text input n : integer let b = 1 / n output b(0) }").value();
    auto const record = rules.read(R"({"id":"x","n":0})").value();
    auto const explained = rules.explain(record);
    ASSERT_FALSE(explained);
    ASSERT_EQ(explained.error().size(), 1u);
    EXPECT_EQ(explained.error()[0].message, rules.score(record).error()[0].message);
}

TEST(parameters, that_were_changed_are_told) {
    auto const rules = compile_file(sheets::source + "/tests/explain/fees.barem").value().with_parameter("base_fee", "50");
    ASSERT_TRUE(rules);
    auto line = sheets::lines_of(sheets::source + "/tests/explain/fees.jsonl").at(1);
    line.replace(line.find("\"student\":true"), 14, "\"student\":false");
    auto const sheet = soft(rules->explain(rules->read(line).value()).value().to_markdown("en"));
    EXPECT_TRUE(contains(sheet, "Base fee: 50 dollars; changed for this calculation; the rules say 40 dollars (Schedule 1)"));
}

TEST(size, of_many_entries) {
    std::string visits;
    for (int i = 0; i != 250; ++i) visits += std::string(i ? "," : "") + R"({"day":"2024-03-01","hours":4,"paid":true})";
    auto const rules = compile_file(sheets::source + "/tests/explain/fees.barem").value();
    auto const record = rules.read(R"({"id":"x","kind":"visitor","age":30,"student":false,"veteran":false,"visits":[)" + visits + "]}").value();
    auto const sheet = rules.explain(record).value();
    auto const text = sheet.to_text("en");
    EXPECT_LT(std::count(text.begin(), text.end(), '\n'), 250 + 100);         // a line an entry
}

}  // namespace
