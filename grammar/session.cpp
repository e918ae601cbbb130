#include "session.hpp"

#include "slips.hpp"
#include "unicode.hpp"

#include <algorithm>
#include <array>

namespace barem::grammar {
namespace {

std::vector<std::string_view> words_that(bool (*condition)(keyword)) {
    std::vector<std::string_view> words;
    for (auto const& s : keyword_spellings()) {
        if (condition(s.word)) words.push_back(s.text);
    }
    return words;
}

bool asks_for_name(std::string_view expected) {
    return expected.starts_with("a name") || expected.starts_with("the name") || expected.starts_with("a field") || expected.ends_with("a name");
}

/// Edit distance, neighbours swapped counting as one edit. Both words are shorter than `longest_word`.
constexpr std::size_t longest_word = 16;

std::size_t distance(std::string_view a, std::string_view b) {
    std::array<std::array<std::size_t, longest_word>, longest_word> d{};
    for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    }
    return d[a.size()][b.size()];
}

}  // namespace

std::string_view nearest(std::string_view word, std::vector<std::string_view> const& candidates) {
    std::string_view best;
    std::size_t best_distance = 3;
    for (auto const candidate : candidates) {
        auto const longer = std::max(word.size(), candidate.size());
        auto const shorter = std::min(word.size(), candidate.size());
        if (longer >= longest_word || longer - shorter >= best_distance) continue;
        auto const d = distance(word, candidate);
        if (d < best_distance && d * 2 < candidate.size() + 1) {
            best = candidate;
            best_distance = d;
        }
    }
    return best;
}

session::session(std::string_view source, token_list list, parse_limits const& parse_limits)
    : limits(parse_limits), source_(source), tokens_(std::move(list.tokens)), findings_(std::move(list.findings)) {
    stopped_ = findings_.size() >= limits.max_errors;
}

diagnostic& session::report(std::string code, std::string message, source_span where, std::string help) {
    bool const repeated = std::any_of(findings_.begin(), findings_.end(), [&](diagnostic const& d) {
        return d.code == code && d.labels.front().where == where;
    });
    if (stopped_ || repeated) return discarded_ = {};
    auto& d = findings_.emplace_back();
    d.code = std::move(code);
    d.message = std::move(message);
    d.labels.push_back({where, {}});
    d.help = std::move(help);
    stopped_ = findings_.size() >= limits.max_errors;
    if (stopped_) d.notes.push_back("this is error number " + std::to_string(limits.max_errors) + "; the rest of the text was not read");
    return d;
}

void session::hold(std::string code, std::string message, source_span where, std::string help) {
    held_.emplace();
    held_->code = std::move(code);
    held_->message = std::move(message);
    held_->labels.push_back({where, {}});
    held_->help = std::move(help);
}

void session::report_unexpected(token const* at, std::string const& expected) {
    if (held_) {
        report(held_->code, held_->message, held_->labels.front().where, held_->help);
        held_.reset();
        return;
    }
    bool const consequence = at->flawed || (at != begin() && at[-1].flawed) || at == last_reported_;
    last_reported_ = at;
    if (consequence && !findings_.empty()) return;

    if (at->kind == token_kind::stray) {
        report("B1001", "unexpected " + shown(*at), span_of(*at), std::string(find_slip(text(*at)).help));
        return;
    }
    if (asks_for_name(expected) && is_reserved(at->word)) {
        auto const word = std::string(text(*at));
        report("B1005", shown(*at) + " is a reserved word and cannot be a name", span_of(*at), "choose another name, such as `" + word + "_`");
        return;
    }
    bool const is_behind = at != begin() && at->starts_line && expected == "a reason in quotes";        // it belongs to the line above
    auto const where = is_behind ? span_of(at[-1]) : span_of(*at);
    auto& d = report("B1001", "expected " + expected + ", found " + (is_behind ? "the end of the line" : shown(*at)), where, help_for(at, expected));
    if (auto const* open = opener(at, expected)) d.labels.push_back({span_of(*open), "opened here"});
}

std::string session::shown(token const& t) const {
    if (t.kind == token_kind::end) return "the end of the text";
    constexpr std::size_t longest = 40;
    auto shown_text = text(t);
    if (shown_text.size() <= longest) return "`" + std::string(shown_text) + "`";
    std::size_t cut = longest;
    while (cut > 0 && (static_cast<unsigned char>(shown_text[cut]) & 0xC0) == 0x80) --cut;   // not inside a character
    return "`" + std::string(shown_text.substr(0, cut)) + "...`";
}

namespace {
constexpr char const* where_acknowledged = "`acknowledge` stands behind what it is about: a row, a level, a definition, the head of a table; or in the header, for the whole file";
}  // namespace

/// `[50% ... 70%)`, `[50% - 70%)`, `between 50 and 80`: ways to write an interval that are not those of the language.
std::string session::help_for_interval(token const* at, bool wants_range) const {
    bool const third_dot = at != begin() && at[-1].kind == token_kind::range && at->kind == token_kind::dot;
    if (third_dot) return "an interval is written with two dots: `[50% .. 70%)`";
    if (wants_range && at->kind == token_kind::minus) return "an interval is written with two dots, `[50% .. 70%)`; `-` subtracts";
    bool const between = text(*at) == "between" || (at != begin() && text(at[-1]) == "between");
    if (between) return "an interval is written `[50 .. 80]` with both bounds, `[50 .. 80)` without the second one; in a condition `x in [50 .. 80]`";
    return {};
}

/// `< 50% | 1 |` at the beginning of a line, below a row.
bool session::lacks_first_pipe(token const* at) const {
    bool const below_a_row = at != begin() && at->starts_line && at[-1].kind == token_kind::pipe;
    if (!below_a_row || at->kind == token_kind::end) return false;
    for (auto const* t = at + 1; t->kind != token_kind::end && !t->starts_line; ++t)
        if (t->kind == token_kind::pipe) return true;
    return false;
}

std::string session::help_for(token const* at, std::string const& expected) const {
    auto const contains = [&](std::string_view part) { return expected.find(part) != std::string::npos; };
    auto const meant = [&](bool (*condition)(keyword)) {
        auto const word = at->kind == token_kind::word ? nearest(text(*at), words_that(condition)) : std::string_view{};
        return word.empty() ? std::string{} : "did you mean `" + std::string(word) + "`?";
    };
    bool const counts_days = at != begin() && (text(at[-1]) == "days" || text(at[-1]) == "day");
    if (counts_days && at->word == keyword::from) return "a deadline is counted `after` or `before` a date: `5 working days after received`";
    bool const behind_text = at != begin() && at[-1].kind == token_kind::string && at->kind == token_kind::word && !at->starts_line;
    bool const translates = behind_text && (at[1].kind == token_kind::string || at[1].kind == token_kind::minus) && !contains("`article`");
    if (translates) return "a translation begins with the code of its language, two or three small letters: en \"...\"";
    if (auto help = help_for_interval(at, contains("`..`")); !help.empty()) return help;
    if (at->word == keyword::acknowledge) return where_acknowledged;
    if (contains("the code of a finding") || contains("a reason in quotes")) return "an acknowledgement gives the code of the finding and the reason: acknowledge B1115 \"...\"";
    if (contains("`when`") && at->word == keyword::if_) return "the condition follows `when`, not `if`";
    if (contains("`when`") && (at->kind == token_kind::colon || at->kind == token_kind::equal)) return "between a level and its condition stands `when`: `good when total >= 900`";
    if (contains("a level such as") && at->word == keyword::else_) {
        auto const& level = at[1].kind == token_kind::colon ? at[2] : at[1];
        return "the level of all other cases is written `otherwise" + (level.kind == token_kind::word ? " " + std::string(text(level)) : "") + "`";
    }
    if (contains("`then`") && at->kind == token_kind::open_brace) return "a choice is written `if ... then ... else ...`, without braces";
    if (contains("an interval `[a .. b]`")) return "an interval stands in brackets: `[50% .. 70%]` includes both bounds, `[50% .. 70%)` not the second one";
    if (contains("`|` after the cell")) return "between two cells stands `|`, and a row begins and ends with one";
    if (contains("`|` at the end of the row")) return "a row begins and ends with `|`, and stands on one line";
    if (contains("a table")) return "a table begins with the names of its columns: `| excess | points |`";
    if (lacks_first_pipe(at)) return "a row begins with `|`";
    if (contains("a declaration")) return meant(begins_declaration);
    if (contains("a clause of the calendar")) return meant(begins_calendar_clause);
    if (contains("a member of the cohort")) return meant(begins_cohort_member);
    if (contains("a member")) return meant(begins_member);
    if (contains("`descending`")) return "say the order: `descending` puts the highest first, `ascending` the lowest";
    if (contains("an article such as") && at->kind == token_kind::word) return "the number stands alone: `@ 5.1`; the word before it is given once, in the header: `cites \"...\" article \"Điều\"`";
    if (contains("`:`") && at->kind == token_kind::word) return "a label stands in quotes: \"...\"";
    if (contains("`ties competition`")) return "say what equals do: `ties competition` skips a place behind them (1, 2, 2, 4), `ties dense` does not (1, 2, 2, 3)";
    if (contains("`ties out`")) return "say what happens to equals that do not all fit: `ties out` leaves them out together, `ties in` takes them in together";
    if (contains("an expression") && at->word == keyword::if_) return "put the `if` in parentheses";
    if (contains("an expression") && at->kind == token_kind::section) return "put a space between a number and its unit";
    if (contains("a cell") && at->kind == token_kind::pipe) return "a cell that takes any value is written `-`";
    if (contains("a date")) return "dates are written year-month-day: 2015-10-31";
    if (contains("`..`")) {
        return at->kind == token_kind::comma ? "a set of words is written `{a, b}`"
                                             : "the bounds of an interval are literals or names; define a `let` for anything longer";
    }
    if (contains("`given`")) return "`is` only asks whether a value `is given`; compare with `=`";
    if (contains("`=`") && at->kind == token_kind::colon) return "a value follows `=`; `:` precedes a type";
    return {};
}

/// The bracket that an expected closing one would close: scanned for only when there is an error to explain.
token const* session::opener(token const* at, std::string const& expected) const {
    static constexpr std::array<std::array<token_kind, 2>, 3> pairs = {{
        {token_kind::open_brace, token_kind::close_brace},
        {token_kind::open_parenthesis, token_kind::close_parenthesis},
        {token_kind::open_bracket, token_kind::close_bracket},
    }};
    static constexpr std::array<std::string_view, 3> spelt = {"`}`", "`)`", "`]`"};
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        bool const block_is_over = at->starts_line || at->kind == token_kind::end;
        if (expected != spelt[i] && !(block_is_over && expected.ends_with(spelt[i]))) continue;
        unsigned closed = 0;
        for (auto const* t = at; t-- != begin();) {
            if (t->kind == pairs[i][1]) ++closed;
            if (t->kind == pairs[i][0] && closed-- == 0) return t;
        }
    }
    return nullptr;
}

/// `inptu y`: a word near a keyword, before a name.
bool session::misspelt(token const* t, bool (*condition)(keyword)) const {
    bool const followed = t->kind == token_kind::word && t[1].kind == token_kind::word && !t[1].starts_line;
    return followed && t->word == keyword::none && !nearest(text(*t), words_that(condition)).empty();
}

bool session::begins(token const* t, restart level) const {
    switch (level) {
        case restart::declaration: return begins_declaration(t->word) || misspelt(t, begins_declaration);
        case restart::member:
            return begins_member(t->word) || begins_cohort_member(t->word) || misspelt(t, begins_member) || misspelt(t, begins_cohort_member);
        case restart::calendar_clause: return begins_calendar_clause(t->word) || misspelt(t, begins_calendar_clause);
        case restart::row: return t->kind == token_kind::pipe || begins_table_clause(t->word);
        case restart::exception: return t->kind == token_kind::word && (t[1].kind == token_kind::colon || t[1].kind == token_kind::string);
        case restart::level: break;
    }
    if (t->word == keyword::otherwise) return true;
    for (auto const* rest = t; rest->kind != token_kind::end && (rest == t || !rest->starts_line); ++rest) {
        if (rest->word == keyword::when) return rest != t;
    }
    return false;
}

token const* session::resume(token const* begin, token const* at, restart level) const {
    if (stopped_) return end();
    auto const* t = at > begin ? at : begin + 1;
    for (; t < end(); ++t) {
        if (t->depth < begin->depth) break;
        if (t->starts_line && t->depth == begin->depth && begins(t, level)) break;
    }
    return std::min(t, end());
}

bool session::count_declaration(token const& first) {
    if (++declarations_ <= limits.max_declarations) return true;
    report("B1007", "the rule set has more than " + std::to_string(limits.max_declarations) + " declarations and members", span_of(first));
    stopped_ = true;
    return false;
}

std::vector<diagnostic> session::take_findings() {
    std::stable_sort(findings_.begin(), findings_.end(), [](diagnostic const& a, diagnostic const& b) {
        return a.labels.front().where.begin < b.labels.front().where.begin;
    });
    return std::move(findings_);
}

void session::acknowledge(ast::acknowledgement found) {
    if (acknowledgements_.empty() || acknowledgements_.back().where.begin < found.where.begin) acknowledgements_.push_back(std::move(found));
}

void session::claim_acknowledgements(source_span where) {
    for (auto a = acknowledgements_.rbegin(); a != acknowledgements_.rend() && a->where.begin >= where.begin; ++a)
        if (a->scope == source_span{}) a->scope = where;
}

std::vector<ast::acknowledgement> session::take_acknowledgements(std::size_t begin) {
    claim_acknowledgements({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(source_.size())});
    return std::move(acknowledgements_);
}

}  // namespace barem::grammar
