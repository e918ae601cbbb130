// Columns of the host's own are scored where they lie; results go into columns of the host's own.

#include <barem/barem.hpp>
#include <barem/batch.hpp>
#include <barem/decimals.hpp>

#include <cstdint>
#include <iostream>
#include <vector>

constexpr auto rules_text = R"(ruleset exams "Exams"
language en
record pupil "Pupil" {
  key id "Number" : text
  input written "Written" : number 0..10 decimals 1
  input oral "Oral" : number 0..10 decimals 1
  input excused "Excused" : bool
  let total "Total" = (2 * written + oral) / 3
  classify mark "Mark" : mark {
    good when total >= 8
    pass when total >= 5 or excused
    otherwise fail
  }
  output total(2), mark
}
enum mark "Mark" { fail "Fail" < pass "Pass" < good "Good" }
)";

int main() {
    auto const rules = barem::compile(rules_text, "exams").value();

    // [columns]
    std::vector<std::int16_t> const written{85, 40, 70, 105};      // tenths
    std::vector<double> const oral{9.5, 3.0, 0.1, 7.0};
    std::vector<std::uint8_t> const excused{0, 1, 0, 0};
    barem::batch_columns columns(written.size());
    columns.set("written", barem::counts(written, 1));             // 85 is 8.5
    columns.set("oral", barem::decimals(oral, 1));                 // doubles, only with their places
    columns.set("excused", barem::truths(excused));
    // [/columns]

    // [score]
    std::vector<std::int32_t> totals(written.size());
    std::vector<std::uint8_t> marks(written.size());
    std::vector<barem::row_status> status(written.size());
    barem::batch_outputs outputs;
    outputs.set("total", barem::into_counts(totals));              // hundredths: the rule set prints two digits
    outputs.set("mark", barem::into_counts(marks));                // positions of the words
    outputs.set_status(status);

    barem::batch_scorer scorer(rules);                             // one a thread; keeps its memory for the next batch
    auto const scored = scorer.score(columns, outputs, {.threads = 2});
    if (!scored) std::cout << scored.error();                      // columns that do not fit the rule set
    for (auto const& r : scored.value().rejected) std::cout << "row " << r.row << ": " << r.problems << '\n';
    // [/score]

    for (std::size_t row = 0; row != totals.size(); ++row)
        if (status[row] == barem::row_status::scored) std::cout << "row " << row << ": " << totals[row] << " hundredths, mark " << int{marks[row]} << '\n';
}
