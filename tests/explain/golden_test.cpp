// Whole sheets, beside this file in golden/. BAREM_ACCEPT=1 writes them anew; a person reviews the difference.

#include "sheets.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

namespace {

using namespace barem;

std::filesystem::path const golden = sheets::source + "/tests/explain/golden";

void expect_golden(std::string const& name, std::string const& made) {
    auto const file = golden / name;
    if (std::getenv("BAREM_ACCEPT") != nullptr) {
        std::filesystem::create_directories(golden);
        std::ofstream(file, std::ios::binary) << made;
    }
    std::ifstream stream(file, std::ios::binary);
    ASSERT_TRUE(stream) << "no " << file << "; BAREM_ACCEPT=1 writes it";
    EXPECT_EQ(made, std::string(std::istreambuf_iterator<char>(stream), {})) << file;
}

struct chosen { char const* name; char const* id; char const* regulation = "viet-yen-2015"; };

class golden_sheet : public testing::TestWithParam<chosen> {};

TEST_P(golden_sheet, text_in_both_languages) {
    auto const& sheet = sheets::regulation(GetParam().regulation).at(GetParam().id).sheet;
    expect_golden(std::string(GetParam().name) + ".en.txt", sheet.to_text("en"));
    expect_golden(std::string(GetParam().name) + ".vi.txt", sheet.to_text("vi"));
}

INSTANTIATE_TEST_SUITE_P(viet_yen, golden_sheet,
                         testing::Values(chosen{"excellent", "Phòng Nội vụ"}, chosen{"good", "Phòng Nông nghiệp và Phát triển nông thôn"},
                                         chosen{"completed_below_1000", "Ban Tiếp công dân huyện"}, chosen{"two_years_running", "UBND xã Hương Mai"},
                                         chosen{"gap", "Phòng Tài nguyên và Môi trường"}, chosen{"late_at_70_percent", "Trung tâm Phát triển quỹ đất"},
                                         chosen{"tie", "Trường THCS Hoàng Ninh"}),
                         [](auto const& one) { return std::string(one.param.name); });

INSTANTIATE_TEST_SUITE_P(regulations, golden_sheet,
                         testing::Values(chosen{"tie_at_the_edge_of_the_quota", "UBND huyện Lâm Thao", "phu-tho-2022"},
                                         chosen{"within_the_quota", "Cục Thống kê tỉnh", "phu-tho-2022"},
                                         chosen{"outside_the_quota", "Kho bạc Nhà nước Phú Thọ", "phu-tho-2022"},
                                         chosen{"extended_deadline", "1391/UBND-VX", "ninh-hai-2021"},
                                         chosen{"disqualified", "UBND xã Minh Tâm", "hon-quan-2021"},
                                         chosen{"several_sources", "UBND huyện Cẩm Mỹ", "dong-nai-2013"}),
                         [](auto const& one) { return std::string(one.param.name); });

TEST(golden, other_forms) {
    auto const& sheet = sheets::viet_yen().at("Trường THCS Hoàng Ninh").sheet;
    expect_golden("tie.en.md", sheet.to_markdown("en"));
    expect_golden("tie.vi.html", sheet.to_html("vi"));
    expect_golden("tie.json", sheet.to_json());
    auto const& quota = sheets::regulation("phu-tho-2022").at("UBND huyện Lâm Thao").sheet;
    expect_golden("tie_at_the_edge_of_the_quota.json", quota.to_json());
}

TEST(golden, deadlines) {
    for (auto const& [id, one] : sheets::deadlines()) {
        expect_golden("deadlines_" + id + ".en.txt", one.sheet.to_text("en"));
        expect_golden("deadlines_" + id + ".vi.txt", one.sheet.to_text("vi"));
    }
    auto const& sheet = sheets::deadlines().at("H-1").sheet;
    expect_golden("deadlines_H-1.en.md", sheet.to_markdown("en"));
    expect_golden("deadlines_H-1.vi.html", sheet.to_html("vi"));
    expect_golden("deadlines_H-1.json", sheet.to_json());
}

TEST(golden, rule_set_of_another_shape) {
    for (auto const& [id, one] : sheets::fees()) {
        expect_golden("fees_" + id + ".en.txt", one.sheet.to_text("en"));
        expect_golden("fees_" + id + ".vi.txt", one.sheet.to_text("vi"));
    }
}

}  // namespace
