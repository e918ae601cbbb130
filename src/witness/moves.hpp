#pragma once
// The places of a record that can be changed, and what can be put there.

#include "check/program.hpp"

#include <barem/record_data.hpp>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace barem::witness {

using program::index;

/// An input of a record, or of an element of one of its lists.
struct cell {
    record_data* in = nullptr;
    program::member const* input = nullptr;
    [[nodiscard]] bool holds_records() const {
        return input->type.kind == program::type_kind::list || input->type.kind == program::type_kind::record;
    }
    [[nodiscard]] value& scalar() const { return in->values[input->slot]; }
    [[nodiscard]] std::vector<record_data>& records() const { return in->lists[input->slot]; }
};

/// Every input but keys, outermost first. Valid until a list is changed.
[[nodiscard]] std::vector<cell> cells_of(program::program const&, index kind, record_data&);

/// Values at which something of the rule set changes: its constants, and what lies between two of them.
class turning_points {
public:
    explicit turning_points(program::program const&);

    /// Values that the input may have, without a certain order; not all there are, and not many.
    [[nodiscard]] std::vector<value> for_input(program::program const&, program::member const& input, value const& now) const;

private:
    std::map<index, std::set<number>> numbers_;      // by unit
    std::set<number> dates_;
    std::set<std::string> texts_;
};

/// Brings a number to where the input may be: on its grid, within its range.
[[nodiscard]] number allowed(program::member const& input, number n, rounding mode);

/// Elements that a list may have at most; some where nothing is declared.
[[nodiscard]] std::size_t most_elements(program::member const& list);
[[nodiscard]] std::size_t least_elements(program::member const& list);

}  // namespace barem::witness
