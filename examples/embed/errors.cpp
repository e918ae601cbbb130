// Everything that can go wrong, as it can be shown to the people who can mend it.

#include <barem/barem.hpp>

#include <iostream>

int main() {
    // [rules]
    auto const faulty = R"(ruleset exams "Exams"
language en
unit points "points"
record pupil "Pupil" {
  key id : text
  input written "Written test" : points 0..10 decimals 1
  let total "Total" = 2 * writen
  output total(1)
}
)";
    auto const compiled = barem::compile(faulty, "exams.barem");
    if (!compiled) std::cout << compiled.error();                   // a barem::report: to_text({.colour = true}), to_json(), findings
    // [/rules]

    // [records]
    std::string mended = faulty;
    mended.replace(mended.find("writen"), 6, "written");
    auto const rules = barem::compile(mended, "exams.barem").value();
    for (auto const* json : {R"({"id": "A", "written": 7.25})", R"({"id": "B", "writen": 7})", R"({"id": "C", "written": "7"})", R"({"id": "D", )"})
        if (auto const scored = rules.score_json(json); !scored) std::cout << scored.error() << '\n';
    // [/records]

    // [what-if]
    auto const what_if = rules.with_parameter("floor", "950");
    if (!what_if) std::cout << what_if.error() << '\n';
    // [/what-if]
}
