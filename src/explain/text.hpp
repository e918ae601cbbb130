#pragma once
// A text in both languages of an explanation.

#include <array>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace barem::explain {

enum class language : std::uint8_t { en, vi };
inline constexpr std::array languages{language::en, language::vi};

struct text {
    std::string en, vi;

    text() = default;
    text(std::string english, std::string vietnamese) : en(std::move(english)), vi(std::move(vietnamese)) {}
    /// The same in both: an identifier, a text of a record, a sign.
    static text same(std::string_view both) { return {std::string(both), std::string(both)}; }

    [[nodiscard]] std::string const& in(language l) const { return l == language::en ? en : vi; }
    [[nodiscard]] bool empty() const { return en.empty() && vi.empty(); }

    text& operator+=(text const& more) {
        en += more.en;
        vi += more.vi;
        return *this;
    }
    text& operator+=(std::string_view both) {
        en += both;
        vi += both;
        return *this;
    }
    friend text operator+(text a, text const& b) { return std::move(a += b); }
    friend text operator+(text a, std::string_view b) { return std::move(a += b); }
    friend bool operator==(text const&, text const&) = default;
};

/// A space at which no line is broken: between a number and its unit, a label and its value.
inline constexpr std::string_view hard_space = "\xC2\xA0";

[[nodiscard]] inline text join(std::vector<text> const& parts, text const& between) {
    text all;
    for (std::size_t i = 0; i != parts.size(); ++i) {
        if (i != 0) all += between;
        all += parts[i];
    }
    return all;
}
[[nodiscard]] inline text join(std::vector<text> const& parts, std::string_view between) { return join(parts, text::same(between)); }

}  // namespace barem::explain
