// `7 working days after issued`: the unit of the amount says which days count.
#include "check/expressions.hpp"

#include <fmt/format.h>

namespace barem::check {

using program::expression_kind;
using program::type_kind;

std::optional<index> calendar_of(context& c, ast::expression const& e) {
    auto const& calendars = c.out.calendars;
    std::vector<std::string_view> names;
    for (auto const& k : calendars) names.push_back(k.name);
    if (auto const& name = e.calendar; !name.text.empty()) {
        if (auto const found = c.calendars.find(name.text); found != c.calendars.end()) return found->second;
        auto& d = c.error("B1704", name.where, fmt::format("there is no calendar `{}`", name.text), "not found");
        c.propose_name(d, name.text, names);
        if (d.help.empty() && !names.empty() && names.size() <= 8) d.help = fmt::format("the calendars are {}", fmt::join(names, ", "));
        return std::nullopt;
    }
    if (calendars.size() == 1) return 0;
    if (calendars.empty()) {
        c.error("B1702", e.operator_where, "there is no calendar that says which days are worked").help =
            "declare one with `calendar`, or import a library that has one";
        return std::nullopt;
    }
    auto& d = c.error("B1703", e.operator_where, fmt::format("there are {} calendars", calendars.size()), "which one counts here?");
    d.help = fmt::format("name one: `using {}`", names.front());
    return std::nullopt;
}

program::expression expression_checker::deadline(ast::expression const& e) {
    auto count = infer(e.operands[0]);
    auto from = expect(e.operands[1], {type_kind::date}, fmt::format("behind `{}`", e.text));
    need(count);
    auto made = unknown(e);
    if (count.type.kind == type_kind::unknown) return made;
    bool const is_number = count.type.kind == type_kind::number;
    bool const worked = is_number && count.type.of == program::unit_working_days;
    if (!worked && !(is_number && count.type.of == program::unit_days)) {
        auto& d = c_.error("B1701", count.where, fmt::format("before `{}`: expected days or working days, found {}", e.text, c_.describe(count.type)));
        auto const text = std::string_view(c_.tree_text).substr(count.where.begin, count.where.end - count.where.begin);
        if (count.kind == expression_kind::constant && is_number && count.type.of == program::unit_none)
            d.help = fmt::format("write `{0} days` or `{0} working days`", text);
        else if (is_number && count.type.of == program::unit_none)
            d.help = "give it a unit: multiply by `1 days` or by `1 working days`";
        return made;
    }
    if (auto const* n = std::get_if<number>(&count.literal); n && count.kind == expression_kind::constant && (!n->is_integer() || n->sign() < 0)) {
        c_.error("B1706", count.where, "a deadline is counted in whole days, from 0").help =
            n->sign() < 0 ? fmt::format("for the other direction write `{}`", e.text == "after" ? "before" : "after") : std::string("write a whole number");
        return made;
    }
    if (!worked && !e.calendar.text.empty()) {
        c_.error("B1705", e.calendar.where, "calendar days are all counted", "takes no calendar").help =
            "leave `using` out, or count `working days`";
        return made;
    }
    auto const calendar = worked ? calendar_of(c_, e) : std::optional<index>(none);
    if (!calendar || from.type.kind == type_kind::unknown) return made;
    bool const after = e.text == "after";
    made.kind = worked ? (after ? expression_kind::working_days_after : expression_kind::working_days_before)
                       : (after ? expression_kind::days_after : expression_kind::days_before);
    made.type = {type_kind::date};
    made.target = *calendar;
    made.operands = operand_list(std::move(count), std::move(from));
    return made;
}

}  // namespace barem::check
