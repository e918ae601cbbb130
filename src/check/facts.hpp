#pragma once
// What is known to hold where an expression stands: the conditions that lead there. They prove that an optional input is given.

#include "check/context.hpp"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace barem::check {

/// A record as seen from an expression: an element scope (0: the record of the definition; others: elements of aggregates),
/// how many parents up from it, and the single records walked from there.
struct frame {
    index element = 0;
    index up = 0;
    index record = none;
    std::vector<index> through{};
    std::shared_ptr<frame const> origin{};   ///< of an element: the record from which its list was walked ...
    index lists = 0;                         ///< ... and how many parents of the element that is
};

/// Element scopes from the outermost to the innermost; a program::scope counts them from the end.
using frames = std::vector<frame>;

/// The record in which this one stands. The same record has the same frame whichever way it was reached.
[[nodiscard]] frame outward(context const& c, frame at);
[[nodiscard]] frame locate(context const& c, frames const& around, program::scope const& scope);
/// The record at the end of single records: `conduct`.
[[nodiscard]] frame inward(context const& c, frame at, std::vector<index> const& through);

class facts {
public:
    /// Adds what follows from `condition` being true or false.
    void assume(context& c, program::expression const& condition, bool holds, frames const& around);

    /// Whether `condition` is known: true, false, or neither.
    [[nodiscard]] std::optional<bool> decide(context& c, program::expression const& condition, frames const& around) const;

    [[nodiscard]] bool given(frame const& at, std::vector<index> const& path) const;

private:
    using key = std::vector<index>;          ///< element, up, then the members walked
    /// What is known of one field.
    struct knowledge {
        key of;
        std::optional<bool> given;
        std::vector<bool> excluded;          ///< words (or false, true) that it is not
    };
    using known_field = std::shared_ptr<knowledge const>;
    using known_condition = std::shared_ptr<std::string const>;

    static key make_key(frame const& at, std::vector<index> const& path);
    static key key_of(context& c, program::expression const& field, frames const& around);
    [[nodiscard]] knowledge const* find(key const& k) const;
    void learn(knowledge k);
    void learn(std::optional<std::string> text);
    void restrict_to(context& c, program::expression const& field, std::vector<index> const& values, bool among, frames const& around);
    void assume_definition(context& c, program::expression const& field, bool holds, frames const& around, unsigned depth);
    void assume_either(context& c, program::expression const& e, bool holds, frames const& around, unsigned depth);
    void assume_given(context& c, program::expression const& field, bool holds, frames const& around);
    void keep_common(facts const& other);
    void assume_at(context& c, program::expression const& e, bool holds, frames const& around, unsigned depth);
    [[nodiscard]] std::optional<bool> decide_field(context& c, program::expression const& field, std::vector<index> const& values,
                                                   frames const& around) const;
    [[nodiscard]] std::optional<bool> decide_parts(context& c, program::expression const& e, frames const& around) const;

    std::vector<known_field> fields_;            ///< what was learned last stands last; the oldest is forgotten beyond 64
    std::vector<known_condition> conditions_;    ///< other conditions that hold, as condition_text writes them
    unsigned steps_left_ = 0;                    ///< into definitions of truths
    bool one_of_several_ = false;                ///< while only fields can be kept
};

/// The members walked by a field: `through`, then `target`.
[[nodiscard]] std::vector<index> path_of(program::expression const& field);

/// facts_text.cpp: a text that two conditions share only if they say the same of the same records; nullopt: too long, or an aggregate.
[[nodiscard]] std::optional<std::string> condition_text(context& c, program::expression const& e, bool holds, frames const& around);

}  // namespace barem::check
