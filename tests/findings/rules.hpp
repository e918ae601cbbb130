#pragma once
// A rule set with everything that can be acknowledged, lowered or fixed, in parts that a test puts together.

#include <barem/fix.hpp>
#include <barem/ruleset.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace findings {

using namespace barem;

/// Bands from 0 to 100 % with a gap from 10 to 20 %, a classification without a level for 50 points, and words that a test adds behind each.
struct parts {
    std::string header{}, bands{}, row{};
    std::string second = "[20% .. 100%]";
    std::string clauses{}, level{}, otherwise{};

    [[nodiscard]] std::string text() const {
        auto const behind = [](std::string const& clause) { return clause.empty() ? clause : " " + clause; };
        return "ruleset thử\nlanguage vi\n" + header +
               "enum rating { kém < đạt < giỏi }\n\n"
               "bands bonus(excess : percent 0%..100%) -> number" + behind(bands) + " {\n"
               "  | excess        | bonus |\n"
               "  | [0% .. 10%]   |     1 |" + behind(row) + "\n"
               "  | " + second + " |     2 |\n" + clauses +
               "}\n\n"
               "record head {\n"
               "  key id : text\n"
               "  input excess : percent 0%..100% decimals 1\n"
               "  let extra = bonus(excess)\n"
               "  classify rated : rating {\n"
               "    giỏi when extra >= 2" + behind(level) + "\n"
               "    đạt when extra < 2\n" + otherwise +
               "  }\n"
               "  output extra(1), rated\n"
               "}\n";
    }
};

inline std::vector<std::string> codes(report const& r) {
    std::vector<std::string> found;
    for (auto const& d : r.findings) found.push_back(d.code);
    return found;
}

inline std::vector<std::string> acknowledged(report const& r) {
    std::vector<std::string> found;
    for (auto const& known : r.acknowledged) found.push_back(known.finding.code + " " + known.reason);
    return found;
}

using words = std::vector<std::string>;

}  // namespace findings
