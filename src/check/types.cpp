// Types, ranges and literals.
#include "check/context.hpp"

#include <fmt/format.h>

namespace barem::check {
namespace {

std::optional<program::type> built_in(std::string const& name) {
    using enum program::type_kind;
    if (name == "bool") return program::type{truth};
    if (name == "text") return program::type{text};
    if (name == "date") return program::type{date};
    if (name == "integer") return program::type{number, program::unit_none, true};
    if (name == "number") return program::type{number, program::unit_none};
    return std::nullopt;
}

std::optional<program::type> find_type(context& c, ast::type const& t, bool lists_allowed) {
    auto const& name = t.base.text;
    if (auto const r = c.records.find(name); r != c.records.end() && lists_allowed)
        return program::type{t.is_list ? program::type_kind::list : program::type_kind::record, r->second};
    if (t.is_list) return std::nullopt;
    if (auto const b = built_in(name)) return b;
    if (auto const u = c.units.find(name); u != c.units.end()) return program::type{program::type_kind::number, u->second};
    if (auto const e = c.enums.find(name); e != c.enums.end()) return program::type{program::type_kind::word, e->second};
    return std::nullopt;
}

void report_unknown_type(context& c, ast::type const& t, bool lists_allowed) {
    std::vector<std::string_view> names{"bool", "integer", "number", "percent", "text", "date", "days", "working_days"};
    for (auto const& u : c.out.units) names.push_back(u.name);
    for (auto const& e : c.out.enums) names.push_back(e.name);
    if (lists_allowed)
        for (auto const& r : c.out.records) names.push_back(r.name);
    auto& d = c.error("B1102", t.base.where, fmt::format("there is no {} `{}`", t.is_list ? "record" : "type", t.base.text));
    c.propose_name(d, t.base.text, names);
    if (d.help.empty())
        d.help = t.is_list ? "a list holds records: declare them with `record`"
                           : "declare it with `unit`, `enum` or `record`, or use bool, integer, number, percent, text, date or days";
    if (c.records.contains(t.base.text) && !lists_allowed) d.help = "a record can only be the type of an input";
}

/// A bound that is another input, see ranges.cpp.
bool is_input_name(ast::expression const& e) { return e.kind == ast::expression_kind::path; }

std::optional<number> bound(context& c, std::optional<ast::expression> const& e, program::type const& t) {
    if (!e || is_input_name(*e)) return std::nullopt;
    auto const v = literal_value(c, *e, t);
    if (!v) return std::nullopt;
    if (auto const* n = std::get_if<number>(&*v)) return *n;
    if (auto const* d = std::get_if<date>(&*v)) return number(std::int64_t{d->days});
    return std::nullopt;
}

program::range resolve_range(context& c, ast::value_range const& r, program::type const& t) {
    bool const countable = t.kind == program::type_kind::number || t.kind == program::type_kind::date || t.kind == program::type_kind::list;
    if (!countable) {
        if (t.kind != program::type_kind::unknown)
            c.error("B1211", r.where, fmt::format("{} has no range", c.describe(t))).help = "only numbers, dates and lists have a range";
        return {};
    }
    auto const of_bounds = t.kind == program::type_kind::list ? program::type{program::type_kind::number, program::unit_none, true} : t;
    program::range made{bound(c, r.low, of_bounds), bound(c, r.high, of_bounds)};
    if (made.low && made.high && *made.high < *made.low) {
        c.error("B1211", r.where, "the range ends before it begins").help = "write the smaller bound first";
        return {};
    }
    return made;
}

}  // namespace

std::optional<index> find_unit(context const& c, std::string const& name) {
    auto const u = c.units.find(name);
    if (u != c.units.end()) return u->second;
    if (name == "day") return program::unit_days;
    if (name == "working_day") return program::unit_working_days;
    return std::nullopt;
}

resolved_type resolve_type(context& c, ast::type const& t, bool lists_allowed) {
    resolved_type made;
    auto const found = find_type(c, t, lists_allowed);
    if (!found) {
        report_unknown_type(c, t, lists_allowed);
        return made;
    }
    made.type = *found;
    made.type.optional = t.is_optional;
    if (t.range) made.range = resolve_range(c, *t.range, made.type);
    if (t.range && !lists_allowed)                         // anything but an input
        for (auto const* end : {&t.range->low, &t.range->high})
            if (*end && is_input_name(**end))
                c.error("B1219", (*end)->where, fmt::format("`{}` cannot bound a range here", (*end)->path[0].text)).help =
                    "only the range of an input may begin or end at another input: write a number or a date";
    if (t.decimals) {
        if (made.type.kind != program::type_kind::number)
            c.error("B1211", t.where, fmt::format("{} has no decimals", c.describe(made.type))).help = "only numbers have decimals";
        else if (*t.decimals > 18)
            c.error("B1211", t.where, "more than 18 decimals").help = "leave `decimals` out to allow any number of them";
        else
            made.decimals = t.decimals;
    }
    return made;
}

namespace {

std::optional<value> number_literal(context& c, ast::expression const& e, program::type const& t) {
    auto const n = number::parse(e.text);
    if (!n) return std::nullopt;                       // the grammar has said so
    bool const bare = e.unit.text.empty();
    auto const unit = e.unit.text == "%" ? program::unit_percent : bare ? t.of : [&] {
        return find_unit(c, e.unit.text).value_or(none);
    }();
    if (t.kind != program::type_kind::number || unit != t.of) {
        bool const wants_number = t.kind == program::type_kind::number;
        auto& d = c.error(wants_number ? "B1202" : "B1201", e.where, fmt::format("expected {}, found `{}{}{}`", c.describe(t), e.text,
                                                                                 bare || e.unit.text == "%" ? "" : " ", e.unit.text));
        if (wants_number) d.help = help_for_number(c, e, t);
        return std::nullopt;
    }
    if (t.integer && !n->is_integer()) {
        c.error("B1218", e.where, fmt::format("expected an integer, found `{}`", e.text));
        return std::nullopt;
    }
    return *n;
}

std::optional<value> word_literal(context& c, ast::name const& name, index enumeration) {
    auto const& wanted = c.out.enums[enumeration];
    for (index w = 0; w < wanted.words.size(); ++w)
        if (wanted.words[w].name == name.text) return word{w};
    auto& d = c.error("B1105", name.where, fmt::format("`{}` is no word of `{}`", name.text, wanted.name));
    c.propose_word(d, wanted, name.text);
    return std::nullopt;
}

}  // namespace

std::string help_for_number(context& c, ast::expression const& e, program::type const& expected) {
    bool const fits = e.kind == ast::expression_kind::number && !e.unit.text.empty() && expected.kind == program::type_kind::number;
    if (!fits) return {};
    if (expected.of == program::unit_percent) return fmt::format("for a percentage write `{}%`", e.text);
    auto const amount = expected.of == program::unit_none ? std::string("a plain number") : "an amount in " + c.out.units[expected.of].name;
    return fmt::format("for {} write `{}`{}", amount, e.text, e.unit.text == "%" ? fmt::format(", for a share of one `{}% of amount`", e.text) : "");
}

std::optional<value> literal_value(context& c, ast::expression const& e, program::type const& t) {
    using enum ast::expression_kind;
    if (t.kind == program::type_kind::unknown) return std::nullopt;
    switch (e.kind) {
        case number: return number_literal(c, e, t);
        case negate:
            if (auto v = literal_value(c, e.operands[0], t))
                if (auto const* n = std::get_if<barem::number>(&*v)) return -*n;
            return std::nullopt;
        case date:
            if (t.kind == program::type_kind::date)
                if (auto const d = barem::date::parse(e.text)) return *d;
            break;
        case string:
            if (t.kind == program::type_kind::text) return e.text;
            break;
        case truth:
            if (t.kind == program::type_kind::truth) return e.text == "true";
            break;
        case nothing:
            if (t.optional) return absent{};
            break;
        case path:
            if (t.kind == program::type_kind::word && (e.path.size() == 1 || (e.path.size() == 2 && e.path[0].text == c.out.enums[t.of].name)))
                return word_literal(c, e.path.back(), t.of);
            break;
        default: break;
    }
    c.error("B1201", e.where, fmt::format("expected {} written out", c.describe(t)), "this is not one");
    return std::nullopt;
}

bool check_range(context& c, value const& v, program::type const& t, program::range const& r, std::optional<std::uint32_t> decimals,
                 source_span where) {
    auto const* n = std::get_if<number>(&v);
    auto const* d = std::get_if<date>(&v);
    if (!n && !d) return true;
    auto const at = n ? *n : number(std::int64_t{d->days});
    auto const show = [&](number const& x) {
        return write_value(c.out, d ? value(date{static_cast<std::int32_t>(x.to_int64().value_or(0))}) : value(x), t);
    };
    if ((r.low && at < *r.low) || (r.high && *r.high < at)) {
        c.error("B1210", where, fmt::format("{} is outside the declared range {}..{}", show(at), r.low ? show(*r.low) : "", r.high ? show(*r.high) : ""));
        return false;
    }
    if (n && decimals && !(n->decimals() && *n->decimals() <= *decimals)) {
        c.error("B1210", where, fmt::format("{} has more than {} decimals", show(at), *decimals));
        return false;
    }
    return true;
}

std::string write_value(program::program const& p, value const& v, program::type const& t) {
    struct writer {
        program::program const& p;
        program::type const& t;
        std::string operator()(absent) const { return "nothing"; }
        std::string operator()(bool b) const { return b ? "true" : "false"; }
        std::string operator()(number const& n) const {
            if (t.kind != program::type_kind::number || t.of == program::unit_none || t.of == none) return n.to_exact();
            if (t.of == program::unit_percent) return n.to_exact() + "%";
            return n.to_exact() + " " + p.units[t.of].name;
        }
        std::string operator()(word w) const { return t.kind == program::type_kind::word ? p.enums[t.of].words[w.index].name : "?"; }
        std::string operator()(date d) const { return d.to_text(); }
        std::string operator()(std::string const& s) const { return "\"" + s + "\""; }
    };
    return std::visit(writer{p, t}, v);
}

}  // namespace barem::check
