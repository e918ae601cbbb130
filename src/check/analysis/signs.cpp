// Amounts of deductions that are negative, so that they add: B1320.

#include "check/analysis/constant.hpp"
#include "check/analysis/findings.hpp"
#include "check/print.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::analysis {

using program::expression;
using program::expression_kind;

namespace {

std::optional<int> sign_of(program::program const& p, expression const& amount) {
    auto const v = constant_value(p, amount);
    auto const* n = v ? std::get_if<number>(&*v) : nullptr;
    return n ? std::optional(n->sign()) : std::nullopt;
}

bool mentions(program::program const& p, expression const& e, place const& at, member_place wanted) {
    bool found = false;
    walk(p, e, at, [&](expression const& x, place const& where) { found = found || (x.kind == expression_kind::field && member_of(p, where, x) == wanted); });
    return found;
}

/// `1000 - lost`, wherever that stands.
bool is_subtracted(program::program const& p, member_place m) {
    bool found = false;
    walk_all(p, [&](expression const& e, place const& at) {
        found = found || (e.kind == expression_kind::subtract && mentions(p, e.operands[1], at, m));
    });
    return found;
}

}  // namespace

void analyse_signs(program::program const& p, findings& found) {
    for (index r = 0; r != p.records.size(); ++r)
        for (index m = 0; m != p.records[r].members.size(); ++m)
            for (auto const& table : p.records[r].members[m].deductions) {
                auto const has = [&](int sign) { return std::ranges::any_of(table.rows, [&](auto const& row) { return sign_of(p, row.amount) == sign; }); };
                if (!has(-1) || (!has(1) && !is_subtracted(p, {r, m}))) continue;        // a table of negative amounts that are added is right
                for (auto const& row : table.rows) {
                    if (sign_of(p, row.amount) != -1) continue;
                    auto const written = check::print(p, row.amount, check::printing_scope::in_record(r));
                    auto& d = found.emplace_back(diagnostic{"B1320", severity::warning, fmt::format("`{}` of `{}` adds: the amounts of deductions are subtracted as they stand", written, p.records[r].members[m].name), {}, {}, {}, {}});
                    d.labels.push_back({row.amount.where, "less than nothing is deducted"});
                    d.help = "write what is deducted without a sign; what is to be added stands in a definition of its own";
                    bool const begins_with_sign = row.amount.kind == expression_kind::negate || row.amount.kind == expression_kind::constant;
                    auto const sign = source_span{row.amount.where.begin, row.amount.where.begin + 1};
                    if (begins_with_sign) d.fixes.push_back({"leave the sign out", false, {{sign, {}}}});
                    d.to_show = row.each ? goal::of_extreme({r, m}, &row.condition, true) : goal::of_conditions({r, m}, {{&row.condition, true}});
                }
            }
}

}  // namespace barem::analysis
