#include "differential/regulations.hpp"

#include "api/implementation.hpp"

#include <barem/barem.hpp>

#include <fstream>
#include <iterator>
#include <regex>
#include <stdexcept>

namespace differential {

namespace {

namespace program = barem::program;

type type_of(program::type const& from) {
    type made;
    made.integer = from.integer;
    made.optional = from.optional;
    made.enumeration = from.kind == program::type_kind::word ? from.of : 0;
    switch (from.kind) {
        case program::type_kind::truth: made.kind = kind::truth; break;
        case program::type_kind::text: made.kind = kind::text; break;
        case program::type_kind::date: made.kind = kind::date; break;
        case program::type_kind::word: made.kind = kind::word; break;
        default: made.unit = from.of == program::unit_percent ? unit::percent : unit::plain;
    }
    return made;
}

field field_of(program::program const& rules, program::record_kind const& record, program::member const& m) {
    field made{m.name, type_of(m.type), true, {m.range.low, m.range.high}, {}, {}, {}, m.required_when.empty() ? "" : "its condition", {}, 0};
    if (m.decimals) made.decimals = static_cast<int>(*m.decimals);
    made.type.optional = made.type.optional || !m.required_when.empty();
    if (m.low_input) made.low_input = record.members[m.low_input->member].name;
    if (m.high_input) made.high_input = record.members[m.high_input->member].name;
    if (m.type.kind == program::type_kind::list) made.form = field::shape::list;
    if (m.type.kind == program::type_kind::record) made.form = field::shape::single;
    // The maker's record 0 is the roster's.
    if (made.form != field::shape::value) made.record = m.type.of == 0 ? rules.roster_record : m.type.of;
    bool const dates_anywhere = made.type.kind == kind::date && !rules.calendars.empty();
    if (dates_anywhere && !made.range.low) made.range.low = number(rules.calendars[0].first.days);
    if (dates_anywhere && !made.range.high) made.range.high = number(rules.calendars[0].first.days + static_cast<std::int64_t>(rules.calendars[0].days.size()) - 1);
    return made;
}

/// The numbers and dates that the text names.
void add_edges(rule_set& to) {
    static std::regex const date_form("[0-9]{4}-[0-9]{2}-[0-9]{2}"), number_form("([0-9]+(?:\\.[0-9]+)?)( ?%)?");
    auto const text = std::regex_replace(to.text, date_form, "");
    for (std::sregex_iterator at(to.text.begin(), to.text.end(), date_form), end; at != end; ++at)
        if (auto const day = barem::date::parse(at->str())) to.days.push_back(*day);
    for (std::sregex_iterator at(text.begin(), text.end(), number_form), end; at != end; ++at)
        if (auto const n = number::parse((*at)[1].str())) to.constants[static_cast<std::size_t>((*at)[2].matched ? unit::percent : unit::plain)].push_back(*n);
}

}  // namespace

rule_set regulation(std::uint64_t which) {
    static constexpr char const* names[] = {"viet-yen-2015", "hon-quan-2021", "ninh-hai-2021", "phu-tho-2022", "dong-nai-2013"};
    std::string const name = names[which % std::size(names)], path = std::string(BAREM_SOURCE_DIR) + "/rulesets/" + name + "/" + name + ".barem";
    auto const compiled = barem::compile_file(path);
    if (!compiled) throw std::runtime_error(compiled.error().to_text());
    auto const& rules = compiled->inner().rules();
    rule_set made;
    std::ifstream in(path, std::ios::binary);
    made.text.assign(std::istreambuf_iterator<char>(in), {});
    for (auto const& e : rules.enums) {
        auto& to = made.enumerations.emplace_back();
        for (auto const& w : e.words) to.words.push_back(w.name);
    }
    for (auto const& r : rules.records) {
        auto& to = made.records.emplace_back();
        for (auto const& m : r.members)
            if (m.kind == program::member_kind::input && !m.is_key) to.fields.push_back(field_of(rules, r, m));
    }
    std::swap(made.records[0], made.records[rules.roster_record]);
    add_edges(made);
    return made;
}

}  // namespace differential
