#pragma once
// What the tests of the language share: files, goldens, short rule sets.

#include "ast/dump.hpp"
#include "parse.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace barem::testing {

namespace fs = std::filesystem;

inline fs::path const language_folder = fs::path(BAREM_SOURCE_DIR) / "tests" / "language";

inline std::string read(fs::path const& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Compares with the golden file; BAREM_ACCEPT=1 rewrites it instead.
inline void expect_golden(fs::path const& golden, std::string const& actual) {
    if (std::getenv("BAREM_ACCEPT") != nullptr) {
        std::ofstream(golden, std::ios::binary) << actual;
        return;
    }
    EXPECT_EQ(read(golden), actual) << "differs from " << golden << "; BAREM_ACCEPT=1 accepts what there is now";
}

inline std::vector<fs::path> rule_sets(fs::path const& folder) {
    std::vector<fs::path> files;
    for (auto const& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.path().extension() == ".barem") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// "B1001 12..15 message [help]", one finding a line.
inline std::string show(std::vector<diagnostic> const& findings) {
    std::string text;
    for (auto const& d : findings) {
        auto const where = d.labels.front().where;
        text += d.code + " " + std::to_string(where.begin) + ".." + std::to_string(where.end) + " " + d.message;
        if (!d.help.empty()) text += " [" + d.help + "]";
        for (std::size_t i = 1; i < d.labels.size(); ++i) {
            text += " {" + std::to_string(d.labels[i].where.begin) + ".." + std::to_string(d.labels[i].where.end) + " " + d.labels[i].text + "}";
        }
        text += "\n";
    }
    return text;
}

/// A rule set around one definition.
inline std::string with_let(std::string_view expression) { return "ruleset t record r {\n let x = " + std::string(expression) + "\n}\n"; }

/// The tree of one expression; the findings if there are any.
inline std::string tree_of(std::string_view expression) {
    auto const result = grammar::parse(with_let(expression));
    if (!result.findings.empty()) return show(result.findings);
    return ast::dump(result.tree.records.at(0).lets.at(0).value);
}

inline std::string codes(std::string_view source) {
    std::string text;
    for (auto const& d : grammar::parse(source).findings) text += (text.empty() ? "" : " ") + d.code;
    return text;
}

}  // namespace barem::testing
