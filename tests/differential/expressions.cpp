#include "differential/expressions.hpp"

#include <algorithm>

namespace differential {

namespace {

char const* const unit_words[] = {"", "%", " points", " days", " working days"};

bool fits(type const& found, type const& wanted) { return found.alike(wanted) && (!wanted.integer || found.integer); }

}  // namespace

// ── literals ────────────────────────────────────────────────────────────────────────────────────────────────────

number expression_maker::constant(unit u, bool whole) {
    if (u == unit::days || u == unit::working_days) return number(d_.between(0, 12));       // of deadlines: not negative
    auto& known = rules_.constants[static_cast<std::size_t>(u)];
    if (!known.empty() && d_.one_in(4))
        if (auto const& n = d_.of(known); !whole || n.is_integer()) return n;
    number n = d_.percent(80) ? number(d_.of<std::int64_t>({0, 1, 2, 3, 4, 5, 7, 10, 12, 20, 50, 75, 100, 120, 1000, -1, -2, -10}))
                              : number(d_.of<std::int64_t>({127, 128, 255, 256, 257, 999, 32767, 32768, -32768, -32769, 65535, 86400, 2147483647, -2147483648}));
    if (!whole && d_.one_in(3)) n = n + number::ratio(d_.of({1, 3, 5, 25, 99}), d_.of({10, 100, 1000}));
    known.push_back(n);
    return n;
}

std::string expression_maker::written(number const& n, unit u) { return n.to_exact() + unit_words[static_cast<std::size_t>(u)]; }

barem::date expression_maker::day() {
    if (!rules_.days.empty() && d_.one_in(3)) return d_.of(rules_.days);
    auto const made = *barem::date::from_ymd(d_.percent(80) ? d_.between(2019, 2022) : d_.of({1, 1600, 1999, 2000, 2100, 9999}), static_cast<unsigned>(d_.between(1, 12)),
                                             static_cast<unsigned>(d_.between(1, 28)));
    rules_.days.push_back(made);
    return made;
}

std::string expression_maker::literal(type const& t) {
    switch (t.kind) {
        case kind::truth: return d_.word({"true", "false"});
        case kind::number: {
            auto const text = written(constant(t.unit, t.integer), t.unit);
            return text[0] == '-' ? "(" + text + ")" : text;
        }
        case kind::word: return rules_.enumerations[t.enumeration].name + "." + d_.of(rules_.enumerations[t.enumeration].words);
        case kind::date: return day().to_text();
        default: return "\"" + d_.word({"a", "b", "đ", "c d", ""}) + "\"";
    }
}

// ── names ───────────────────────────────────────────────────────────────────────────────────────────────────────

place expression_maker::in_record(std::size_t record) const {
    place made;
    made.record = record;
    for (auto up = rules_.records[record].parent; up; up = rules_.records[*up].parent) made.around.emplace_back(*up, rules_.records[*up].name + ".");
    return made;
}

void expression_maker::fields_of(std::size_t record, std::string const& prefix, bool absent, type const& t, place const& at, std::vector<source>& found) const {
    for (auto const& f : rules_.records[record].fields) {
        auto const path = prefix + f.name;
        if (at.inputs_only && !f.input) continue;
        if (f.form == field::shape::single) {
            fields_of(f.record, path + ".", absent || (f.type.optional && !at.given.contains(path)), t, at, found);
        } else if (f.form == field::shape::value && fits(f.type, t)) {
            auto made = f.type;
            made.optional = absent || (f.type.optional && !at.given.contains(path));
            found.push_back({path, made});
        }
    }
}

std::vector<expression_maker::source> expression_maker::sources(type const& t, place const& at, bool absent) const {
    std::vector<source> found;
    if (at.table) {
        for (auto const& a : rules_.tables[*at.table].arguments)
            if (fits(a.type, t)) found.push_back({a.name, a.type});
    } else if (!at.uniform) {
        fields_of(at.record, "", false, t, at, found);
        for (auto const& [record, prefix] : at.around) fields_of(record, prefix, false, t, at, found);
    }
    for (auto const& p : rules_.parameters)
        if (!at.table && !at.inputs_only && fits(p.type, t)) found.push_back({p.name, p.type});
    std::erase_if(found, [&](source const& s) { return s.type.optional != absent; });
    return found;
}

void expression_maker::lists_of(std::size_t record, std::string const& prefix, std::size_t from, std::vector<list_path>& found) const {
    for (auto const& f : rules_.records[record].fields) {
        if (f.form == field::shape::value) continue;
        if (f.form == field::shape::list) found.push_back({prefix + f.name, f.record, from});
        lists_of(f.record, prefix + f.name + ".", from, found);
    }
}

std::vector<expression_maker::list_path> expression_maker::lists(place const& at) const {
    std::vector<list_path> found;
    if (at.table || at.inputs_only || !at.aggregates || at.uniform) return found;
    lists_of(at.record, "", at.record, found);
    for (auto const& [record, prefix] : at.around) lists_of(record, prefix, record, found);
    return found;
}

std::optional<std::string> expression_maker::leaf(type const& t, place const& at) {
    auto const found = sources(t, at, false);
    if (found.empty()) return std::nullopt;
    return d_.of(found).path;
}

// ── values ──────────────────────────────────────────────────────────────────────────────────────────────────────

std::string expression_maker::value(type const& t, place const& at, int depth) {
    if (depth <= 0 || d_.one_in(6)) {
        auto const found = d_.percent(85) ? leaf(t, at) : std::nullopt;
        return found ? *found : literal(t);
    }
    if (d_.one_in(10)) return choice(t, at, depth);
    if (d_.one_in(10)) return given_or(t, at, depth);
    if (d_.one_in(6))
        if (auto const made = call(t, at, depth, false)) return *made;
    if (d_.one_in(5))
        if (auto const made = aggregate(t, at, depth, false)) return *made;
    switch (t.kind) {
        case kind::number: return number_of(t, at, depth);
        case kind::truth: return truth(at, depth);
        case kind::date: return date_of(at, depth);
        default: return choice(t, at, depth);
    }
}

std::string expression_maker::choice(type const& t, place const& at, int depth) {
    auto text = "(if " + condition(at, depth - 1) + " then " + value(t, at, depth - 1);
    if (d_.one_in(4)) text += " else if " + condition(at, depth - 1) + " then " + value(t, at, depth - 1);
    return text + " else " + value(t, at, depth - 1) + ")";
}

/// Something that may be absent, and what holds then.
std::string expression_maker::given_or(type const& t, place const& at, int depth) {
    auto const found = sources(t, at, true);
    if (!found.empty() && d_.one_in(2)) {
        auto const path = d_.of(found).path;
        auto inner = at;
        inner.given.insert(path);
        // Where a single record is on the way, that it is given follows as well.
        for (auto point = path.rfind('.'); point != std::string::npos && point != 0; point = path.rfind('.', point - 1)) inner.given.insert(path.substr(0, point));
        return "(if (" + path + " is given) then " + value(t, inner, depth - 1) + " else " + value(t, at, depth - 1) + ")";
    }
    auto const maybe = optional(t, at, depth - 1);
    return maybe == "nothing" ? value(t, at, depth - 1) : "(" + maybe + " default " + value(t, at, depth - 1) + ")";
}

std::string expression_maker::optional(type const& t, place const& at, int depth) {
    auto const found = sources(t, at, true);
    if (!found.empty() && d_.percent(60)) return d_.of(found).path;
    if (d_.one_in(3))
        if (auto const made = call(t, at, depth, true)) return *made;
    if (d_.percent(60))
        if (auto const made = aggregate(t, at, depth, true)) return *made;
    auto const some = value(t, at, depth - 1);
    return "(if " + condition(at, depth - 1) + (d_.one_in(2) ? " then nothing else " + some : " then " + some + " else nothing") + ")";
}

std::optional<std::string> expression_maker::call(type const& t, place const& at, int depth, bool absent) {
    if (at.table || at.inputs_only) return std::nullopt;
    std::vector<table const*> found;
    for (auto const& made : rules_.tables)
        if (fits(made.result, t) && made.result.optional == absent) found.push_back(&made);
    if (found.empty()) return std::nullopt;
    auto const& chosen = *d_.of(found);
    auto text = chosen.name + "(";
    for (auto const& a : chosen.arguments) {
        auto argument = value(a.type, at, depth - 1);
        if (a.decimals && !a.type.integer && d_.percent(85)) argument = "round(" + argument + ", " + std::to_string(*a.decimals) + ", " + mode() + ")";
        if (a.type.kind == kind::number && d_.percent(80)) {
            if (a.range.low) argument = "max(" + argument + ", " + written(*a.range.low, a.type.unit) + ")";
            if (a.range.high) argument = "min(" + argument + ", " + written(*a.range.high, a.type.unit) + ")";
        }
        text += (text.back() == '(' ? "" : ", ") + argument;
    }
    return text + ")";
}

std::string expression_maker::date_of(place const& at, int depth) {
    type const date{kind::date}, days{kind::number, unit::days, true}, worked{kind::number, unit::working_days, true};
    switch (d_.below(7)) {
        case 0: return "(" + value(date, at, depth - 1) + d_.word({" + ", " - "}) + value(days, at, depth - 2) + ")";
        case 1: return "(" + value(days, at, depth - 2) + d_.word({" after ", " before "}) + value(date, at, depth - 1) + ")";
        case 2:
            if (rules_.calendar) return "(" + value(worked, at, depth - 2) + d_.word({" after ", " before "}) + value(date, at, depth - 1) + ")";
            [[fallthrough]];
        case 3: return d_.word({"min(", "max("}) + value(date, at, depth - 1) + ", " + value(date, at, depth - 1) + ")";
        case 4: {
            auto const year = d_.one_in(2) ? "year(" + value(date, at, depth - 1) + ")" : std::to_string(d_.of({1, 1900, 2000, 2020, 2021, 9999}));
            auto const month = d_.one_in(3) ? "month(" + value(date, at, depth - 1) + ")" : std::to_string(d_.between(1, 12));
            auto const of_month = d_.one_in(3) ? "day(" + value(date, at, depth - 1) + ")" : std::to_string(d_.between(1, d_.one_in(4) ? 31 : 28));
            return "date(" + year + ", " + month + ", " + of_month + ")";
        }
        default: return choice(date, at, depth);
    }
}

// ── numbers ─────────────────────────────────────────────────────────────────────────────────────────────────────

std::string expression_maker::number_of(type const& t, place const& at, int depth) {
    type const plain{kind::number, unit::plain, t.integer};
    auto const a = [&](type const& of) { return value(of, at, depth - 1); };
    switch (d_.below(t.integer ? 14 : 18)) {
        case 0: case 1: return "(" + a(t) + " + " + a(t) + ")";
        case 2: case 3: return "(" + a(t) + " - " + a(t) + ")";
        case 4: case 5: return d_.one_in(2) ? "(" + a(t) + " * " + a(plain) + ")" : "(" + a(plain) + " * " + a(t) + ")";
        case 6: case 7: return d_.word({"min(", "max("}) + a(t) + ", " + a(t) + (d_.one_in(4) ? ", " + a(t) : "") + ")";
        case 8: return "abs(" + a(t) + ")";
        case 9: return "(-" + a(t) + ")";
        case 10: case 11: return rounded(t, at, depth);
        case 12: case 13: return whole_number(t, at, depth);
        case 14: case 15: return quotient(t, at, depth);
        case 16: return "(" + value({kind::number, unit::percent}, at, depth - 2) + " of " + a(t) + ")";
        default:
            if (t.unit != unit::percent) return quotient(t, at, depth);
            type const part{kind::number, d_.of({unit::plain, unit::points})};
            return "share(" + a(part) + ", " + (d_.one_in(3) ? a(part) : "max(" + a(part) + ", " + written(number(d_.of({1, 3, 7})), part.unit) + ")") + ")";
    }
}

std::string expression_maker::quotient(type const& t, place const& at, int depth) {
    type by{kind::number, unit::plain};
    auto dividend = t;
    if (t.unit == unit::plain && d_.one_in(3)) dividend.unit = by.unit = d_.of({unit::points, unit::percent, unit::days});
    auto divisor = value(by, at, depth - 2);
    if (d_.one_in(2)) divisor = written(number(d_.of({2, 3, 4, 7, 9, 10, 12, 1000})), by.unit);
    else if (d_.percent(70)) divisor = "max(" + divisor + ", " + written(number(d_.of({1, 2, 3})), by.unit) + ")";
    return "(" + value(dividend, at, depth - 1) + " / " + divisor + ")";
}

std::string expression_maker::rounded(type const& t, place const& at, int depth) {
    auto loose = t;
    loose.integer = false;
    auto const inner = value(loose, at, depth - 1);
    switch (d_.below(4)) {
        case 0: return d_.word({"floor(", "ceil("}) + inner + ")";
        case 1: return "round_to(" + inner + ", " + (t.integer ? d_.word({"1", "5", "3", "100"}) : d_.word({"0.5", "0.25", "5", "0.3", "7"})) + ", " + mode() + ")";
        default: return "round(" + inner + ", " + (t.integer ? d_.word({"0", "-1", "-2"}) : d_.word({"0", "1", "2", "-1", "4"})) + ", " + mode() + ")";
    }
}

/// What gives whole numbers by its nature, as far as the unit allows; else a sum.
std::string expression_maker::whole_number(type const& t, place const& at, int depth) {
    type const date{kind::date};
    if (t.unit == unit::plain) {
        std::vector<std::size_t> ordered;
        for (std::size_t i = 0; i != rules_.enumerations.size(); ++i)
            if (rules_.enumerations[i].ordered) ordered.push_back(i);
        if (!ordered.empty() && d_.one_in(2)) return "position(" + value({kind::word, unit::plain, false, d_.of(ordered)}, at, depth - 1) + ")";
        return d_.word({"year(", "month(", "day("}) + value(date, at, depth - 1) + ")";
    }
    if (t.unit == unit::days) return "(" + value(date, at, depth - 1) + " - " + value(date, at, depth - 1) + ")";
    if (t.unit == unit::working_days && rules_.calendar) return "working_days(" + value(date, at, depth - 1) + ", " + value(date, at, depth - 1) + ")";
    type const count{kind::number, unit::plain, true};
    return "(" + value(count, at, depth - 1) + " * " + written(number(d_.of({1, 2, 5})), t.unit) + ")";
}

// ── truths ──────────────────────────────────────────────────────────────────────────────────────────────────────

std::string expression_maker::truth(place const& at, int depth) {
    type const truth{kind::truth};
    switch (d_.below(10)) {
        case 0: return "(" + condition(at, depth - 1) + " and " + condition(at, depth - 1) + ")";
        case 1: return "(" + condition(at, depth - 1) + " or " + condition(at, depth - 1) + ")";
        case 2: return "(not " + condition(at, depth - 1) + ")";
        case 3:
            for (auto const& t : {type{kind::number, any_unit()}, type{kind::date}, type{kind::text}, truth})
                if (auto const found = sources(t, at, true); !found.empty() && d_.one_in(2)) return "(" + d_.of(found).path + d_.word({" is given)", " is not given)"});
            return comparison(at, depth);
        case 4:
            if (rules_.calendar && !at.inputs_only && d_.one_in(2)) return "is_working_day(" + value({kind::date}, at, depth - 1) + ")";
            return comparison(at, depth);
        default: return comparison(at, depth);
    }
}

std::string expression_maker::comparison(place const& at, int depth) {
    auto const order = [&] { return d_.word({" = ", " != ", " < ", " <= ", " > ", " >= "}); };
    auto const compare = [&](type const& t, std::string const& sign) { return "(" + value(t, at, depth - 1) + sign + value(t, at, depth - 1) + ")"; };
    switch (d_.below(8)) {
        case 0:
            if (!rules_.enumerations.empty()) {
                auto const e = d_.below(rules_.enumerations.size());
                type const word{kind::word, unit::plain, false, e};
                if (d_.one_in(2)) {
                    auto words = rules_.enumerations[e].words;
                    words.resize(1 + d_.below(words.size()));
                    std::string set;
                    for (auto const& w : words) set += (set.empty() ? "" : ", ") + w;
                    return "(" + value(word, at, depth - 1) + " in {" + set + "})";
                }
                return compare(word, rules_.enumerations[e].ordered ? order() : d_.word({" = ", " != "}));
            }
            [[fallthrough]];
        case 1: return compare({kind::date}, order());
        case 2: return compare({kind::text}, d_.word({" = ", " != "}));
        case 3: {
            type const t{kind::number, any_unit()};
            auto low = constant(t.unit, false), high = constant(t.unit, false);
            if (high < low) std::swap(low, high);
            if (low == high) high = low + number(1);
            return "(" + value(t, at, depth - 1) + " in " + d_.word({"[", "("}) + written(low, t.unit) + " .. " + written(high, t.unit) + d_.word({"]", ")"}) + ")";
        }
        case 4: {
            type const t{kind::number, any_unit()};
            return "(" + value(t, at, depth - 1) + " in {" + literal(t) + ", " + literal(t) + "})";
        }
        default: return compare({kind::number, any_unit()}, order());
    }
}

// ── lists and groups ────────────────────────────────────────────────────────────────────────────────────────────

std::optional<std::string> expression_maker::aggregate(type const& t, place const& at, int depth, bool absent) {
    auto const paths = lists(at);
    bool const group = at.cohort && !at.table && !at.inputs_only && (paths.empty() || at.uniform || d_.one_in(2));
    if (!group && paths.empty()) return std::nullopt;
    std::string over;
    place inner;
    if (group) {
        over = rules_.records[0].name;
        inner.record = 0;
    } else {
        auto const& chosen = d_.of(paths);
        over = chosen.path;
        inner = in_record(chosen.element);
        if (std::ranges::none_of(inner.around, [&](auto const& a) { return a.first == at.record; }) && chosen.element != at.record && !at.cohort)
            inner.around.emplace_back(at.record, rules_.records[at.record].name + ".");
        // A record of the group that is counted has its name in common with the one outside.
        if (at.cohort) inner.around.clear();
    }
    inner.aggregates = depth >= 2 && d_.one_in(3);
    auto const filter = [&](bool needed) { return needed || d_.one_in(2) ? " where " + condition(inner, depth - 1) : std::string(); };
    type const date{kind::date};
    auto const what = [&] { return value(t, inner, depth - 1); };
    if (absent) {
        bool const ordered = t.kind == kind::number || t.kind == kind::date || (t.kind == kind::word && rules_.enumerations[t.enumeration].ordered);
        switch (d_.below(5)) {
            case 0: if (ordered) return "min(" + what() + " over " + over + filter(group) + ")"; break;
            case 1: if (ordered) return "max(" + what() + " over " + over + filter(group) + ")"; break;
            case 2: if (t.kind == kind::number && !t.integer) return "mean(" + what() + " over " + over + filter(group) + ")"; break;
            default: break;
        }
        if (d_.one_in(2)) return "first(" + what() + " over " + over + filter(true) + ")";
        return "latest(" + what() + " over " + over + filter(group) + " by " + value(date, inner, depth - 2) + ")";
    }
    if (t.kind == kind::truth) return d_.one_in(2) ? "any(" + over + " where " + condition(inner, depth - 1) + ")" : "all(" + condition(inner, depth - 1) + " over " + over + filter(false) + ")";
    if (t.kind != kind::number) return std::nullopt;
    if (t.unit == unit::plain && d_.one_in(2)) return "count(" + over + filter(false) + ")";
    if (group && d_.one_in(3) && !t.integer) return d_.word({"min(", "max(", "mean("}) + what() + " over " + over + ")";
    return "sum(" + what() + " over " + over + filter(false) + ")";
}

}  // namespace differential
