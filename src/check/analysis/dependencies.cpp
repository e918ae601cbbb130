// Which variables of a condition can be chosen freely. `total` is not free beside `bonus` when it is defined by it.

#include "check/analysis/formula.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace barem::analysis {

using program::expression_kind;

namespace {

class dependencies {
public:
    dependencies(program::program const& p, place const& at, std::vector<variable>& variables) : p_(p), variables_(variables), names_(variables.size()) {
        for (std::size_t v = 0; v != variables.size(); ++v)
            walk(p, *variables[v].meaning, at, [&](program::expression const& e, place const& where) {
                bool const argument = e.kind == expression_kind::argument;
                if (!argument && e.kind != expression_kind::field) return;
                names_[v].push_back(argument ? member_place{program::none, e.target} : member_of(p, where, e));
                users_[names_[v].back()].insert(v);
            });
    }

    void mark() {
        for (std::size_t v = 0; v != variables_.size(); ++v)
            if (variables_[v].independent) variables_[v].independent = !names_another(v) && !is_defined_by_another(v);
    }

private:
    [[nodiscard]] bool used_by_another(member_place const& m, std::size_t v) const {
        auto const u = users_.find(m);
        return u != users_.end() && (u->second.size() > 1 || !u->second.contains(v));
    }

    /// A larger expression that names a field which stands in another variable as well.
    [[nodiscard]] bool names_another(std::size_t v) const {
        auto const kind = variables_[v].meaning->kind;
        if (kind == expression_kind::field || kind == expression_kind::argument || kind == expression_kind::is_given) return false;
        return std::any_of(names_[v].begin(), names_[v].end(), [&](auto const& m) { return used_by_another(m, v); });
    }

    [[nodiscard]] bool is_defined_by_another(std::size_t v) const {
        std::set<member_place> seen(names_[v].begin(), names_[v].end());
        std::vector<member_place> waiting = names_[v];
        bool found = false;
        while (!waiting.empty() && !found) {
            auto const m = waiting.back();
            waiting.pop_back();
            if (m.record == program::none) continue;
            walk_definition(p_, m, [&](program::expression const& e, place const& where) {
                if (e.kind != expression_kind::field) return;
                auto const used = member_of(p_, where, e);
                found = found || used_by_another(used, v);
                if (seen.insert(used).second) waiting.push_back(used);
            });
        }
        return found;
    }

    program::program const& p_;
    std::vector<variable>& variables_;
    std::vector<std::vector<member_place>> names_;                     // by variable: the fields that it names
    std::map<member_place, std::set<std::size_t>> users_;              // by field: the variables that name it
};

}  // namespace

void find_dependencies(program::program const& p, place const& at, std::vector<variable>& variables) { dependencies(p, at, variables).mark(); }

}  // namespace barem::analysis
