#include <all.hpp>

#include <iostream>

barem::severity const* severity_of_other(barem::number& total);

int main() {
    auto const rules = barem::compile("ruleset r\nrecord p {\nkey id : text\ninput n : integer 0..9\nlet total = n / 3\noutput total(2)\n}\n").value();
    auto const scored = rules.score_json(R"({"id":"Sở Y tế","n":2})").value();
    std::cout << "barem " << barem::version() << ": " << scored.exact("total") << '\n';
    barem::number total(1);
    return scored.exact("total") == "2/3" && severity_of_other(total) != nullptr && total == barem::number::ratio(2, 3) ? 0 : 1;
}
