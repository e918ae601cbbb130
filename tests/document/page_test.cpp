// What a reader may rely on in every page, seen in those of the five regulations. Failures indict src/document.

#include "pages.hpp"

#include "document/anchors.hpp"
#include "document/every_note.hpp"
#include "explain/amounts.hpp"
#include "explain/wording.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

namespace {

using namespace barem;
using explain::language;
using pages::contains;

class regulation : public testing::TestWithParam<std::tuple<std::string, language>> {
protected:
    std::string const name = std::get<0>(GetParam());
    language const l = std::get<1>(GetParam());
    ruleset const rules = name == "grants" ? pages::grants() : pages::regulation(name);
    program::program const& program = rules.inner().rules();
    document::page const page = pages::page_of(rules, l);
    std::string const html = to_html(page), markdown = to_markdown(page);
    pages::markup const read = pages::read_html(html);
};

TEST_P(regulation, is_well_formed_and_in_its_language) {
    EXPECT_EQ(read.problem, "");
    EXPECT_TRUE(contains(html, l == language::en ? "<html lang=\"en\">" : "<html lang=\"vi\">"));
}

TEST_P(regulation, needs_nothing_from_elsewhere) {
    for (auto const* outside : {"http:", "https:", "<script", "<link", "@import", "url(", " src="}) EXPECT_FALSE(contains(html, outside)) << outside;
}

TEST_P(regulation, every_link_leads_somewhere) {
    std::set<std::string> places;
    for (auto const& id : read.ids) EXPECT_TRUE(places.insert(id).second) << "two places are called " << id;
    for (auto const& target : read.targets) EXPECT_TRUE(places.contains(target)) << target;
    EXPECT_GT(read.targets.size(), 40U);
    for (std::size_t at = 0; (at = markdown.find("](#", at)) != std::string::npos; ++at) {
        auto const target = markdown.substr(at + 3, markdown.find(')', at) - at - 3);
        EXPECT_TRUE(contains(markdown, "<a id=\"" + target + "\"></a>")) << target;
    }
}

TEST_P(regulation, every_article_is_a_place_that_names_what_rests_on_it) {
    document::anchors const names(program, "");
    std::size_t cited = 0;
    document::every_note(program, [&](program::notes const& notes) {
        for (auto const& c : notes.citations) {
            auto const& anchor = names.article(c);
            EXPECT_TRUE(contains(html, "<tr id=\"" + anchor + "\">")) << c.text;
            auto const row = html.find("<tr id=\"" + anchor + "\">");
            auto const links = html.substr(row, html.find("</tr>", row) - row);
            EXPECT_TRUE(contains(links, "<td><a href=\"#")) << c.text;
            ++cited;
        }
    });
    EXPECT_GT(cited, 10U);
}

TEST_P(regulation, every_reading_stands_in_a_box_and_in_the_list) {
    std::size_t readings = 0;
    document::every_note(program, [&](program::notes const& notes) {
        for (auto const& r : notes.readings) {
            auto const says = explain::label_of(r, "").in(l);
            auto const first = read.words.find(says);
            ASSERT_NE(first, std::string::npos) << says;
            EXPECT_NE(read.words.find(says, first + 1), std::string::npos) << says;
            ++readings;
        }
    });
    EXPECT_GT(readings, 5U);
}

TEST_P(regulation, every_declaration_is_told) {
    for (auto const& record : program.records)
        for (auto const& m : record.members) EXPECT_TRUE(contains(read.words, explain::label_of(m.shown, m.name).in(l))) << m.name;
    for (auto const& e : program.enums)
        for (auto const& word : e.words) EXPECT_TRUE(contains(read.words, explain::label_of(word.shown, word.name).in(l))) << word.name;
    for (auto const& t : program.tables) EXPECT_TRUE(contains(read.words, explain::label_of(t.shown, t.name).in(l))) << t.name;
    for (auto const& c : program.calendars)
        for (auto const& e : c.entries) EXPECT_TRUE(contains(read.words, explain::label_of(e.shown, "").in(l)));
}

TEST_P(regulation, tables_of_markdown_have_rows_of_one_width) {
    std::istringstream lines(markdown);
    std::size_t width = 0, rows = 0;
    for (std::string line; std::getline(lines, line);) {
        std::size_t pipes = 0;
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (line[i] == '\\') ++i;
            else if (line[i] == '|') ++pipes;
        }
        if (pipes == 0 || line[0] != '|') {
            EXPECT_EQ(pipes, 0U) << line;
            width = 0;
            continue;
        }
        if (width == 0) width = pipes;
        EXPECT_EQ(pipes, width) << line;
        ++rows;
    }
    EXPECT_GT(rows, 20U);
}

/// Words of ASCII letters, in lower case.
std::set<std::string> ascii_words(std::string_view text) {
    std::set<std::string> found;
    std::string word;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        auto const c = i < text.size() ? static_cast<unsigned char>(text[i]) : ' ';
        bool const is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80 || c == '_';
        if (is_letter) {
            word += static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
            continue;
        }
        if (word.size() > 2 && std::all_of(word.begin(), word.end(), [](char l) { return l >= 'a' && l <= 'z'; })) found.insert(word);
        word.clear();
    }
    return found;
}

TEST_P(regulation, fixed_texts_are_in_one_language) {
    std::set<std::string> foreign, own;
    for (auto const& w : explain::catalogue()) {
        foreign.merge(ascii_words(l == language::vi ? w.en : w.vi));
        own.merge(ascii_words(l == language::vi ? w.vi : w.en));
    }
    auto const add_labels = [&](program::label const& label) {
        for (auto const& [tag, says] : label.texts)
            if (tag == (l == language::vi ? "vi" : "en") || label.texts.size() == 1) own.merge(ascii_words(says));
    };
    // What the rule set itself says is its own affair.
    document::every_note(program, [&](program::notes const& notes) {
        for (auto const& r : notes.readings) add_labels(r);
        for (auto const& c : notes.citations) own.merge(ascii_words(c.text));
    });
    add_labels(program.shown);
    own.merge(ascii_words(program.cites + " " + program.name));
    for (auto const& record : program.records) {
        add_labels(record.shown);
        for (auto const& m : record.members) add_labels(m.shown);
    }
    for (auto const& e : program.enums)
        for (auto const& word : e.words) add_labels(word.shown);
    for (auto const& word : ascii_words(read.words)) EXPECT_FALSE(foreign.contains(word) && !own.contains(word)) << word;
}

std::vector<std::string> all_rule_sets() {
    auto all = pages::regulations;
    all.push_back("grants");
    return all;
}

INSTANTIATE_TEST_SUITE_P(pages, regulation, testing::Combine(testing::ValuesIn(all_rule_sets()), testing::Values(language::en, language::vi)),
                         [](auto const& one) {
                             auto name = std::get<0>(one.param) + (std::get<1>(one.param) == language::en ? "_en" : "_vi");
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

// ── texts that would be markup ──────────────────────────────────────────────────────────────────────────────────

TEST(hostile_labels, stay_texts) {
    auto const rules = compile(R"x(ruleset nasty "<script>alert('x')</script> & \"co\"" cites "1|2 <b>" article "[x](#y)"
unit points "| --- |"
enum e "*sao*" { a "`mã` _gạch_ <i>" < b ")x" "\u202E" R"x(ngược" }
record r "# tiêu đề" {
  key id "- mục" : text
  input e "1. số" : e @ 1
  input n "a|b" : points 0..10 @ "</table>"
  let x "<!--" : points = n + 1 @ 1 reading "]]> | <img src=x onerror=alert(1)> https:"
  classify y "~~gạch~~" : e { a when e = a otherwise b }
  output x(0), y
}
)x", "nasty.barem");
    ASSERT_TRUE(rules) << to_text(rules.error());
    for (auto const l : explain::languages) {
        auto const page = pages::page_of(*rules, l);
        auto const html = to_html(page), markdown = to_markdown(page);
        auto const read = pages::read_html(html);
        EXPECT_EQ(read.problem, "");
        EXPECT_FALSE(contains(html, "<script")) << html;
        EXPECT_FALSE(contains(html, "<img"));
        EXPECT_FALSE(contains(html, "<!--"));
        EXPECT_FALSE(contains(html, "\u202E"));
        EXPECT_TRUE(contains(read.words, "<script>alert('x')</script> & \"co\""));
        EXPECT_TRUE(contains(read.words, "]]> | <img src=x onerror=alert(1)> https:"));
        EXPECT_FALSE(contains(markdown, "\u202E"));
        EXPECT_FALSE(contains(markdown, "<img"));
        EXPECT_TRUE(contains(markdown, "a\\|b"));
        EXPECT_TRUE(contains(markdown, "\\*sao\\*"));
    }
}

TEST(anchors, are_told_apart) {
    EXPECT_EQ(document::slug("Điều 6.1.b"), "dieu-6-1-b");
    EXPECT_EQ(document::slug("Điều 6.4.d"), "dieu-6-4-d");
    EXPECT_EQ(document::slug("Điều 6.4.đ"), "dieu-6-4-dd");
    EXPECT_EQ(document::slug("Phụ lục 2"), "phu-luc-2");
    EXPECT_EQ(document::slug("第3条"), "第3条");
    EXPECT_EQ(document::slug("—"), "x");
}

TEST(anchors, articles_stand_in_the_order_of_the_text) {
    auto const rules = compile(R"(ruleset r cites "1" article "Điều"
record a {
  key id : text
  input x : integer 0..9 @ 10
  input y : integer 0..9 @ 6.4.đ
  input z : integer 0..9 @ 6.4.e
  input v : integer 0..9 @ 6.4.d
  input w : integer 0..9 @ 6
  input u : integer 0..9 @ "Phụ lục", 9.2
  output x(0)
}
)");
    ASSERT_TRUE(rules) << to_text(rules.error());
    document::anchors const names(rules->inner().rules(), "");
    std::vector<std::string> found;
    for (auto const& a : names.articles) found.push_back(a.at.text);
    EXPECT_EQ(found, (std::vector<std::string>{"6", "6.4.d", "6.4.đ", "6.4.e", "9.2", "10", "Phụ lục"}));
}

TEST(versions, have_a_part_each) {
    auto const folder = compile_folder(pages::source + "/examples/agency-quality").value();
    std::vector<document::described> versions;
    for (auto const& v : folder.versions()) versions.push_back({&v.rules.inner().rules(), "x.barem"});
    auto const read = pages::read_html(to_html(document::describe(versions, language::vi)));
    EXPECT_EQ(read.problem, "");
    std::set<std::string> places(read.ids.begin(), read.ids.end());
    EXPECT_EQ(places.size(), read.ids.size());
    for (auto const& target : read.targets) EXPECT_TRUE(places.contains(target)) << target;
    EXPECT_TRUE(places.contains("version-1-rules") && places.contains("version-2-rules"));
}

}  // namespace
