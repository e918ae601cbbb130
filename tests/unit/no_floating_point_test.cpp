// Binary floating point has no part in a score: proved from the source. No floating type, function or literal stands in
// include/, src/ or grammar/ outside of comments, strings and characters; but for the two files in which doubles of a host become decimals.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace barem {
namespace {

struct token {
    std::size_t line;
    std::string text;
};

/// Splits C++ into names and numbers, with their lines. Comments, strings, characters and punctuation are dropped.
class tokenizer {
public:
    explicit tokenizer(std::string_view text) : text_(text) {}

    std::vector<token> run() {
        while (at_ < text_.size()) next();
        return std::move(tokens_);
    }

private:
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }
    [[nodiscard]] static bool is_digit(char c) { return c >= '0' && c <= '9'; }
    [[nodiscard]] static bool is_word(char c) {
        return is_digit(c) || std::isalpha(static_cast<unsigned char>(c)) || c == '_' || (c & 0x80);
    }

    void next() {
        if (text_.substr(at_, 2) == "//") return skip_to(text_.find('\n', at_));
        if (text_.substr(at_, 2) == "/*") return skip_past(text_.find("*/", at_ + 2), 2);
        if (peek() == '"' || peek() == '\'') return quoted(peek());
        if (is_digit(peek()) || (peek() == '.' && is_digit(peek(1)))) return number();
        if (is_word(peek())) return name();
        skip_to(at_ + 1);
    }

    void quoted(char quote) {
        for (++at_; at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n'; ++at_)
            if (text_[at_] == '\\') ++at_;
        ++at_;
    }

    /// A number as the preprocessor sees it: digits, letters, points, separators and signed exponents.
    void number() {
        auto const begin = at_;
        for (; is_word(peek()) || peek() == '.' || (peek() == '\'' && is_word(peek(1))) || is_sign(begin); ++at_) {}
        add(begin);
    }

    [[nodiscard]] bool is_sign(std::size_t begin) const {
        if (at_ == begin || (peek() != '+' && peek() != '-')) return false;
        bool const hexadecimal = text_.substr(begin, 2) == "0x" || text_.substr(begin, 2) == "0X";
        return std::string_view(hexadecimal ? "pP" : "eE").find(text_[at_ - 1]) != std::string_view::npos;
    }

    void name() {
        auto const begin = at_;
        while (is_word(peek())) ++at_;
        auto const word = text_.substr(begin, at_ - begin);
        constexpr std::array raw{"R", "LR", "u8R", "uR", "UR"};
        if (peek() == '"' && std::find(raw.begin(), raw.end(), word) != raw.end()) return raw_string();
        add(begin);
    }

    void raw_string() {
        auto const open = text_.find('(', at_);
        auto const closing = ")" + std::string(text_.substr(at_ + 1, open - at_ - 1)) + "\"";
        skip_past(text_.find(closing, open), closing.size());
    }

    void add(std::size_t begin) { tokens_.push_back({line_, std::string(text_.substr(begin, at_ - begin))}); }
    void skip_past(std::size_t found, std::size_t size) {
        skip_to(found == std::string_view::npos ? found : found + size);
    }
    void skip_to(std::size_t to) {
        auto const begin = at_;
        at_ = std::min(to, text_.size());
        auto const skipped = text_.substr(begin, at_ - begin);
        line_ += static_cast<std::size_t>(std::count(skipped.begin(), skipped.end(), '\n'));
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::vector<token> tokens_;
};

/// `1.0`, `.5`, `1e9`, `0x1p3`; not `17`, `0xE`, `1'000u`.
bool is_floating_literal(std::string_view text) {
    if (!(text[0] == '.' || (text[0] >= '0' && text[0] <= '9'))) return false;
    if (text.find('.') != std::string_view::npos) return true;
    bool const hexadecimal = text.starts_with("0x") || text.starts_with("0X");
    return text.find_first_of(hexadecimal ? "pP" : "eE") != std::string_view::npos;
}

/// Any part of a name between underscores counts: `get_double` and `double_` are as bad as `double`.
bool is_floating_name(std::string_view name) {
    constexpr std::array parts{"float", "double", "strtod", "strtof", "strtold", "stod",
                               "stof",  "stold",  "atof",   "cmath",  "cfloat"};
    constexpr std::array sized{"float16", "float32", "float64", "float128"};
    while (true) {
        auto const part = name.substr(0, name.find('_'));
        if (std::find(parts.begin(), parts.end(), part) != parts.end()) return true;
        if (std::find(sized.begin(), sized.end(), part) != sized.end()) return true;
        if (part.size() == name.size()) return false;
        name.remove_prefix(part.size() + 1);
    }
}

/// "file:line: token" for all floating point of a text.
std::vector<std::string> floating_point_in(std::string_view text, std::string const& name) {
    std::vector<std::string> found;
    for (auto const& t : tokenizer(text).run())
        if (is_floating_literal(t.text) || is_floating_name(t.text))
            found.push_back(name + ":" + std::to_string(t.line) + ": " + t.text);
    return found;
}

TEST(no_floating_point, in_the_source) {
    std::size_t files = 0;
    for (auto const* folder : {"include", "src", "grammar"}) {
        for (auto const& file :
             std::filesystem::recursive_directory_iterator(std::filesystem::path(BAREM_SOURCE_DIR) / folder)) {
            auto const extension = file.path().extension();
            if (extension != ".hpp" && extension != ".cpp" && extension != ".h" && extension != ".ipp") continue;
            if (file.path().filename() == "decimals.hpp" || file.path().filename() == "doubles.cpp") continue;
            std::ifstream stream(file.path(), std::ios::binary);
            std::string const text{std::istreambuf_iterator<char>(stream), {}};
            for (auto const& finding : floating_point_in(text, file.path().string())) ADD_FAILURE() << finding;
            ++files;
        }
    }
    EXPECT_GT(files, 10U) << "the source was not found";
}

TEST(no_floating_point, is_found_wherever_it_stands) {
    using findings = std::vector<std::string>;
    EXPECT_EQ(floating_point_in("int x;\ndouble y = 1.5;", "f"), (findings{"f:2: double", "f:2: 1.5"}));
    EXPECT_EQ(floating_point_in("x = .5 + 1e9 + 1e-3 + 0x1p-2;", "f").size(), 4U);
    EXPECT_EQ(floating_point_in("/* a\n */ value.get_double(); x3::double_; std::stod(s); float64_t f;", "f").size(),
              4U);
    EXPECT_EQ(floating_point_in("#include <cmath>", "f").size(), 1U);
    EXPECT_EQ(floating_point_in("char a = '\"'; float b; // float", "f").size(), 1U);
}

TEST(no_floating_point, is_not_seen_where_there_is_none) {
    for (auto const* text :
         {"// double 1.5", "/* float */", "\"1.5 \\\" double\"", "'\\''", "1'000'000u + 0xE + 0xFE-1 + 17", "a[1].x",
          "R\"(double \" 1.5)\"", "u8R\"x(float )\" )x\"", "doubled + floating_point", "x3::no_case", "begin..end"})
        EXPECT_TRUE(floating_point_in(text, "f").empty()) << text;
}

}  // namespace
}  // namespace barem
