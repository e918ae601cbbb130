#pragma once
// Rule sets whose coverage is measured, and the same with fewer examples.

#include "coverage/coverage.hpp"
#include "coverage/propose.hpp"

#include <barem/ruleset.hpp>

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace coverage_test {

using namespace barem;

inline std::string const source = BAREM_SOURCE_DIR;

inline std::string read(std::string const& path) {
    std::ifstream in(source + "/" + path, std::ios::binary);
    EXPECT_TRUE(in) << path;
    return {std::istreambuf_iterator<char>(in), {}};
}

inline std::string path_of(std::string const& regulation) { return "rulesets/" + regulation + "/" + regulation + ".barem"; }

/// A regulation imports by its place.
inline ruleset regulation(std::string const& name) { return compile_file(source + "/" + path_of(name)).value(); }

/// What a regulation's own text needs to be compiled after it has been changed.
inline compile_options beside(std::string const& regulation) {
    compile_options made;
    made.imports = [regulation](std::string_view path, std::string_view) -> result<imported_source, std::string> {
        return imported_source{std::string(path), read("rulesets/" + regulation + "/" + std::string(path))};
    };
    return made;
}

inline ruleset staff(std::string const& more = {}) {
    auto made = compile(read("tests/coverage/staff.barem") + more, "staff.barem");
    if (!made) ADD_FAILURE() << made.error().to_text();
    return made.value();
}

/// The text of a rule set that keeps only its first example of a record.
inline std::string with_one_example(ruleset const& rules) {
    auto text = rules.findings().text;
    bool kept = false;
    for (auto const& e : rules.inner().rules().examples) {
        bool const keeps = e.call.empty() && !e.is_roster && !kept;
        kept |= keeps;
        for (auto at = e.where.begin; !keeps && at != e.where.end; ++at)
            if (text[at] != '\n') text[at] = ' ';
    }
    return text;
}

inline std::vector<std::string> untouched(coverage::rule_set_coverage const& c) {
    std::vector<std::string> found;
    for (auto const& p : c.places)
        if (p.examples == 0) found.push_back(p.of + ": " + p.says);
    return found;
}

}  // namespace coverage_test
