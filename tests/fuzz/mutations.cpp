// Valid rule sets, damaged at random with a fixed seed: the parser neither crashes nor hangs, and what still parses can be formatted.

#include "format/format.hpp"
#include "language/support.hpp"

#include <random>

namespace barem::testing {
namespace {

class mutator {
public:
    explicit mutator(unsigned seed) : random_(seed) {}

    std::string damage(std::string text) {
        for (auto edits = 1 + random_() % 4; edits > 0 && !text.empty(); --edits) {
            std::size_t const at = random_() % text.size();
            std::size_t const size = std::min<std::size_t>(1 + random_() % 40, text.size() - at);
            switch (random_() % 6) {
                case 0: text[at] = static_cast<char>(random_()); break;
                case 1: text.erase(at, size); break;
                case 2: text.insert(at, text.substr(random_() % text.size(), size)); break;
                case 3: text.resize(at); break;
                case 4: text.insert(at, 1, interesting[random_() % interesting.size()]); break;
                default: std::swap(text[at], text[random_() % text.size()]); break;
            }
        }
        return text;
    }

private:
    static constexpr std::string_view interesting = "{}()[]|\"-.,:@<>=!&#\n\\%";
    std::mt19937 random_;
};

TEST(fuzz, damaged_rule_sets_end_in_findings_or_a_tree) {
    auto const files = rule_sets(language_folder);
    mutator mutations(20151015);
    unsigned whole = 0;
    for (unsigned i = 0; i < 3000; ++i) {
        auto const source = mutations.damage(read(files[i % files.size()]));
        auto const result = grammar::parse(source);
        for (auto const& d : result.findings) {
            ASSERT_LE(d.labels.at(0).where.begin, d.labels.at(0).where.end);
            ASSERT_LE(d.labels.at(0).where.begin, source.size());
            ASSERT_FALSE(d.message.empty());
        }
        auto const tree = ast::dump(result.tree);
        if (!result.findings.empty()) continue;
        ++whole;
        auto const formatted = formatter::format(source);
        ASSERT_EQ(formatter::format(formatted), formatted) << source;
        ASSERT_EQ(ast::dump(grammar::parse(formatted).tree), tree) << source;
    }
    EXPECT_GT(whole, 30U);
}

}  // namespace
}  // namespace barem::testing
