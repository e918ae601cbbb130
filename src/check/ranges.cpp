// Ranges of inputs that begin or end at other inputs: `integer 0..targets`.
#include "check/context.hpp"

#include <fmt/format.h>

namespace barem::check {
namespace {

using program::type_kind;

class bound_check {
public:
    bound_check(context& c, index record, index member, source_span where) : c_(c), record_(record), member_(member), where_(where) {}

    /// The input that a bound names; nullopt after a finding.
    std::optional<program::bounding_input> find(std::string const& name) {
        auto const m = c_.find_member(record_, name);
        if (m == none) return unknown(name);
        auto const& bounding = c_.member(record_, m);
        auto const& type = bounding.type;
        auto const& own = c_.member(record_, member_).type;
        if (own.kind != type_kind::number && own.kind != type_kind::date) return std::nullopt;      // has no range, which was reported
        if (m == member_) return report("bounds itself", "write a number or a date, or another input");
        if (bounding.kind != program::member_kind::input)
            return report("is computed, so it cannot bound an input", "a record is checked before anything is computed: name an input, a number or a date");
        if (type.kind == type_kind::unknown) return std::nullopt;
        if (type.optional) return report("may be absent, so it cannot bound another input", "name an input that every record gives");
        if (type.kind != own.kind || type.of != own.of)
            return report(fmt::format("is {}, but bounds {}", c_.describe(type), c_.describe(own)), "a bound is of the same unit as what it bounds");
        return program::bounding_input{m, name};
    }

private:
    std::optional<program::bounding_input> report(std::string const& why, std::string help) {
        auto& d = c_.error("B1219", where_, fmt::format("`{}` {}", c_.tree_text.substr(where_.begin, where_.end - where_.begin), why));
        d.help = std::move(help);
        return std::nullopt;
    }

    std::optional<program::bounding_input> unknown(std::string const& name) {
        std::vector<std::string_view> names;
        for (auto const& m : c_.out.records[record_].members)
            if (m.kind == program::member_kind::input) names.push_back(m.name);
        auto& d = c_.error("B1101", where_, fmt::format("`{}` has no input `{}`", c_.out.records[record_].name, name), "not found");
        c_.propose_name(d, name, names);
        return std::nullopt;
    }

    context& c_;
    index record_, member_;
    source_span where_;
};

void find_bounds(context& c, index record, index m, ast::value_range const& written) {
    auto const find = [&](std::optional<ast::expression> const& end) -> std::optional<program::bounding_input> {
        if (!end || end->kind != ast::expression_kind::path) return std::nullopt;
        return bound_check(c, record, m, end->where).find(end->path[0].text);
    };
    c.member(record, m).low_input = find(written.low);
    c.member(record, m).high_input = find(written.high);
}

/// Narrows `end` to `to`, which is known of the input there. Returns whether that told anything.
bool narrow(std::optional<number>& end, std::optional<number> const& to, bool is_low) {
    if (!to || (end && (is_low ? *end >= *to : *end <= *to))) return false;
    end = to;
    return true;
}

/// What is at most `targets` is at most what `targets` is at most.
void spread_ranges(program::record_kind& r) {
    for (bool narrowed = true; narrowed;) {
        narrowed = false;
        for (auto& m : r.members) {
            if (m.low_input) narrowed |= narrow(m.range.low, r.members[m.low_input->member].range.low, true);
            if (m.high_input) narrowed |= narrow(m.range.high, r.members[m.high_input->member].range.high, false);
        }
    }
}

void check_empty(context& c, program::member const& m, source_span where) {
    if (!m.low_input && !m.high_input) return;
    if (m.range.low && m.range.high && *m.range.high < *m.range.low)
        c.error("B1211", where, fmt::format("no value of `{}` can lie in its range", m.name)).help = "compare it with the range of the input that bounds it";
}

}  // namespace

void check_input_ranges(context& c) {
    auto const each = [&](index r, auto const& visit) {
        for (index m = 0; m < c.out.records[r].members.size(); ++m)
            if (auto const* input = c.sources[r][m].input; input && input->declared.range) visit(m, *input->declared.range);
    };
    for (index r = 0; r < c.out.records.size(); ++r) {
        each(r, [&](index m, auto const& written) { find_bounds(c, r, m, written); });
        spread_ranges(c.out.records[r]);
        each(r, [&](index m, auto const& written) { check_empty(c, c.member(r, m), written.where); });
    }
}

}  // namespace barem::check
