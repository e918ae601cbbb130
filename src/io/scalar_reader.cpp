#include "io/scalar_reader.hpp"

#include "io/expectation.hpp"
#include "io/json_fault.hpp"
#include "io/text_form.hpp"
#include "io/validate.hpp"

#include <fmt/format.h>

namespace barem::io {

namespace {

using program::member;
using program::type_kind;

bool is_string(std::string_view token) { return token.size() >= 2 && token.front() == '"' && token.back() == '"'; }
bool is_number(std::string_view token) { return token.front() == '-' || (token.front() >= '0' && token.front() <= '9'); }

std::string_view inside(std::string_view token) { return token.substr(1, token.size() - 2); }

}  // namespace

std::string shown_token(std::string_view token) {
    if (token.starts_with('{')) return "an object";
    if (token.starts_with('[')) return "a list";
    if (!is_string(token)) return cropped(token);
    return io::quoted(unescape_json(inside(token)).value_or(std::string(inside(token))));
}

std::optional<std::string> text_of_token(std::string_view token) {
    if (inside(token).find('\\') == std::string_view::npos) return to_nfc(std::string(inside(token)));
    auto text = unescape_json(inside(token));
    if (text) *text = to_nfc(std::move(*text));
    return text;
}

scalar_reader::scalar_reader(program::program const& program) : program_(program) {
    for (auto const& enumeration : program.enums) {
        auto& words = words_.emplace_back();
        for (std::uint32_t i = 0; i < enumeration.words.size(); ++i) words.emplace(enumeration.words[i].name, word{i});
    }
}

bool scalar_reader::read(member const& input, std::string_view token, value& into, problem_list& problems) const {
    auto const kind = input.type.kind;
    if (kind == type_kind::truth && (token == "true" || token == "false")) {
        into = token == "true";
    } else if (kind == type_kind::number && is_number(token)) {
        read_number(input, token, into, problems);
    } else if (is_string(token) && (kind == type_kind::text || kind == type_kind::word || kind == type_kind::date)) {
        auto text = text_of_token(token);
        if (!text) return false;
        read_text(input, std::move(*text), into, problems);
    } else {
        problems.add(expectation(program_, input), shown_token(token));
    }
    return true;
}

void scalar_reader::read_text(member const& input, std::string text, value& into, problem_list& problems) const {
    if (input.type.kind == type_kind::text) into = std::move(text);
    else if (input.type.kind == type_kind::word) read_word(input, text, into, problems);
    else read_date(input, text, into, problems);
}

void scalar_reader::read_number(member const& input, std::string_view token, value& into, problem_list& problems) const {
    auto n = number::parse(token);
    if (!n)          // or broken JSON, which is found out of every record with a problem
        return problems.add(fmt::format("a number of at most {} characters, with an exponent of at most {}", number::max_text, number::max_exponent),
                            cropped(token));
    if (!fits(input, *n)) return problems.add(expectation(program_, input), cropped(token));
    into = std::move(*n);
}

void scalar_reader::read_word(member const& input, std::string_view text, value& into, problem_list& problems) const {
    auto const& words = words_[input.type.of];
    if (auto const found = words.find(text); found != words.end()) {
        into = found->second;
        return;
    }
    add_unknown_word(program_, input, text, problems);
}

void scalar_reader::read_date(member const& input, std::string_view text, value& into, problem_list& problems) const {
    auto const day = date::parse(text);
    if (!day || !fits(input, *day)) return problems.add(expectation(program_, input), io::quoted(text));
    into = *day;
}

}  // namespace barem::io
