#include "check/analysis/goal.hpp"

namespace barem::analysis {

goal goal::nothing(std::string why) {
    goal g;
    g.why = std::move(why);
    return g;
}

goal goal::every_record() {
    goal g;
    g.form = kind::any;
    return g;
}

goal goal::of_conditions(member_place owner, std::vector<wanted_condition> conditions) {
    goal g;
    g.form = kind::conditions;
    g.owner = owner;
    g.conditions = std::move(conditions);
    return g;
}

goal goal::of_extreme(member_place owner, program::expression const* number, bool greatest) {
    goal g;
    g.form = kind::extreme;
    g.owner = owner;
    g.number = number;
    g.greatest = greatest;
    return g;
}

goal goal::of_value(member_place owner, program::expression const& number, extent reach) {
    goal g;
    g.form = kind::value;
    g.owner = owner;
    g.number = &number;
    g.reach = std::move(reach);
    return g;
}

goal goal::of_gap(index table, std::vector<wanted_argument> arguments) {
    goal g = of_call(table, std::move(arguments));
    g.no_row = true;
    return g;
}

goal goal::of_call(index table, std::vector<wanted_argument> arguments, std::vector<index> rows) {
    goal g;
    g.form = kind::call;
    g.table = table;
    g.arguments = std::move(arguments);
    g.rows = std::move(rows);
    return g;
}

}  // namespace barem::analysis
