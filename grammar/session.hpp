#pragma once
// The state of one parse: the tokens, what was found so far, and how to go on after an error.

#include "lexer.hpp"
#include "parse.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace barem::grammar {

/// Where the text is taken up again after an error.
enum class restart : std::uint8_t { declaration, member, row, level, exception, calendar_clause };

class session {
public:
    session(std::string_view source, token_list tokens, parse_limits const& limits);

    // ── the text ──
    [[nodiscard]] token const* begin() const { return tokens_.data(); }
    [[nodiscard]] token const* end() const { return tokens_.data() + tokens_.size() - 1; }   ///< the `end` token
    [[nodiscard]] std::string_view text(token const& t) const { return source_.substr(t.begin, t.end - t.begin); }
    [[nodiscard]] std::string_view text(source_span where) const { return source_.substr(where.begin, where.end - where.begin); }

    // ── findings ──
    diagnostic& report(std::string code, std::string message, source_span where, std::string help = {});

    /// Reports that `expected` (in the user's words) was not found at `at`.
    void report_unexpected(token const* at, std::string const& expected);

    /// Holds a finding back until the expectation failure that the caller throws next has been caught.
    void hold(std::string code, std::string message, source_span where, std::string help = {});

    /// The token to go on with after an error at `at` in something that began at `begin`.
    [[nodiscard]] token const* resume(token const* begin, token const* at, restart level) const;

    /// Counts a declaration or a member; false once there are too many.
    [[nodiscard]] bool count_declaration(token const& first);

    [[nodiscard]] std::vector<diagnostic> take_findings();

    // ── acknowledgements ──
    /// Keeps one, but not twice when an alternative is tried anew.
    void acknowledge(ast::acknowledgement found);
    /// What stands at `where` is finished: those in it that no smaller part has claimed are its own.
    void claim_acknowledgements(source_span where);
    /// All of them; those in the header are about all of the text from `begin` on.
    [[nodiscard]] std::vector<ast::acknowledgement> take_acknowledgements(std::size_t begin);

    parse_limits const limits;
    unsigned nesting = 0;
    std::vector<std::string> columns;   ///< of the pipe table that is being read
    std::size_t column = 0;             ///< where its row stands

private:
    [[nodiscard]] std::string shown(token const& t) const;
    [[nodiscard]] std::string help_for(token const* at, std::string const& expected) const;
    [[nodiscard]] std::string help_for_interval(token const* at, bool wants_range) const;
    [[nodiscard]] bool lacks_first_pipe(token const* at) const;
    [[nodiscard]] token const* opener(token const* at, std::string const& expected) const;
    [[nodiscard]] bool begins(token const* t, restart level) const;
    [[nodiscard]] bool misspelt(token const* t, bool (*condition)(keyword)) const;

    std::string_view source_;
    std::vector<token> tokens_;
    std::vector<diagnostic> findings_;
    std::optional<diagnostic> held_;
    std::vector<ast::acknowledgement> acknowledgements_;
    std::size_t declarations_ = 0;
    token const* last_reported_ = nullptr;
    diagnostic discarded_;
    bool stopped_ = false;
};

/// The word among `candidates` that `word` was probably meant to be; empty if none is near.
[[nodiscard]] std::string_view nearest(std::string_view word, std::vector<std::string_view> const& candidates);

}  // namespace barem::grammar
