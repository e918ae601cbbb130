#pragma once
// Records of examples with one input changed.

#include "check/program.hpp"

#include <functional>
#include <map>
#include <set>
#include <string>

namespace barem::coverage {

/// Values at which something of the rule set may change: its constants and their neighbours, by unit, and days.
class turning_points {
public:
    explicit turning_points(program::program const&);
    /// Values that the input may have, by its type and range.
    [[nodiscard]] std::vector<value> for_input(program::member const&) const;

private:
    void take(program::expression const&);
    void take(value const&, program::type const&);
    void take_interval(program::interval const&);

    program::program const& p_;
    std::map<program::index, std::set<number>> numbers_;
    std::set<date> days_;
};

/// Calls `visit(path, member, value)` while `record`, of that kind, is changed in just this; until it returns false. Lists keep their length, and
/// of elements that are written once and repeated the first is changed. Returns whether `visit` always returned true.
bool each_change(program::program const&, turning_points const&, program::index kind, program::datum& record,
                 std::function<bool(std::string const& path, program::member const&, value const&)> const& visit);

}  // namespace barem::coverage
