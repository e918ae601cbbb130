#pragma once
// What the examples of a rule set touch of it, and what no example does.

#include "api/implementation.hpp"
#include "coverage/places.hpp"

#include <optional>
#include <string>
#include <vector>

namespace barem::coverage {

/// How many of some places the examples touch.
struct count {
    std::size_t touched = 0, places = 0;
    void add(place const& p) {
        ++places;
        touched += p.examples != 0;
    }
    /// In percent, exactly; 100 when there are no places.
    [[nodiscard]] number share() const;
};

struct rule_set_coverage {
    std::string file;               ///< as it was named
    std::string rule_set;
    std::vector<place> places;      ///< from top to bottom, those of imports last

    [[nodiscard]] count all() const;
    [[nodiscard]] count of(construct) const;
};

[[nodiscard]] rule_set_coverage measure(ruleset::implementation const&);

/// By place of the list, whether the examples touch it.
[[nodiscard]] std::vector<bool> touched_by(ruleset::implementation const&, place_list const&, std::vector<program::example> const&);

/// "level of `agency.rating`: Completed the duties, Art. 6"
[[nodiscard]] std::string in_words(place const&, explain::language);
/// A summary by construct, and the places that no example touches, by line.
[[nodiscard]] std::string to_text(rule_set_coverage const&, explain::language = explain::language::en);
[[nodiscard]] std::string to_json(std::vector<rule_set_coverage> const&);
/// The tracefile format of lcov. A line is taken as often as examples touch one of its places. Places that share a line are branches of
/// it, and so are the sides of branches.
[[nodiscard]] std::string to_lcov(std::vector<rule_set_coverage> const&);

}  // namespace barem::coverage
