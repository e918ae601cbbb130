// A roster: ranks among many, and records that fail without touching the others.

#include <barem/barem.hpp>

#include <fstream>
#include <iostream>
#include <string>

int main() {
    auto const rules = barem::compile_file("rulesets/viet-yen-2015/viet-yen-2015.barem").value();
    std::ifstream lines("examples/viet-yen-2015/roster.jsonl");

    // [add]
    barem::roster roster(rules);
    for (std::string line; std::getline(lines, line);)
        if (auto added = roster.add_json(line); !added) std::cout << "not scored: " << added.error() << '\n';

    // A bad record is reported with everything that is wrong with it; an id that was there already, too.
    if (auto added = roster.add_json(R"({"id": "Phòng X", "block": 7, "unit_typ": "agency"})"); !added)
        for (auto const& problem : added.error()) std::cout << problem.path << " | " << problem.expected << " | " << problem.found << '\n';
    // [/add]

    // [finish]
    // A rule that needs a rank can fail only now.
    auto const report = [](barem::roster::failure const& failed) { std::cout << failed.id << ": " << failed.problems << '\n'; };
    for (auto const& scored : roster.finish(report))
        std::cout << scored.text("rank") << ". " << scored.id() << ": " << scored.text("total") << ", " << scored.text("rating") << '\n';
    // [/finish]
}
