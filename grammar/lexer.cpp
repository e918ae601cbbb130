#include "lexer.hpp"

#include "slips.hpp"
#include "unicode.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <utility>

namespace barem::grammar {
namespace {

constexpr std::size_t max_digits = 100;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class lexer {
public:
    lexer(std::string_view source, std::size_t max_tokens, std::size_t max_errors, std::size_t begin)
        : source_(source), max_tokens_(max_tokens), max_errors_(max_errors), at_(begin) {}

    token_list run() {
        if (source_.substr(at_).starts_with("\xEF\xBB\xBF")) at_ += 3;   // byte order mark
        bool complete = true;
        while (skip_blanks()) {
            if (result_.tokens.size() >= max_tokens_) {
                report("B1007", "the rule set has more than " + std::to_string(max_tokens_) + " tokens", at_, at_ + 1, {});
                complete = false;
                break;
            }
            next();
        }
        emit(token_kind::end, source_.size(), source_.size()).flawed = !complete;
        set_depths();
        return std::move(result_);
    }

private:
    char peek(std::size_t ahead = 0) const { return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0'; }

    bool skip_blanks() {
        for (; at_ < source_.size(); ++at_) {
            char const c = source_[at_];
            if (c == '\n' || c == '\r') {
                starts_line_ = true;
            } else if (c == '#') {
                std::size_t const begin = at_;
                at_ = std::min(source_.find_first_of("\r\n", at_), source_.size());
                result_.comments.push_back(span(begin, at_));
                --at_;
            } else if (c != ' ' && c != '\t') {
                return true;
            }
        }
        return false;
    }

    void next() {
        char const c = source_[at_];
        if (c == '"') return quoted_text();
        if (is_digit(c)) return number_like();
        auto const decoded = decode(source_, at_);
        if (may_begin_name(decoded.code)) return word();
        if (static_cast<unsigned char>(c) < 0x80) {
            if (punctuation()) return;
        }
        strange_character(decoded);
    }

    void word() {
        std::size_t end = at_;
        bool ascii = true;
        for (auto c = decode(source_, end); c.size != 0 && may_continue_name(c.code); c = decode(source_, end)) {
            ascii = ascii && c.size == 1;
            end += c.size;
        }
        auto const text = source_.substr(at_, end - at_);
        emit(token_kind::word, at_, end).word = ascii ? find_keyword(text) : find_keyword(to_nfc(text));
        at_ = end;
    }

    std::size_t digits_end(std::size_t from) const {
        while (from < source_.size() && is_digit(source_[from])) ++from;
        return from;
    }

    bool looks_like_date() const {
        static constexpr std::string_view shape = "0000-00-00";
        for (std::size_t i = 0; i < shape.size(); ++i) {
            if (shape[i] == '0' ? !is_digit(peek(i)) : peek(i) != shape[i]) return false;
        }
        return !is_digit(peek(shape.size()));
    }

    /// A date, a number, or a section such as `6.4.đ`: the longest that fits.
    void number_like() {
        if (looks_like_date()) return date();
        std::size_t const begin = at_;
        std::size_t end = digits_end(begin);
        unsigned parts = 1;
        bool letters = false;
        while (end < source_.size() && source_[end] == '.') {
            std::size_t part = end + 1;
            for (auto c = decode(source_, part); c.size != 0 && c.code != '_' && may_continue_name(c.code); c = decode(source_, part)) {
                letters = letters || !is_digit(source_[part]);
                part += c.size;
            }
            if (part == end + 1) break;
            end = part;
            ++parts;
        }
        bool const number = parts <= 2 && !letters;
        if (number && end - begin > max_digits) {
            report("B1010", "a number of more than " + std::to_string(max_digits) + " digits", begin, end, {});
        }
        at_ = end;
        if (number && parts == 2) look_for_thousands(begin, end);
        if (!decimal_comma(begin, end)) emit(number ? token_kind::number : token_kind::section, begin, end);
    }

    /// `1.000`, which is one here and a thousand to whoever writes Vietnamese.
    void look_for_thousands(std::size_t begin, std::size_t end) {
        std::string const text(source_.substr(begin, end - begin));
        auto const point = text.find('.');
        if (text.substr(point) != ".000" || point > 3 || text.front() == '0') return;
        auto const whole = text.substr(0, point);
        report("B1013", "`" + text + "` is " + whole + ": is " + whole + " thousand meant?", begin, end, "write `" + whole + "000`, or `" + whole + "` without the zeros", severity::hint);
    }

    /// A mark on either side of the comma: `1.090,5` is one number with a mark for thousands.
    static std::string how_to_write(std::string left, std::string const& right) {
        auto const two = "`" + left + ", " + right + "` for two numbers";
        if (std::erase(left, '.') != 0) return "write `" + left + "." + right + "` for a decimal (thousands have no mark), " + two;
        return "write `" + left + "." + right + "` for a decimal, " + two;
    }

    /// `0,5` is how half the world writes 0.5; as two numbers it would be misread in silence. One flawed number, then.
    bool decimal_comma(std::size_t begin, std::size_t end) {
        auto& tokens = result_.tokens;
        if (tokens.size() < 2) return false;
        auto const& comma = tokens[tokens.size() - 1];
        auto& whole = tokens[tokens.size() - 2];
        bool const tight = comma.kind == token_kind::comma && comma.end == begin && whole.kind == token_kind::number && whole.end == comma.begin;
        if (!tight) return false;
        if (!whole.flawed) {   // else it was reported with the first comma
            std::string const left(source_.substr(whole.begin, std::min<std::size_t>(whole.end - whole.begin, max_digits)));
            std::string const right(source_.substr(begin, std::min(end - begin, max_digits)));
            report("B1010", "`" + left + "," + right + "` is neither one number nor clearly two", whole.begin, end,
                   how_to_write(left, right));
        }
        whole.end = static_cast<std::uint32_t>(end);
        whole.flawed = true;
        tokens.pop_back();
        return true;
    }

    void date() {
        namespace chrono = std::chrono;
        std::string const text(source_.substr(at_, 10));
        chrono::year_month_day const day{chrono::year{std::stoi(text.substr(0, 4))},
                                         chrono::month{static_cast<unsigned>(std::stoi(text.substr(5, 2)))},
                                         chrono::day{static_cast<unsigned>(std::stoi(text.substr(8, 2)))}};
        if (!day.ok()) {
            report("B1010", "`" + text + "` is not a day of the calendar", at_, at_ + 10, "dates are written year-month-day: 2015-10-31");
        }
        emit(token_kind::date, at_, at_ + 10);
        at_ += 10;
    }

    void quoted_text() {
        std::size_t end = at_ + 1;
        bool flawed = false;
        for (; end < source_.size() && source_[end] != '"' && source_[end] != '\n' && source_[end] != '\r'; ++end) {
            if (source_[end] != '\\') continue;
            char const escaped = end + 1 < source_.size() ? source_[end + 1] : '\0';
            if (escaped == '"' || escaped == '\\' || escaped == 'n') {
                ++end;
            } else if (!flawed) {
                report("B1003", "`\\` begins no escape here", end, end + 1, "the escapes are `\\\"`, `\\\\` and `\\n`");
            }
        }
        if (end < source_.size() && source_[end] == '"') {
            emit(token_kind::string, at_, end + 1);
            at_ = end + 1;
            return;
        }
        report("B1003", "this string is not closed", at_, end, "end it with `\"` on the same line");
        emit(token_kind::string, at_, end).flawed = true;
        at_ = end;
    }

    bool punctuation() {
        static constexpr auto table = std::to_array<std::pair<std::string_view, token_kind>>({
            // longest first
            {"..", token_kind::range}, {"!=", token_kind::not_equal}, {"<=", token_kind::less_equal},
            {">=", token_kind::greater_equal}, {"->", token_kind::arrow}, {"{", token_kind::open_brace},
            {"}", token_kind::close_brace}, {"(", token_kind::open_parenthesis}, {")", token_kind::close_parenthesis},
            {"[", token_kind::open_bracket}, {"]", token_kind::close_bracket}, {",", token_kind::comma}, {":", token_kind::colon},
            {".", token_kind::dot}, {"?", token_kind::question}, {"@", token_kind::at}, {"|", token_kind::pipe},
            {"=", token_kind::equal}, {"<", token_kind::less}, {">", token_kind::greater}, {"+", token_kind::plus},
            {"-", token_kind::minus}, {"*", token_kind::star}, {"/", token_kind::slash}, {"%", token_kind::percent},
        });
        auto const rest = source_.substr(at_, 3);
        if (auto const slip = find_slip(rest); !slip.text.empty()) {
            emit(token_kind::stray, at_, at_ + slip.text.size());
            at_ += slip.text.size();
            return true;
        }
        for (auto const& [text, kind] : table) {
            if (rest.starts_with(text)) {
                emit(kind, at_, at_ + text.size());
                at_ += text.size();
                return true;
            }
        }
        return false;
    }

    void strange_character(character c) {
        std::size_t const end = at_ + std::max(1U, c.size);
        auto const shown = std::string(source_.substr(at_, end - at_));
        auto const known = find_strange(c.code);
        if (known.is_quote) return curly_quote(end);
        if (known.is_space) {
            report("B1004", std::string(known.name) + " stands here", at_, end, "write a plain space");
        } else if (c.code == U'\uFFFD') {
            report("B1002", "a character was lost here", at_, end, "it was no UTF-8 when the text was converted: type it again, save as UTF-8");
            emit(token_kind::stray, at_, end).flawed = true;
        } else if (c.code < 0x20 || c.code == 0x7F) {
            report("B1004", "a control character stands here", at_, end, "remove it");
        } else {
            report("B1004", "`" + shown + "` is no character of the language", at_, end,
                   known.help.empty() ? "names are made of letters, digits and `_`; other text stands in quotes" : std::string(known.help));
            emit(token_kind::stray, at_, end).flawed = true;
        }
        at_ = end;
    }

    /// A string in typographic quotes: one finding, then it is a string.
    void curly_quote(std::size_t from) {
        std::size_t end = from;
        while (end < source_.size() && source_[end] != '\n' && source_[end] != '\r') {
            auto const c = decode(source_, end);
            end += std::max(1U, c.size);
            if (c.code == '"' || find_strange(c.code).is_quote) break;
        }
        report("B1004", "a typographic quote stands here", at_, from, "write strings in straight quotes: \"...\"");
        emit(token_kind::string, at_, end).flawed = true;
        at_ = end;
    }

    token& emit(token_kind kind, std::size_t begin, std::size_t end) {
        auto& t = result_.tokens.emplace_back();
        t.kind = kind;
        t.begin = static_cast<std::uint32_t>(begin);
        t.end = static_cast<std::uint32_t>(end);
        t.starts_line = starts_line_;
        starts_line_ = false;
        return t;
    }

    static source_span span(std::size_t begin, std::size_t end) {
        return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    }

    void report(std::string code, std::string message, std::size_t begin, std::size_t end, std::string help, severity how = severity::error) {
        if (result_.findings.size() >= max_errors_) return;
        diagnostic d;
        d.code = std::move(code);
        d.severity = how;
        d.message = std::move(message);
        d.labels.push_back({span(begin, std::min(end, source_.size())), {}});
        d.help = std::move(help);
        result_.findings.push_back(std::move(d));
    }

    /// A reserved word that begins a declaration or a member and stands first on its line tells the depth whatever braces are missing
    /// above it; so does any word that begins a declaration in the first column.
    void set_depths() {
        std::uint32_t depth = 0;
        for (auto& t : result_.tokens) {
            bool const first_column = t.begin == 0 || source_[t.begin - 1] == '\n';
            if (t.starts_line && begins_declaration(t.word) && (is_reserved(t.word) || first_column)) depth = 0;
            if (t.starts_line && begins_member(t.word) && is_reserved(t.word)) depth = 1;
            if (t.kind == token_kind::close_brace && depth > 0) --depth;
            t.depth = t.kind == token_kind::end ? 0 : depth;
            if (t.kind == token_kind::open_brace) ++depth;
        }
    }

    std::string_view source_;
    std::size_t max_tokens_, max_errors_;
    std::size_t at_;
    bool starts_line_ = true;
    token_list result_;
};

}  // namespace

token_list tokenise(std::string_view source, std::size_t max_tokens, std::size_t max_errors, std::size_t begin) {
    return lexer(source, max_tokens, max_errors, begin).run();
}

}  // namespace barem::grammar
