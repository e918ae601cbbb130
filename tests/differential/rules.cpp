#include "differential/rules.hpp"

#include "differential/table_maker.hpp"

#include <algorithm>
#include <limits>

namespace differential {

namespace {

class maker {
public:
    explicit maker(std::uint64_t seed) : d_(seed), make_(d_, rules_), tables_(d_, rules_) {}

    rule_set run() {
        size_ = d_.of({1, 2, 2, 3, 4, 6, 9});
        words();
        records();
        rules_.calendar = d_.one_in(3);
        if (rules_.calendar) declarations_ += calendar;
        parameters();
        for (int i = d_.between(0, 3); i != 0; --i) declarations_ += d_.one_in(2) ? tables_.bands() : tables_.decision_table();
        bool const cohorts = d_.one_in(3);
        for (int i = d_.between(size_, 4 * size_); i != 0; --i) {
            if (cohorts && d_.one_in(4)) cohort_member();
            else member(d_.one_in(2) ? 0 : d_.below(rules_.records.size()));
        }
        outputs();
        assemble();
        return std::move(rules_);
    }

private:
    static constexpr char const* calendar =
        "calendar work {\n  years 2020 .. 2021\n  weekend saturday, sunday\n  holidays 2021-01-01, 2021-02-10 .. 2021-02-16\n"
        "  holidays 2020-09-02\n  worked 2021-09-11 for 2021-09-06\n}\n";

    std::string fresh(char const* stem) { return stem + std::to_string(names_++); }
    record& head() { return rules_.records[0]; }

    // rules.cpp
    void words();
    void records();
    void parameters();
    field scalar_input(std::size_t record);
    void number_input(field& f, std::string& text, std::size_t record);
    void member(std::size_t record);
    void add(std::size_t record, std::string name, type t, std::string line);
    void let(std::size_t record);
    void classification(std::size_t record);
    void deductions(std::size_t record);
    void exceptions(std::size_t record);
    void from_list(std::size_t record);
    void cohort_member();
    void outputs();
    void assemble();
    type any_type();
    place at(std::size_t record) { return make_.in_record(record); }

    dice d_;
    rule_set rules_;
    expression_maker make_;
    table_maker tables_;
    std::string declarations_;
    int names_ = 0, size_ = 1;
    struct cohort { std::string head, lines; std::vector<std::string> ranks, quotas; };
    std::vector<cohort> cohorts_;
};

type maker::any_type() {
    switch (d_.below(10)) {
        case 0: return {kind::truth};
        case 1: return {kind::word, unit::plain, false, d_.below(rules_.enumerations.size())};
        case 2: return {kind::date};
        case 3: return {kind::text};
        default: {
            auto const u = d_.of({unit::plain, unit::plain, unit::points, unit::points, unit::percent, unit::days});
            return {kind::number, u, u == unit::plain && d_.one_in(2)};
        }
    }
}

// ── declarations ────────────────────────────────────────────────────────────────────────────────────────────────

void maker::words() {
    for (int i = d_.between(1, 3); i != 0; --i) {
        enumeration made{fresh("e"), {}, d_.one_in(2)};
        auto const count = d_.one_in(12) ? 300 : d_.between(2, 5);
        for (int w = 0; w != count; ++w) made.words.push_back(made.name + "w" + std::to_string(w));
        declarations_ += "enum " + made.name + " {";
        for (auto const& w : made.words) declarations_ += (declarations_.back() == '{' ? " " : made.ordered ? " < " : ", ") + w;
        declarations_ += " }\n";
        rules_.enumerations.push_back(std::move(made));
    }
}

void maker::records() {
    rules_.records.push_back({"head", {}, {}, {"key id : text"}});
    auto const child = [&](char const* name, std::optional<std::size_t> parent) {
        rules_.records.push_back({name, parent, {}, {}});
        return rules_.records.size() - 1;
    };
    auto const hold = [&](std::size_t holder, char const* name, std::size_t held, field::shape form) {
        field f{name, {}, true, {}, {}, {}, {}, {}, form, held};
        std::string text = std::string("input ") + name + " : " + (form == field::shape::list ? "list of " : "") + rules_.records[held].name;
        if (form == field::shape::list) {
            switch (d_.below(4)) {
                case 0: f.range = {number(1), number(5)}; text += " 1..5"; break;
                case 1: f.range = {number(0), number(3)}; text += " 0..3"; break;
                case 2: f.range.low = number(2); text += " 2.."; break;
                default: break;
            }
        } else if (d_.one_in(2)) {
            f.type.optional = true;
            text += "?";
        }
        rules_.records[holder].fields.push_back(f);
        rules_.records[holder].lines.push_back(text);
    };
    if (d_.percent(45)) {
        auto const task = child("task", 0);
        hold(0, "tasks", task, field::shape::list);
        if (d_.one_in(2)) hold(task, "parts", child("part", task), field::shape::list);
        if (d_.one_in(4)) hold(task, "check", child("check_record", task), field::shape::single);
    }
    if (d_.one_in(4)) hold(0, "conduct", child("conduct_record", 0), field::shape::single);
    if (d_.one_in(4)) {
        auto const year = child("year_record", {});
        hold(0, "history", year, field::shape::list);
        if (rules_.records.size() > 2 && d_.one_in(2)) hold(1, "past", year, d_.of({field::shape::list, field::shape::single}));
    }
    for (std::size_t r = 0; r != rules_.records.size(); ++r)
        for (int i = d_.between(1, 1 + 2 * size_); i != 0; --i) {
            auto f = scalar_input(r);
            rules_.records[r].fields.push_back(std::move(f));
        }
    if (d_.one_in(3)) {
        rules_.dated_by = "as_of";
        field dated;
        dated.name = "as_of";
        dated.type = {kind::date};
        dated.input = true;
        head().fields.push_back(dated);
        head().lines.push_back("dated by as_of");
        head().lines.push_back("input as_of : date");
    }
}

/// Ranges whose ends are those of the lanes, or beside them.
void maker::number_input(field& f, std::string& text, std::size_t record) {
    auto const places = f.type.integer || d_.one_in(3) ? std::optional<int>() : std::optional<int>(d_.of({0, 1, 2, 2, 3, 4, 6, 9}));
    auto const scale = power_of_ten(places.value_or(0));
    auto const big = number::parse("9223372036854775808").value(), huge = power_of_ten(30);
    if (d_.percent(80)) {
        number const tops[] = {1, 5, 10, 100, 100, 100, 1000, 255, 256, 127, 128, 32767, 32768, 65535, 65536, number(std::int64_t{2147483647}), number(std::int64_t{2147483648}),
                               number(std::numeric_limits<std::int64_t>::max()), big, huge};
        number const bottoms[] = {0, 0, 0, 0, 0, 1, -1, -100, -128, -32768, -32769, number(std::int64_t{-2147483648}), number(std::int64_t{-2147483649}), -big, -big - number(1)};
        auto low = bottoms[d_.below(d_.one_in(25) ? std::size(bottoms) : d_.one_in(3) ? std::size(bottoms) - 2 : 8)], high = tops[d_.below(d_.one_in(25) ? std::size(tops) : d_.one_in(3) ? std::size(tops) - 3 : 10)];
        if (high < low) std::swap(low, high);
        if (d_.one_in(2)) low = (low / scale).rounded(places.value_or(0), barem::rounding::down), high = (high / scale).rounded(places.value_or(0), barem::rounding::up);
        if (d_.percent(90)) f.range.low = low;
        if (d_.percent(90)) f.range.high = high;
    }
    std::string bound_text[2];
    if (f.range.low) bound_text[0] = make_.written(*f.range.low, f.type.unit);
    if (f.range.high) bound_text[1] = make_.written(*f.range.high, f.type.unit);
    if (d_.one_in(10)) {                                        // ends at another input
        for (auto const& other : rules_.records[record].fields)
            if (other.input && other.form == field::shape::value && other.type.alike(f.type) && !other.type.optional && other.low_input.empty() && other.high_input.empty()) {
                (d_.one_in(3) ? f.low_input : f.high_input) = other.name;
                if (!f.low_input.empty()) f.range.low.reset(), bound_text[0] = other.name;
                else f.range.high.reset(), bound_text[1] = other.name;
                break;
            }
    }
    if (!bound_text[0].empty() || !bound_text[1].empty()) text += " " + bound_text[0] + ".." + bound_text[1];
    f.decimals = places;
    if (places) text += " decimals " + std::to_string(*places);
    for (auto const& end : {f.range.low, f.range.high})
        if (end) rules_.constants[static_cast<std::size_t>(f.type.unit)].push_back(*end);
}

field maker::scalar_input(std::size_t record) {
    field f;
    f.name = fresh("i");
    f.type = any_type();
    f.input = true;
    std::string text = "input " + f.name + " : " + name_of(f.type, rules_);
    auto const condition = d_.one_in(14) ? [&] {
        auto where = at(record);
        where.inputs_only = true;
        return make_.condition(where, 1);
    }() : std::string();
    bool const optional = condition.empty() && d_.one_in(7);
    f.type.optional = optional || !condition.empty();
    if (optional) text += "?";
    if (f.type.kind == kind::number) number_input(f, text, record);
    if (f.type.kind == kind::date && d_.one_in(2)) {
        auto low = make_.day(), high = make_.day();
        if (high < low) std::swap(low, high);
        f.range = {number(std::int64_t{low.days}), number(std::int64_t{high.days})};
        text += " " + low.to_text() + ".." + high.to_text();
    }
    if (!condition.empty()) text += " required when " + condition;
    f.needed_when = condition;
    rules_.records[record].lines.push_back(text);
    return f;
}

void maker::parameters() {
    for (int i = d_.between(0, 2); i != 0; --i) {
        field p;
        p.name = fresh("p");
        p.type = any_type();
        auto const value = [&] { return make_.literal(p.type); };
        std::string text = "parameter " + p.name + " : " + name_of(p.type, rules_);
        if (!rules_.dated_by.empty() && d_.percent(70)) {
            std::set<barem::date> days;
            if (d_.percent(80)) days.insert(barem::date{barem::first_day});
            for (int n = d_.between(1, 3); n != 0; --n) days.insert(barem::date{d_.between(17800, 19200)});
            text += " {\n";
            for (auto const day : days) {
                text += "  from " + day.to_text() + " = " + value() + "\n";
                rules_.days.push_back(day);
            }
            text += "}";
        } else {
            text += " = " + value();
        }
        declarations_ += text + "\n";
        rules_.parameters.push_back(std::move(p));
    }
}

// ── members ─────────────────────────────────────────────────────────────────────────────────────────────────────

void maker::add(std::size_t record, std::string name, type t, std::string line) {
    field f;
    f.name = std::move(name);
    f.type = t;
    rules_.records[record].fields.push_back(std::move(f));
    rules_.records[record].lines.push_back(std::move(line));
}

void maker::member(std::size_t record) {
    switch (d_.below(12)) {
        case 0: case 1: return classification(record);
        case 2: return deductions(record);
        case 3: return exceptions(record);
        case 4: case 5: if (record == 0 && rules_.records.size() > 1) return from_list(record); [[fallthrough]];
        default: return let(record);
    }
}

void maker::let(std::size_t record) {
    auto t = any_type();
    auto const name = fresh("d");
    bool const absent = d_.one_in(6);
    auto value = absent ? make_.optional(t, at(record), 3) : make_.value(t, at(record), d_.between(1, 4));
    t.optional = absent;
    // An optional one says its type, as one of `nothing` alone would have none.
    auto const said = absent || d_.one_in(5) ? " : " + name_of(t, rules_) + (absent ? "?" : "") : std::string();
    if (said.empty() && t.kind == kind::number) t.integer = false;      // what is inferred may not be whole
    add(record, name, t, "let " + name + said + " = " + value);
}

/// What the records within bring to it.
void maker::from_list(std::size_t record) {
    auto const u = d_.of({unit::points, unit::plain, unit::percent});
    auto where = at(record);
    type const t{kind::number, u, d_.one_in(2)};
    auto const name = fresh("d");
    add(record, name, {kind::number, u}, "let " + name + " = " + make_.value(t, where, 3));
}

void maker::classification(std::size_t record) {
    auto const t = any_type();
    auto const name = fresh("c");
    std::string text = "classify " + name + " : " + name_of(t, rules_);
    auto const where = at(record);
    if (d_.one_in(4)) {
        type const by{kind::number, d_.of({unit::plain, unit::points, unit::percent})};
        auto const subject = make_.value(by, where, 2);
        std::set<number> places;
        while (places.size() != 3) places.insert(make_.constant(by.unit, false) + number(d_.between(0, 3)));
        std::vector<number> const sorted(places.begin(), places.end());
        text += " hit unique {\n";
        for (std::size_t i = 0; i != 2; ++i)
            text += "    " + make_.value(t, where, 1) + " when (" + subject + " in [" + make_.written(sorted[i], by.unit) + " .. " + make_.written(sorted[i + 1], by.unit) + "))\n";
    } else {
        text += " {\n";
        for (int i = d_.between(1, 4); i != 0; --i) text += "    " + make_.value(t, where, 1) + " when " + make_.condition(where, 2) + "\n";
    }
    text += "    otherwise " + make_.value(t, where, 1) + "\n  }";
    add(record, name, t, text);
}

void maker::deductions(std::size_t record) {
    type const t{kind::number, d_.of({unit::points, unit::points, unit::percent})};
    type const count{kind::number, unit::plain, true};
    auto const name = fresh("m");
    auto const where = at(record);
    std::string text = "deductions " + name + " : " + name_of(t, rules_) + " {\n    | when | amount |\n";
    for (int i = d_.between(1, 4); i != 0; --i) {
        bool const each = d_.one_in(2);
        text += "    | " + (each ? (d_.percent(80) ? "max(" + make_.value(count, where, 1) + ", 0)" : make_.value(count, where, 1)) : make_.condition(where, 2)) + " | ";
        text += (d_.percent(70) ? make_.written(number(d_.of({1, 2, 5, 50})), t.unit) : make_.value(t, where, 1)) + (each ? " each" : "");
        if (d_.one_in(3)) text += " cap " + make_.written(number(d_.of({5, 20, 40})), t.unit);
        text += " |\n";
    }
    if (d_.one_in(2)) text += "    cap " + (d_.one_in(2) ? make_.written(number(d_.of({10, 100})), t.unit) : make_.value(t, where, 1)) + "\n";
    add(record, name, t, text + "  }");
}

void maker::exceptions(std::size_t record) {
    auto const t = any_type();
    auto const name = fresh("x");
    auto const where = at(record);
    std::string text = "let " + name + " : " + name_of(t, rules_) + " = " + make_.value(t, where, 2) + " except {\n";
    bool const same = d_.one_in(2);
    auto const one = make_.literal(t);
    for (int i = d_.between(1, 3); i != 0; --i) text += "    " + fresh("k") + " : " + (same ? one : make_.value(t, where, 1)) + " when " + make_.condition(where, 2) + "\n";
    add(record, name, t, text + "  }");
}

// ── cohorts ─────────────────────────────────────────────────────────────────────────────────────────────────────

void maker::cohort_member() {
    if (cohorts_.size() < 2 && (cohorts_.empty() || d_.one_in(4))) {
        cohort made{"cohort head", {}, {}, {}};
        std::string by;
        for (auto const& f : head().fields)
            if (f.form == field::shape::value && d_.one_in(f.type.kind == kind::word || f.type.kind == kind::truth ? 2 : 8) && by.size() < 12) by += (by.empty() ? " by " : ", ") + f.name;
        made.head += by;
        cohorts_.push_back(std::move(made));
    }
    auto& c = cohorts_[d_.below(cohorts_.size())];
    auto where = at(0);
    auto const take = [&](std::string name, type t, std::string const& line) {
        field f;
        f.name = std::move(name);
        f.type = t;
        head().fields.push_back(std::move(f));
        c.lines += "  " + line + "\n";
    };
    auto uniform = where;
    uniform.cohort = uniform.uniform = true;
    auto const choice = d_.below(c.ranks.empty() ? 5 : c.quotas.empty() ? 8 : 10);
    if (choice <= 2) {
        auto const name = fresh("r");
        std::string keys;
        for (int i = d_.between(1, 2); i != 0; --i) {
            type t{kind::number, d_.of({unit::plain, unit::points, unit::percent})};
            if (d_.one_in(6)) t = {kind::date};
            keys += (keys.empty() ? "" : ", ") + make_.value(t, where, d_.between(0, 2)) + d_.word({" ascending", " descending"});
        }
        c.ranks.push_back(name);
        take(name, {kind::number, unit::plain, true}, "rank " + name + " by " + keys + " ties " + d_.word({"competition", "dense"}));
    } else if (choice <= 4) {
        auto t = any_type();
        if (t.kind != kind::truth) t = {kind::number, d_.of({unit::plain, unit::points, unit::percent})};
        auto const name = fresh("g");
        where.cohort = true;
        take(name, t, "let " + name + " = " + make_.value(t, where, 3));
    } else if (choice <= 7) {
        auto const name = fresh("q");
        type const share{kind::number, unit::percent};
        auto const percent = d_.percent(80) ? make_.written(number(d_.of({0, 10, 20, 33, 50, 100})), unit::percent) : make_.value(share, uniform, 1);
        auto counted = where;
        counted.around.clear();
        std::string amount = d_.one_in(3) ? std::to_string(d_.between(0, 4))
                                          : percent + " of head" + (d_.one_in(3) ? " where " + make_.condition(counted, 1) : "") + " rounded " + make_.mode();
        c.quotas.push_back(name);
        take(name, {kind::number, unit::plain, true}, "quota " + name + " = " + amount);
    } else {
        auto const name = fresh("a");
        take(name, {kind::truth}, "admit " + name + " by " + d_.of(c.ranks) + " up to " + d_.of(c.quotas) + " ties " + d_.word({"out", "in"}));
    }
}

// ── the whole ───────────────────────────────────────────────────────────────────────────────────────────────────

void maker::outputs() {
    auto const put = [&](field const& f) {
        head().lines.push_back("output " + f.name + (f.type.kind == kind::number ? "(" + std::to_string(d_.of({0, 1, 2, 2, 5, 18})) + ")" : ""));
    };
    for (auto const& f : std::vector<field>(head().fields))
        if (f.form == field::shape::value && (!f.input || d_.one_in(5))) put(f);
    // Each definition of a record within is asked for by some output.
    for (std::size_t r = 1; r != rules_.records.size(); ++r)
        for (auto const& f : std::vector<field>(rules_.records[r].fields)) {
            if (f.input || f.form != field::shape::value || f.type.optional || !d_.percent(80)) continue;
            std::string path, last;
            for (auto const& l : head().fields)
                if (l.form == field::shape::list) {
                    if (l.record == r) path = l.name;
                    for (auto const& k : rules_.records[l.record].fields)
                        if (k.form == field::shape::list && k.record == r) path = l.name + "." + k.name;
                }
            if (path.empty()) continue;
            auto const name = fresh("o");
            auto const what = f.type.kind == kind::number ? d_.word({"sum(", "sum(", "min(", "max(", "mean("}) : std::string("first(");
            bool const sum = what == "sum(";
            type t = f.type;
            t.optional = !sum;
            add(0, name, t, "let " + name + " : " + name_of(sum || what == "mean(" ? type{t.kind, t.unit, false, t.enumeration} : t, rules_) + (sum ? "" : "?") + " = " + what + f.name + " over " + path + ")");
            put(head().fields.back());
        }
    if (std::ranges::none_of(head().lines, [](auto const& l) { return l.starts_with("output"); })) {
        add(0, "plain", {kind::number}, "let plain = 1");
        head().lines.push_back("output plain");
    }
}

void maker::assemble() {
    auto& text = rules_.text;
    text = "ruleset fuzzed\nunit points\n" + declarations_;
    for (auto const& r : rules_.records) {
        text += "record " + r.name + (r.parent ? " in " + rules_.records[*r.parent].name : "") + " {\n";
        for (auto const& line : r.lines) text += "  " + line + "\n";
        text += "}\n";
    }
    for (auto const& c : cohorts_) text += c.head + " {\n" + c.lines + "}\n";
}

}  // namespace

rule_set make_rules(std::uint64_t seed) { return maker(seed).run(); }

}  // namespace differential
