#include "diff/wording.hpp"

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

template <typename... Of>
text both(fmt::format_string<Of const&...> en, fmt::format_string<Of const&...> vi, Of const&... of) {
    return {fmt::format(en, of...), fmt::format(vi, of...)};
}

text row_added(change const& c, std::string const& row) {
    switch (c.path.back().what) {
        case what::level: return both("level `{}` added: when {}", "thêm mức `{}`: khi {}", row, c.after);
        case what::deduction: return both("{} added: deducts {}", "thêm {}: trừ {}", row, c.after);
        case what::example: return both("example added: {}, expects {}", "thêm ví dụ: {}, kết quả {}", row, c.after);
        default: return both("{} added: gives {}", "thêm {}: cho {}", row, c.after);
    }
}

text row_removed(change const& c, std::string const& row) {
    switch (c.path.back().what) {
        case what::level: return both("level `{}` removed; it was given when {}", "bỏ mức `{}`; trước là khi {}", row, c.before);
        case what::deduction: return both("{} removed; it deducted {}", "bỏ {}; trước trừ {}", row, c.before);
        case what::example: return both("example removed: {}, expected {}", "bỏ ví dụ: {}, kết quả {}", row, c.before);
        default: return both("{} removed; it gave {}", "bỏ {}; trước cho {}", row, c.before);
    }
}

text said(change const& c) {
    text const of = name_of(c.aspect);
    if (c.before.empty()) return {fmt::format("{} added: {}", of.en, c.after), fmt::format("thêm {}: {}", of.vi, c.after)};
    if (c.after.empty()) return {fmt::format("{} removed; it was {}", of.en, c.before), fmt::format("bỏ {}; trước là {}", of.vi, c.before)};
    return {fmt::format("{} now {}, was {}", of.en, c.after, c.before), fmt::format("{} nay là {}, trước là {}", of.vi, c.after, c.before)};
}

text row_changed(change const& c, std::string const& row) {
    auto const kind = c.path.back().what;
    bool const complete = !c.before.empty() && !c.after.empty();
    if (complete && c.aspect == aspect::value && kind == what::row) return both("{} now gives {}, was {}", "{} nay cho {}, trước là {}", row, c.after, c.before);
    if (complete && c.aspect == aspect::value && kind == what::deduction) return both("{} now deducts {}, was {}", "{} nay trừ {}, trước là {}", row, c.after, c.before);
    if (complete && c.aspect == aspect::condition && kind == what::level) return both("`{}` now when {}; was when {}", "`{}` nay khi {}; trước là khi {}", row, c.after, c.before);
    if (complete && c.aspect == aspect::condition && kind == what::row) return both("what gives {} is now {}, was {}", "mức cho {} nay là {}, trước là {}", c.value, c.after, c.before);
    if (complete && c.aspect == aspect::condition && kind == what::deduction) return both("what deducts {} is now {}, was {}", "khoản trừ {} nay là {}, trước là {}", c.value, c.after, c.before);
    if (complete && c.aspect == aspect::value && kind == what::example) return both("example {} now expects {}, expected {}", "ví dụ {} nay có kết quả {}, trước là {}", row, c.after, c.before);
    auto const rest = said(c);
    return {fmt::format("{}: {}", row, rest.en), fmt::format("{}: {}", row, rest.vi)};
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

program::label const* label_of(change const& c) {
    for (auto step = c.path.rbegin(); step != c.path.rend(); ++step)
        if (!is_row(step->what)) return step->label.empty() ? nullptr : &step->label;
    return nullptr;
}

text sentence(change const& c) {
    if (c.path.empty()) return said(c);
    auto const kind = c.path.back().what;
    auto const& name = c.path.back().name;
    text const thing = name_of(kind);
    if (c.how == change::sort::renamed) return {fmt::format("{} renamed: was `{}`, is now `{}`", thing.en, c.before, c.after), fmt::format("đổi tên {}: trước là `{}`, nay là `{}`", thing.vi, c.before, c.after)};
    if (c.how == change::sort::reordered && kind == what::output) return both("order of outputs now {}; was {}", "thứ tự kết quả nay là {}; trước là {}", c.after, c.before);
    if (c.how == change::sort::reordered) return both("order now {}; was {}", "thứ tự nay là {}; trước là {}", c.after, c.before);
    if (c.how == change::sort::changed) return is_row(kind) ? row_changed(c, name) : said(c);
    bool const added = c.how == change::sort::added;
    if (is_row(kind)) return added ? row_added(c, name) : row_removed(c, name);
    auto const& says = added ? c.after : c.before;
    auto const colon = says.empty() ? "" : ": ";
    if (added) return {fmt::format("{} added{}{}", thing.en, colon, says), fmt::format("thêm {}{}{}", thing.vi, colon, says)};
    return {fmt::format("{} removed{}{}", thing.en, colon, says), fmt::format("bỏ {}{}{}", thing.vi, colon, says)};
}

}  // namespace barem::diff
