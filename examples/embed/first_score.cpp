// The shortest program: compiles a rule set, scores one JSON record, prints what came out.
// [all]
#include <barem/barem.hpp>

#include <fstream>
#include <iostream>
#include <string>

int main() {
    auto const rules = barem::compile_file("rulesets/viet-yen-2015/viet-yen-2015.barem").value();
    std::ifstream roster("examples/viet-yen-2015/roster.jsonl");
    std::string json;
    std::getline(roster, json);
    auto const scored = rules.score_json(json).value();
    std::cout << scored.id() << ": " << scored.text("total") << " points, " << scored.label("rating", "en") << '\n';
}
// [/all]
