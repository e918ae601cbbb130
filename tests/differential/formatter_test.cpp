// The formatter on random rule sets, and on those of the project, with white space and comments at random places. Failures indict
// src/format.

#include "differential/dice.hpp"
#include "differential/rules.hpp"

#include "ast/dump.hpp"
#include "format/format.hpp"
#include "lexer.hpp"
#include "parse.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <limits>

namespace differential {
namespace {

namespace grammar = barem::grammar;

std::string tree_of(std::string const& source) { return barem::ast::dump(grammar::parse(source).tree); }

grammar::token_list tokens_of(std::string const& source) { return grammar::tokenise(source, std::numeric_limits<std::size_t>::max(), 1); }

/// In their order, without blanks at the end.
std::vector<std::string> comments_of(std::string const& source) {
    std::vector<std::string> found;
    for (auto const& where : tokens_of(source).comments) {
        found.push_back(source.substr(where.begin, where.end - where.begin));
        while (found.back().ends_with(' ') || found.back().ends_with('\t')) found.back().pop_back();
    }
    return found;
}

/// The same rule set written otherwise. Rows of tables stay on their lines.
class scrambler {
public:
    /// `breaks`: lines may begin and end elsewhere, and comments come in; else only blanks are others.
    scrambler(std::string const& source, std::uint64_t seed, bool breaks) : source_(source), d_(seed), breaks_(breaks) {}

    std::string run() {
        auto const all = tokens_of(source_);
        std::string out = gap(0, all.tokens.empty() ? 0 : all.tokens.front().begin, true);
        bool in_row = false;
        for (std::size_t i = 0; i + 1 < all.tokens.size(); ++i) {                       // the last is the end
            auto const& t = all.tokens[i];
            auto const& next = all.tokens[i + 1];
            bool const line_ends = source_.substr(t.end, next.begin - t.end).find('\n') != std::string::npos;
            bool const begins_line = i == 0 || source_.substr(all.tokens[i - 1].end, t.begin - all.tokens[i - 1].end).find('\n') != std::string::npos;
            if (begins_line) in_row = has_pipe(all.tokens, i);
            bool const row_follows = line_ends && has_pipe(all.tokens, i + 1);
            bool const before_limit = next.kind == grammar::token_kind::word && i + 2 < all.tokens.size() && all.tokens[i + 2].kind == grammar::token_kind::range;
            out += source_.substr(t.begin, t.end - t.begin);
            using enum grammar::token_kind;
            // A unit stands on the line of its number, a limit on the line of its range, what is given to a function on the line of its name.
            bool const belongs = before_limit || (t.kind == number && (next.kind == word || next.kind == percent)) || source_.substr(t.begin, t.end - t.begin) == "working" ||
                                 t.kind == range || next.kind == open_parenthesis || next.kind == open_bracket;
            out += in_row || belongs || row_follows || next.kind == grammar::token_kind::end ? gap(t.end, next.begin, line_ends) : free_gap(t.end, next.begin, line_ends);
        }
        return out;
    }

private:
    /// Whether one stands on the line of a token, from there on.
    bool has_pipe(std::vector<grammar::token> const& tokens, std::size_t i) const {
        for (; i + 1 < tokens.size(); ++i) {
            if (tokens[i].kind == grammar::token_kind::pipe) return true;
            if (source_.substr(tokens[i].end, tokens[i + 1].begin - tokens[i].end).find('\n') != std::string::npos) return false;
        }
        return false;
    }

    std::string blanks(std::size_t least) {
        std::string made;
        for (std::size_t n = least + (d_.one_in(3) ? d_.below(4) : 0); n != 0; --n) made += d_.one_in(5) ? '\t' : ' ';
        return made;
    }
    std::string comment() { return "# " + d_.word({"ghi chú", "điều 6", "a | b", "\"x", "", "{", "số  hai "}) + "\n"; }

    /// What stands between two tokens, with its line breaks and comments, but other blanks.
    std::string gap(std::size_t begin, std::size_t end, bool may_break) {
        std::string made;
        bool in_comment = false;
        bool had_blank = false;
        for (char const c : source_.substr(begin, end - begin)) {
            in_comment = (in_comment || c == '#') && c != '\n';
            bool const is_blank = (c == ' ' || c == '\t') && !in_comment;
            if (is_blank && !had_blank) made += blanks(1);
            if (!is_blank) made += c;
            had_blank = is_blank;
        }
        bool const may_comment = breaks_ && may_break && made.find('#') == std::string::npos && made.find('\n') != std::string::npos;
        return may_comment && d_.one_in(12) ? " " + comment() + made.substr(made.find('\n') + 1) : made;
    }

    std::string free_gap(std::size_t begin, std::size_t end, bool line_ends) {
        std::string const as_it_is = gap(begin, end, line_ends);
        if (!breaks_ || as_it_is.find('#') != std::string::npos) return as_it_is;
        if (d_.one_in(25)) return blanks(1) + comment() + blanks(0);
        if (d_.one_in(12) && (begin != end || line_ends)) return blanks(0) + "\n" + (d_.one_in(4) ? "\n\n" : "") + blanks(0);
        return as_it_is;
    }

    std::string const& source_;
    dice d_;
    bool breaks_;
};

void expect_sound_layout(std::string const& source, std::string const& name) {
    std::string const made = barem::formatter::format(source);
    EXPECT_EQ(tree_of(made), tree_of(source)) << name << "\n" << source << "\n─── is laid out as\n" << made;
    EXPECT_EQ(barem::formatter::format(made), made) << name << "\n" << source;
    EXPECT_EQ(comments_of(made), comments_of(source)) << name << "\n" << source << "\n─── is laid out as\n" << made;
}

void expect_sound_layouts(std::string const& source, std::uint64_t seed, std::string const& name) {
    expect_sound_layout(source, name);
    std::string const other_blanks = scrambler(source, seed, false).run();
    EXPECT_EQ(barem::formatter::format(other_blanks), barem::formatter::format(source)) << name << "\n" << other_blanks;
    std::string const other_lines = scrambler(source, seed, true).run();
    ASSERT_EQ(tree_of(other_lines), tree_of(source)) << name << ": the test has changed the rule set\n" << other_lines;
    expect_sound_layout(other_lines, name);
}

TEST(formatter, random_rule_sets) {
    std::size_t refused = 0;
    for (std::uint64_t seed = 1; seed <= 200 && !testing::Test::HasFailure(); ++seed) {
        auto const rules = make_rules(seed).text;
        if (!grammar::parse(rules).findings.empty()) ++refused;                         // beyond a limit
        else expect_sound_layouts(rules, seed, "seed " + std::to_string(seed));
    }
    EXPECT_LT(refused, 20U);
}

TEST(formatter, rule_sets_of_the_project) {
    namespace fs = std::filesystem;
    std::size_t laid_out = 0;
    for (auto const* folder : {"/rulesets", "/examples", "/tests/language/whole", "/tests/language/check/good", "/tests/document", "/tests/explain"})
        for (auto const& entry : fs::recursive_directory_iterator(std::string(BAREM_SOURCE_DIR) + folder)) {
            if (entry.path().extension() != ".barem") continue;
            std::ifstream in(entry.path(), std::ios::binary);
            std::string const source{std::istreambuf_iterator<char>(in), {}};
            ASSERT_TRUE(grammar::parse(source).findings.empty()) << entry.path();
            for (std::uint64_t seed = 1; seed <= 6 && !testing::Test::HasFailure(); ++seed)
                expect_sound_layouts(source, seed, entry.path().filename().string() + ", seed " + std::to_string(seed));
            ++laid_out;
        }
    EXPECT_GT(laid_out, 25U);
}

}  // namespace
}  // namespace differential
