// The code of docs/embedding/*.md is that of the examples: a fence below `<!-- examples/embed/bind.cpp bind -->` holds what stands between
// `// [bind]` and `// [/bind]` there, and a fence below `<!-- examples/embed/errors.expected -->` the whole file.

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace {

using lines = std::vector<std::string>;

lines read(std::string const& name) {
    std::ifstream stream(std::string(BAREM_SOURCE_DIR) + "/" + name);
    lines made;
    for (std::string line; std::getline(stream, line);) made.push_back(line);
    return made;
}

std::string trimmed(std::string const& line) {
    auto const first = line.find_first_not_of(' ');
    return first == std::string::npos ? "" : line.substr(first);
}

/// The lines between the marks, moved to the left as far as the first mark stands; lines of a raw string may stand further left.
lines region(std::string const& file, std::string const& name) {
    lines const all = read(file);
    if (name.empty()) return all;
    auto const is = [](std::string mark) { return [mark](std::string const& line) { return trimmed(line) == mark; }; };
    auto const open = std::find_if(all.begin(), all.end(), is("// [" + name + "]"));
    auto const close = std::find_if(open, all.end(), is("// [/" + name + "]"));
    EXPECT_NE(close, all.end()) << file << " has no region " << name;
    if (close == all.end()) return {};
    lines made;
    auto const indent = open->find('/');
    for (auto line = open + 1; line != close; ++line) {
        bool const is_text = line->size() - trimmed(*line).size() < indent;      // of a raw string, which begins where it is written
        made.push_back(is_text ? *line : line->substr(indent));
    }
    return made;
}

class snippets : public testing::TestWithParam<char const*> {};

TEST_P(snippets, of_the_guide_stand_in_the_examples) {
    lines const guide = read("docs/embedding/" + std::string(GetParam()) + ".md");
    std::size_t compared = 0;
    for (std::size_t i = 0; i < guide.size(); ++i) {
        if (!guide[i].starts_with("```") || guide[i] == "```") continue;
        auto const close = static_cast<std::size_t>(std::find(guide.begin() + static_cast<long>(i) + 1, guide.end(), "```") - guide.begin());
        ASSERT_LT(close, guide.size()) << "line " << i + 1 << " opens a fence that never closes";
        bool const is_marked = i > 0 && (guide[i - 1].starts_with("<!-- examples/") || guide[i - 1].starts_with("<!-- tests/install/"));
        EXPECT_TRUE(is_marked || (guide[i] != "```cpp" && guide[i] != "```c")) << "line " << i + 1 << ": code that no example holds";
        if (is_marked) {
            std::istringstream mark(guide[i - 1].substr(5));
            std::string file, name;
            mark >> file >> name;
            lines const shown(guide.begin() + static_cast<long>(i) + 1, guide.begin() + static_cast<long>(close));
            EXPECT_EQ(shown, region(file, name == "-->" ? "" : name)) << "line " << i + 1;
            ++compared;
        }
        i = close;
    }
    EXPECT_GT(compared, 5U);
}

INSTANTIATE_TEST_SUITE_P(embed, snippets, testing::Values("cpp", "c"), [](auto const& page) { return std::string(page.param); });

}  // namespace
