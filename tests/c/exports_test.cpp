// What a shared library exports: the C functions that cmake/barem.map.in lists, the public names of C++, nothing else. A C function that goes, or
// changes, means another BAREM_ABI_VERSION.

#include <barem/barem.h>
#include <barem/version.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace {

using names = std::set<std::string>;

std::string read(std::string const& file) {
    std::ifstream in(std::string(BAREM_SOURCE_DIR) + "/" + file);
    return {std::istreambuf_iterator<char>(in), {}};
}

names matches(std::string const& text, std::string const& pattern) {
    names found;
    std::regex const wanted(pattern);
    for (auto m = std::sregex_iterator(text.begin(), text.end(), wanted); m != std::sregex_iterator(); ++m) found.insert((*m)[1]);
    return found;
}

/// What a command prints, by lines.
std::vector<std::string> printed(std::string const& command) {
    std::vector<std::string> lines(1);
    FILE* const out = popen(command.c_str(), "r");
    if (out == nullptr) return {};
    for (int c = std::fgetc(out); c != EOF; c = std::fgetc(out)) {
        if (c == '\n') lines.emplace_back();
        else lines.back() += static_cast<char>(c);
    }
    EXPECT_EQ(pclose(out), 0) << command;
    lines.pop_back();
    return lines;
}

/// The names that programs can link, such as `barem_load@@BAREM_0.1` and `barem::v0_1::version()@@BAREM_0.1`.
std::vector<std::string> const& exported() {
    static auto const all = [] {
        std::vector<std::string> found;
        for (auto const& line : printed("nm --dynamic --defined-only --demangle '" BAREM_SHARED_LIBRARY "'"))
            if (line.size() > 19) found.push_back(line.substr(19));         // address and kind
        return found;
    }();
    return all;
}

/// "0.1" of version "0.1.0"
std::string minor_version() {
    std::string const all(barem::version());
    return all.substr(0, all.rfind('.'));
}

bool begins_with_any(std::string const& text, std::vector<std::string> const& beginnings) {
    return std::ranges::any_of(beginnings, [&](auto const& b) { return text.starts_with(b); });
}

TEST(exports, of_c_are_what_is_listed_and_declared) {
    auto const listed = matches(read("cmake/barem.map.in"), "    (barem_[a-z0-9_]+);");
    EXPECT_GT(listed.size(), 30U);
    EXPECT_EQ(matches(read("include/barem/barem.h"), "BAREM_C_API [^(]*[ *](barem_[a-z0-9_]+)\\("), listed);
    names found;
    for (auto const& name : exported())
        if (name.starts_with("barem_")) found.insert(name.substr(0, name.find('@')));
    EXPECT_EQ(found, listed);
}

TEST(exports, of_cpp_stand_in_the_namespace_of_the_version) {
    auto space = "barem::v" + minor_version() + "::";
    std::ranges::replace(space, '.', '_');
    std::size_t functions = 0;
    for (auto const& name : exported()) {
        functions += name.starts_with(space);
        EXPECT_TRUE(begins_with_any(name, {"barem_", space, "typeinfo for " + space, "typeinfo name for " + space, "vtable for " + space,
                                           "BAREM_" + minor_version()})) << name;
    }
    EXPECT_GT(functions, 100U);
    auto const has = [&](std::string const& name) {
        return std::ranges::any_of(exported(), [&](auto const& e) { return e.starts_with(space + name); });
    };
    for (auto const* name : {"compile(", "ruleset::score(", "number::parse(", "roster::finish(", "batch_scorer::score(", "binding_parts::fit(", "import_arrow(", "score_arrow_stream("})
        EXPECT_TRUE(has(name)) << name;
    // Of a public class, yet the library's own.
    for (auto const* name : {"ruleset::implementation::", "explanation::content::", "number_access::", "outcome::find("}) EXPECT_FALSE(has(name)) << name;
}

TEST(exports, have_a_version) {
    for (auto const& name : exported()) EXPECT_NE(name.find("BAREM_" + minor_version()), std::string::npos) << name;
    auto const told = printed("readelf --dynamic --wide '" BAREM_SHARED_LIBRARY "'");
    auto const soname = std::ranges::find_if(told, [](auto const& line) { return line.find("(SONAME)") != std::string::npos; });
    ASSERT_NE(soname, told.end());
    EXPECT_NE(soname->find("[libbarem.so." + minor_version() + "]"), std::string::npos) << *soname;
}

}  // namespace
