#include "io/validate.hpp"

#include "io/expectation.hpp"
#include "io/text_form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace barem::io {

namespace {

using program::member;
using program::type_kind;

bool is_within(program::range const& range, number const& n) {
    return (!range.low || n >= *range.low) && (!range.high || n <= *range.high);
}

/// A value as an issue shows it.
std::string shown(value const& v) {
    struct {
        std::string operator()(absent) const { return "nothing"; }
        std::string operator()(bool truth) const { return truth ? "true" : "false"; }
        std::string operator()(number const& n) const { return cropped(n.to_exact()); }
        std::string operator()(date day) const {
            return day.days < first_day || day.days > last_day ? fmt::format("day {} since 1970-01-01", day.days) : io::quoted(day.to_text());
        }
        std::string operator()(word w) const { return fmt::format("word {}", w.index); }
        std::string operator()(std::string const& text) const { return io::quoted(text); }
    } const show;
    return std::visit(show, v);
}

class validator {
public:
    validator(program::program const& program, record_limits const& limits) : program_(program), limits_(limits) {}

    issues run(record_data& data) {
        check_record(program_.records[program_.roster_record], data);
        return problems_.take();
    }

private:
    void check_record(program::record_kind const& kind, record_data& data) {
        if (data.values.size() != kind.value_slots || data.lists.size() != kind.list_slots) {
            problems_.add(fmt::format("a record with {} values and {} lists", kind.value_slots, kind.list_slots),
                          fmt::format("{} and {}", data.values.size(), data.lists.size()));
            return;
        }
        for (auto const& m : kind.members) {
            if (m.kind != program::member_kind::input) continue;
            if (m.type.kind == type_kind::list) check_list(m, data.lists[m.slot]);
            else if (m.type.kind == type_kind::record) check_single(m, data.lists[m.slot]);
            else check_value(m, data.values[m.slot]);
        }
    }

    void check_single(member const& input, std::vector<record_data>& held) {
        if (held.empty()) return check_missing(program_, input, problems_);
        problems_.enter(input.name);
        if (held.size() == 1) check_record(program_.records[input.type.of], held.front());
        else problems_.add(expectation(program_, input), fmt::format("a list of {}", held.size()));
        problems_.leave();
    }

    void check_list(member const& input, std::vector<record_data>& elements) {
        problems_.enter(input.name);
        std::size_t const most = most_elements(input, limits_);
        for (std::size_t i = 0; i < std::min(elements.size(), most); ++i) {
            problems_.enter(i);
            check_record(program_.records[input.type.of], elements[i]);
            problems_.leave();
        }
        check_size(program_, input, elements.size(), most, problems_);
        problems_.leave();
    }

    void check_value(member const& input, value& v) {
        if (!is_given(v)) return check_missing(program_, input, problems_);
        problems_.enter(input.name);
        auto const* n = std::get_if<number>(&v);
        if (auto* text = std::get_if<std::string>(&v)) check_text(input, std::move(*text), v);
        else if (n && n->bits() > limits_.max_number_bits) problems_.add(fmt::format("a number of at most {} bits", limits_.max_number_bits), shown(v));
        else if (!has_type(input, v)) problems_.add(expectation(program_, input), shown(v));
        problems_.leave();
    }

    /// The value of a text, or the word that it names.
    void check_text(member const& input, std::string text, value& v) {
        if (auto const bad = find_invalid_utf8(text); bad != std::string_view::npos)
            return problems_.add("UTF-8", fmt::format("byte 0x{:02X} at column {}", static_cast<unsigned char>(text[bad]), bad + 1));
        text = to_nfc(std::move(text));
        if (input.type.kind == type_kind::text) {
            v = std::move(text);
            return;
        }
        if (input.type.kind != type_kind::word) return problems_.add(expectation(program_, input), io::quoted(text));
        auto const& words = program_.enums[input.type.of].words;
        auto const found = std::ranges::find(words, text, &program::enumeration::word::name);
        if (found == words.end()) add_unknown_word(program_, input, text, problems_);
        else v = word{static_cast<std::uint32_t>(found - words.begin())};
    }

    bool has_type(member const& input, value const& v) const {
        switch (input.type.kind) {
            case type_kind::truth: return std::holds_alternative<bool>(v);
            case type_kind::number: return std::holds_alternative<number>(v) && fits(input, *std::get_if<number>(&v));
            case type_kind::date: return std::holds_alternative<date>(v) && fits(input, *std::get_if<date>(&v));
            case type_kind::word: return std::holds_alternative<word>(v) && std::get_if<word>(&v)->index < program_.enums[input.type.of].words.size();
            default: return false;
        }
    }

    program::program const& program_;
    record_limits const& limits_;
    problem_list problems_{max_problems};
};

}  // namespace

bool fits(member const& input, number const& n) {
    if (input.type.integer && !n.is_integer()) return false;
    bool const too_fine = input.decimals && n.decimals().value_or(*input.decimals + 1) > *input.decimals;
    return !too_fine && is_within(input.range, n);
}

bool fits(member const& input, date day) { return day.days >= first_day && day.days <= last_day && is_within(input.range, number(day.days)); }

std::size_t most_elements(member const& list, record_limits const& limits) {
    auto const declared = list.range.high ? list.range.high->to_int64() : std::nullopt;
    return declared ? static_cast<std::size_t>(std::max<std::int64_t>(*declared, 0)) : limits.max_list_elements;
}

void check_size(program::program const& program, member const& list, std::size_t count, std::size_t most, problem_list& problems) {
    bool const too_few = list.range.low && number(static_cast<std::int64_t>(count)) < *list.range.low;
    if (!too_few && count <= most) return;
    auto const found = count == 0 ? "an empty list" : fmt::format("a list of {}", count);
    problems.add(list.range.high || too_few ? expectation(program, list) : fmt::format("a list of at most {} elements", most), found);
}

void check_missing(program::program const& program, member const& input, problem_list& problems) {
    if (may_be_absent(input) || problems.full()) return;
    problems.enter(input.name);
    problems.add(expectation(program, input), "nothing");
    problems.leave();
}

void add_unknown_word(program::program const& program, member const& input, std::string_view text, problem_list& problems) {
    if (problems.full()) return;
    std::vector<std::string_view> names;
    for (auto const& w : program.enums[input.type.of].words) names.push_back(w.name);
    problems.add(expectation(program, input), io::quoted(text), meant_by(text, names));
}

issues validate(program::program const& program, record_limits const& limits, record_data& data) { return validator(program, limits).run(data); }

}  // namespace barem::io
