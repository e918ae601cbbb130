#include "differential/roster_maker.hpp"

#include <algorithm>

namespace differential {

namespace {

std::string quoted(std::string const& text) { return "\"" + text + "\""; }

/// Where the lanes end.
constexpr std::int64_t lane_ends[] = {0, 255, 256, -32768, 32767, 32768, 65535, 65536, -2147483648, 2147483647, 2147483648, 4294967295, 4294967296, 1'000'000'000};

/// One place further than what the value is counted in.
number step(field const& f) { return number(1) / power_of_ten(f.type.integer ? 0 : f.decimals.value_or(4)); }

bool whole(field const& f) { return f.type.integer; }

}  // namespace

std::vector<std::string> roster_maker::run(std::size_t count) {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i != count; ++i) {
        manner_ = d_.of({manner::typical, manner::typical, manner::lowest, manner::highest, manner::corners, manner::edges, manner::edges});
        mistakes_ = d_.one_in(12) ? 1 : 0;
        auto const key = quoted("r" + std::to_string(d_.one_in(60) ? d_.below(i + 1) : i) + (d_.one_in(30) ? "đ" : ""));
        lines.push_back(record(0, key));
        if (d_.one_in(150)) lines.back() = d_.word({"", "  ", "{", "[]", "null", "{\"id\": 3}", "{}", "x"});
    }
    return lines;
}

std::string roster_maker::record(std::size_t kind, std::string const& key) {
    std::string text = key.empty() ? "{" : "{\"id\": " + key;
    for (auto const& f : rules_.records[kind].fields) {
        if (!f.input) continue;
        if (f.form != field::shape::list && f.type.optional && d_.one_in(f.needed_when.empty() ? 3 : 25)) {
            if (d_.one_in(2)) continue;
            text += (text.size() == 1 ? "\"" : ", \"") + f.name + "\": null";
            continue;
        }
        std::string const made = f.form == field::shape::list ? elements(f) : f.form == field::shape::single ? record(f.record, "") : value(f);
        if (!made.empty()) text += (text.size() == 1 ? "\"" : ", \"") + f.name + "\": " + made;
    }
    return text + "}";
}

std::string roster_maker::elements(field const& f) {
    auto const low = f.range.low ? *f.range.low->to_int64() : 0;
    auto const high = f.range.high ? *f.range.high->to_int64() : low + 4;
    auto count = d_.one_in(4) ? low : d_.one_in(4) ? high : low + static_cast<std::int64_t>(d_.below(static_cast<std::size_t>(high - low + 1)));
    // More than columns are made for, where nothing forbids it.
    bool const innermost = std::ranges::none_of(rules_.records[f.record].fields, [](field const& held) { return held.form == field::shape::list; });
    if (!f.range.high && innermost && d_.one_in(400)) count = d_.between(4095, 4100);
    if (mistakes_ > 0 && d_.one_in(6)) --mistakes_, count = d_.one_in(2) ? std::max<std::int64_t>(low - 1, 0) : high + 1;
    std::string text = "[";
    for (std::int64_t i = 0; i < count; ++i) text += (i == 0 ? "" : ", ") + record(f.record, "");
    return text + "]";
}

std::string roster_maker::value(field const& f) {
    if (mistakes_ > 0 && d_.one_in(4)) {
        --mistakes_;
        return wrong(f);
    }
    switch (f.type.kind) {
        case kind::truth: return d_.word({"true", "false"});
        case kind::text: return quoted(d_.word({"a", "b", "đ", "c d", "", "\\u0061", "d\\u0323", "dài hơn một từ"}));
        case kind::date: return quoted(date_value(f));
        case kind::word: {
            auto const& words = rules_.enumerations[f.type.enumeration].words;
            return quoted(manner_ == manner::lowest ? words.front() : manner_ == manner::highest ? words.back() : d_.of(words));
        }
        default: return number_value(f);
    }
}

std::string roster_maker::date_value(field const& f) {
    auto const low = f.range.low ? static_cast<int>(*f.range.low->to_int64()) : 18262, high = f.range.high ? static_cast<int>(*f.range.high->to_int64()) : 18992;
    auto const in = [&](int day) { return barem::date{std::clamp(day, f.range.low ? low : barem::first_day, f.range.high ? high : barem::last_day)}.to_text(); };
    if (manner_ == manner::lowest) return in(low);
    if (manner_ == manner::highest) return in(high);
    if (!rules_.days.empty() && d_.one_in(3)) return in(d_.of(rules_.days).days + d_.between(-1, 1));
    if (!f.range.low && d_.one_in(40)) return in(d_.of({barem::first_day, barem::last_day, 0, -1}));
    return in(d_.between(low, high));
}

std::string roster_maker::number_value(field const& f) {
    auto const& edges = rules_.constants[static_cast<std::size_t>(f.type.unit)];
    auto const unit = step(f);
    // An end that is another input is that input's value, most of the time.
    auto const end_at = [&](std::optional<number> const& declared, std::string const& input) {
        auto const other = bounding_.find(input);
        return other == bounding_.end() || d_.one_in(40) ? declared : other->second;
    };
    auto const from = end_at(f.range.low, f.low_input), to = end_at(f.range.high, f.high_input);
    auto const low = from ? *from : to ? std::min(*to, number(-20)) : number(-20), high = std::max(low, to.value_or(low + number(150)));
    auto const fitted = [&](number n) {
        if (from && n < *from) n = *from;
        if (to && n > *to) n = *to;
        n = n.rounded(whole(f) ? 0 : f.decimals.value_or(6), from && n == *from ? barem::rounding::up : barem::rounding::down);
        bounding_[f.name] = n;
        return (d_.one_in(40) && n.is_integer() ? n.to_fixed(1) : n.to_exact());
    };
    auto const typical = [&] { return fitted(low + number::ratio(d_.between(0, d_.one_in(2) ? 5 : 1000), d_.of({1, 1, 1, 2, 10, 1000}))); };
    switch (manner_) {
        case manner::lowest: return fitted(low);
        case manner::highest: return fitted(high);
        case manner::corners: return fitted(d_.one_in(2) ? low : high);
        case manner::typical: return typical();
        case manner::edges: break;
    }
    switch (d_.below(8)) {
        case 0: return fitted(low + (d_.one_in(2) ? unit : number(0)));
        case 1: return fitted(high - (d_.one_in(2) ? unit : number(0)));
        case 2: return fitted(number(lane_ends[d_.below(std::size(lane_ends))]) * (d_.one_in(2) ? unit : number(1)) + unit * number(d_.between(-1, 1)));
        case 3:
            if (!f.range.high && d_.one_in(3)) return d_.word({"9223372036854775807", "9223372036854775808", "1e30", "123456789012345678901234567890", "1000000000.0001", "1e18"});
            return typical();
        case 4:
            if (!whole(f) && !f.decimals) return fitted(number::ratio(d_.between(-9, 999999), 100000));
            return typical();
        default: return edges.empty() ? typical() : fitted(d_.of(edges) + (d_.one_in(2) ? unit * number(d_.between(-1, 1)) : number(0)));
    }
}

std::string roster_maker::wrong(field const& f) {
    if (f.type.kind == kind::number) {
        switch (d_.below(6)) {
            case 0: if (f.range.high) return (*f.range.high + step(f)).to_exact(); break;
            case 1: if (f.range.low) return (*f.range.low - step(f)).to_exact(); break;
            case 2: if (f.decimals || whole(f)) return (f.range.low.value_or(number(0)) + step(f) / number(10)).to_exact(); break;
            case 3: return quoted("5");
            case 4: return d_.word({"true", "[]", "{}", "\"\"", "-"});
            default: break;
        }
    }
    if (f.type.kind == kind::date && d_.one_in(2)) return quoted(d_.word({"2021-02-29", "2021-2-1", "0000-01-01", "10000-01-01", "2021-13-01", "soon"}));
    if (f.type.kind == kind::word && d_.one_in(2)) return quoted("nothing_such");
    return d_.word({"", "null", "\"x", "[1]", "{\"a\": 1}", "7.5", "\"word\"", "tru"});
}

}  // namespace differential
