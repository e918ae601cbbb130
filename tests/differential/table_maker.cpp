#include "differential/table_maker.hpp"

#include <algorithm>
#include <set>

namespace differential {

std::string name_of(type const& t, rule_set const& rules) {
    switch (t.kind) {
        case kind::truth: return "bool";
        case kind::text: return "text";
        case kind::date: return "date";
        case kind::word: return rules.enumerations[t.enumeration].name;
        default: break;
    }
    char const* const names[] = {"number", "percent", "points", "days", "working_days"};
    return t.unit == unit::plain && t.integer ? "integer" : names[static_cast<std::size_t>(t.unit)];
}

// ── columns ─────────────────────────────────────────────────────────────────────────────────────────────────────

table::argument table_maker::argument(std::string const& name, bool ordered_only) {
    table::argument made{name, {}, {}, {}};
    switch (d_.below(ordered_only ? 4 : 8)) {
        case 0: made.type = {kind::date}; break;
        case 4: made.type = {kind::truth}; break;
        case 5: made.type = {kind::text}; break;
        case 6: case 7: made.type = {kind::word, unit::plain, false, d_.below(rules_.enumerations.size())}; break;
        default:
            made.type = {kind::number, d_.of({unit::plain, unit::plain, unit::percent, unit::points})};
            made.type.integer = made.type.unit == unit::plain && d_.one_in(2);
            if (!made.type.integer && d_.one_in(3)) made.decimals = d_.between(0, 3);
            if (d_.percent(80)) made.range.low = number(d_.of({0, 0, 0, 1, -10, -32768}));
            if (d_.percent(80)) made.range.high = number(d_.of({5, 100, 100, 120, 255, 1000, 32767, 99900}));
    }
    return made;
}

std::string table_maker::declared(type const& t, bounds const& range, std::optional<int> decimals) {
    std::string text;
    if (t.kind == kind::number && (range.low || range.high)) {
        auto const at = [&](std::optional<number> const& n) { return n ? n->to_exact() + (t.unit == unit::percent ? "%" : "") : std::string(); };
        text += " " + at(range.low) + ".." + at(range.high);
    }
    if (decimals) text += " decimals " + std::to_string(*decimals);
    return text;
}

/// Ascending places within the range, as they are written.
std::vector<std::string> table_maker::breaks(table::argument const& a, std::size_t wanted) {
    std::vector<std::string> made;
    if (a.type.kind == kind::date) {
        std::set<barem::date> days;
        while (days.size() != wanted) days.insert(barem::date{d_.between(17000, 19500)});
        for (auto const day : days) {
            made.push_back(day.to_text());
            rules_.days.push_back(day);
        }
        return made;
    }
    auto const low = a.range.low.value_or(number(-50)), high = a.range.high.value_or(low + number(200));
    std::set<number> places;
    for (int tries = 0; places.size() != wanted && tries != 2000; ++tries) {
        auto n = low + (high - low) * number::ratio(d_.between(0, 1000), 1000);
        n = n.rounded(a.type.integer ? 0 : a.decimals ? std::min(*a.decimals, 2) : d_.of({0, 0, 1, 2}), barem::rounding::half_up);
        if (n > low && n < high) places.insert(n);
    }
    for (auto const& n : places) {
        made.push_back(make_.written(n, a.type.unit));
        rules_.constants[static_cast<std::size_t>(a.type.unit)].push_back(n);
    }
    return made;
}

type table_maker::any_result(bool with_words) {
    switch (d_.below(with_words ? 8 : 5)) {
        case 5: return {kind::word, unit::plain, false, d_.below(rules_.enumerations.size())};
        case 6: return {kind::truth};
        case 7: return d_.one_in(2) ? type{kind::text} : type{kind::date};
        default: return {kind::number, d_.of({unit::points, unit::points, unit::plain, unit::percent, unit::days}), d_.one_in(2)};
    }
}

std::string table_maker::result(bool constant) {
    auto t = rules_.tables.back().result;
    t.optional = false;
    if (constant || d_.percent(75)) return make_.literal(t);
    place at;
    at.table = rules_.tables.size() - 1;
    auto const text = make_.value(t, at, 2);
    return text.starts_with("(-") ? "1 * " + text : text;      // `(-` at the start of a cell is that of an interval
}

table& table_maker::begin(std::string const& name, bool bands) {
    table made;
    made.name = name + std::to_string(rules_.tables.size());
    auto const count = bands ? 1 : static_cast<std::size_t>(d_.of({1, 1, 2, 2, 3, 4}));
    for (std::size_t i = 0; i != count; ++i) made.arguments.push_back(argument("v" + std::to_string(i), bands));
    rules_.tables.push_back(std::move(made));
    return rules_.tables.back();
}

std::string table_maker::text(table const& made, std::string const& head, std::vector<row> const& rows, bool when) const {
    std::string text = head + " " + made.name + " (";
    for (auto const& a : made.arguments)
        text += (text.back() == '(' ? "" : ", ") + a.name + " : " + name_of(a.type, rules_) + declared(a.type, a.range, a.decimals);
    text += ") -> " + name_of(made.result, rules_) + (made.result.optional ? "?" : "");
    std::string columns = "|";
    for (auto const& a : made.arguments) columns += " " + a.name + " |";
    if (when) columns += " when |";
    std::string lines = "  " + columns + " r |\n";
    for (auto const& r : rows) {
        lines += "  |";
        for (auto const& cell : r) lines += " " + cell + " |";
        lines += "\n";
    }
    return text + "@HIT {\n" + lines;
}

// ── bands ───────────────────────────────────────────────────────────────────────────────────────────────────────

std::string table_maker::bands() {
    auto& made = begin("b", true);
    made.result = any_result(true);
    auto const places = breaks(made.arguments[0], d_.one_in(12) ? static_cast<std::size_t>(d_.between(20, 150)) : static_cast<std::size_t>(d_.between(1, 6)));
    enum class reading { none, gaps, overlaps } how = d_.of({reading::none, reading::gaps, reading::gaps, reading::overlaps});
    if (places.size() < 3) how = reading::none;
    auto const lower = d_.below(3);                             // lower, higher, nothing
    if (how == reading::gaps && lower == 2) made.result.optional = true;
    std::vector<row> rows;
    bool const grid = made.arguments[0].type.kind == kind::date || made.arguments[0].type.integer;      // nothing may lie between two places
    bool starts = grid;                                         // whether the next band holds at its first place
    for (std::size_t i = 0; i <= places.size(); ++i) {
        bool const ends = !grid && d_.one_in(2);
        bool const skip = how == reading::gaps && i != 0 && i != places.size() && (i == 1 || d_.one_in(3));
        auto const high = how == reading::overlaps && i + 1 < places.size() && (i == 0 || d_.one_in(3)) ? i + 1 : i;
        std::string cell;
        if (i == 0) cell = std::string(ends ? "<= " : "< ") + places[high];
        else if (i == places.size()) cell = std::string(starts ? ">= " : "> ") + places[i - 1];
        else cell = std::string(starts ? "[" : "(") + places[i - 1] + " .. " + places[high] + (ends ? "]" : ")");
        if (!skip) rows.push_back({cell, result(false)});
        starts = !ends;
    }
    if (how != reading::overlaps && d_.one_in(4)) d_.shuffle(rows);
    auto body = text(made, "bands", rows, false);
    body.replace(body.find("@HIT"), 4, "");
    if (how == reading::gaps) body += "  gaps take " + std::string(lower == 0 ? "lower" : lower == 1 ? "higher" : "nothing") + "\n";
    if (how == reading::overlaps) body += "  overlaps take first\n";
    return body + "}\n";
}

// ── decision tables ─────────────────────────────────────────────────────────────────────────────────────────────

std::string table_maker::random_cell(table::argument const& a) {
    if (d_.one_in(4)) return "-";
    switch (a.type.kind) {
        case kind::truth: return d_.word({"true", "false"});
        case kind::text: return (d_.one_in(3) ? "!= " : "") + make_.literal(a.type);
        case kind::word: {
            auto words = rules_.enumerations[a.type.enumeration].words;
            if (rules_.enumerations[a.type.enumeration].ordered && d_.one_in(3)) return d_.word({">= ", "<= ", "> "}) + words[words.size() / 2];
            if (d_.one_in(3)) return "!= " + d_.of(words);
            d_.shuffle(words);
            return words.size() > 2 && d_.one_in(2) ? words[0] + ", " + words[1] : words[0];
        }
        default: {
            auto const at = breaks(a, 2);
            if (at.size() < 2 || d_.one_in(4)) return at.empty() ? "-" : d_.word({">= ", "<= ", "< ", "> ", "= ", "!= "}) + at[0];
            return d_.word({"[", "("}) + at[0] + " .. " + at[1] + "]";
        }
    }
}

/// Rows that cover everything without an overlap: the domain is cut along one argument after another.
void table_maker::divide(std::vector<table::argument> const& arguments, row cells, std::size_t budget, std::vector<row>& rows) {
    std::vector<std::size_t> whole;
    for (std::size_t i = 0; i != arguments.size(); ++i)
        if (cells[i] == "-") whole.push_back(i);
    if (whole.empty() || budget < 2) {
        rows.push_back(std::move(cells));
        return;
    }
    auto const at = d_.of(whole);
    auto const& a = arguments[at];
    std::vector<std::string> parts;
    if (a.type.kind == kind::truth) parts = {"true", "false"};
    else if (a.type.kind == kind::text) parts = {"\"a\"", "!= \"a\""};
    else if (a.type.kind == kind::word) {
        auto const& words = rules_.enumerations[a.type.enumeration].words;
        auto const cut = 1 + d_.below(words.size() - 1);
        std::string first, second;
        for (std::size_t i = 0; i != words.size(); ++i) {
            auto& part = i < cut ? first : second;
            part += (part.empty() ? "" : ", ") + words[i];
        }
        parts = {first, second};
    } else {
        auto const places = breaks(a, std::min<std::size_t>(budget - 1, 1 + d_.below(4)));
        bool const grid = a.type.kind == kind::date || a.type.integer;
        bool starts = grid;
        for (std::size_t i = 0; i <= places.size() && !places.empty(); ++i) {
            bool const ends = !grid && d_.one_in(2);
            parts.push_back(i == 0               ? (ends ? "<= " : "< ") + places[i]
                            : i == places.size() ? (starts ? ">= " : "> ") + places[i - 1]
                                                 : (starts ? "[" : "(") + places[i - 1] + " .. " + places[i] + (ends ? "]" : ")"));
            starts = !ends;
        }
    }
    if (parts.empty()) parts = {"-"}, budget = 0;
    for (auto const& part : parts) {
        auto next = cells;
        next[at] = part;
        if (part == "-") rows.push_back(std::move(next));
        else divide(arguments, std::move(next), budget / parts.size(), rows);
    }
}

std::string table_maker::decision_table() {
    auto& made = begin("t", false);
    auto policy = d_.word({"unique", "unique", "first", "first", "any", "priority", "collect sum", "collect min", "collect max", "collect count"});
    std::vector<std::size_t> ordered;
    for (std::size_t i = 0; i != rules_.enumerations.size(); ++i)
        if (rules_.enumerations[i].ordered) ordered.push_back(i);
    if (policy == "priority" && ordered.empty()) policy = "first";
    if (policy == "priority") made.result = {kind::word, unit::plain, false, d_.of(ordered)};
    else if (policy == "collect count") made.result = {kind::number, unit::plain, true};
    else made.result = any_result(!policy.starts_with("collect"));
    bool const unique = policy == "unique", collect = policy.starts_with("collect");
    auto const arguments = made.arguments;
    std::vector<row> rows;
    bool when = false;
    bool otherwise = !unique && (!collect || d_.one_in(3));
    if (unique || (policy == "first" && d_.one_in(2))) {
        divide(arguments, row(arguments.size(), "-"), d_.one_in(10) ? 64 : static_cast<std::size_t>(d_.between(2, 12)), rows);
        otherwise = false;
    } else {
        when = (policy == "first" || collect) && d_.one_in(3);
        for (int i = d_.between(1, d_.one_in(8) ? 30 : 6); i != 0; --i) {
            row cells;
            for (auto const& a : arguments) cells.push_back(random_cell(a));
            if (when) {
                place at;
                at.table = rules_.tables.size() - 1;
                cells.push_back(d_.one_in(2) ? make_.condition(at, 2) : "-");
            }
            rows.push_back(std::move(cells));
        }
    }
    if ((policy == "collect min" || policy == "collect max") && !otherwise) made.result.optional = true;
    bool const same = policy == "any" || policy == "priority";
    auto const one = result(true);
    for (auto& r : rows) r.push_back(policy == "any" ? one : result(same));
    auto body = text(made, "table", rows, when);
    body.replace(body.find("@HIT"), 4, " hit " + policy);
    if (otherwise) body += "  otherwise " + result(same) + "\n";
    return body + "}\n";
}

}  // namespace differential
