// What every sheet keeps to, checked on the whole example roster.

#include "explain/wording.hpp"
#include "sheets.hpp"
#include "source/display.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>

namespace {

using namespace barem;
using nlohmann::json;
using sheets::contains;
using sheets::soft;

constexpr std::string_view both[] = {"en", "vi"};

/// "1012.50" as a reader of the language expects it.
std::string grouped(std::string const& fixed, bool is_english, std::size_t shortest) {
    auto const point = std::min(fixed.find('.'), fixed.size());
    bool const is_negative = fixed.starts_with('-');
    std::string out = fixed.substr(is_negative, point - is_negative);
    if (out.size() >= shortest)
        for (auto at = static_cast<std::ptrdiff_t>(out.size()) - 3; at > 0; at -= 3) out.insert(static_cast<std::size_t>(at), is_english ? "," : ".");
    if (point != fixed.size()) out += (is_english ? "." : ",") + fixed.substr(point + 1);
    return (is_negative ? "−" : "") + out;
}

number sum_of(json const& table, std::string const& column) {
    number sum;
    std::size_t at = 0;
    while (table["columns"][at]["name"] != column) ++at;
    for (auto const& row : table["rows"])
        if (!row["group"]) sum += *number::parse_exact(row["cells"][at]["exact"].get<std::string>());
    return sum;
}

TEST(properties, every_output_stands_in_every_form) {
    for (auto const& [id, one] : sheets::viet_yen())
        for (auto const language : both)
            for (auto const& form : {one.sheet.to_text(language), one.sheet.to_markdown(language), one.sheet.to_html(language)})
                for (auto const name : one.outcome.names()) {
                    bool const is_number = std::holds_alternative<number>(one.outcome[name]);
                    auto const printed = is_number ? grouped(one.outcome.text(name), language == "en", name == "rank" ? 5 : 4) : one.outcome.label(name, language);
                    EXPECT_TRUE(contains(soft(form), printed)) << id << " " << name << " " << printed;
                }
}

TEST(properties, every_deduction_has_its_article_and_they_add_up) {
    for (auto const& [id, one] : sheets::viet_yen()) {
        auto const data = json::parse(one.sheet.to_json());
        number sum;
        for (auto const& row : data["deductions"][0]["rows"]) {
            sum += *number::parse_exact(row["counted"]["exact"].get<std::string>());
            for (auto const language : both) {
                auto const sheet = one.sheet.to_text(language);
                EXPECT_TRUE(contains(sheet, row["citation"][std::string(language)].get<std::string>())) << id;
                EXPECT_TRUE(contains(one.sheet.to_markdown(language), row["label"][std::string(language)].get<std::string>())) << id;
            }
        }
        EXPECT_EQ(sum.to_exact(), one.outcome.exact("deduction")) << id;
    }
}

TEST(properties, contributions_add_up_to_what_is_summed) {
    for (auto const& [id, one] : sheets::viet_yen()) {
        auto const data = json::parse(one.sheet.to_json());
        auto const& contents = data["contributions"][0];
        ASSERT_EQ(contents["path"], "tasks.indicators.contents");
        EXPECT_EQ(sum_of(contents, "points").to_exact(), one.outcome.exact("base")) << id;
        EXPECT_EQ(sum_of(contents, "bonus").to_exact(), one.outcome.exact("bonus")) << id;
        for (auto const& column : contents["columns"])
            if (column["name"] == "points") { EXPECT_EQ(column["total"]["exact"], one.outcome.exact("base")) << id; }
    }
}

TEST(properties, results_are_those_of_scoring) {
    for (auto const& [id, one] : sheets::viet_yen()) {
        auto const data = json::parse(one.sheet.to_json());
        std::size_t i = 0;
        for (auto const name : one.outcome.names()) EXPECT_EQ(data["results"][i++]["value"]["exact"], one.outcome.exact(name)) << id << " " << name;
    }
}

TEST(properties, every_choice_has_reasons) {
    for (auto const& [id, one] : sheets::viet_yen()) {
        auto const data = json::parse(one.sheet.to_json());
        ASSERT_EQ(data["choices"].size(), 2u) << id;
        for (auto const& choice : data["choices"])
            for (auto const& one_case : choice["cases"]) EXPECT_FALSE(one_case["because"].empty()) << id << choice["name"] << one_case["label"];
    }
}

TEST(properties, every_reading_that_is_referred_to_is_listed) {
    for (auto const& [id, one] : sheets::viet_yen()) {
        auto const count = json::parse(one.sheet.to_json())["readings"].size();
        auto const html = one.sheet.to_html("en");
        EXPECT_GT(count, 0u);
        for (std::size_t n = 1; n <= count; ++n) {
            EXPECT_TRUE(contains(html, "href=\"#r" + std::to_string(n) + "\"")) << id << " " << n;
            EXPECT_TRUE(contains(html, "id=\"r" + std::to_string(n) + "\"")) << id << " " << n;
        }
        EXPECT_FALSE(contains(html, "href=\"#r" + std::to_string(count + 1) + "\"")) << id;
    }
}

TEST(properties, text_fits_100_columns) {
    for (auto const* all : {&sheets::viet_yen(), &sheets::fees()})
        for (auto const& [id, one] : *all)
            for (auto const language : both) {
                std::istringstream lines(one.sheet.to_text(language));
                for (std::string line; std::getline(lines, line);) EXPECT_LE(display_width(line), 100u) << id << ": " << line;
            }
}

TEST(properties, nothing_internal_shows_through) {
    for (auto const& [id, one] : sheets::viet_yen())
        for (auto const language : both) {
            auto const text = one.sheet.to_text(language);
            for (auto const* internal : {"{0}", "{1}", "_", "explain::", "nullopt", "  - \n", "()", "“”"}) EXPECT_FALSE(contains(text, internal)) << id << " " << internal;
        }
}

/// The parts of a message between its arguments, if they are long enough to be recognised.
std::vector<std::string> pieces(std::string_view message) {
    std::vector<std::string> found;
    for (std::size_t at = 0; at <= message.size();) {
        auto const end = std::min(message.find('{', at), message.size());
        if (end - at >= 7) found.emplace_back(message.substr(at, end - at));
        at = end == message.size() ? end + 1 : end + 3;
    }
    return found;
}

TEST(properties, no_word_of_the_other_language) {
    for (auto const* all : {&sheets::viet_yen(), &sheets::fees()})
        for (auto const& [id, one] : *all) {
            auto const en = soft(one.sheet.to_markdown("en")), vi = soft(one.sheet.to_markdown("vi"));
            for (auto const& w : explain::catalogue()) {
                for (auto const& piece : pieces(w.en)) EXPECT_FALSE(contains(vi, piece)) << id << " " << w.key << " " << piece;
                for (auto const& piece : pieces(w.vi)) EXPECT_FALSE(contains(en, piece)) << id << " " << w.key << " " << piece;
            }
        }
}

TEST(properties, pages_need_nothing_else) {
    for (auto const& [id, one] : sheets::viet_yen()) {
        auto const html = one.sheet.to_html("vi");
        EXPECT_TRUE(contains(html, "<html lang=\"vi\">"));
        for (auto const* outside : {"http", "<script", "src=", "@import", "url("}) EXPECT_FALSE(contains(html, outside)) << id << " " << outside;
    }
}

TEST(properties, the_same_every_time) {
    auto const again = sheets::explain_all(sheets::source + "/tests/explain/fees.barem", sheets::lines_of(sheets::source + "/tests/explain/fees.jsonl"));
    for (auto const& [id, one] : sheets::fees()) {
        EXPECT_EQ(one.sheet.to_html("en"), again.at(id).sheet.to_html("en"));
        EXPECT_EQ(one.sheet.to_json(), again.at(id).sheet.to_json());
    }
}

}  // namespace
