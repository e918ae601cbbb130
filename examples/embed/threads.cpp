// One compiled rule set, used by many threads at once without locks.

#include <barem/barem.hpp>

#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <thread>
#include <vector>

int main() {
    auto const rules = barem::compile_file("rulesets/viet-yen-2015/viet-yen-2015.barem").value();
    std::ifstream lines("examples/viet-yen-2015/roster.jsonl");
    std::vector<std::string> records;
    for (std::string line; std::getline(lines, line);) records.push_back(line);

    // [threads]
    std::vector<std::string> ratings(records.size());
    auto const score_part = [&](std::size_t first, std::size_t step) {
        for (std::size_t i = first; i < records.size(); i += step) {
            auto const scored = rules.score_json(records[i]);
            ratings[i] = scored ? scored->text("rating") : to_text(scored.error());     // an exception would end the program here
        }
    };
    std::vector<std::jthread> workers;
    for (std::size_t i = 0; i < 4; ++i) workers.emplace_back(score_part, i, 4);
    workers.clear();                                                // waits for all
    // [/threads]

    for (std::size_t i = 0; i < 5; ++i) std::cout << ratings[i] << '\n';

    // [roster]
    // With ranks: reading is what threads can do at once, the roster takes the records from one.
    std::vector<std::optional<barem::result<barem::record, barem::issues>>> read(records.size());
    auto const read_part = [&](std::size_t first, std::size_t step) {
        for (std::size_t i = first; i < records.size(); i += step) read[i] = rules.read(records[i]);
    };
    for (std::size_t i = 0; i < 4; ++i) workers.emplace_back(read_part, i, 4);
    workers.clear();
    barem::roster roster(rules);
    for (auto const& one : read)
        if (!*one) std::cout << one->error() << '\n';
        else if (auto const added = roster.add(**one); !added) std::cout << added.error() << '\n';
    for (auto const& scored : roster.finish())
        if (scored.text("rank") == "1") std::cout << scored.id() << " is first in its block\n";
    // [/roster]
}
