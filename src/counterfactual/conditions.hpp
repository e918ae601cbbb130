#pragma once
// Conditions that a record does not meet, as a tree, and by how much.

#include "counterfactual/levels.hpp"
#include "explain/decisions.hpp"

#include <optional>

namespace barem::counterfactual {

using explain::spot;
using explain::text;

/// What a number or date lacks.
struct gap {
    number amount;                          ///< not negative; of dates in days
    bool is_strict = false;                 ///< more than the amount is needed
    bool rises = true;                      ///< the value has to be greater
};

struct unmet {
    enum class kind : std::uint8_t { condition, all, any } form = kind::condition;
    number far = 0;                         ///< above zero; the less the nearer

    // What it says; empty unless it was asked for.
    text about;                             ///< what the parts belong to: "Task 3", "Completed well"
    text citation;
    text needed, now;                       ///< condition: "Total points ≥ 1,000", "985"
    std::optional<counterfactual::gap> gap; ///< condition
    text lacks;                             ///< "15 points more"
    std::string input;                      ///< condition on an input: its path
    std::vector<unmet> parts;
};

class condition_finder {
public:
    /// `tells`: with words; without, only how far it is.
    condition_finder(explain::context& c, bool tells) : c_(c), decider_(c), tells_(tells) {}

    /// What keeps a classification from giving one of the values; nullopt: it gives one.
    [[nodiscard]] std::optional<unmet> level(index frame, index member, std::vector<value> const& accepted);
    /// What keeps one case from being the one that is taken, whatever its value: a level, an exception (as many as there are: none), a row of
    /// deductions that asks for a truth. nullopt: nothing does.
    [[nodiscard]] std::optional<unmet> taken(index frame, index member, index which);
    /// What keeps a condition from holding, or from failing; nullopt: nothing does.
    [[nodiscard]] std::optional<unmet> condition(spot const&, index node, bool wanted);

private:
    using bound = std::optional<plan::bound>;

    std::vector<unmet> before_level(index frame, index member, index level, std::vector<value> const& accepted);
    std::optional<unmet> route(index frame, index member, index level, std::vector<value> const& accepted);
    unmet given_value(spot const&, index node, std::vector<value> const& accepted);

    // conditions.cpp
    unmet joined(unmet::kind, std::vector<unmet> parts);
    unmet operands(spot const&, plan::node const&, bool wanted, unmet::kind);
    unmet conditional(spot const&, index node, bool wanted);
    unmet field(spot const&, index node, bool wanted);
    unmet elements(spot const&, index node, bool wanted);

    // gaps.cpp
    unmet comparison(spot const&, index node, bool wanted);
    unmet interval(spot const&, index node, bool wanted);
    std::optional<unmet> words(spot const&, index node, bool wanted);

    unmet single(spot const&, index node, bool wanted);
    void lack(unmet&, spot const&, index left, counterfactual::gap const&);
    number nearest_element(spot const&, index node, bool rises);
    void name_input(unmet&, spot const&, index node);
    [[nodiscard]] std::optional<number> position(spot const&, index node);

    explain::context& c_;
    explain::decider decider_;
    bool tells_;
    unsigned depth_ = 0;
};

/// "more than 15 points more"
[[nodiscard]] text in_words(explain::context const&, gap const&, program::type const&);

}  // namespace barem::counterfactual
