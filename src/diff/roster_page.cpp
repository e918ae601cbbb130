#include "diff/html.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace barem::diff {

namespace {

constexpr std::size_t most_rejected = 40;

std::string cells(std::vector<std::string> const& of, std::string_view tag) {
    std::string out = "<tr>";
    for (auto const& cell : of) out += fmt::format("<{0}>{1}</{0}>", tag, html_escaped(cell));
    return out + "</tr>\n";
}

std::string with_arrows(std::string text) {
    constexpr std::string_view plain = "-&gt;";
    for (std::size_t at = 0; (at = text.find(plain, at)) != std::string::npos;) text.replace(at, plain.size(), "→");
    return text;
}

/// Numbers: a line may break before the arrow alone.
std::string both(std::string before, std::string const& after) {
    if (before != after) before += " → " + after;
    constexpr std::string_view no_break = "\u00a0", arrow = "\u00a0→";
    std::string out;
    for (char const c : before)
        if (c == ' ') out += no_break;
        else out += c;
    if (auto const at = out.find(arrow); at != std::string::npos) out.replace(at, no_break.size(), " ");
    return out;
}

std::string count_cell(std::uint64_t n, words const& say) { return n == 0 ? "·" : readable(n, say); }

}  // namespace

std::string roster_page::data() const {
    std::string out;
    for (char const c : charts_.dump())
        if (c == '<') out += "\\u003c";
        else out += c;
    return out;
}

void roster_page::add_chart(std::string& out, nlohmann::ordered_json chart) {
    auto const id = fmt::format("chart{}", charts_.size() + 1);
    chart["id"] = id;
    chart["before"] = say_("before", "trước");
    chart["after"] = say_("after", "sau");
    chart["counted"] = say_("records", "hồ sơ");
    charts_.push_back(std::move(chart));
    out += fmt::format("<div class=\"chart\" id=\"{}\"></div>\n", id);
}

void roster_page::add_transitions(std::string& out, output_difference const& of) const {
    auto const order = categories_in_order(of);
    std::vector<std::string> head{say_("before ↓  after →", "trước ↓  sau →")};
    for (auto const c : order) head.push_back(category(of, c, say_));
    head.push_back(say_("all", "tổng"));
    out += "<table class=\"matrix\">\n<thead>" + cells(head, "th") + "</thead>\n<tbody>\n";
    std::vector<std::uint64_t> sums(order.size() + 1);
    for (auto const from : order) {
        std::uint64_t all = 0;
        out += fmt::format("<tr><th>{}</th>", html_escaped(category(of, from, say_)));
        for (std::size_t i = 0; i != order.size(); ++i) {
            auto const n = of.transitions[from][order[i]];
            bool const known = of.ordered && n != 0 && from + 1 != of.categories.size() && order[i] + 1 != of.categories.size();
            auto const kind = from == order[i] ? " class=\"same\"" : !known ? "" : order[i] > from ? " class=\"up\"" : " class=\"down\"";
            out += fmt::format("<td{}>{}</td>", kind, count_cell(n, say_));
            sums[i] += n;
            all += n;
        }
        sums.back() += all;
        out += fmt::format("<td>{}</td></tr>\n", count_cell(all, say_));
    }
    out += fmt::format("<tr class=\"all\"><th>{}</th>", html_escaped(say_("all", "tổng")));
    for (auto const n : sums) out += fmt::format("<td>{}</td>", count_cell(n, say_));
    out += "</tr>\n</tbody>\n</table>\n";
}

/// Of records that one side alone scores too, which no matrix has.
void roster_page::add_counts(std::string& out, output_difference const& of) const {
    out += "<table>\n<thead>" + cells({"", say_("before", "trước"), say_("after", "sau")}, "th") + "</thead>\n<tbody>\n";
    for (auto const c : categories_in_order(of)) out += cells({category(of, c, say_), count_cell(of.before_counts[c], say_), count_cell(of.after_counts[c], say_)}, "td");
    out += "</tbody>\n</table>\n";
}

void roster_page::add_distributions(std::string& out, output_difference const& of) const {
    out += "<table>\n<thead>" + cells({"", say_("records", "hồ sơ"), say_("least", "nhỏ nhất"), say_("first quartile", "tứ phân vị 1"), say_("median", "trung vị"),
                                       say_("third quartile", "tứ phân vị 3"), say_("greatest", "lớn nhất"), say_("sum", "tổng"), say_("mean", "trung bình")}, "th") + "</thead>\n<tbody>\n";
    for (auto const* d : {&of.before, &of.after}) {
        std::vector<std::string> row{d == &of.before ? say_("before", "trước") : say_("after", "sau"), readable(d->count, say_)};
        for (auto const* n : {&d->least, &d->lower_quartile, &d->median, &d->upper_quartile, &d->greatest, &d->sum, &d->mean}) row.push_back(d->count == 0 ? "·" : readable(*n, of.digits, say_));
        out += cells(row, "td");
    }
    out += "</tbody>\n</table>\n";
}

void roster_page::add_movers(std::string& out, output_difference const& of) const {
    if (of.movers.empty()) return;
    out += fmt::format("<table class=\"texts\">\n<thead>{}</thead>\n<tbody>\n",
                       cells({say_("By which rule", "Do quy tắc nào"), say_("before → after", "trước → sau"), say_("Moved the farthest", "Thay đổi nhiều nhất")}, "th"));
    for (auto const& group : by_rules(of, say_)) {
        auto why = with_arrows(html_escaped(group.rules));
        for (std::size_t at = 0; (at = why.find('\n', at)) != std::string::npos;) why.replace(at, 1, "<br>");
        for (auto const& move : group.moves) {
            auto const first = &move == &group.moves.front() ? fmt::format("<td rowspan=\"{}\">{}</td>", group.moves.size(), why) : std::string();
            out += fmt::format("<tr>{}<td>{}</td><td>{}</td></tr>\n", first, with_arrows(html_escaped(move.from_to)), html_escaped(some_of(move.ids, say_)));
        }
    }
    out += "</tbody>\n</table>\n";
    if (of.changed > of.movers.size()) out += fmt::format("<p class=\"quiet\">{}</p>\n", fmt::format(fmt::runtime(say_("and {} more", "và {} hồ sơ nữa")), readable(of.changed - of.movers.size(), say_)));
}

void roster_page::add_output(std::string& out, output_difference const& of, roster_difference const& r) {
    auto const heading = title(of, say_);
    out += fmt::format("<h3>{}</h3>\n", html_escaped(heading));
    if (r.both != 0) out += fmt::format("<p>{}</p>\n", html_escaped(moves(of, say_)));
    nlohmann::ordered_json chart{{"title", heading}, {"across", of.is == output_difference::sort::word}, {"categories", nlohmann::ordered_json::array()},
                                 {"old", nlohmann::ordered_json::array()}, {"fresh", nlohmann::ordered_json::array()}};
    auto const add = [&](std::string name, std::uint64_t before, std::uint64_t after) {
        chart["categories"].push_back(std::move(name));
        chart["old"].push_back(before);
        chart["fresh"].push_back(after);
    };
    if (of.is == output_difference::sort::word) {
        for (auto const c : categories_in_order(of)) add(category(of, c, say_), of.before_counts[c], of.after_counts[c]);
        add_chart(out, std::move(chart));
        if (r.is_one_sided()) add_counts(out, of);
        if (r.both != 0) add_transitions(out, of);
    }
    if (of.is == output_difference::sort::number) {
        bool const single = are_single(of);
        for (auto const& b : of.bins) add(readable(b, single, say_), b.before, b.after);
        if (!of.bins.empty()) add_chart(out, std::move(chart));
        if (!of.bins.empty() && !single)
            out += fmt::format("<p class=\"quiet\">{}</p>\n", html_escaped(say_("A bar holds values from its first number to below its second.", "Mỗi cột gồm các giá trị từ số đầu đến dưới số sau.")));
        add_distributions(out, of);
    }
    add_movers(out, of);
}

void roster_page::add_group(std::string& out, grouping const& by, roster_difference const& r) {
    out += fmt::format("<h3>{} {}</h3>\n", html_escaped(say_("By", "Theo")), html_escaped(say_(by.label, by.field)));
    std::vector<std::string> head{"", say_("before", "trước"), say_("after", "sau"), say_("changed", "thay đổi")};
    for (auto const& of : r.outputs) {
        if (of.changed == 0) continue;
        if (of.is == output_difference::sort::number) head.insert(head.end(), {say_("sum: ", "tổng: ") + say_(of.label, of.name), say_("mean: ", "trung bình: ") + say_(of.label, of.name)});
        if (of.is == output_difference::sort::word)
            for (auto const c : categories_in_order(of)) head.push_back(category(of, c, say_));
    }
    out += "<table class=\"wide\">\n<thead>" + cells(head, "th") + "</thead>\n<tbody>\n";
    std::size_t shown = 0;
    for (auto const& g : by.shown()) {
        if (shown++ == groups_shown(r)) break;
        std::vector<std::string> row{name_of(g, by, say_), count_cell(g.before, say_), count_cell(g.after, say_), count_cell(g.changed, say_)};
        for (std::size_t i = 0; i != r.outputs.size(); ++i) {
            if (r.outputs[i].changed == 0) continue;
            for (auto const& [before, after] : totals(r.outputs[i], g.outputs[i], say_)) row.push_back(both(before, after));
        }
        out += cells(row, "td");
    }
    out += "</tbody>\n</table>\n";
    if (by.shown().size() > groups_shown(r)) out += fmt::format("<p class=\"quiet\">{}</p>\n", fmt::format(fmt::runtime(say_("and {} more", "và {} nhóm nữa")), by.shown().size() - groups_shown(r)));
}

void roster_page::add_rejected(std::string& out, rejected_by_one const& of, std::string const& head, std::size_t top) const {
    if (of.count == 0) return;
    out += fmt::format("<h3>{} ({})</h3>\n<table class=\"texts\">\n<thead>{}</thead>\n<tbody>\n", html_escaped(head), of.count, cells({say_("line", "dòng"), say_("record", "hồ sơ"), say_("why", "lý do")}, "th"));
    std::size_t shown = 0;
    for (; shown != of.records.size() && shown != std::max(top, most_rejected); ++shown) out += cells({std::to_string(of.records[shown].line), of.records[shown].id, of.records[shown].why}, "td");
    out += "</tbody>\n</table>\n";
    if (of.count > shown) out += fmt::format("<p class=\"quiet\">{}</p>\n", fmt::format(fmt::runtime(say_("and {} more", "và {} hồ sơ nữa")), of.count - shown));
}

void roster_page::add_roster(std::string& out, roster_difference const& r) {
    out += fmt::format("<h2>{}</h2>\n<ul>\n", html_escaped(say_("Roster", "Danh sách")));
    for (auto const& line : roster_summary(r, say_)) out += fmt::format("<li>{}</li>\n", html_escaped(line));
    out += "</ul>\n";
    for (auto const& of : r.outputs)
        if (of.changed != 0 || r.is_one_sided()) add_output(out, of, r);
    for (auto const& by : r.groups) add_group(out, by, r);
    add_rejected(out, r.only_old, say_("Rejected by the old rules only", "Chỉ bị quy tắc cũ từ chối"), r.top);
    add_rejected(out, r.only_new, say_("Rejected by the new rules only", "Chỉ bị quy tắc mới từ chối"), r.top);
}

}  // namespace barem::diff
