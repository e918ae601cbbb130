#include "diff/render.hpp"
#include "document/linked_text.hpp"
#include "explain/amounts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>

namespace barem::diff {

std::string readable(number const& n, unsigned digits, words const& say) {
    auto decimal = n.to_readable(std::max(digits, 4u));
    auto const begin = decimal.find_first_of("-0123456789");
    return decimal.substr(0, begin) + say(explain::punctuated(decimal.substr(begin)));
}

std::string readable(std::uint64_t count, words const& say) { return say(explain::punctuated(std::to_string(count))); }

std::string readable(bin const& b, bool is_single, words const& say) {
    auto const from = say(explain::punctuated(b.from.to_exact()));
    return is_single ? from : from + "\u00A0–\u00A0<" + say(explain::punctuated(b.to.to_exact()));
}

bool are_single(output_difference const& of) {
    return of.digits == 0 && std::ranges::all_of(of.bins, [](bin const& b) { return b.from.is_integer() && b.to - b.from == number(1); });
}

std::string readable(output_difference const& of, std::string const& exact, words const& say) {
    if (exact.empty()) return say("nothing", "không có");
    if (of.is == output_difference::sort::word) {
        auto const found = std::ranges::find(of.categories, exact);
        return category(of, static_cast<std::size_t>(found - of.categories.begin()), say);
    }
    if (of.is != output_difference::sort::number) return exact;
    auto const n = number::parse_exact(exact);
    return n ? readable(*n, of.digits, say) : exact;
}

std::string category(output_difference const& of, std::size_t c, words const& say) {
    if (c + 1 >= of.categories.size()) return say("nothing", "không có");
    return say(of.labels[c], of.categories[c]);
}

std::vector<std::size_t> categories_in_order(output_difference const& of) {
    std::vector<std::size_t> order(of.categories.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (of.ordered) std::reverse(order.begin(), order.end() - 1);
    if (of.before_counts.back() == 0 && of.after_counts.back() == 0) order.pop_back();
    return order;
}

std::string title(output_difference const& of, words const& say) {
    auto const label = say(of.label, of.name), unit = say(of.unit.words);
    return unit.empty() ? label : label + " (" + unit + ")";
}

std::string moves(output_difference const& of, words const& say) {
    if (of.changed == 0) return say("nobody changes", "không ai thay đổi");
    auto made = fmt::format("{} {}", readable(of.changed, say), say(of.changed == 1 ? "changes" : "change", "thay đổi"));
    if (of.up + of.down == 0) return made;
    // A greater number is not always a better one: a place, say.
    bool const is_number = of.is == output_difference::sort::number;
    made += fmt::format(fmt::runtime(is_number ? say(": {} greater, {} less", ": {} tăng, {} giảm") : say(": {} up, {} down", ": {} lên, {} xuống")), readable(of.up, say), readable(of.down, say));
    return made;
}

namespace {

/// `Quota (Art. 6): at most 20 % of the ... -> at most 15 % of the ...`
std::string told(cause const& c, words const& say) {
    auto const in = [&](text const& of) { return say(document::without_links(of)); };
    auto made = in(c.where.words);
    if (auto const& article = say(c.articles); !article.empty()) made += " (" + article + ")";
    if (c.before != c.after) {
        auto const [before, after] = told_apart(c.before, c.after);
        auto const nothing = say("nothing", "không có");
        made += fmt::format(": {} -> {}", c.before.empty() ? nothing : in(before), c.after.empty() ? nothing : in(after));
    }
    if (c.by_others) made += say(": only because others of the group move", ": chỉ do các hồ sơ khác trong nhóm thay đổi");
    return made;
}

/// What became of the figures that a rule makes, where that is not the output itself: ` (4 -> 3)`.
std::string figures(cause const& c, mover const& m, words const& say) {
    bool const is_output = c.old_value.written == m.before && c.new_value.written == m.after;
    if (c.old_value == c.new_value || is_output || c.by_others) return {};
    return fmt::format(" ({}: {} -> {})", say(document::without_links(c.where.words)), say(document::without_links(c.old_value.words)), say(document::without_links(c.new_value.words)));
}

}  // namespace

std::vector<moved_by> by_rules(output_difference const& of, words const& say) {
    std::vector<moved_by> made;
    for (auto const& m : of.movers) {
        std::string rules, move = readable(of, m.before, say) + " -> " + readable(of, m.after, say);
        for (auto const& c : m.causes) {
            rules += (rules.empty() ? "" : "\n") + told(c, say);
            if (of.is == output_difference::sort::word && c.old_value.written != m.before) move += figures(c, m, say);
        }
        auto group = std::ranges::find(made, rules, &moved_by::rules);
        if (group == made.end()) group = made.insert(made.end(), moved_by{rules, {}});
        auto line = std::ranges::find(group->moves, move, &moved_by::move::from_to);
        if (line == group->moves.end()) line = group->moves.insert(line, {move, {}});
        line->ids.push_back(m.id);
    }
    return made;
}

std::string some_of(std::vector<std::string> const& ids, words const& say) {
    constexpr std::size_t most = 10;
    auto const shown = ids.size() <= most + 1 ? ids.size() : most;
    auto made = fmt::format("{}", fmt::join(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
    if (shown != ids.size()) made += fmt::format(fmt::runtime(say(" and {} more", " và {} hồ sơ nữa")), readable(ids.size() - shown, say));
    return made;
}

std::string name_of(group_total const& of, grouping const& by, words const& say) {
    if (of.within) return readable(*of.within, false, say);
    if (of.value.empty()) return say("nothing", "không có");
    if (!by.is_number) return say(of.label, of.value);
    auto const n = number::parse_exact(of.value);
    return n ? readable(*n, 4, say) : of.value;
}

std::vector<std::pair<std::string, std::string>> totals(output_difference const& of, group_total::of_output const& t, words const& say) {
    std::vector<std::pair<std::string, std::string>> made;
    if (of.is == output_difference::sort::number) {
        auto const mean = [&](number const& sum, std::uint64_t given) { return given == 0 ? std::string("·") : readable(sum / number(static_cast<std::int64_t>(given)), of.digits, say); };
        made.emplace_back(readable(t.before_sum, of.digits, say), readable(t.after_sum, of.digits, say));
        made.emplace_back(mean(t.before_sum, t.before_given), mean(t.after_sum, t.after_given));
    }
    if (of.is == output_difference::sort::word)
        for (auto const c : categories_in_order(of)) made.emplace_back(readable(t.before_counts[c], say), readable(t.after_counts[c], say));
    return made;
}

std::size_t groups_shown(roster_difference const& r) {
    constexpr std::size_t most_groups = 40;
    return std::max(r.top, most_groups);
}

namespace {

/// "2,000 records scored by both; 344 change in Rating; 1,656 more only in Quota"
std::string changes_of(roster_difference const& r, words const& say) {
    std::vector<std::string> levels, figures;
    for (auto const& of : r.outputs)
        if (of.changed != 0) (of.is == output_difference::sort::word ? levels : figures).push_back(say(of.label, of.name));
    auto made = fmt::format(fmt::runtime(say("{} records scored by both", "{} hồ sơ được cả hai chấm")), readable(r.both, say));
    auto const add = [&](std::uint64_t count, std::string_view en, std::string_view vi, std::vector<std::string> const& in) {
        if (count != 0) made += "; " + fmt::format(fmt::runtime(say(en, vi)), readable(count, say), fmt::join(in, ", "));
    };
    if (r.changed == 0) return made + say("; nobody changes", "; không ai thay đổi");
    add(r.changed_levels, r.changed_levels == 1 ? "{} changes in {}" : "{} change in {}", "{} thay đổi về {}", levels);
    auto const others = r.changed - r.changed_levels;
    if (r.changed_levels == 0) add(others, others == 1 ? "{} changes in {}" : "{} change in {}", "{} thay đổi về {}", figures);
    else add(others, "{} more only in {}", "{} hồ sơ khác chỉ thay đổi về {}", figures);
    return made;
}

}  // namespace

std::vector<std::string> roster_summary(roster_difference const& r, words const& say) {
    std::vector<std::string> made;
    for (auto const* side : {&r.before, &r.after}) {
        if (side->problem.empty()) continue;
        made.push_back(fmt::format("{}: {}", side == &r.before ? say("the roster does not fit the old rules", "danh sách không phù hợp với quy tắc cũ")
                                                               : say("the roster does not fit the new rules", "danh sách không phù hợp với quy tắc mới"), side->problem));
    }
    made.push_back(changes_of(r, say));
    auto const rejected = [&](std::string_view en, std::string_view vi, std::uint64_t count) {
        if (count != 0) made.push_back(fmt::format(fmt::runtime(say(en, vi)), readable(count, say)));
    };
    rejected("{} rejected by the old rules only", "{} chỉ bị quy tắc cũ từ chối", r.only_old.count);
    rejected("{} rejected by the new rules only", "{} chỉ bị quy tắc mới từ chối", r.only_new.count);
    rejected("{} rejected by both", "{} bị cả hai từ chối", r.rejected_by_both);
    auto const list = [&](std::string_view en, std::string_view vi, std::vector<phrase> const& of) {
        std::vector<std::string> labels;
        for (auto const& one : of) labels.push_back(say(one.words));
        if (!labels.empty()) made.push_back(fmt::format("{}: {}", say(en, vi), fmt::join(labels, "; ")));
    };
    std::vector<phrase> unchanged;
    for (auto const& of : r.outputs)
        if (of.changed == 0) unchanged.push_back({of.name, explain::label_of(of.label, of.name)});
    if (r.both != 0) list("nobody changes in", "không ai thay đổi về", unchanged);
    list("results of the old rules only", "kết quả chỉ có trong quy tắc cũ", r.old_outputs);
    list("results of the new rules only", "kết quả chỉ có trong quy tắc mới", r.new_outputs);
    list("results that cannot be compared", "kết quả không so sánh được", r.unlike);
    return made;
}

}  // namespace barem::diff
