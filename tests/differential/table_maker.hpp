#pragma once
// Random bands and decision tables that are sound: they cover their domain, and overlap only where they say how that is read.

#include "differential/expressions.hpp"

namespace differential {

class table_maker {
public:
    table_maker(dice& d, rule_set& rules) : d_(d), rules_(rules), make_(d, rules) {}
    /// Adds it to the rules; returns its text.
    std::string bands();
    std::string decision_table();

private:
    using row = std::vector<std::string>;

    table::argument argument(std::string const& name, bool ordered_only);
    static std::string declared(type const&, bounds const&, std::optional<int> decimals);
    std::vector<std::string> breaks(table::argument const&, std::size_t wanted);
    std::string result(bool constant);
    void divide(std::vector<table::argument> const&, row cells, std::size_t budget, std::vector<row>& rows);
    std::string random_cell(table::argument const&);
    std::string text(table const&, std::string const& head, std::vector<row> const& rows, bool when) const;
    type any_result(bool with_words);
    table& begin(std::string const& name, bool bands);

    dice& d_;
    rule_set& rules_;
    expression_maker make_;
};

[[nodiscard]] std::string name_of(type const&, rule_set const&);

}  // namespace differential
