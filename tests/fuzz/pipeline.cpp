// Valid rule sets whose words are shuffled, repeated and dropped: many still parse. Whatever compiles must run its examples, score the example
// roster and explain a record without a crash, and its intermediate forms must print.

#include "lexer.hpp"

#include <barem/barem.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

namespace barem {
namespace {

std::string read(std::string const& path) {
    std::ifstream in(std::string(BAREM_SOURCE_DIR) + "/" + path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<std::string> read_lines(std::string const& path) {
    std::ifstream in(std::string(BAREM_SOURCE_DIR) + "/" + path, std::ios::binary);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

/// A rule set as its tokens and the white space and comments before each.
class shuffled_text {
public:
    explicit shuffled_text(std::string text) : text_(std::move(text)) {
        auto const list = grammar::tokenise(text_, 1'000'000, 50);
        std::uint32_t end = 0;
        for (auto const& t : list.tokens) {
            before_.push_back(text_.substr(end, t.begin - end));
            tokens_.push_back(text_.substr(t.begin, t.end - t.begin));
            kinds_.push_back(t.kind);
            end = t.end;
        }
    }

    std::string damage(std::mt19937& random) const {
        auto tokens = tokens_;
        for (auto edits = 1 + random() % 3; edits > 0; --edits) {
            auto const a = random() % tokens.size();
            switch (random() % 8) {
                case 0: std::swap(tokens[a], tokens[random() % tokens.size()]); break;
                case 1: tokens[a].clear(); break;                         // a word less
                case 2: tokens[a] = numbers[random() % std::size(numbers)]; break;
                default: tokens[a] = tokens[alike(a, random)]; break;     // another name, number or operator: often still a rule set
            }
        }
        std::string made;
        for (std::size_t i = 0; i < tokens.size(); ++i) made += before_[i] + tokens[i];
        return made;
    }

private:
    std::size_t alike(std::size_t a, std::mt19937& random) const {
        for (auto tries = 0; tries < 50; ++tries)
            if (auto const b = random() % tokens_.size(); kinds_[b] == kinds_[a] && tokens_[b] != tokens_[a]) return b;
        return a;
    }

    static constexpr std::string_view numbers[] = {"0", "1", "100%", "nothing", "9999999999999999999999", "0.000000001", "true", "2015-10-15", "-"};
    std::string text_;
    std::vector<std::string> before_, tokens_;
    std::vector<grammar::token_kind> kinds_;
};

/// Every use of a compiled rule set; what matters is that it ends.
void use(ruleset const& rules, std::vector<std::string> const& lines) {
    (void)rules.run_examples();
    EXPECT_FALSE(rules.dump(stage::program).empty());
    EXPECT_FALSE(rules.dump(stage::plan).empty());
    EXPECT_FALSE(rules.schema().empty());
    roster all(rules);
    for (auto const& line : lines) (void)all.add_json(line);
    for (auto const& scored : all.finish()) EXPECT_FALSE(scored.to_json(true).empty());
    auto const first = rules.read(lines.front());
    if (!first) return;
    if (auto const told = rules.explain(*first)) {
        EXPECT_FALSE(told->to_text("vi").empty());
    }
}

TEST(pipeline, shuffled_rule_sets_end_in_findings_or_results) {
    auto lines = read_lines("examples/viet-yen-2015/roster.jsonl");
    lines.resize(3);
    std::mt19937 random(2015);
    unsigned compiled = 0, refused = 0;
    for (auto const* path : {"rulesets/viet-yen-2015/viet-yen-2015.barem", "rulesets/viet-yen-2015/viet-yen-2015-as-written.barem",
                             "tests/language/check/good/calendars.barem"}) {
        shuffled_text const text(read(path));
        for (unsigned i = 0; i < 1500; ++i) {
            auto const made = compile(text.damage(random));
            if (!made) {
                ++refused;
                EXPECT_TRUE(made.error().has_errors());
                EXPECT_FALSE(made.error().to_text().empty());
                continue;
            }
            ++compiled;
            use(*made, lines);
        }
    }
    EXPECT_GT(compiled, 100U);
    EXPECT_GT(refused, 100U);
}

TEST(pipeline, any_bytes_end_in_findings) {
    std::mt19937 random(7);
    for (unsigned i = 0; i < 500; ++i) {
        std::string bytes(random() % 300, '\0');
        for (auto& b : bytes) b = static_cast<char>(random());
        EXPECT_FALSE(compile(bytes).has_value());
        EXPECT_FALSE(compile("ruleset x " + bytes).has_value());
    }
}

}  // namespace
}  // namespace barem
