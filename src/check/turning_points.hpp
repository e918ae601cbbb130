#pragma once
// Values at which something of a rule set may change.

#include "check/program.hpp"

#include <map>
#include <set>
#include <vector>

namespace barem::program {

/// The constants of a rule set and their neighbours, by unit, and days.
class turning_points {
public:
    explicit turning_points(program const&);
    /// Values that the input may have, by its type and range.
    [[nodiscard]] std::vector<value> for_input(member const&) const;

private:
    void take(expression const&);
    void take(value const&, type const&);
    void take_interval(interval const&);

    program const& p_;
    std::map<index, std::set<number>> numbers_;
    std::set<date> days_;
};

}  // namespace barem::program
