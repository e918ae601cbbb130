#include "coverage/coverage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace barem::coverage {

namespace {

using line = std::vector<place const*>;

std::size_t taken(line const& places) {
    return std::ranges::max(places, {}, &place::examples)->examples;
}

/// A place that has the line to itself is told by the line.
bool has_branches(line const& places) { return places.size() > 1 || places.front()->form == construct::branch; }

std::string record_of(std::string const& test, std::string const& file, std::map<std::uint32_t, line> const& lines) {
    std::string branches, counts;
    std::size_t branches_found = 0, branches_hit = 0, lines_hit = 0;
    for (auto const& [at, places] : lines) {
        auto const times = taken(places);
        counts += fmt::format("DA:{},{}\n", at, times);
        lines_hit += times != 0;
        if (!has_branches(places)) continue;
        for (std::size_t i = 0; i != places.size(); ++i) {
            branches += fmt::format("BRDA:{},0,{},{}\n", at, i, times == 0 ? "-" : std::to_string(places[i]->examples));
            ++branches_found;
            branches_hit += places[i]->examples != 0;
        }
    }
    return fmt::format("TN:{}\nSF:{}\n{}BRF:{}\nBRH:{}\n{}LF:{}\nLH:{}\nend_of_record\n", test, file, branches, branches_found, branches_hit, counts,
                       lines.size(), lines_hit);
}

/// The name of a test has letters, digits and `_` only.
std::string as_test_name(std::string name) {
    std::ranges::replace_if(name, [](unsigned char c) { return c >= 0x80 || !std::isalnum(c); }, '_');
    return name;
}

}  // namespace

std::string to_lcov(std::vector<rule_set_coverage> const& all) {
    std::string out;
    for (auto const& c : all) {
        std::map<std::string, std::map<std::uint32_t, line>> files;
        for (auto const& p : c.places) files[p.file][p.line].push_back(&p);
        for (auto const& [file, lines] : files) out += record_of(as_test_name(c.rule_set), file, lines);
    }
    return out;
}

}  // namespace barem::coverage
