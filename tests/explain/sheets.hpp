#pragma once
// Explanations of a whole roster.

#include <barem/roster.hpp>

#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace barem::sheets {

inline std::string const source = BAREM_SOURCE_DIR;

inline std::vector<std::string> lines_of(std::string const& path) {
    std::ifstream in(path, std::ios::binary);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);)
        if (!line.empty()) lines.push_back(line);
    return lines;
}

struct explained {
    barem::outcome outcome;
    barem::explanation sheet;
};

/// Every scored record of a roster with its explanation among the others, by id. Throws what kept it from being made.
inline std::map<std::string, explained> explain_all(std::string const& rules_path, std::vector<std::string> const& lines) {
    auto const rules = compile_file(rules_path).value();
    roster all(rules);
    std::vector<record> records;
    for (auto const& line : lines) {
        records.push_back(rules.read(line).value());
        all.add(records.back()).value();
    }
    auto const outcomes = all.finish();
    std::map<std::string, explained> made;
    for (std::size_t i = 0; i != outcomes.size(); ++i)
        made.emplace(outcomes[i].id(), explained{outcomes[i], all.explain(records[i]).value()});
    return made;
}

/// The example roster of a shipped rule set such as `phu-tho-2022`.
inline std::map<std::string, explained> const& regulation(std::string const& name) {
    static std::map<std::string, std::map<std::string, explained>> known;
    auto const [at, fresh] = known.try_emplace(name);
    if (fresh) at->second = explain_all(source + "/rulesets/" + name + "/" + name + ".barem", lines_of(source + "/examples/" + name + "/roster.jsonl"));
    return at->second;
}

inline std::map<std::string, explained> const& viet_yen() { return regulation("viet-yen-2015"); }

inline std::map<std::string, explained> const& fees() {
    static auto const all = explain_all(source + "/tests/explain/fees.barem", lines_of(source + "/tests/explain/fees.jsonl"));
    return all;
}

inline std::map<std::string, explained> const& deadlines() {
    static auto const all = explain_all(source + "/tests/explain/deadlines.barem", lines_of(source + "/tests/explain/deadlines.jsonl"));
    return all;
}

inline bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// The text with each hard space as a space.
inline std::string soft(std::string text) {
    for (std::size_t at = 0; (at = text.find("\xC2\xA0", at)) != std::string::npos;) text.replace(at, 2, " ");
    return text;
}

}  // namespace barem::sheets
