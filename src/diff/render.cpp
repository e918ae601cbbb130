#include "diff/render.hpp"
#include "document/linked_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <numeric>

namespace barem::diff {

std::string readable(number const& n, unsigned digits) { return n.to_readable(std::max(digits, 4u)); }

std::string readable(output_difference const& of, std::string const& exact, words const& say) {
    if (exact.empty()) return say("nothing", "không có");
    if (of.is == output_difference::sort::word) {
        auto const found = std::ranges::find(of.categories, exact);
        return category(of, static_cast<std::size_t>(found - of.categories.begin()), say);
    }
    if (of.is != output_difference::sort::number) return exact;
    auto const n = number::parse_exact(exact);
    return n ? readable(*n, of.digits) : exact;
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
    auto const label = say(of.label, of.name);
    auto made = label == of.name ? label : fmt::format("{} ({})", label, of.name);
    return of.unit.empty() ? made : made + ", " + of.unit;
}

std::string moves(output_difference const& of, words const& say) {
    if (of.changed == 0) return say("nobody changes", "không ai thay đổi");
    auto made = fmt::format("{} {}", of.changed, say(of.changed == 1 ? "changes" : "change", "thay đổi"));
    if (of.up + of.down == 0) return made;
    // A greater number is not always a better one: a place, say.
    bool const is_number = of.is == output_difference::sort::number;
    made += fmt::format(fmt::runtime(is_number ? say(": {} greater, {} less", ": {} tăng, {} giảm") : say(": {} up, {} down", ": {} lên, {} xuống")), of.up, of.down);
    return made;
}

std::string told(cause const& c, words const& say) {
    auto const in = [&](text const& of) { return say(document::without_links(of)); };
    auto made = in(c.where.words);
    if (auto const& article = say(c.articles); !article.empty()) made += " (" + article + ")";
    if (c.before != c.after) {
        auto const [before, after] = told_apart(c.before, c.after);
        auto const nothing = say("nothing", "không có");
        made += fmt::format(": {} -> {}", c.before.empty() ? nothing : in(before), c.after.empty() ? nothing : in(after));
    }
    if (c.old_value != c.new_value) made += fmt::format(" ({} -> {})", in(c.old_value.words), in(c.new_value.words));
    if (c.by_others) made += say("; by others of its group", "; do các hồ sơ khác trong nhóm");
    return made;
}

std::vector<std::pair<std::string, std::string>> totals(output_difference const& of, group_total::of_output const& t) {
    std::vector<std::pair<std::string, std::string>> made;
    if (of.is == output_difference::sort::number) {
        auto const mean = [&](number const& sum, std::uint64_t given) { return given == 0 ? std::string("·") : readable(sum / number(static_cast<std::int64_t>(given)), of.digits); };
        made.emplace_back(readable(t.before_sum, of.digits), readable(t.after_sum, of.digits));
        made.emplace_back(mean(t.before_sum, t.before_given), mean(t.after_sum, t.after_given));
    }
    if (of.is == output_difference::sort::word)
        for (auto const c : categories_in_order(of)) made.emplace_back(std::to_string(t.before_counts[c]), std::to_string(t.after_counts[c]));
    return made;
}

std::size_t groups_shown(roster_difference const& r) {
    constexpr std::size_t most_groups = 40;
    return std::max(r.top, most_groups);
}

std::vector<std::string> roster_summary(roster_difference const& r, words const& say) {
    std::vector<std::string> made;
    for (auto const* side : {&r.before, &r.after}) {
        if (side->problem.empty()) continue;
        made.push_back(fmt::format("{}: {}", side == &r.before ? say("the roster does not fit the old rules", "danh sách không phù hợp với quy tắc cũ")
                                                               : say("the roster does not fit the new rules", "danh sách không phù hợp với quy tắc mới"), side->problem));
    }
    made.push_back(fmt::format(fmt::runtime(say("{} records scored by both, of which {} change", "{} hồ sơ được cả hai chấm, trong đó {} thay đổi")), r.both, r.changed));
    auto const rejected = [&](std::string_view en, std::string_view vi, std::uint64_t count) {
        if (count != 0) made.push_back(fmt::format(fmt::runtime(say(en, vi)), count));
    };
    rejected("{} rejected by the old rules only", "{} chỉ bị quy tắc cũ từ chối", r.only_old.count);
    rejected("{} rejected by the new rules only", "{} chỉ bị quy tắc mới từ chối", r.only_new.count);
    rejected("{} rejected by both", "{} bị cả hai từ chối", r.rejected_by_both);
    auto const list = [&](std::string_view en, std::string_view vi, std::vector<std::string> const& names) {
        if (!names.empty()) made.push_back(fmt::format("{}: {}", say(en, vi), fmt::join(names, ", ")));
    };
    std::vector<std::string> unchanged;
    for (auto const& of : r.outputs)
        if (of.changed == 0) unchanged.push_back(of.name);
    if (r.both != 0) list("outputs in which nobody changes", "kết quả không ai thay đổi", unchanged);
    list("outputs of the old rules only", "kết quả chỉ có trong quy tắc cũ", r.old_outputs);
    list("outputs of the new rules only", "kết quả chỉ có trong quy tắc mới", r.new_outputs);
    list("outputs that cannot be compared", "kết quả không so sánh được", r.unlike);
    return made;
}

}  // namespace barem::diff
