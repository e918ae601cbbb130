// The pieces of a band table: where its rows, its overlaps and its gaps begin and end.

#include "plan/lower_expression.hpp"

#include <algorithm>
#include <set>

namespace barem::plan {

namespace {

/// A place between numbers: just before `at`, or just after it.
struct border {
    number at;
    bool after = false;
    friend bool operator==(border const&, border const&) = default;
    friend std::strong_ordering operator<=>(border const& a, border const& b) {
        auto const order = a.at <=> b.at;
        return order != 0 ? order : a.after <=> b.after;
    }
};

struct event { std::optional<border> at; bool starts = false; index row = 0; };     ///< no border: minus infinity

/// Where rows start and end, in order. An interval that is empty, such as `(5 .. 5]`, holds nowhere.
std::vector<event> events_of(std::vector<std::vector<interval>> const& rows) {
    std::vector<event> events;
    for (index row = 0; row != rows.size(); ++row) {
        for (interval const& in : rows[row]) {
            std::optional<border> start, end;
            if (in.low) start = border{in.low->at, !in.low->closed};
            if (in.high) end = border{in.high->at, in.high->closed};
            if (start && end && *end <= *start) continue;
            events.push_back({start, true, row});
            if (end) events.push_back({end, false, row});
        }
    }
    std::stable_sort(events.begin(), events.end(), [](event const& a, event const& b) { return a.at < b.at; });
    return events;
}

interval between(std::optional<border> const& low, std::optional<border> const& high) {
    interval made;
    if (low) made.low = bound{low->at, !low->after};
    if (high) made.high = bound{high->at, high->after};
    return made;
}

/// Disjoint pieces from minus to plus infinity; those where no row holds are uncovered.
std::vector<piece> sweep(std::vector<event> const& events) {
    std::vector<piece> pieces;
    std::multiset<index> holding;
    std::optional<border> low;
    auto close = [&](std::optional<border> const& high) {
        piece made;
        made.where = between(low, high);
        if (!holding.empty()) made.row = *holding.begin();
        auto const other = holding.empty() ? holding.end() : holding.upper_bound(made.row);
        if (other != holding.end()) made.other = *other;
        made.reading = made.row == none ? piece_reading::uncovered : made.other == none ? piece_reading::row : piece_reading::overlap;
        pieces.push_back(std::move(made));
        low = high;
    };
    for (event const& e : events) {
        if (e.at && e.at != low) close(e.at);
        if (e.starts) holding.insert(e.row);
        else holding.erase(holding.find(e.row));
    }
    close(std::nullopt);
    return pieces;
}

/// What `gaps take ...` says about the pieces where no row holds. Below the first band there is no lower one, above the last no higher one:
/// such a piece stays uncovered.
void fill_gaps(std::vector<piece>& pieces, program::gap_reading gaps) {
    auto take = [](piece& gap, index row, piece_reading reading) {
        if (gap.reading != piece_reading::uncovered || row == none) return;
        gap.row = row;
        gap.reading = reading;
    };
    if (gaps == program::gap_reading::nothing)
        for (piece& p : pieces)
            if (p.reading == piece_reading::uncovered) p.reading = piece_reading::gap_nothing;
    if (gaps == program::gap_reading::lower)
        for (std::size_t i = 1; i < pieces.size(); ++i) take(pieces[i], pieces[i - 1].row, piece_reading::gap_lower);
    if (gaps == program::gap_reading::higher)
        for (std::size_t i = pieces.size() - 1; i-- > 0;) take(pieces[i], pieces[i + 1].row, piece_reading::gap_higher);
}

}  // namespace

std::vector<piece> make_pieces(std::vector<std::vector<interval>> const& rows, program::gap_reading gaps) {
    auto pieces = sweep(events_of(rows));
    fill_gaps(pieces, gaps);
    return pieces;
}

}  // namespace barem::plan
