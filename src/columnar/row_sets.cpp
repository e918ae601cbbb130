#include "columnar/row_sets.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <string_view>
#include <unordered_map>

namespace barem::columnar {

namespace {

constexpr std::size_t most_work = 20'000'000;       ///< rows looked at in one step
constexpr std::size_t most_ordered = 8;             ///< columns; more are taken as they stand

struct set_hash {
    std::size_t operator()(row_set const& rows) const {
        return std::hash<std::string_view>{}({reinterpret_cast<char const*>(rows.data()), rows.size() * sizeof(rows[0])});
    }
};

class search {
public:
    search(std::vector<table_column> const& columns, std::size_t rows, bool first_only, std::size_t most_entries)
        : columns_(columns), first_only_(first_only), most_entries_(most_entries), rows_(rows) {
        row_set all(rows);
        std::iota(all.begin(), all.end(), 0U);
        reached_[0].sets.push_back(std::move(all));
    }

    std::optional<row_diagram> run() {
        auto const goal = (std::uint64_t{1} << columns_.size()) - 1;
        if (columns_.size() > most_ordered) return as_written();
        // The cheapest way first: what a way costs is how many entries its tables have.
        std::set<std::pair<std::size_t, std::uint64_t>> open{{0, 0}};
        std::map<std::uint64_t, std::size_t> cost{{0, 0}};
        std::map<std::uint64_t, std::size_t> last;
        while (!open.empty()) {
            auto const [spent, done] = *open.begin();
            open.erase(open.begin());
            if (done == goal) return way(goal, last);
            if (done != 0) reached_[done] = extend(reached_.at(done & ~(std::uint64_t{1} << last.at(done))), last.at(done), done);
            for (std::size_t c = 0; c != columns_.size(); ++c) {
                auto const then = done | std::uint64_t{1} << c;
                auto const price = spent + reached_[done].sets.size() * columns_[c].pieces;
                if (then == done || price > most_entries_ || !can_extend(reached_[done], c)) continue;
                auto const [at, is_new] = cost.try_emplace(then, price);
                if (!is_new && at->second <= price) continue;
                if (!is_new) open.erase({at->second, then});
                at->second = price;
                last[then] = c;
                open.insert({price, then});
            }
        }
        return std::nullopt;
    }

private:
    [[nodiscard]] bool can_extend(row_partition const& from, std::size_t column) const {
        std::size_t work = 0;
        for (row_set const& set : from.sets)
            for (auto row : set)
                for (auto const& [first, last] : columns_[column].runs[row]) work += last - first + 1;
        return work <= most_work;
    }

    /// The sets that a column leads to from others. `done`: the columns that are decided then.
    row_partition extend(row_partition const& from, std::size_t column, std::uint64_t done) const {
        table_column const& c = columns_[column];
        row_partition made;
        std::unordered_map<row_set, std::uint32_t, set_hash> known;
        std::vector<row_set> pieces(c.pieces);
        std::vector<bool> certain(rows_, false);
        if (first_only_)
            for (std::size_t row = 0; row != certain.size(); ++row) certain[row] = holds_whatever(row, done);
        for (row_set const& set : from.sets) {
            for (row_set& p : pieces) p.clear();
            for (auto row : set)
                for (auto const& [first, last] : c.runs[row])
                    for (auto p = first; p <= last; ++p)
                        if (pieces[p].empty() || !certain[pieces[p].back()]) pieces[p].push_back(row);
            for (row_set const& p : pieces) {
                auto const [at, is_new] = known.try_emplace(p, static_cast<std::uint32_t>(made.sets.size()));
                if (is_new) made.sets.push_back(p);
                made.next.push_back(at->second);
            }
        }
        return made;
    }

    /// Whether no column that is not decided can keep a row from holding.
    [[nodiscard]] bool holds_whatever(std::size_t row, std::uint64_t done) const {
        for (std::size_t c = 0; c != columns_.size(); ++c) {
            auto const& runs = columns_[c].runs[row];
            bool const everywhere = runs.size() == 1 && runs[0] == std::pair{0U, columns_[c].pieces - 1};
            if (!(done >> c & 1) && !everywhere) return false;
        }
        return true;
    }

    std::optional<row_diagram> follow(std::vector<std::size_t> order) const {
        row_diagram made{std::move(order), {}};
        row_partition at = reached_.at(0);
        std::uint64_t done = 0;
        std::size_t spent = 0;
        for (std::size_t c : made.order) {
            done |= std::uint64_t{1} << c;
            spent += at.sets.size() * columns_[c].pieces;
            if (spent > most_entries_ || !can_extend(at, c)) return std::nullopt;
            at = extend(at, c, done);
            made.steps.push_back(at);
        }
        return made;
    }

    std::optional<row_diagram> as_written() const {
        if (columns_.size() > 63) return std::nullopt;
        std::vector<std::size_t> order(columns_.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        return follow(std::move(order));
    }

    std::optional<row_diagram> way(std::uint64_t done, std::map<std::uint64_t, std::size_t> const& last) const {
        std::vector<std::size_t> order;
        for (; done != 0; done &= ~(std::uint64_t{1} << order.back())) order.push_back(last.at(done));
        std::ranges::reverse(order);
        return follow(std::move(order));
    }

    std::vector<table_column> const& columns_;
    bool first_only_;
    std::size_t most_entries_;
    std::size_t rows_;
    std::map<std::uint64_t, row_partition> reached_;            ///< by columns that are decided
};

}  // namespace

std::optional<row_diagram> make_diagram(std::vector<table_column> const& columns, std::size_t rows, bool first_only, std::size_t most_entries) {
    return search(columns, rows, first_only, most_entries).run();
}

}  // namespace barem::columnar
