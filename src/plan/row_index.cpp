#include "plan/row_index.hpp"

#include "plan/evaluation_tree.hpp"

#include <algorithm>

namespace barem::plan {

namespace {

using cut = row_index::cut;
using run = row_index::run;

/// Of a column; more cuts than that are thinned out. It bounds what an index takes: 32 bytes a row and column.
constexpr std::size_t most_pieces = 256;

/// A bound of an interval as a value of the argument; nullopt when it is none.
std::optional<value> value_at(program::type_kind kind, number const& at) {
    if (kind == program::type_kind::number) return at;
    auto const whole = at.to_int64();
    if (whole && kind == program::type_kind::date) return date{static_cast<std::int32_t>(*whole)};
    if (whole && kind == program::type_kind::word) return word{static_cast<std::uint32_t>(*whole)};
    return std::nullopt;
}

/// The tests of one column: where each row passes, as far as that is known before anything is looked up.
class column_reader {
public:
    column_reader(evaluation_tree const& tree, table const& t, index column) : tree_(tree), t_(t), column_(column) {}

    /// Appends the runs of a row. False when they say where the test may pass, not where it does; `may_fail` is set when it may fail.
    bool read(index row, std::vector<bool>& may_fail, std::vector<run>& runs) const {
        test const& test = t_.tests[row * t_.columns + column_];
        using kind = program::test::kind;
        auto const everywhere = [&](bool known) {
            runs.push_back({row});
            return known;
        };
        if (test.form == kind::any) return everywhere(true);
        if (may_fail[row]) return everywhere(false);
        if (test.form == kind::interval) return interval(row, test.in, runs) || everywhere(false);
        if (test.form != kind::condition)
            if (auto const points = constants(test)) return test.form == kind::one_of ? at(row, *points, runs) : beside(row, *points, runs);
        may_fail[row] = true;
        return everywhere(false);
    }

private:
    bool interval(index row, plan::interval const& in, std::vector<run>& runs) const {
        auto const kind = t_.arguments[column_].type.kind;
        run made{row, cut{absent{}, true}};
        if (in.low) {
            auto const low = value_at(kind, in.low->at);
            if (!low) return false;
            made.first = cut{*low, !in.low->closed};
        }
        if (in.high) {
            auto const high = value_at(kind, in.high->at);
            if (!high) return false;
            made.last = cut{*high, in.high->closed};
        }
        if (!made.last || made.first < made.last) runs.push_back(std::move(made));
        return true;
    }

    bool at(index row, std::vector<value> const& points, std::vector<run>& runs) const {
        for (value const& v : points) runs.push_back({row, cut{v, false}, cut{v, true}});
        return true;
    }

    bool beside(index row, std::vector<value> const& points, std::vector<run>& runs) const {
        std::optional<cut> from;
        for (value const& v : points) {
            runs.push_back({row, from, cut{v, false}});
            from = cut{v, true};
        }
        runs.push_back({row, from});
        return true;
    }

    /// The members of a test, ascending, when all are constants.
    std::optional<std::vector<value>> constants(test const& test) const {
        std::vector<value> found;
        for (index i = 0; i != test.members.count; ++i) {
            node const& member = tree_.nodes[tree_.operands[test.members.first + i]];
            if (member.operation != operation::constant) return std::nullopt;
            found.push_back(tree_.constants[member.target]);
        }
        std::ranges::sort(found);
        auto const repeated = std::ranges::unique(found);
        found.erase(repeated.begin(), repeated.end());
        return found;
    }

    evaluation_tree const& tree_;
    table const& t_;
    index column_;
};

std::vector<cut> cuts_of(std::vector<run> const& runs) {
    std::vector<cut> cuts;
    for (run const& r : runs) {
        if (r.first) cuts.push_back(*r.first);
        if (r.last) cuts.push_back(*r.last);
    }
    std::ranges::sort(cuts);
    auto const repeated = std::ranges::unique(cuts);
    cuts.erase(repeated.begin(), repeated.end());
    return cuts;
}

std::vector<cut> thinned(std::vector<cut> const& cuts) {
    std::vector<cut> kept;
    for (std::size_t i = 1; i != most_pieces; ++i) kept.push_back(cuts[i * cuts.size() / most_pieces]);
    return kept;
}

bool is_before(cut const& c, value const& v) {
    auto const* a = std::get_if<number>(&c.at);
    auto const* b = std::get_if<number>(&v);
    auto const order = a && b ? *a <=> *b : c.at <=> v;
    return order < 0 || (order == 0 && !c.after);
}

}  // namespace

row_index::row_index(evaluation_tree const& tree, table const& t) : row_count_(t.results.size()), words_((row_count_ + 63) / 64) {
    std::vector<bool> may_fail(row_count_);
    for (index c = 0; c != t.columns; ++c) {
        column_reader const reader(tree, t, c);
        std::vector<run> runs;
        for (index row = 0; row != row_count_; ++row)
            if (!reader.read(row, may_fail, runs)) is_exact_ = false;
        bool const leaves_out = runs.size() != row_count_ || std::ranges::any_of(runs, [](run const& r) { return r.first || r.last; });
        if (!leaves_out) continue;
        auto cuts = cuts_of(runs);
        if (cuts.size() >= most_pieces) {
            cuts = thinned(cuts);
            is_exact_ = false;
        }
        auto rows = rows_by_piece(cuts, runs);
        columns_.push_back({c, std::move(cuts), std::move(rows)});
    }
}

/// From piece to piece, rows come and go.
std::vector<std::uint64_t> row_index::rows_by_piece(std::vector<cut> const& cuts, std::vector<run> const& runs) const {
    std::vector<std::vector<index>> coming(cuts.size() + 1), going(cuts.size() + 2);
    for (run const& r : runs) {
        auto const first = r.first ? std::ranges::upper_bound(cuts, *r.first) - cuts.begin() : 0;
        auto const last = r.last ? std::ranges::lower_bound(cuts, *r.last) - cuts.begin() : static_cast<std::ptrdiff_t>(cuts.size());
        coming[static_cast<std::size_t>(first)].push_back(r.row);
        going[static_cast<std::size_t>(last) + 1].push_back(r.row);
    }
    std::vector<index> here(row_count_);                    // runs of each row: where cuts were thinned out, several meet in a piece
    std::vector<std::uint64_t> passing(words_), made;
    for (std::size_t piece = 0; piece != coming.size(); ++piece) {
        for (index row : going[piece])
            if (--here[row] == 0) passing[row / 64] &= ~(std::uint64_t{1} << row % 64);
        for (index row : coming[piece])
            if (here[row]++ == 0) passing[row / 64] |= std::uint64_t{1} << row % 64;
        made.insert(made.end(), passing.begin(), passing.end());
    }
    return made;
}

std::size_t row_index::column::piece_of(value const& v) const {
    auto const after = std::ranges::partition_point(cuts, [&](cut const& c) { return is_before(c, v); });
    return static_cast<std::size_t>(after - cuts.begin());
}

}  // namespace barem::plan
