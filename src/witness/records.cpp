#include "witness/records.hpp"

#include "io/json_writer.hpp"

#include <algorithm>

namespace barem::witness {

using program::index;
using program::type_kind;

namespace {

date usual_day(program::program const& p) {
    date day = p.effective_from.value_or(date::from_ymd(2024, 1, 1).value());
    for (auto const& c : p.calendars) {                                // a deadline should stay in its calendar
        date const last{c.first.days + static_cast<std::int32_t>(c.days.size()) / 2};
        if (!c.find(day) || !c.find(date{day.days + 60})) day = date{std::max(c.first.days, last.days)};
    }
    return day;
}

number within(program::range const& range, number at) {
    if (range.low && at < *range.low) at = *range.low;
    if (range.high && at > *range.high) at = *range.high;
    return at;
}

void write_value(io::json_writer& out, program::program const& p, program::type const& type, value const& v) {
    if (auto const* b = std::get_if<bool>(&v)) out.boolean(*b);
    else if (auto const* n = std::get_if<number>(&v)) out.raw(n->to_exact());
    else if (auto const* w = std::get_if<word>(&v)) out.string(p.enums[type.of].words[w->index].name);
    else if (auto const* d = std::get_if<date>(&v)) out.string(d->to_text());
    else if (auto const* t = std::get_if<std::string>(&v)) out.string(*t);
    else out.null();
}

void write_record(io::json_writer& out, program::program const& p, index kind, record_data const& from) {
    out.begin_object();
    for (auto const& m : p.records[kind].members) {
        if (m.kind != program::member_kind::input) continue;
        if (m.type.kind == type_kind::list || m.type.kind == type_kind::record) {
            auto const& elements = from.lists[m.slot];
            bool const is_list = m.type.kind == type_kind::list;
            if (elements.empty() && (!is_list || m.type.optional)) continue;
            out.key(m.name);
            if (is_list) out.begin_array();
            for (auto const& e : elements) write_record(out, p, m.type.of, e);
            if (is_list) out.end_array();
        } else if (is_given(from.values[m.slot])) {
            write_value(out.key(m.name), p, m.type, from.values[m.slot]);
        }
    }
    out.end_object();
}

}  // namespace

value plainest_value(program::program const& p, program::member const& input) {
    switch (input.type.kind) {
        case type_kind::truth: return false;
        case type_kind::number: {
            auto n = within(input.range, 0);
            if (input.type.integer && n.decimals() != 0U) n = n.rounded(0, rounding::up);
            return n;
        }
        case type_kind::word: return word{0};
        case type_kind::date: return date{static_cast<std::int32_t>(within(input.range, std::int64_t{usual_day(p).days}).to_int64().value())};
        default: return std::string(input.is_key ? "witness" : "x");
    }
}

record_data plainest_record(program::program const& p, index kind, std::size_t fewest) {
    auto const& record = p.records[kind];
    record_data made;
    made.values.resize(record.value_slots);
    made.lists.resize(record.list_slots);
    for (auto const& m : record.members) {
        if (m.kind != program::member_kind::input) continue;
        bool const needed = !m.type.optional || !m.required_when.empty();
        if (m.type.kind == type_kind::record) {
            if (needed) made.lists[m.slot].push_back(plainest_record(p, m.type.of, fewest));
        } else if (m.type.kind == type_kind::list) {
            auto const least = static_cast<std::size_t>(m.range.low.value_or(0).to_int64().value_or(0));
            auto const most = m.range.high ? static_cast<std::size_t>(m.range.high->to_int64().value_or(0)) : std::max(least, fewest);
            made.lists[m.slot].assign(std::max(least, std::min(fewest, most)), plainest_record(p, m.type.of, fewest));
        } else if (needed) {
            made.values[m.slot] = plainest_value(p, m);
        }
    }
    return made;
}

std::string to_json_line(program::program const& p, index kind, record_data const& from) {
    std::string line;
    io::json_writer out(line);
    write_record(out, p, kind, from);
    return line;
}

}  // namespace barem::witness
