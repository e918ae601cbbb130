// Ranks within cohorts of the roster.
#include "check/expressions.hpp"

#include <fmt/format.h>

namespace barem::check {
namespace {

using program::type_kind;

void check_partition(context& c, index record, ast::name const& name, std::vector<index>& partition) {
    auto const m = c.find_member(record, name.text);
    if (m == none) {
        std::vector<std::string_view> names;
        for (auto const& k : c.out.records[record].members) names.push_back(k.name);
        c.error("B1101", name.where, fmt::format("`{}` has no `{}` to form cohorts by", c.out.records[record].name, name.text), "not found").help =
            c.did_you_mean(name.text, names);
        return;
    }
    auto const& type = c.member(record, m).type;
    if (type.kind == type_kind::list || type.kind == type_kind::record)
        c.error("B1504", name.where, fmt::format("a cohort is formed by a value, `{}` is {}", name.text, c.describe(type)));
    else
        partition.push_back(m);
}

void check_rank(context& c, index record, std::vector<index> const& partition, ast::rank const& tree) {
    auto const m = c.find_member(record, tree.id.text);
    if (m == none || c.sources[record][m].rank != &tree) return;           // declared twice: reported
    while_defining const defining(c, &c.built[{record, m}]);
    for (auto const p : partition) c.builds_on({record, p});
    program::rank made;
    made.member = m;
    made.partition = partition;
    made.dense = tree.dense;
    for (auto const& k : tree.keys) {
        surroundings s;
        s.around.push_back({.record = record});
        expression_checker checker(c, std::move(s));
        auto value = checker.infer(k.value);
        checker.need(value);
        auto const& t = value.type;
        if (t.kind != type_kind::number && t.kind != type_kind::date && t.kind != type_kind::unknown &&
            !(t.kind == type_kind::word && c.out.enums[t.of].ordered))
            c.error("B1505", k.value.where, fmt::format("cannot rank by {}", c.describe(t)), "has no order").help = "rank by a number, a date or an ordered enum";
        made.keys.push_back({std::move(value), k.descending});
    }
    c.member(record, m).rank = static_cast<index>(c.out.ranks.size());
    c.out.ranks.push_back(std::move(made));
}

}  // namespace

void check_cohorts(context& c) {
    for (auto const& tree : c.tree.cohorts) {
        auto const r = c.records.find(tree.record.text);
        if (r == c.records.end()) continue;                                 // reported by declare()
        if (r->second != c.out.roster_record && c.out.roster_record != none) {
            auto& d = c.error("B1503", tree.record.where, fmt::format("`{}` is not the record of the roster", tree.record.text));
            d.labels.push_back({c.out.records[c.out.roster_record].where, "this one is: it has the key"});
            d.help = fmt::format("write `cohort {}`", c.out.records[c.out.roster_record].name);
            continue;
        }
        std::vector<index> partition;
        for (auto const& name : tree.partition) check_partition(c, r->second, name, partition);
        for (auto const& rank : tree.ranks) check_rank(c, r->second, partition, rank);
    }
}

}  // namespace barem::check
