// A rule set that is kept elsewhere than in files, with the library that it imports.

#include <barem/barem.hpp>

#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <string_view>

int main() {
    std::map<std::string, std::string, std::less<>> const stored{
        {"units", "library units \"Units\"\nunit points \"points\"\n"},
        {"exams", R"(ruleset exams "Exams"
language en
import "units"
record pupil "Pupil" {
  key id : text
  input written "Written test" : points 0..10
  output written(0)
}
)"}};

    // [resolver]
    barem::compile_options options;
    options.imports = [&](std::string_view path, std::string_view) -> barem::result<barem::imported_source, std::string> {
        auto const found = stored.find(path);                       // of a map, a database, an archive
        if (found == stored.end()) return std::string("it is not in the store");
        return barem::imported_source{found->first, found->second};
    };
    auto const rules = barem::compile(stored.at("exams"), "exams", options);
    if (rules) std::cout << rules->name() << " compiles\n";
    // [/resolver]

    // [refused]
    auto const lost = barem::compile("ruleset lost\nimport \"calendars\"\n", "lost", options);
    if (!lost) std::cout << lost.error();
    auto const alone = barem::compile(stored.at("exams"), "exams");    // without a resolver
    if (!alone) std::cout << alone.error().findings.front().message << '\n';
    // [/refused]
}
