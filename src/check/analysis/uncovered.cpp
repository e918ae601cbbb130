#include "check/analysis/uncovered.hpp"

#include "check/analysis/describe.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::analysis {

namespace {

constexpr std::size_t most_combinations = 200;

/// Of a variable, cases number `first` to `last` of its own.
struct stretch {
    std::uint32_t variable;
    std::size_t first, last;
};

class widening {
public:
    widening(formulas const& f, formulas::id uncovered, assignment const& found) : f_(f), uncovered_(uncovered), chosen_(found) {
        for (std::uint32_t v = 0; v != found.size(); ++v) {
            if (!found[v]) continue;
            auto const& cases = f.variables()[v].cases;
            auto const at = static_cast<std::size_t>(std::ranges::upper_bound(cases, *found[v]) - cases.begin()) - 1;
            all_.push_back({v, at, at});
        }
    }

    std::vector<stretch> widest() {
        for (std::size_t i = 0; i != all_.size(); ++i) {
            auto& s = all_[i];
            if (!f_.variables()[s.variable].line.is_line()) continue;
            while (s.first != 0 && holds_with(i, s.first - 1)) --s.first;
            while (s.last + 1 != f_.variables()[s.variable].cases.size() && holds_with(i, s.last + 1)) ++s.last;
        }
        return all_;
    }

private:
    /// Whether no level holds with that case of one variable, whatever cases of the others were taken in.
    bool holds_with(std::size_t i, std::size_t at) {
        std::size_t combinations = 1;
        for (std::size_t k = 0; k != all_.size(); ++k)
            if (k != i) combinations *= all_[k].last - all_[k].first + 1;
        if (combinations > most_combinations) return false;
        auto tried = chosen_;
        tried[all_[i].variable] = f_.variables()[all_[i].variable].cases[at];
        return holds_for_others(i, 0, tried);
    }

    bool holds_for_others(std::size_t i, std::size_t k, assignment& tried) {
        if (k == all_.size()) return outcome_of(f_, uncovered_, tried) == true;
        if (k == i) return holds_for_others(i, k + 1, tried);
        for (auto at = all_[k].first; at <= all_[k].last; ++at) {
            tried[all_[k].variable] = f_.variables()[all_[k].variable].cases[at];
            if (!holds_for_others(i, k + 1, tried)) return false;
        }
        return true;
    }

    formulas const& f_;
    formulas::id uncovered_;
    assignment chosen_;
    std::vector<stretch> all_;
};

side cells_of(variable const& v, std::size_t first, std::size_t last) {
    return {v.cases[first], last + 1 == v.cases.size() ? v.line.all().to : v.cases[last + 1]};
}

}  // namespace

uncovered_extent extent_of_case(program::program const& p, formulas const& f, std::vector<formulas::id> const& conditions, formulas::id uncovered,
                                assignment const& found) {
    uncovered_extent made;
    bool can_be_written = true;
    for (auto const& s : widening(f, uncovered, found).widest()) {
        auto const& v = f.variables()[s.variable];
        auto const cells = cells_of(v, s.first, s.last);
        if (cells == v.line.all()) continue;
        made.where += fmt::format("{}`{}` is {}", made.where.empty() ? "" : " and ", v.line.name, describe(p, v.line, cells));
        auto const condition = as_condition(p, v.line, cells);
        can_be_written = can_be_written && !condition.empty();
        made.condition += (made.condition.empty() ? "" : " and ") + condition;
        if (!v.line.is_line()) continue;
        for (bool const below : {true, false}) {
            if (below ? s.first == 0 : s.last + 1 == v.cases.size()) continue;
            auto const at = below ? s.first - 1 : s.last + 1;
            auto beside = found;
            beside[s.variable] = v.cases[at];
            for (std::size_t level = 0; level != conditions.size(); ++level)
                if (outcome_of(f, conditions[level], beside) == true) {
                    made.beside.push_back({level, fmt::format("`{}` {}", v.line.name, describe(p, v.line, cells_of(v, at, at)))});
                    break;
                }
        }
    }
    if (!can_be_written) made.condition.clear();
    return made;
}

}  // namespace barem::analysis
