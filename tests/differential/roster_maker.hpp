#pragma once
// Random records for a rule set, as JSON Lines: values at and beside every edge that the rule set or the machine has.

#include "differential/dice.hpp"
#include "differential/model.hpp"

#include <map>

namespace differential {

class roster_maker {
public:
    roster_maker(rule_set const& rules, std::uint64_t seed) : rules_(rules), d_(seed) {}
    [[nodiscard]] std::vector<std::string> run(std::size_t count);

private:
    enum class manner { typical, lowest, highest, corners, edges };
    std::string record(std::size_t kind, std::string const& key);
    std::string value(field const&);
    std::string number_value(field const&);
    std::string date_value(field const&);
    std::string wrong(field const&);
    std::string elements(field const&);

    rule_set const& rules_;
    dice d_;
    manner manner_ = manner::typical;
    std::map<std::string, number> bounding_;        ///< the last value of each input
    int mistakes_ = 0;                  ///< how many are still to be made in this record
};

}  // namespace differential
