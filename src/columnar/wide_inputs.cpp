#include "columnar/wide_inputs.hpp"

#include "columnar/layout.hpp"
#include "columnar/lower.hpp"

#include <fmt/format.h>

#include <set>

namespace barem::columnar {

namespace {

constexpr std::size_t most_names = 12;

unsigned bytes_of(lane l) {
    switch (l) {
        case lane::u8: return 1;
        case lane::i16: return 2;
        case lane::i32: return 4;
        default: return 8;
    }
}

/// The record kind and member of each column of integers that stage 0 reads; a kind that stands in several places comes once.
std::set<std::pair<index, index>> inputs_read(plan::compiled const& compiled, columnar_program const& program) {
    std::set<std::pair<index, index>> made;
    auto const& rules = *compiled.rules;
    for (input const& in : program.stages.front().inputs) {
        if (in.from != input::source::field) continue;
        index record = program.domains[in.domain].record;
        for (index slot : in.path) record = compiled.tree.records[record].lists[slot].record;
        auto const& members = rules.records[record].members;
        for (index m = 0; m != members.size(); ++m)
            if (members[m].kind == program::member_kind::input && members[m].type.kind == program::type_kind::number && members[m].slot == in.of)
                made.insert({record, m});
    }
    return made;
}

std::string missing(field_layout const& layout) {
    if (layout.assumed_range) return layout.assumed_decimals ? "no range on both sides, no decimals" : "no range on both sides";
    return "no decimals";
}

}  // namespace

std::optional<wide_inputs> find_wide_inputs(plan::compiled const& compiled, std::vector<value> const& parameters, record_limits const& limits) {
    auto const program = lower(compiled, parameters, limits);
    if (!program.usable()) return std::nullopt;
    auto const& rules = *compiled.rules;
    wide_inputs found;
    auto& [count, made] = found;
    made.code = "B1906";
    made.severity = severity::hint;
    unsigned bytes = 0;
    std::vector<std::string> names;
    for (auto const& [record, m] : inputs_read(compiled, program)) {
        auto const& member = rules.records[record].members[m];
        auto const layout = layout_of(rules, member);
        if (!layout || !(layout->assumed_range || layout->assumed_decimals) || bytes_of(layout->lane) <= 2) continue;
        if (++count == 1) made.labels.push_back({member.where, missing(*layout)});
        bytes += bytes_of(layout->lane);
        bool const is_of_roster = record == rules.roster_record;
        if (count <= most_names) names.push_back(is_of_roster ? fmt::format("`{}`", member.name) : fmt::format("`{}.{}`", rules.records[record].name, member.name));
    }
    if (count == 0) return std::nullopt;
    made.message = count == 1 ? fmt::format("{} could be kept in a narrower column", names.front())
                              : fmt::format("{} and {} more input{} could be kept in narrower columns", names.front(), count - 1, count == 2 ? "" : "s");
    if (count > 1) made.notes.push_back(fmt::format("they are {}{}", fmt::join(names, ", "), count > most_names ? ", ..." : ""));
    made.notes.push_back(fmt::format("a batch keeps {} in {} bytes of a row, and what is computed from {} as wide; with up to 256 values each in {}, as many rows more at a time",
                                     count == 1 ? "it" : "them", bytes, count == 1 ? "it" : "them", count));
    made.help = "declare the range and, unless it is whole, the decimals: `: integer 0..100`, `: points 0..100 decimals 2`";
    return found;
}

}  // namespace barem::columnar
