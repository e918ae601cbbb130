// Rows that never decide, where that takes more than the order of the rows: conditions of a column `when`, and the order of the results.

#include "check/analysis/constant.hpp"
#include "check/analysis/describe.hpp"
#include "check/analysis/table_analysis.hpp"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

namespace barem::analysis {

namespace {

constexpr std::size_t most_compared = 500;   // rows of a table of which each is compared with all before it

/// Rows with conditions: those that contradict themselves, and under `hit first` those whose cases earlier rows take.
class conditional_rows {
public:
    explicit conditional_rows(table_analysis& a) : a_(a), f_(a.conditions->all()), rows_(a.conditions->rows()), steps_(steps_of_rows) {}

    void report() {
        bool const first = a_.t.policy == program::hit_policy::first && rows_.size() <= most_compared;
        std::vector<formulas::id> none;
        for (std::size_t row = 0; row != rows_.size() && !steps_.used_up(); ++row) {
            if (!a_.model.possible[row]) continue;                     // that is B1314
            if (impossible(rows_[row])) add(row, "no case meets all that it asks");
            else if (first && row != 0 && impossible(with(none, rows_[row]))) add(row, "earlier ones take all of its cases");
            none.push_back(f_.negation(rows_[row]));
        }
    }

private:
    static constexpr std::size_t steps_of_rows = 200'000;

    bool impossible(formulas::id goal) { return !find_case(f_, goal, certainty::possible, steps_) && !steps_.used_up(); }

    formulas::id with(std::vector<formulas::id> all, formulas::id last) {
        steps_.spend(all.size());
        all.push_back(last);
        return f_.all_of(std::move(all));
    }

    void add(std::size_t row, std::string_view why) {
        bool const known = std::ranges::any_of(a_.found, [&](finding const& d) {
            return d.code == "B1307" && d.labels.front().where == place_of(a_.t, row);
        });
        if (known) return;
        auto& d = a_.add(severity::warning, "B1307", fmt::format("this {} of `{}` can never be hit: {}", a_.row(), a_.t.name, why));
        d.labels.push_back({place_of(a_.t, row), "never hit"});
        d.help = fmt::format("correct its condition, or remove the {}", a_.row());
        d.to_show = goal::every_call(a_.index);
        d.refuted_by = goal::of_call(a_.index, {}, {static_cast<program::index>(row)});
    }

    table_analysis& a_;
    formulas& f_;
    std::vector<formulas::id> const& rows_;
    budget steps_;
};

}  // namespace

void report_conditional_rows_never_hit(table_analysis& a) { conditional_rows(a).report(); }

void report_rows_never_best(table_analysis& a) {
    std::vector<number> results;
    for (auto const& row : a.t.rows) {
        auto const v = row.result.empty() ? std::nullopt : constant_value(a.p, row.result.front());
        auto const n = v ? as_number(*v) : std::nullopt;
        if (!n) return;
        results.push_back(*n);
    }
    std::vector<std::uint32_t> order(results.size()), rank(results.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, [&](auto x, auto y) { return results[x] > results[y]; });
    for (std::uint32_t i = 0; i != order.size(); ++i) rank[order[i]] = i;
    auto boxes = a.model.boxes;
    for (auto& b : boxes) b.row = rank[b.row];
    std::ranges::stable_sort(boxes, {}, &row_box::row);
    auto const covered = cover(a.model.space(), boxes, results.size(), true, a.steps);
    if (!covered.complete) return;
    for (std::size_t row = 0; row != results.size(); ++row) {
        if (covered.hit[rank[row]] || !a.model.possible[row]) continue;
        auto const own = std::ranges::find_if(a.model.boxes, [&](row_box const& b) { return b.row == row; });
        box corner = own->where;
        for (auto& s : corner) s.to = s.from + 1;
        auto& d = a.add(severity::warning, "B1307", fmt::format("this row of `{}` never decides: rows with a result as high or higher take all of its cases", a.t.name));
        d.labels.push_back({place_of(a.t, row), "never decides"});
        d.witness = a.example(corner);
        d.to_show = a.call_in(corner, {static_cast<program::index>(row)});
        auto const winner = std::ranges::find_if(boxes, [&](row_box const& b) { return b.certain && order[b.row] != row && contains(b.where, corner); });
        if (winner != boxes.end()) d.labels.push_back({place_of(a.t, order[winner->row]), fmt::format("this row decides {}", d.witness)});
        d.help = "remove the row, or correct it";
    }
}

}  // namespace barem::analysis
