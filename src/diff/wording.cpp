#include "diff/wording.hpp"

#include "document/linked_text.hpp"
#include "explain/amounts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::diff {

namespace {

struct named { std::string_view code, en, vi; };

#define BAREM_WHAT(code, en, vi) {#code, en, vi},
constexpr named whats[] = {
#include "diff/names.def"
};
#undef BAREM_WHAT
#define BAREM_ASPECT(code, en, vi) {#code, en, vi},
constexpr named aspects[] = {
#include "diff/names.def"
};
#undef BAREM_ASPECT

bool is_row(what w) { return w == what::row || w == what::deduction || w == what::level || w == what::example; }

/// `{0}`, `{1}`, ... are replaced by the arguments in the same language.
text fill(std::string_view en, std::string_view vi, std::initializer_list<text> of) {
    auto const in = [&](std::string_view form, std::string text::*language) {
        std::string out;
        for (std::size_t i = 0; i != form.size(); ++i) {
            if (form[i] != '{') out += form[i];
            else out += (of.begin() + (form[i + 1] - '0'))->*language, i += 2;
        }
        return out;
    };
    return {in(en, &text::en), in(vi, &text::vi)};
}

/// What it was and what it is, with a mark between them that can be seen among those within them.
text was_is(std::string_view was, std::string_view is, std::string_view truoc, std::string_view nay, phrase const& before, phrase const& after) {
    auto const [old, fresh] = told_apart(before, after);
    auto const between = [](std::string const& a, std::string const& b) {
        auto const is_plain = [](std::string const& of) { return of.find(", ") == std::string::npos && of.find(';') == std::string::npos; };
        bool const is_short = is_plain(a) && is_plain(b) && a.size() + b.size() < 100;
        return is_short ? ", " : "; ";
    };
    return {fmt::format("{} {}{}{} {}", was, old.en, between(old.en, fresh.en), is, fresh.en), fmt::format("{} {}{}{} {}", truoc, old.vi, between(old.vi, fresh.vi), nay, fresh.vi)};
}

text was_is(change const& c) { return was_is("was", "is now", "trước là", "nay là", c.before, c.after); }

/// What of it changed, beside its name; empty: it itself did.
text part_that_changed(change const& c) {
    if (c.how == change::sort::reordered) return !c.path.empty() && c.path.back().what == what::output ? text{"order of the results", "thứ tự các kết quả"} : text{"order", "thứ tự"};
    if (c.how != change::sort::changed || c.before.empty() || c.after.empty() || c.aspect == aspect::value) return {};
    if (c.aspect == aspect::condition && !c.path.empty() && is_row(c.path.back().what)) return {};
    return name_of(c.aspect);
}

/// A row that changed: itself, but what it gives where it has other conditions.
text row_of(change const& c) {
    auto const& last = c.path.back();
    if (!is_row(last.what) || c.how != change::sort::changed) return {};
    if (c.aspect == aspect::condition && last.what == what::row) return fill("what gives {0}", "mức cho {0}", {c.value.words});
    if (c.aspect == aspect::condition && last.what == what::deduction) return fill("what deducts {0}", "khoản trừ {0}", {c.value.words});
    return last.what == what::example ? text{"example ", "ví dụ "} + last.called : last.called;
}

/// Of one aspect.
text of_aspect(change const& c) {
    text const name = name_of(c.aspect);
    if (c.before.empty()) return fill("{0} added: {1}", "thêm {0}: {1}", {name, c.after.words});
    if (c.after.empty()) return fill("{0} removed; was {1}", "bỏ {0}; trước là {1}", {name, c.before.words});
    return was_is(c);
}

text row_added(change const& c, text const& row) {
    switch (c.path.back().what) {
        case what::level: return fill("{0} added: given {1}", "thêm {0}: áp dụng {1}", {row, c.after.words});
        case what::deduction: return fill("deduction added: {0}, {1}", "thêm khoản trừ: {0}, {1}", {row, c.after.words});
        case what::example: return fill("example added: {0}; expects {1}", "thêm ví dụ: {0}; kết quả {1}", {row, c.after.words});
        default: return fill("row added: {0} gives {1}", "thêm dòng: {0} cho {1}", {row, c.after.words});
    }
}

text row_removed(change const& c, text const& row) {
    switch (c.path.back().what) {
        case what::level: return fill("{0} removed; it was given {1}", "bỏ {0}; trước áp dụng {1}", {row, c.before.words});
        case what::deduction: return fill("deduction removed: {0}, {1}", "bỏ khoản trừ: {0}, {1}", {row, c.before.words});
        case what::example: return fill("example removed: {0}; expected {1}", "bỏ ví dụ: {0}; kết quả {1}", {row, c.before.words});
        default: return fill("row removed: {0}; it gave {1}", "bỏ dòng: {0}; trước cho {1}", {row, c.before.words});
    }
}

text row_changed(change const& c) {
    auto const kind = c.path.back().what;
    if (c.before.empty() || c.after.empty()) return of_aspect(c);
    bool const gives = c.aspect == aspect::value, when = c.aspect == aspect::condition;
    if (gives && (kind == what::row || kind == what::level)) return was_is("gave", "now gives", "trước cho", "nay cho", c.before, c.after);
    if (gives && kind == what::deduction) return was_is("deducted", "now deducts", "trước trừ", "nay trừ", c.before, c.after);
    if (gives && kind == what::example) return was_is("expected", "now expects", "kết quả trước là", "nay là", c.before, c.after);
    if (when && kind == what::level) return was_is("was given", "is now given", "trước áp dụng", "nay áp dụng", c.before, c.after);
    return of_aspect(c);
}

text predicate(change const& c) {
    using enum change::sort;
    if (c.path.empty()) return of_aspect(c);
    auto const kind = c.path.back().what;
    text const thing = name_of(kind), row = c.path.back().called;
    auto const in_code = [](phrase const& name) { return text::same("`" + name.written + "`"); };
    if (c.how == renamed) return fill("name in the rule set was {0}, is now {1}", "tên trong bộ quy tắc trước là {0}, nay là {1}", {in_code(c.before), in_code(c.after)});
    if (c.how == reordered) return was_is(c);
    if (is_row(kind)) return c.how == added ? row_added(c, row) : c.how == removed ? row_removed(c, row) : row_changed(c);
    if (c.how == changed) return of_aspect(c);
    auto const& says = c.how == added ? c.after.words : c.before.words;
    text const head = c.how == added ? fill("{0} added", "thêm {0}", {thing}) : fill("{0} removed", "bỏ {0}", {thing});
    return says.empty() ? head : head + ": " + says;
}

}  // namespace

text name_of(what w) { return {std::string(whats[static_cast<int>(w)].en), std::string(whats[static_cast<int>(w)].vi)}; }
text name_of(aspect a) { return {std::string(aspects[static_cast<int>(a)].en), std::string(aspects[static_cast<int>(a)].vi)}; }
std::string_view code_of(what w) { return whats[static_cast<int>(w)].code; }
std::string_view code_of(aspect a) { return aspects[static_cast<int>(a)].code; }

std::string_view code_of(change::sort s) {
    constexpr std::string_view codes[] = {"added", "removed", "changed", "renamed", "reordered"};
    return codes[static_cast<int>(s)];
}

std::string subject(change const& c, std::string const& rule_set) {
    std::string made;
    for (std::size_t i = 0; i != c.path.size(); ++i) {
        bool const is_list_of_outputs = c.path[i].what == what::output && c.path[i - 1].what == what::record;
        if (!is_row(c.path[i].what) && !is_list_of_outputs) made += (made.empty() ? "" : ".") + c.path[i].name;
    }
    return made.empty() ? rule_set : made;
}

telling tell(change const& c) {
    text about;
    for (auto const& step : c.path)
        if (!is_row(step.what) && !step.called.empty()) about += (about.empty() ? text{} : text::same(" › ")) + step.called;
    if (about.empty() && !c.path.empty() && c.path.front().what == what::record) about = document::plain(explain::label_of(c.path.front().label, c.path.front().name));
    if (about.empty()) about = {"Rule set", "Bộ quy tắc"};
    if (!c.path.empty())
        if (auto const row = row_of(c); !row.empty()) about += text::same(" › ") + row;
    if (auto const part = part_that_changed(c); !part.empty()) about += text::same(", ") + part;
    return {document::without_links(document::at_beginning(about)), document::without_links(predicate(c))};
}

text sentence(change const& c) {
    auto const [about, says] = tell(c);
    return c.articles.empty() ? about + ": " + says : fill("{0} ({1}): {2}", "{0} ({1}): {2}", {about, c.articles, says});
}

}  // namespace barem::diff
