#pragma once
// Rule sets and records that are asked what would be.

#include <barem/barem.hpp>
#include <barem/record_data.hpp>
#include <barem/shape.hpp>

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace counterfactual_test {

using namespace barem;
using nlohmann::json;

inline std::string const source = BAREM_SOURCE_DIR;

inline std::string read(std::string const& path) {
    std::ifstream in(source + "/" + path, std::ios::binary);
    EXPECT_TRUE(in) << path;
    return {std::istreambuf_iterator<char>(in), {}};
}

inline std::vector<std::string> lines_of(std::string const& path) {
    std::ifstream in(source + "/" + path, std::ios::binary);
    EXPECT_TRUE(in) << path;
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);)
        if (!line.empty()) lines.push_back(line);
    return lines;
}

inline ruleset office() {
    auto made = compile(read("tests/counterfactual/office.barem"), "office.barem");
    if (!made) ADD_FAILURE() << made.error().to_text();
    return made.value();
}

/// Two tasks of three count: the second was late by two days, at 90 %.
inline record an(ruleset const& rules) {
    auto made = rules.read(R"({"id": "Nguyễn Văn An", "tasks": [
        {"done": true, "share": 100, "due": "2024-03-01", "finished": "2024-03-01"},
        {"done": true, "share": 90, "due": "2024-03-01", "finished": "2024-03-03"},
        {"done": true, "share": 95.5, "due": "2024-03-01", "finished": "2024-02-01"}],
        "survey": {"answers": 12}, "extra": 1.5, "warned": true})");
    if (!made) ADD_FAILURE() << to_text(made.error());
    return made.value();
}

inline json asked(ruleset const& rules, record const& r, std::string const& level) { return json::parse(why_not(rules.explain(r).value(), level).value().to_json()); }

/// Every single condition of a tree.
inline std::vector<json> conditions_of(json const& tree) {
    if (tree.is_null()) return {};
    if (tree["form"] == "condition") return {tree};
    std::vector<json> all;
    for (auto const& part : tree["parts"])
        for (auto& one : conditions_of(part)) all.push_back(std::move(one));
    return all;
}

/// Those without which it does not go: no alternatives.
inline std::vector<json> needed_in(json const& tree) {
    if (tree.is_null() || tree["form"] == "any") return {};
    if (tree["form"] == "condition") return {tree};
    std::vector<json> all;
    for (auto const& part : tree["parts"])
        for (auto& one : needed_in(part)) all.push_back(std::move(one));
    return all;
}

}  // namespace counterfactual_test
