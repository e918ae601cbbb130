#include "coverage/coverage.hpp"

#include "coverage/follow.hpp"
#include "examples/run.hpp"

#include <algorithm>

namespace barem::coverage {

namespace {

/// Tells `each(example, touched)` after every record and every call of an example what it came by.
template <typename Each>
void follow(ruleset::implementation const& rules, place_list const& places, std::vector<program::example> const& examples, Each each) {
    auto const& compiled = *rules.compiled;
    examples::observer watch;
    watch.scored = [&](program::example const& e, examples::evaluation& run) {
        touched found(places.all().size());
        follower(compiled, places, run, found).record();
        each(e, found);
    };
    watch.called = [&](program::example const& e, index table, std::vector<value> const& arguments) {
        touched found(places.all().size());
        examples::evaluation run(compiled, rules.parameters, rules.limits);
        value ignored;
        if (run.call(table, arguments, ignored)) follower(compiled, places, run, found).call(table, arguments);
        each(e, found);
    };
    static_cast<void>(examples::run(rules, examples, watch));
}

void unite(touched& all, touched const& more) {
    for (std::size_t i = 0; i != all.size(); ++i) all[i] = all[i] || more[i];
}

}  // namespace

number count::share() const {
    if (places == 0) return 100;
    return number(static_cast<std::int64_t>(100 * touched)) / number(static_cast<std::int64_t>(places));
}

count rule_set_coverage::all() const {
    count made;
    for (auto const& p : places) made.add(p);
    return made;
}

count rule_set_coverage::of(construct form) const {
    count made;
    for (auto const& p : places)
        if (p.form == form) made.add(p);
    return made;
}

touched touched_by(ruleset::implementation const& rules, place_list const& places, std::vector<program::example> const& examples) {
    touched all(places.all().size());
    follow(rules, places, examples, [&](program::example const&, touched const& found) { unite(all, found); });
    return all;
}

rule_set_coverage measure(ruleset::implementation const& rules) {
    place_list const list(*rules.compiled, *rules.findings);
    rule_set_coverage made{rules.findings->name, rules.rules().name, list.all()};
    auto const& examples = rules.rules().examples;
    std::vector<touched> by(examples.size(), touched(made.places.size()));
    follow(rules, list, examples, [&](program::example const& e, touched const& found) { unite(by[static_cast<std::size_t>(&e - examples.data())], found); });
    for (auto const& found : by)
        for (std::size_t i = 0; i != found.size(); ++i) made.places[i].examples += found[i];
    std::ranges::stable_sort(made.places, {}, [](place const& p) { return p.where.begin; });
    return made;
}

}  // namespace barem::coverage
