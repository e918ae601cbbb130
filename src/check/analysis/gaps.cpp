// What no row takes, and which rows nothing reaches.

#include "check/analysis/describe.hpp"
#include "check/analysis/table_analysis.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace barem::analysis {

namespace {

constexpr std::size_t most_gaps_reported = 5;     // gaps of a table with several arguments

/// The row whose box ends (or begins) at a cell of the only axis; the last one that is written, since others end there too.
std::optional<std::size_t> row_at_edge(table_model const& m, std::uint32_t edge, bool ends) {
    for (auto b = m.boxes.rbegin(); b != m.boxes.rend(); ++b)
        if ((ends ? b->where[0].to : b->where[0].from) == edge) return b->row;
    return std::nullopt;
}

std::string gap_message(table_analysis const& a, box const& gap) {
    auto const& axis = a.model.axes[0];
    bool const listed = a.one_argument() && (!axis.is_line() || axis.extent_of(gap[0]).is_point());
    if (listed) return fmt::format("{} stands in no {} of `{}`", describe(a.p, axis, gap[0]), a.row(), a.t.name);
    return fmt::format("`{}` leaves a gap {}", a.t.name, a.where(gap));
}

/// Labels the neighbours of a gap on the only axis; returns whether there is one on each side.
bool label_neighbours(table_analysis const& a, side gap, diagnostic& d) {
    auto const before = a.model.axes[0].is_line() ? row_at_edge(a.model, gap.from, true) : std::nullopt;
    auto const after = a.model.axes[0].is_line() ? row_at_edge(a.model, gap.to, false) : std::nullopt;
    if (before) d.labels.push_back({place_of(a.t, *before), after ? "ends here" : fmt::format("the highest {} ends here", a.row())});
    if (after) d.labels.push_back({place_of(a.t, *after), fmt::format("the {} {} starts here", before ? "next" : "lowest", a.row())});
    if (!before && !after) d.labels.push_back({a.t.where, fmt::format("no {} takes this", a.row())});
    return before && after;
}

/// Rows that end where the gap begins, or begin where it ends, in one of several arguments: at most one for each.
void label_rows_beside(table_analysis const& a, box const& gap, diagnostic& d) {
    for (std::size_t i = 0; i != gap.size(); ++i) {
        if (!a.model.axes[i].is_line()) continue;
        auto const is_beside = [&](row_box const& b) {
            bool const touches = b.where[i].to == gap[i].from || b.where[i].from == gap[i].to;
            for (std::size_t k = 0; touches && k != gap.size(); ++k)
                if (k != i && (b.where[k].to <= gap[k].from || gap[k].to <= b.where[k].from)) return false;
            return touches;
        };
        auto const beside = std::ranges::find_if(a.model.boxes, is_beside);
        if (beside == a.model.boxes.end() || d.labels.size() > 2) continue;
        bool const below = beside->where[i].to == gap[i].from;
        d.labels.push_back({place_of(a.t, beside->row), fmt::format("the gap {} in `{}`", below ? "begins where this row ends," : "ends where this row begins,", a.model.axes[i].name)});
    }
}

/// "`age` `[15 .. 20)` and `kind` `good`"
std::string proposed_row(table_analysis const& a, box const& gap) {
    std::string text;
    for (std::size_t i = 0; i != gap.size(); ++i) {
        auto const cell = as_cell(a.p, a.model.axes[i], gap[i]);
        if (cell != "-") text += fmt::format("{}`{}` {}", text.empty() ? "" : " and ", a.model.axes[i].name, cell);
    }
    return text;
}

void report_gap(table_analysis& a, box const& gap) {
    auto& d = a.add(severity::error, "B1301", gap_message(a, gap));
    bool between = false;
    if (a.one_argument()) between = label_neighbours(a, gap[0], d);
    else d.labels.push_back({a.t.where, "no row takes this case"}), label_rows_beside(a, gap, d);
    d.witness = a.example(gap);
    d.to_show = a.call_in(gap);
    auto const cell = as_cell(a.p, a.model.axes[0], gap[0]);
    auto const row = proposed_row(a, gap);
    if (!a.t.is_bands) d.help = fmt::format("add a row for it{}, or `otherwise` with the value of every case that no row takes", row.empty() ? "" : ": " + row);
    else if (between) d.help = fmt::format("add a band `{}`, move a bound, or write `gaps take lower` with a reading that says why", cell);
    else d.help = fmt::format("add a band{}, or declare the range of `{}` so that it is never met", cell == "-" ? " for it" : " `" + cell + "`", a.model.axes[0].name);
}

/// A gap that the reading of the bands fills: there is a band on the side that it names.
bool is_filled(table_analysis const& a, box const& gap) {
    switch (a.t.gaps) {
        case program::gap_reading::error: return false;
        case program::gap_reading::nothing: return true;
        case program::gap_reading::lower: return gap[0].from != 0;
        case program::gap_reading::higher: return gap[0].to != a.model.axes[0].all().to;
    }
    return false;
}

void report_undecided_gap(table_analysis& a, coverage const& covered) {
    a.undecided(fmt::format("not decided whether `{}` has a row for every case", a.t.name), "add `otherwise` with the value of every case that no row takes");
    a.found.back().labels[0].text = "some cases are taken only by rows with a condition";
    a.found.back().witness = a.example(covered.doubtful.front());
}

/// Where only rows with a condition may hold, their conditions decide.
void report_doubtful(table_analysis& a, coverage const& covered) {
    auto& f = a.conditions->all();
    std::vector<formulas::id> none;
    for (auto const row : a.conditions->rows()) none.push_back(f.negation(row));
    auto const nowhere = f.all_of(std::move(none));
    auto gap = find_case(f, nowhere, certainty::proved, a.steps);
    bool const is_proved = gap && !rests_on_definitions(a.p, place::in_table(a.index), f, *gap);
    if (!gap && !a.steps.used_up()) gap = find_case(f, nowhere, certainty::possible, a.steps);
    if (gap) {
        report_undecided_gap(a, covered);
        auto const undecided = std::make_shared<diagnostic>(a.found.back());
        a.found.pop_back();
        auto& d = a.add(severity::error, "B1301", fmt::format("`{}` leaves a gap: no row holds in some cases", a.t.name));
        d.labels.push_back({a.t.where, "no row takes such a case"});
        d.witness = witness(a.p, f, *gap);
        d.to_show = goal::of_gap(a.index, is_proved ? wanted_arguments(a.p, a.index, f, *gap) : std::vector<wanted_argument>{});
        d.help = "add a row for it, or `otherwise` with the value of every case that no row takes";
        if (!is_proved) d.unless_shown = undecided;
    } else if (a.steps.used_up()) {
        report_undecided_gap(a, covered);
    }
}

}  // namespace

void report_gaps(table_analysis& a, coverage const& covered) {
    std::size_t reported = 0, filled = 0;
    for (auto const& gap : covered.gaps) {
        if (is_filled(a, gap)) ++filled;
        else if (a.one_argument() || reported < most_gaps_reported) report_gap(a, gap), ++reported;
        else a.found.back().notes = {fmt::format("{} more gaps like it", covered.gaps.size() - most_gaps_reported)};
    }
    if (a.t.gaps != program::gap_reading::error && filled == 0 && covered.complete && !a.model.has_empty_interval) {
        auto& d = a.add(severity::warning, "B1309", fmt::format("`{}` says how its gaps are read, but has none", a.t.name));
        d.labels.push_back({a.t.gaps_where, "never used"});
        d.labels.push_back({a.t.where, "every value stands in a band"});
        d.to_show = goal::every_call(a.index);
        d.help = "remove `gaps take`, with its reading";
        d.fixes.push_back({d.help, true, {{a.t.gaps_where, {}}}});
    }
    if (!covered.complete && reported == 0) {
        a.undecided(fmt::format("not decided whether `{}` has a {} for every case", a.t.name, a.row()), "");
        return;
    }
    if (reported == 0 && !covered.doubtful.empty() && a.conditions) report_doubtful(a, covered);
}

void report_rows_never_hit(table_analysis& a, coverage const& covered) {
    if (!covered.complete) return;
    for (std::size_t row = 0; row != a.t.rows.size(); ++row) {
        if (covered.hit[row] || !a.model.possible[row]) continue;
        auto const own = std::find_if(a.model.boxes.begin(), a.model.boxes.end(), [&](row_box const& b) { return b.row == row; });
        box corner = own->where;                                       // one cell of it: some earlier row takes all of that
        for (auto& s : corner) s.to = s.from + 1;
        auto const winner = std::find_if(a.model.boxes.begin(), a.model.boxes.end(), [&](row_box const& b) { return b.certain && contains(b.where, corner); });
        auto& d = a.add(severity::warning, "B1307", fmt::format("this {} of `{}` can never be hit: earlier ones take all of its cases", a.row(), a.t.name));
        d.labels.push_back({place_of(a.t, row), "never hit"});
        d.witness = a.example(corner);
        d.to_show = a.call_in(corner);
        d.refuted_by = goal::of_call(a.index, {}, {static_cast<program::index>(row)});
        if (winner != a.model.boxes.end()) d.labels.push_back({place_of(a.t, winner->row), fmt::format("this {} takes {} before it", a.row(), d.witness)});
        d.help = fmt::format("remove the {}, or move it above the ones that take its cases", a.row());
        d.fixes.push_back({fmt::format("remove the {}", a.row()), false, {{a.t.rows[row].where, {}}}});
    }
}

}  // namespace barem::analysis
