#include "check/analysis/boxes.hpp"

#include <algorithm>
#include <numeric>

namespace barem::analysis {

bool meets(box const& a, box const& b) {
    for (std::size_t i = 0; i != a.size(); ++i)
        if (a[i].from >= b[i].to || b[i].from >= a[i].to) return false;
    return true;
}

bool contains(box const& outer, box const& inner) {
    for (std::size_t i = 0; i != outer.size(); ++i)
        if (outer[i].from > inner[i].from || outer[i].to < inner[i].to) return false;
    return true;
}

box common(box const& a, box const& b) {
    box both(a.size());
    for (std::size_t i = 0; i != a.size(); ++i) both[i] = {std::max(a[i].from, b[i].from), std::min(a[i].to, b[i].to)};
    return both;
}

void join(std::vector<box>& boxes) {
    if (boxes.empty()) return;
    for (std::size_t a = 0; a != boxes[0].size(); ++a) {
        // boxes that are alike in all other axes come to stand next to each other, from low to high in this one
        std::sort(boxes.begin(), boxes.end(), [a](box const& x, box const& y) {
            for (std::size_t i = 0; i != x.size(); ++i)
                if (i != a && x[i] != y[i]) return x[i] < y[i];
            return x[a] < y[a];
        });
        std::size_t last = 0;
        for (std::size_t i = 1; i != boxes.size(); ++i) {
            box stretched = boxes[last];
            stretched[a].to = boxes[i][a].to;
            box const moved = [&] { box b = boxes[i]; b[a].from = boxes[last][a].from; return b; }();
            if (boxes[last][a].to == boxes[i][a].from && stretched == moved) boxes[last] = stretched;
            else boxes[++last] = boxes[i];
        }
        boxes.resize(last + 1);
    }
    std::sort(boxes.begin(), boxes.end());
}

namespace {

using members = std::vector<std::uint32_t>;  // positions in the list of boxes, ascending

constexpr std::size_t most_gaps = 10'000;    // kept in memory; far more than anybody reads
constexpr std::size_t boxes_a_step = 8;      // a step looks at about as many boxes

struct cut {
    std::size_t axis = 0;
    std::uint32_t at = 0;
    std::size_t larger_half = ~std::size_t{0};
};

/// The median edge inside `space` along one axis, and how many boxes its larger half would keep.
cut median_cut(box const& space, std::vector<row_box> const& boxes, members const& in, std::size_t axis, std::vector<std::uint32_t>& edges) {
    edges.clear();
    for (auto const m : in) {
        auto const& s = boxes[m].where[axis];
        if (s.from > space[axis].from) edges.push_back(s.from);
        if (s.to < space[axis].to) edges.push_back(s.to);
    }
    if (edges.empty()) return {};
    auto const middle = edges.begin() + static_cast<std::ptrdiff_t>(edges.size() / 2);
    std::nth_element(edges.begin(), middle, edges.end());
    std::size_t below = 0, above = 0;
    for (auto const m : in) {
        below += boxes[m].where[axis].from < *middle;
        above += boxes[m].where[axis].to > *middle;
    }
    return {axis, *middle, std::max(below, above)};
}

cut best_cut(box const& space, std::vector<row_box> const& boxes, members const& in) {
    std::vector<std::uint32_t> edges;
    cut best;
    for (std::size_t a = 0; a != space.size(); ++a)
        if (auto const c = median_cut(space, boxes, in, a, edges); c.larger_half < best.larger_half) best = c;
    return best;
}

/// Visits both halves with the boxes that reach them.
template <typename Visit>
void halve(box const& space, std::vector<row_box> const& boxes, members const& in, cut const& c, Visit const& visit) {
    for (bool const upper : {false, true}) {
        box half = space;
        (upper ? half[c.axis].from : half[c.axis].to) = c.at;
        members reach;
        for (auto const m : in)
            if (upper ? boxes[m].where[c.axis].to > c.at : boxes[m].where[c.axis].from < c.at) reach.push_back(m);
        visit(half, std::move(reach));
    }
}

// ── what no row covers ──────────────────────────────────────────────────────────────────────────────────────────

struct covering {
    std::vector<row_box> const& boxes;
    budget& steps;
    coverage& found;

    /// Settles the boxes at the front that fill `space`. Returns true when nothing is left to decide there.
    bool settle(box const& space, members& in, bool& doubt) {
        auto const fills = [&](std::uint32_t m) { return contains(boxes[m].where, space); };
        auto const sure = std::find_if(in.begin(), in.end(), [&](auto m) { return boxes[m].certain && fills(m); });
        if (sure != in.end()) {
            in.erase(sure + 1, in.end());    // never asked: this row has taken everything
            if (std::all_of(in.begin(), in.end(), [&](auto m) { return found.hit[boxes[m].row]; })) return true;
        }
        std::size_t front = 0;
        for (; front != in.size() && fills(in[front]); ++front) {
            found.hit[boxes[in[front]].row] = true;
            if (boxes[in[front]].certain) return true;
            doubt = true;
        }
        in.erase(in.begin(), in.begin() + static_cast<std::ptrdiff_t>(front));
        if (!in.empty()) return false;
        auto& list = doubt ? found.doubtful : found.gaps;
        if (list.size() == most_gaps) found.complete = false;
        else list.push_back(space);
        return true;
    }

    void visit(box const& space, members in, bool doubt) {
        if (!steps.spend(1 + in.size() / boxes_a_step)) {
            found.complete = false;
            return;
        }
        if (settle(space, in, doubt)) return;
        halve(space, boxes, in, best_cut(space, boxes, in), [&](box const& half, members reach) { visit(half, std::move(reach), doubt); });
    }
};

// ── which rows meet ─────────────────────────────────────────────────────────────────────────────────────────────

struct meeting {
    std::vector<row_box> const& boxes;
    budget& steps;
    std::function<bool(row_box const&, row_box const&)> const& meet;
    bool stopped = false;

    /// Two boxes may share several halves; they are reported in the one that holds the lowest corner of what they share.
    void compare(box const& space, row_box const& a, row_box const& b) {
        if (a.row == b.row || !meets(a.where, b.where)) return;
        for (std::size_t i = 0; i != space.size(); ++i) {
            auto const low = std::max(a.where[i].from, b.where[i].from);
            if (low < space[i].from || low >= space[i].to) return;
        }
        stopped = !meet(a, b);
    }

    void compare_all(box const& space, members const& in) {
        for (std::size_t i = 0; i != in.size() && !stopped; ++i) {
            if (!steps.spend(1 + (in.size() - i) / boxes_a_step)) return;
            for (std::size_t k = i + 1; k != in.size() && !stopped; ++k) compare(space, boxes[in[i]], boxes[in[k]]);
        }
    }

    void visit(box const& space, members const& in) {
        if (stopped || in.size() < 2 || !steps.spend(1 + in.size() / boxes_a_step)) return;
        auto const c = in.size() > boxes_a_step ? best_cut(space, boxes, in) : cut{};
        bool const worth_it = c.larger_half < in.size() - in.size() / 8;
        if (worth_it) halve(space, boxes, in, c, [&](box const& half, members reach) { visit(half, reach); });
        else compare_all(space, in);
    }
};

members everyone(std::vector<row_box> const& boxes) {
    members all(boxes.size());
    std::iota(all.begin(), all.end(), 0U);
    return all;
}

}  // namespace

coverage cover(box const& space, std::vector<row_box> const& boxes, std::size_t rows, bool want_hits, budget& steps) {
    coverage found;
    found.hit.assign(rows, !want_hits);
    covering{boxes, steps, found}.visit(space, everyone(boxes), false);
    join(found.gaps);
    join(found.doubtful);
    return found;
}

bool for_each_overlap(box const& space, std::vector<row_box> const& boxes, budget& steps,
                      std::function<bool(row_box const&, row_box const&)> const& meet) {
    meeting m{boxes, steps, meet};
    m.visit(space, everyone(boxes));
    return m.stopped || !steps.used_up();
}

}  // namespace barem::analysis
