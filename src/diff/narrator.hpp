#pragma once
// A program tells what it says, twice: in the syntax of the language, in which two programs are compared, and in words, in which people
// read what is different.

#include "document/phrases.hpp"

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace barem::diff {

using explain::text;

struct phrase {
    std::string written;            ///< in the syntax of the language; empty: nothing is said
    text words;

    [[nodiscard]] bool empty() const { return written.empty(); }
    /// What is written alike says the same.
    friend bool operator==(phrase const& a, phrase const& b) { return a.written == b.written; }
};

/// The same in every language: a name, a number of a decree.
[[nodiscard]] phrase as_it_is(std::string written);
[[nodiscard]] phrase join(std::vector<phrase> const&, std::string_view between);

/// Words that tell two phrases apart: where they are the same in one language, those of the other are taken, else what is written.
[[nodiscard]] std::pair<text, text> told_apart(phrase const& before, phrase const& after);

class narrator {
public:
    using index = program::index;

    /// `program` outlives it.
    explicit narrator(program::program const& program) : p(program), anchors_(program), words(program, anchors_, document::numbers::with_units) {}
    narrator(narrator const&) = delete;

    program::program const& p;

private:
    document::anchors anchors_;

public:
    document::phrases words;

    /// “Label”, or the name.
    [[nodiscard]] text called(program::label const&, std::string_view name) const;
    [[nodiscard]] phrase label(program::label const&) const;
    [[nodiscard]] phrase value(barem::value const&, program::type const&) const;
    [[nodiscard]] phrase type(program::type const&) const;
    [[nodiscard]] phrase formula(program::expression const&, index record) const;
    /// "when Total ≥ 80 points"; of none, "in all other cases".
    [[nodiscard]] phrase condition(std::span<program::expression const>, index record) const;
    /// What a row of a table asks; "-" when it takes everything.
    [[nodiscard]] phrase conditions(index table, program::table_row const&) const;
    [[nodiscard]] phrase result(program::expression const&, index table) const;
    /// "2 points for each, at most 8 points"
    [[nodiscard]] phrase amount(program::deduction_row const&, index record) const;
    [[nodiscard]] phrase deducted_when(program::deduction_row const&, index record) const;
    /// What a rank, a quota or an admission of the roster's record is.
    [[nodiscard]] phrase standing(program::member const&) const;
    [[nodiscard]] phrase keys(program::rank const&) const;
    [[nodiscard]] phrase groups(program::cohort const&) const;
};

/// As it stands within a sentence: a sentence of its own without what ends it.
[[nodiscard]] text without_end(text);

}  // namespace barem::diff
