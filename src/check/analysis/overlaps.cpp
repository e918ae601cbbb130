// Rows that hold in the same case.

#include "check/analysis/constant.hpp"
#include "check/analysis/describe.hpp"
#include "check/analysis/table_analysis.hpp"

#include <set>

#include <fmt/format.h>

namespace barem::analysis {

namespace {

constexpr std::size_t most_overlaps_reported = 10;    // pairs of a table
constexpr std::size_t most_counted = 1000;   // in a table where everything overlaps there are too many to count

class overlaps {
public:
    explicit overlaps(table_analysis& a) : a_(a), agreeing_allowed_(a.t.policy == program::hit_policy::any) {}

    void report() {
        bool const finished = for_each_overlap(a_.model.space(), a_.model.boxes, a_.steps, [&](row_box const& x, row_box const& y) { return meet(x, y); });
        if (a_.t.overlaps_take_first) {
            if (finished && pairs_ == 0) report_needless();
            return;
        }
        if (pairs_ > most_overlaps_reported) a_.found.back().notes.push_back(fmt::format("{}{} more pairs of {}s overlap", finished ? "" : "at least ", pairs_ - most_overlaps_reported, a_.row()));
        if (!finished && pairs_ == 0) a_.undecided(fmt::format("not decided whether two {}s of `{}` overlap", a_.row(), a_.t.name), "");
        if (pairs_ == 0)
            for (auto const& both : doubts_) report_unless_shown(both);
    }

private:
    using pair = std::pair<row_box, row_box>;

    bool meet(row_box const& x, row_box const& y) {
        pair const both = x.row < y.row ? pair{x, y} : pair{y, x};
        if (!seen_.insert({both.first.row, both.second.row}).second) return true;
        if (a_.t.overlaps_take_first) return ++pairs_ == 0;            // one is enough
        if (agreeing_allowed_ && !results_differ(both)) return true;
        bool const certain = x.certain && y.certain;
        if (certain && pairs_ >= most_overlaps_reported) return ++pairs_ < most_counted;
        std::string example = a_.example(common(x.where, y.where));
        auto to_show = a_.call_in(common(x.where, y.where), {both.first.row, both.second.row});
        if (!certain && !decide(both, example, to_show)) return true;
        if (++pairs_ <= most_overlaps_reported) report_pair(both, certain, example, std::move(to_show));
        return true;
    }

    [[nodiscard]] bool results_differ(pair const& both) const {
        auto const value_of = [&](row_box const& b) {
            auto const& result = a_.t.rows[b.row].result;
            return result.empty() ? std::nullopt : constant_value(a_.p, result.front());
        };
        auto const x = value_of(both.first), y = value_of(both.second);
        return x && y && *x != *y;
    }

    /// Whether the conditions of two rows let both hold; remembers a pair for which that is not known.
    bool decide(pair const& both, std::string& example, goal& to_show) {
        auto& f = a_.conditions->all();
        auto const& rows = a_.conditions->rows();
        auto const goal = f.all_of({rows[both.first.row], rows[both.second.row]});
        auto const found = find_case(f, goal, certainty::proved, a_.steps);
        if (found && !rests_on_definitions(a_.p, place::in_table(a_.index), f, *found)) {
            example = witness(a_.p, f, *found);
            to_show = goal::of_call(a_.index, wanted_arguments(a_.p, a_.index, f, *found), {both.first.row, both.second.row});
            return true;
        }
        bool const ruled_out = !found && !find_case(f, goal, certainty::possible, a_.steps) && !a_.steps.used_up();
        if (!ruled_out && doubts_.size() < most_overlaps_reported) doubts_.push_back(both);
        return false;
    }

    void report_pair(pair const& both, bool certain, std::string const& example, goal to_show) {
        auto const shared = common(both.first.where, both.second.where);
        auto const where = certain ? a_.where(shared) : "in some cases";
        auto& d = agreeing_allowed_
                      ? a_.add(severity::error, "B1308", fmt::format("two rows of `{}` give different results {}", a_.t.name, where))
                      : a_.add(severity::error, "B1302", fmt::format("two {}s of `{}` overlap: both hold {}", a_.row(), a_.t.name, where));
        label(d, both);
        d.witness = example;
        d.to_show = std::move(to_show);
        if (agreeing_allowed_) d.help = "give both the same result, or make one of them exclude the other";
        else if (a_.t.is_bands) d.help = "move one of the bounds, or write `overlaps take first` with a reading that says why";
        else d.help = "make the rows exclude each other, or write `hit first`, where the first row that holds decides";
    }

    void label(diagnostic& d, pair const& both) const {
        d.labels.push_back({place_of(a_.t, both.second.row), fmt::format("this {} holds as well", a_.row())});
        d.labels.push_back({place_of(a_.t, both.first.row), fmt::format("this {} holds", a_.row())});
    }

    /// What a search among arguments decides.
    void report_unless_shown(pair const& both) {
        report_doubt(both);
        auto undecided = std::make_shared<diagnostic>(a_.found.back());
        a_.found.pop_back();
        report_pair(both, false, "", goal::of_call(a_.index, {}, {both.first.row, both.second.row}));
        a_.found.back().unless_shown = std::move(undecided);
    }

    void report_doubt(pair const& both) {
        a_.undecided(fmt::format("not decided whether two {}s of `{}` overlap", a_.row(), a_.t.name), "write `hit first`, where the first row that holds decides");
        auto& d = a_.found.back();
        d.labels.clear();
        label(d, both);
        d.labels[0].text = "these conditions could not be compared";
        d.witness = a_.example(common(both.first.where, both.second.where));
    }

    void report_needless() {
        auto& d = a_.add(severity::warning, "B1309", fmt::format("`{}` says how its overlaps are read, but has none", a_.t.name));
        d.labels.push_back({a_.t.overlaps_where, "never used"});
        d.labels.push_back({a_.t.where, "no value stands in two bands"});
        d.to_show = goal::every_call(a_.index);
        d.help = "remove `overlaps take first`, with its reading";
        d.fixes.push_back({d.help, true, {{a_.t.overlaps_where, {}}}});
    }

    table_analysis& a_;
    bool agreeing_allowed_;
    std::set<std::pair<std::uint32_t, std::uint32_t>> seen_;
    std::size_t pairs_ = 0;
    std::vector<pair> doubts_;               // whose conditions could not be compared
};

}  // namespace

void report_overlaps(table_analysis& a) { overlaps(a).report(); }

}  // namespace barem::analysis
