#include "differential/minimise.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace differential {

namespace {

std::vector<std::string> split_lines(std::string const& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        auto const end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

std::string join(std::vector<std::string> const& lines) {
    std::string text;
    for (auto const& l : lines) text += l + "\n";
    return text;
}

constexpr std::string_view separators[] = {" + ", " - ", " * ", " / ", " of ", " and ", " or ", " then ", " else ", " default ", " over ", " where ", " by ",
                                           ", ",  " = ", " != ", " < ", " <= ", " > ", " >= ", " in ", " is ", " after ", " before "};

/// The place behind the bracket that closes the one at `open`; npos when there is none.
std::size_t closing(std::string_view text, std::size_t open) {
    int depth = 0;
    for (auto i = open; i < text.size() && text[i] != '\n'; ++i) {
        if (text[i] == '(' || text[i] == '[' || text[i] == '{') ++depth;
        if (text[i] == ')' || text[i] == ']' || text[i] == '}')
            if (--depth == 0) return i + 1;
    }
    return std::string_view::npos;
}

/// What stands between the separators within a bracket.
std::vector<std::string> parts(std::string_view inner) {
    std::vector<std::string> made;
    std::size_t begin = 0;
    int depth = 0;
    auto const take = [&](std::size_t end) {
        auto part = inner.substr(begin, end - begin);
        for (std::string_view const word : {"if ", "not ", "-"})
            if (part.starts_with(word)) part.remove_prefix(word.size());
        if (!part.empty()) made.emplace_back(part);
    };
    for (std::size_t i = 0; i < inner.size(); ++i) {
        if (inner[i] == '(' || inner[i] == '[' || inner[i] == '{') ++depth;
        if (inner[i] == ')' || inner[i] == ']' || inner[i] == '}') --depth;
        if (depth != 0) continue;
        for (auto const s : separators)
            if (inner.substr(i).starts_with(s)) {
                take(i);
                begin = i + s.size();
                i = begin - 1;
                break;
            }
    }
    take(inner.size());
    return made;
}

class minimiser {
public:
    minimiser(test_case start, std::function<bool(test_case const&)> const& shows, std::size_t tries) : best_(std::move(start)), shows_(shows), left_(tries) {}

    test_case run() {
        for (bool better = true; better && left_ != 0;) {
            better = drop_records();
            better |= drop_lines();
            better |= simplify();
            for (std::size_t i = 0; i < best_.lines.size(); ++i) better |= shrink_record(i);
        }
        return best_;
    }

private:
    bool attempt(test_case next) {
        if (left_ == 0) return false;
        --left_;
        if (!shows_(next)) return false;
        best_ = std::move(next);
        return true;
    }

    bool drop_records() {
        bool better = false;
        for (auto size = std::max<std::size_t>(best_.lines.size() / 2, 1); size != 0; size /= 2)
            for (std::size_t at = 0; at < best_.lines.size();) {
                auto next = best_;
                auto const end = std::min(at + size, next.lines.size());
                next.lines.erase(next.lines.begin() + static_cast<std::ptrdiff_t>(at), next.lines.begin() + static_cast<std::ptrdiff_t>(end));
                if (!next.lines.empty() && attempt(std::move(next))) better = true;
                else at += size;
            }
        return better;
    }

    /// Lines, and blocks from a brace to the one that closes it. From the end: what stands there is used by nothing before it.
    bool drop_lines() {
        bool better = false;
        auto lines = split_lines(best_.rules);
        for (auto at = lines.size(); at-- > 0;) {
            if (at >= lines.size()) continue;
            auto end = at + 1;
            for (int depth = braces(lines[at]); depth > 0 && end < lines.size(); ++end) depth += braces(lines[end]);
            auto next = best_;
            auto kept = lines;
            kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(at), kept.begin() + static_cast<std::ptrdiff_t>(end));
            next.rules = join(kept);
            if (auto const input = lines[at].find("  input "); input == 0) {
                auto const name = lines[at].substr(8, lines[at].find(' ', 8) - 8);
                for (auto& record : next.lines) record = without_field(record, name);
            }
            if (!attempt(std::move(next))) continue;
            lines = std::move(kept);
            better = true;
        }
        return better;
    }
    static std::string without_field(std::string record, std::string const& name) {
        auto const begins = "\"" + name + "\": ";
        for (auto at = record.find(begins); at != std::string::npos; at = record.find(begins, at)) {
            auto end = end_of_element(record, at);
            if (end < record.size() && record[end] == ',') end += 2;
            else if (at >= 2 && record[at - 2] == ',') at -= 2;
            record.erase(at, end - at);
        }
        return record;
    }

    /// The comma or bracket behind the element or field that begins at `end`.
    static std::size_t end_of_element(std::string const& text, std::size_t end) {
        int depth = 0;
        bool quoted = false;
        for (; end < text.size(); ++end) {
            if (text[end] == '"' && text[end - 1] != '\\') quoted = !quoted;
            if (quoted) continue;
            if (text[end] == '{' || text[end] == '[') ++depth;
            if ((text[end] == '}' || text[end] == ']') && --depth < 0) break;
            if (text[end] == ',' && depth == 0) break;
        }
        return end;
    }

    static int braces(std::string const& line) {
        return static_cast<int>(std::ranges::count(line, '{')) - static_cast<int>(std::ranges::count(line, '}'));
    }

    bool put(std::size_t at, std::size_t end, std::string const& with) {
        auto next = best_;
        if (with.size() >= end - at && with != "0" && with != "1") return false;
        if (next.rules.compare(at, end - at, with) == 0) return false;
        next.rules.replace(at, end - at, with);
        return attempt(std::move(next));
    }

    /// Puts a part of an expression, or something plain, in place of the whole.
    bool simplify() {
        bool better = false;
        for (std::size_t at = best_.rules.find('{') + 1; at < best_.rules.size() && left_ != 0; ++at) {
            auto const& text = best_.rules;
            if (text[at] == '(') {
                auto const end = closing(text, at);
                if (end == std::string::npos) continue;
                auto begin = at;
                while (begin != 0 && (std::isalnum(static_cast<unsigned char>(text[begin - 1])) || text[begin - 1] == '_')) --begin;
                auto candidates = parts(std::string_view(text).substr(at + 1, end - at - 2));
                for (auto const* plain : {"0", "1", "true", "false"}) candidates.emplace_back(plain);
                for (auto const& c : candidates)
                    if (put(begin, end, c)) {
                        better = true;
                        at = begin == 0 ? 0 : begin - 1;
                        break;
                    }
            } else if (at != 0 && text[at - 1] == ' ' && (std::isalnum(static_cast<unsigned char>(text[at])) || text[at] == '-')) {
                auto end = text.find_first_of(" \n,)|", at);
                if (end == std::string::npos || end - at < 2) continue;
                for (auto const* plain : {"0", "1", "true"})
                    if (put(at, end, plain)) {
                        better = true;
                        break;
                    }
            }
        }
        // A filter less.
        for (std::string_view const word : {" where ", " default "})
            for (auto at = best_.rules.find(word); at != std::string::npos; at = best_.rules.find(word, at + 1)) {
                int depth = 0;
                auto end = at;
                for (; end < best_.rules.size() && best_.rules[end] != '\n'; ++end) {
                    if (best_.rules[end] == '(') ++depth;
                    if (best_.rules[end] == ')' && --depth < 0) break;
                }
                if (put(at, end, "")) better = true;
            }
        return better;
    }

    /// Elements and values of a record: what stands between brackets and commas.
    bool shrink_record(std::size_t line) {
        bool better = false;
        for (std::size_t at = 1; at < best_.lines[line].size() && left_ != 0; ++at) {
            auto const& text = best_.lines[line];
            bool const element = text[at] == '{' || text[at] == '"' || std::isdigit(static_cast<unsigned char>(text[at])) || text[at] == '-';
            if (!element || (text[at - 1] != ' ' && text[at - 1] != '[' && text[at - 1] != '{')) continue;
            auto const end = end_of_element(text, at);
            bool const followed = end < text.size() && text[end] == ',';
            auto const replaced = [&](std::size_t from, std::size_t to, std::string const& with) {
                auto next = best_;
                next.lines[line].replace(from, to - from, with);
                return attempt(std::move(next));
            };
            if (followed ? replaced(at, end + 2, "") : replaced(at >= 2 && text[at - 2] == ',' ? at - 2 : at, end, "")) {
                better = true;
                --at;
                continue;
            }
            bool const number = std::isdigit(static_cast<unsigned char>(text[at])) || text[at] == '-';
            for (std::string const plain : {"0", "1", "-1"})
                if (number && end - at > plain.size() && replaced(at, end, plain)) {
                    better = true;
                    break;
                }
        }
        return better;
    }

    test_case best_;
    std::function<bool(test_case const&)> const& shows_;
    std::size_t left_;
};

}  // namespace

test_case minimise(test_case start, std::function<bool(test_case const&)> const& shows, std::size_t tries) { return minimiser(std::move(start), shows, tries).run(); }

std::string case_text(test_case const& c) { return c.rules + "--- records\n" + join(c.lines); }

test_case parse_case(std::string const& text) {
    constexpr std::string_view mark = "--- records\n";
    auto const at = text.find(mark);
    if (at == std::string::npos) return {text, {}, 0};
    return {text.substr(0, at), split_lines(text.substr(at + mark.size())), 0};
}

}  // namespace differential
