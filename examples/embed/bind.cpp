// Scores a program's own structs, without JSON: see viet_yen.hpp for the structs and their bindings.

#include "viet_yen.hpp"

#include <barem/barem.hpp>

#include <iostream>

namespace {

/// Ten tasks, nine of them 1 % above plan and one late by a hair.
viet_yen::head some_head() {
    viet_yen::head h;
    h.id = "Phòng Y";
    h.block = "Khối Kinh tế";
    h.has_procedures = true;
    viet_yen::content above_plan;
    above_plan.on_time = true;
    above_plan.volume = 101;
    h.tasks.assign(10, {viet_yen::origin::own, {{{above_plan}}}});
    h.tasks[3].indicators[0].contents[0].volume = barem::number::parse("99.5");
    h.conduct.reports_late = 2;
    h.adhoc_tasks.assign(2, {viet_yen::adhoc_outcome::done_well});
    return h;
}

}  // namespace

int main() {
    auto const rules = barem::compile_file("rulesets/viet-yen-2015/viet-yen-2015.barem").value();

    // [bind]
    auto const bound = barem::bind(rules, viet_yen::head_binding());
    if (!bound) {                                   // the rule set and the structs do not fit each other
        std::cerr << bound.error() << '\n';
        return 1;
    }
    auto const scored = bound->score(some_head());
    if (scored) std::cout << scored->id() << ": " << scored->text("total") << " points, " << scored->label("rating") << '\n';
    // [/bind]

    // [issues]
    auto bad = some_head();
    bad.unit_type = static_cast<viet_yen::unit>(9);
    bad.tasks[2].indicators[0].contents[0].volume = -1;
    bad.tasks[7].indicators.clear();
    if (auto const refused = bound->record(bad); !refused) std::cout << refused.error() << '\n';
    // [/issues]
}
