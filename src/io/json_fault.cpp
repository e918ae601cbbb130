#include "io/json_fault.hpp"

#include "io/text_form.hpp"
#include "source/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace barem::io {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

int hex_value(char c) {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// The 16 bits of `XXXX` after `\u`; nullopt when these are no four hexadecimal digits.
std::optional<char32_t> hex4(std::string_view text, std::size_t at) {
    if (text.size() < at + 4) return std::nullopt;
    char32_t unit = 0;
    for (std::size_t i = at; i < at + 4; ++i) {
        int const digit = hex_value(text[i]);
        if (digit < 0) return std::nullopt;
        unit = unit * 16 + static_cast<char32_t>(digit);
    }
    return unit;
}

bool is_high_half(char32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low_half(char32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

struct escape { char32_t character; std::size_t size; };

/// The escape that starts with the `\` at `at`.
std::optional<escape> read_escape(std::string_view text, std::size_t at) {
    if (at + 1 >= text.size()) return std::nullopt;
    constexpr std::string_view names = "\"\\/bfnrt", characters = "\"\\/\b\f\n\r\t";
    if (auto const i = names.find(text[at + 1]); i != std::string_view::npos) return escape{static_cast<char32_t>(characters[i]), 2};
    if (text[at + 1] != 'u') return std::nullopt;
    auto const unit = hex4(text, at + 2);
    if (!unit || is_low_half(*unit)) return std::nullopt;
    if (!is_high_half(*unit)) return escape{*unit, 6};
    if (text.substr(at + 6, 2) != "\\u") return std::nullopt;
    auto const low = hex4(text, at + 8);
    if (!low || !is_low_half(*low)) return std::nullopt;
    return escape{0x10000 + ((*unit - 0xD800) << 10) + (*low - 0xDC00), 12};
}

void append_utf8(std::string& out, char32_t c) {
    auto const put = [&](char32_t bits) { out += static_cast<char>(bits); };
    if (c < 0x80) return put(c);
    if (c < 0x800) return put(0xC0 | c >> 6), put(0x80 | (c & 0x3F));
    if (c < 0x10000) return put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
    put(0xF0 | c >> 18), put(0x80 | (c >> 12 & 0x3F)), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
}

/// One pass over a text. The functions return false when the text broke; the fault is then set.
class surveyor {
public:
    surveyor(std::string_view text, std::string_view key_field) : text_(text), key_field_(key_field) {}

    json_survey run() {
        skip_space();
        result_.root = here();
        if (value() && (skip_space(), at_ != text_.size())) fail("the end of the record");
        // Checked last, but it comes first: what the pass said of bytes that are no characters means nothing.
        if (auto const bad = find_invalid_utf8(text_); bad != std::string_view::npos) {
            result_.fault = json_fault{column_of(bad), "UTF-8", fmt::format("byte 0x{:02X}", static_cast<unsigned char>(text_[bad]))};
            result_.key.reset();
        }
        return std::move(result_);
    }

private:
    char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    void skip_space() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r')) ++at_;
    }

    std::size_t column_of(std::size_t offset) const {
        auto const starts_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
        auto const before = text_.substr(0, offset);
        return static_cast<std::size_t>(std::count_if(before.begin(), before.end(), starts_character)) + 1;
    }

    bool fail(std::string expected) {
        std::string found = "the end";
        if (at_ < text_.size()) {
            auto const character = text_.substr(at_, decode(text_, at_).size);
            bool const is_control = static_cast<unsigned char>(character[0]) < 0x20;
            found = is_control                        ? fmt::format("control character 0x{:02X}", static_cast<unsigned char>(character[0]))
                    : character == "\xEF\xBB\xBF" ? std::string("a byte order mark (U+FEFF)")
                                                      : '`' + std::string(character) + '`';
        }
        result_.fault = json_fault{column_of(at_), std::move(expected), std::move(found)};
        return false;
    }

    /// A whole value with all that is in it. `open_` holds the brackets that wait for their end.
    bool value() {
        do {
            skip_space();
            if (!starts_value()) return false;
            while (!open_.empty() && !wants_value_)
                if (!goes_on()) return false;
        } while (!open_.empty());
        return true;
    }

    /// Reads a scalar, an empty object or list, or what stands before the first value in one.
    bool starts_value() {
        wants_value_ = false;
        switch (here()) {
            case '{':
                open_.push_back('}');
                ++at_, skip_space();
                return here() == '}' ? end_container() : key("a field name in double quotes or `}`");
            case '[':
                open_.push_back(']');
                ++at_, skip_space();
                if (here() == ']') return end_container();
                wants_value_ = true;
                return true;
            case '"': return string_value();
            case 't': return atom("true");
            case 'f': return atom("false");
            case 'n': return atom("null");
            default: return number();
        }
    }

    bool end_container() {
        open_.pop_back();
        ++at_;
        return true;
    }

    /// Reads what follows a value inside an object or a list.
    bool goes_on() {
        skip_space();
        if (at_ < text_.size() && here() == open_.back()) return end_container();
        if (here() != ',') return fail(fmt::format("`,` or `{}`", open_.back()));
        ++at_;
        wants_value_ = true;
        if (open_.back() == ']') return true;
        skip_space();
        return key("a field name in double quotes");
    }

    bool key(char const* expected) {
        if (here() != '"') return fail(expected);
        std::size_t const start = at_ + 1;
        if (!string()) return false;
        is_key_field_ = open_.size() == 1 && !key_field_.empty() && text_.substr(start, at_ - 1 - start) == key_field_;
        skip_space();
        if (here() != ':') return fail("`:`");
        ++at_;
        wants_value_ = true;
        return true;
    }

    bool string_value() {
        std::size_t const start = at_ + 1;
        if (!string()) return false;
        if (is_key_field_ && open_.size() == 1 && !result_.key) result_.key = unescape_json(text_.substr(start, at_ - 1 - start));
        return true;
    }

    bool string() {
        for (++at_; at_ < text_.size(); ) {
            auto const c = static_cast<unsigned char>(text_[at_]);
            if (c == '"') return ++at_, true;
            if (c < 0x20) return fail("an escape such as `\\n` for a control character");
            if (c != '\\') { ++at_; continue; }
            auto const escape = read_escape(text_, at_);
            if (!escape) return fail("an escape of JSON that stands for a character");
            at_ += escape->size;
        }
        return fail("the `\"` that ends the text");
    }

    bool atom(std::string_view word) {
        if (text_.substr(at_, word.size()) != word) return fail(fmt::format("`{}`", word));
        at_ += word.size();
        return true;
    }

    bool digits() {
        if (!is_digit(here())) return false;
        while (is_digit(here())) ++at_;
        return true;
    }

    bool number() {
        bool const negative = here() == '-';
        if (negative) ++at_;
        if (here() == '0') ++at_;
        else if (!digits()) return fail(negative ? "a digit" : "a value");
        if (here() == '.' && (++at_, !digits())) return fail("a digit");
        if (here() != 'e' && here() != 'E') return true;
        ++at_;
        if (here() == '+' || here() == '-') ++at_;
        return digits() || fail("a digit");
    }

    std::string_view text_, key_field_;
    std::size_t at_ = 0;
    std::vector<char> open_;
    bool wants_value_ = false;
    bool is_key_field_ = false;
    json_survey result_;
};

}  // namespace

json_survey survey_json(std::string_view text, std::string_view key_field) { return surveyor(text, key_field).run(); }

std::optional<std::string> unescape_json(std::string_view inside) {
    std::string out;
    for (std::size_t at = 0; at < inside.size();) {
        std::size_t const slash = std::min(inside.find('\\', at), inside.size());
        out += inside.substr(at, slash - at);
        if (slash == inside.size()) break;
        auto const escape = read_escape(inside, slash);
        if (!escape) return std::nullopt;
        append_utf8(out, escape->character);
        at = slash + escape->size;
    }
    return out;
}

}  // namespace barem::io
