// Takes away from a record what the goal does without: failures of something else, elements of lists, optional inputs; sets the others to
// what is plainest.

#include "witness/records.hpp"
#include "witness/search.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace barem::witness {

using analysis::goal;

namespace {

class reduction {
public:
    reduction(workshop& shop, goal const& wanted, record_data from, unsigned evaluations)
        : shop_(shop), p_(shop.rules()), goal_(wanted), now_(std::move(from)), left_(evaluations) {
        std::tie(far_, failures_) = shop.judged(now_, wanted);
    }

    record_data run() {
        mend();
        for (bool smaller = true; smaller && left_ != 0;) {
            smaller = false;
            for (std::size_t i = 0; left_ != 0; ++i) {
                auto const cells = cells_of(p_, p_.roster_record, now_);
                if (i >= cells.size()) break;
                bool const less = cells[i].holds_records() ? shorten(i) : plainer(cells[i]);
                smaller = less || smaller;
            }
        }
        return std::move(now_);
    }

private:
    /// Whether what `now_` has become still reaches the goal, with `most` failures.
    bool still(std::size_t most) {
        --left_;
        if (!shop_.is_valid(now_)) return false;
        auto const [far, failures] = shop_.judged(now_, goal_);
        if (far_ < far || failures > most) return false;
        failures_ = failures;
        return true;
    }

    /// A person who explains the record is told of its first failure, which had better be that of the goal.
    void mend() {
        std::size_t const own = goal_.no_row ? 1 : 0;
        auto const enough = left_ / 2;
        for (bool fewer = true; fewer && failures_ > own;) {
            fewer = false;
            for (auto const& c : cells_of(p_, p_.roster_record, now_)) {
                if (c.holds_records()) continue;
                for (auto& v : shop_.points().for_input(p_, *c.input, c.scalar())) {
                    if (left_ <= enough || failures_ <= own) return;
                    fewer = try_value(c, std::move(v), failures_ - 1) || fewer;
                }
            }
        }
    }

    bool try_value(cell const& c, value v) { return try_value(c, std::move(v), failures_); }

    bool try_value(cell const& c, value v, std::size_t most_failures) {
        if (left_ == 0 || c.scalar() == v) return false;
        auto before = std::exchange(c.scalar(), std::move(v));
        if (still(most_failures)) return true;
        c.scalar() = std::move(before);
        return false;
    }

    bool plainer(cell const& c) {
        if (!is_given(c.scalar())) return false;
        if ((c.input->type.optional || !c.input->required_when.empty()) && try_value(c, absent{})) return true;
        auto const plainest = plainest_value(p_, *c.input);
        if (c.scalar() == plainest) return false;
        if (try_value(c, plainest)) return true;
        return std::holds_alternative<number>(c.scalar()) && simpler_number(c);
    }

    /// 1000 rather than 1026, where the rule set names it; 10.5 rather than 10.505.
    bool simpler_number(cell const& c) {
        number const now = std::get<number>(c.scalar());
        auto const rank = [](number const& n) { return std::pair(n.to_exact().size(), n < number(0) ? -n : n); };
        std::vector<number> tried;
        for (auto const& v : shop_.points().for_input(p_, *c.input, now))
            if (auto const* n = std::get_if<number>(&v); n && rank(*n) < rank(now)) tried.push_back(*n);
        for (int const places : {-3, -2, -1, 0, 1, 2})
            if (auto const n = allowed(*c.input, now.rounded(places, rounding::half_even), rounding::half_even); rank(n) < rank(now)) tried.push_back(n);
        std::ranges::stable_sort(tried, [&](number const& a, number const& b) { return rank(a) < rank(b); });
        return std::ranges::any_of(tried, [&](number const& n) { return try_value(c, n); });
    }

    bool try_records(cell const& c, std::size_t from, std::size_t count) {
        if (left_ == 0) return false;
        auto before = c.records();
        c.records().erase(c.records().begin() + static_cast<std::ptrdiff_t>(from), c.records().begin() + static_cast<std::ptrdiff_t>(from + count));
        if (still(failures_)) return true;
        c.records() = std::move(before);
        return false;
    }

    /// Halves first, then one by one.
    bool shorten(std::size_t i) {
        bool less = false;
        auto const c = cells_of(p_, p_.roster_record, now_)[i];
        auto const least = least_elements(*c.input);
        for (std::size_t count = (c.records().size() + 1) / 2; count != 0; count /= 2)
            for (std::size_t from = 0; from + count <= c.records().size() && c.records().size() >= least + count && left_ != 0;)
                if (try_records(c, from, count)) less = true;
                else from += count;
        return less;
    }

    workshop& shop_;
    program::program const& p_;
    goal const& goal_;
    record_data now_;
    unsigned left_;
    distance far_;
    std::size_t failures_ = 0;
};

}  // namespace

record_data minimal(workshop& shop, goal const& wanted, record_data from, unsigned evaluations) {
    return reduction(shop, wanted, std::move(from), evaluations).run();
}

}  // namespace barem::witness
