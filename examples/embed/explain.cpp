// Why a record was scored as it was: a sheet for the person who is assessed, and the same as data.

#include <barem/barem.hpp>

#include <fstream>
#include <iostream>
#include <string>

int main() {
    auto const rules = barem::compile_file("rulesets/viet-yen-2015/viet-yen-2015.barem").value();
    std::ifstream lines("examples/viet-yen-2015/roster.jsonl");
    std::string json;
    std::getline(lines, json);

    // [explain]
    auto const record = rules.read(json).value();
    auto const why = rules.explain(record).value();
    std::cout << why.to_text("en");                                 // also to_markdown, to_html, to_json; "vi" or "en"
    // [/explain]

    // [among]
    // With its place among the others: explained by the roster that ranked it.
    barem::roster roster(rules);
    roster.add(record).value();
    while (std::getline(lines, json)) roster.add_json(json).value();
    roster.finish();
    std::cout << roster.explain(record).value().to_text("vi");
    // [/among]

    // [what-if]
    // What stands between the record and a level, and what other inputs would do.
    auto const obstacles = barem::why_not(why, "rating=good").value();
    std::cout << obstacles.to_text();
    auto const changed = barem::with_inputs(rules, record, {{"innovative", "false"}, {"conduct.reports_late", "3"}}).value();
    std::cout << barem::compare(why, rules.explain(changed).value()).value().to_text();
    // [/what-if]
}
