// Versions of a rule set: the date of a record chooses the one that scores it.

#include <barem/barem.hpp>

#include <fstream>
#include <iostream>
#include <string>

int main() {
    // [compile]
    // All rule sets of a folder, whatever their files are called. Two that are effective on one day are an error.
    auto const rules = barem::compile_folder("examples/agency-quality").value();
    for (auto const& version : rules.versions())
        std::cout << version.file << (version.from ? ": from " + version.from->to_text() : "") << (version.to ? " to " + version.to->to_text() : "") << '\n';
    // [/compile]

    // [score]
    auto const scored = rules.score_json(R"({"id": "Sở Y tế", "assessed": "2023-06-30", "type": "Sở", "points": 81})").value();
    std::cout << scored.id() << " in 2023: " << scored.label("rating") << '\n';
    auto const* today = rules.at(*barem::date::parse("2024-06-30"));        // nullptr: no version covers that day
    auto const later = today->rules.score_json(R"({"id": "Sở Y tế", "assessed": "2024-06-30", "type": "Sở", "points": 81})").value();
    std::cout << later.id() << " in 2024: " << later.label("rating") << '\n';
    // [/score]

    // [roster]
    // Ranks are counted among the records of one version; results come in the order of the roster.
    barem::family_roster roster(rules);
    std::ifstream lines("examples/agency-quality/roster.jsonl");
    for (std::string line; std::getline(lines, line);)
        if (auto added = roster.add_json(line); !added) std::cout << "not scored: " << added.error() << '\n';
    for (auto const& outcome : roster.finish()) std::cout << outcome.to_json() << '\n';
    // [/roster]
}
