#include "witness/witness.hpp"

#include "witness/records.hpp"
#include "witness/search.hpp"

#include <fmt/format.h>

namespace barem::witness {

using analysis::goal;

namespace {

constexpr unsigned most_evaluations = 4'000; // to find one record
constexpr unsigned most_reductions = 1'500;
constexpr unsigned evaluations_of_a_point = 400;
constexpr unsigned evaluations_among_others = 600;
constexpr std::size_t most_searches = 100;   // of a report: each may take as long as everything else
constexpr std::size_t roster_sizes[] = {1, 4, 9};           // of others: a fifth of five is one, a tenth of ten

/// The same call with the values that the finding names: 10.5% rather than anything between 10% and 11%.
std::optional<goal> with_simple_values(goal wanted) {
    bool changed = false;
    auto const simplify = [&](analysis::extent& within) {
        auto const inside = analysis::tightened(within, std::nullopt);
        if (!inside || inside->is_point()) return;
        within = analysis::extent::point(analysis::simplest(*inside));
        changed = true;
    };
    for (auto& a : wanted.arguments)
        if (a.is_line) simplify(a.within);
    if (wanted.form == goal::kind::value) simplify(wanted.reach);
    return changed ? std::optional(std::move(wanted)) : std::nullopt;
}

class finder {
public:
    finder(std::shared_ptr<program::program const> const& p, record_limits const& limits) : p_(*p), shop_(p, limits) {}

    /// Lines of a roster; empty: none was found.
    std::string find(goal const& wanted) {
        if (auto const simple = with_simple_values(wanted))
            if (auto lines = find_alone(*simple, evaluations_of_a_point); !lines.empty()) return lines;
        if (auto lines = find_alone(wanted, most_evaluations); !lines.empty() || p_.cohorts.empty()) return lines;
        for (auto const others : roster_sizes) {
            shop_.surround(others);
            auto lines = find_alone(wanted, evaluations_among_others);
            shop_.surround(0);
            if (!lines.empty()) return lines;
        }
        return {};
    }

private:
    std::string find_alone(goal const& wanted, unsigned evaluations) {
        auto made = find_record(shop_, wanted, evaluations);
        if (!made) return {};
        auto const least = minimal(shop_, wanted, std::move(*made), most_reductions);
        auto lines = to_json_line(p_, p_.roster_record, least);
        for (auto const& other : shop_.around(least)) (lines += '\n') += to_json_line(p_, p_.roster_record, other);
        return lines;
    }

    program::program const& p_;
    workshop shop_;
};

}  // namespace

void confirm(std::shared_ptr<program::program const> const& p, record_limits const& limits, analysis::findings& found) {
    std::optional<finder> search;
    for (auto& f : found) {
        if (!f.unless_shown) continue;
        if (!search && p->roster_record != program::none) search.emplace(p, limits);
        if (search && !search->find(f.to_show).empty()) continue;
        static_cast<diagnostic&>(f) = *f.unless_shown;
        f.to_show = goal::nothing(analysis::not_decided);
    }
}

void add_records(std::shared_ptr<program::program const> const& p, record_limits const& limits, analysis::findings& found) {
    if (found.empty() || p->roster_record == program::none) return;
    finder finder(p, limits);
    std::optional<std::string> any;          // what every record shows
    std::size_t searches = 0;
    for (auto& f : found) {
        if (f.to_show.form == goal::kind::none) {
            if (!f.to_show.why.empty()) f.notes.push_back("no record shows it: " + f.to_show.why);
            continue;
        }
        if (f.to_show.form == goal::kind::any) {
            f.witness_record = any ? *any : *(any = finder.find(f.to_show));
        } else if (++searches > most_searches) {
            f.notes.push_back(fmt::format("no record was looked for, since {} findings before this one have theirs", most_searches));
            continue;
        } else {
            f.witness_record = finder.find(f.to_show);
        }
        if (f.witness_record.empty()) f.notes.emplace_back("no record that shows it was found");
    }
}

}  // namespace barem::witness
