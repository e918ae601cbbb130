#pragma once
// What is known to hold where an expression stands: the conditions that lead there. They prove that an optional input is given.

#include "check/context.hpp"

#include <map>
#include <optional>
#include <vector>

namespace barem::check {

/// A record as seen from an expression: an element scope (0: the record of the definition; others: elements of aggregates) and
/// how many parents up from it.
struct frame {
    index element = 0;
    index up = 0;
    index record = none;
};

/// Element scopes from the outermost to the innermost; a program::scope counts them from the end.
using frames = std::vector<frame>;

[[nodiscard]] frame locate(context const& c, frames const& around, program::scope const& scope);

class facts {
public:
    /// Adds what follows from `condition` being true or false.
    void assume(context& c, program::expression const& condition, bool holds, frames const& around);

    /// Whether `condition` is known: true, false, or neither.
    [[nodiscard]] std::optional<bool> decide(context& c, program::expression const& condition, frames const& around) const;

    [[nodiscard]] bool given(frame at, std::vector<index> const& path) const;

private:
    struct knowledge {
        std::optional<bool> given;
        std::vector<bool> excluded;          ///< words (or false, true) that it is not
    };
    using key = std::vector<index>;          ///< element, up, then the members walked
    static key make_key(frame at, std::vector<index> const& path);
    void restrict_to(key const& k, std::size_t words, index word, bool equal);
    void assume_comparison(context& c, program::expression const& e, bool equal, frames const& around);
    void assume_definition(context& c, program::expression const& field, bool holds, frames const& around, unsigned depth);
    void assume_at(context& c, program::expression const& e, bool holds, frames const& around, unsigned depth);

    std::map<key, knowledge> known_;
};

/// The members walked by a field: `through`, then `target`.
[[nodiscard]] std::vector<index> path_of(program::expression const& field);

}  // namespace barem::check
