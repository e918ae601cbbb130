// Runs the examples of rule sets, scores a record, and a batch in columns.
#include <barem/barem.hpp>
#include <barem/batch.hpp>

#include <iostream>

int main(int count, char** paths) {
    for (int i = 1; i < count; ++i) {
        auto const ran = barem::compile_file(paths[i]).value().run_examples();
        std::cout << paths[i] << ": " << ran.passed << " examples\n" << ran.failures;
        if (ran.passed == 0 || ran.failures.has_errors()) return 1;
    }
    auto const rules = barem::compile("ruleset r\nrecord p {\nkey id : text\ninput n : integer 0..1000\nlet total = n / 3\noutput total(2)\n}\n").value();
    auto const scored = rules.score_json(R"({"id":"Sở Y tế","n":2})").value();
    std::cout << "barem " << barem::version() << ": " << scored.exact("total") << '\n';

    std::vector<std::int32_t> n(1000), totals(n.size());
    for (std::size_t i = 0; i != n.size(); ++i) n[i] = static_cast<std::int32_t>(i);
    barem::batch_columns columns(n.size());
    columns.set("n", barem::counts(n));
    barem::batch_outputs outputs;
    outputs.set("total", barem::into_counts(totals));
    barem::batch_scorer scorer(rules);
    auto const batch = scorer.score(columns, outputs).value();
    return scored.exact("total") == "2/3" && batch.scored == n.size() && batch.one_by_one == 0 && totals[999] == 33300 && totals[2] == 67 ? 0 : 1;
}
