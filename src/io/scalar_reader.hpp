#pragma once
// One JSON scalar -> one value of an input, or what is wrong with it.

#include <barem/value.hpp>

#include "check/program.hpp"
#include "io/problem_list.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace barem::io {

class scalar_reader {
public:
    explicit scalar_reader(program::program const& program);

    /// Reads the token of a scalar (a string with its quotes) that is not null. A problem is added to `problems`; the value is then
    /// without meaning. false: the token is a string with a broken escape, so that the whole text is no JSON.
    [[nodiscard]] bool read(program::member const& input, std::string_view token, value& into, problem_list& problems) const;

    /// The same of a text in normal form C, for an input that is a text, a word or a date.
    void read_text(program::member const& input, std::string text, value& into, problem_list& problems) const;

private:
    void read_number(program::member const& input, std::string_view token, value& into, problem_list& problems) const;
    void read_word(program::member const& input, std::string_view text, value& into, problem_list& problems) const;
    void read_date(program::member const& input, std::string_view text, value& into, problem_list& problems) const;

    program::program const& program_;
    std::vector<std::unordered_map<std::string_view, word>> words_;      // of each enumeration
};

/// What a JSON token is, shown to a person: `-5`, `"text"`, `null`, `a list`, `an object`.
[[nodiscard]] std::string shown_token(std::string_view token);

/// The text of a string token, unescaped and in normal form C; nullopt when an escape is broken.
[[nodiscard]] std::optional<std::string> text_of_token(std::string_view token);

}  // namespace barem::io
