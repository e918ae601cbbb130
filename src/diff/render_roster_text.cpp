#include "diff/render.hpp"
#include "source/display.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::diff {

namespace {

using row = std::vector<std::string>;

/// Cells side by side; the first column to the left, the others to the right.
std::string table(std::vector<row> const& rows, std::string const& indent) {
    std::vector<std::size_t> widths;
    for (auto const& r : rows)
        for (std::size_t c = 0; c != r.size(); ++c) {
            if (c == widths.size()) widths.push_back(0);
            widths[c] = std::max(widths[c], display_width(r[c]));
        }
    std::string out;
    for (auto const& r : rows) {
        std::string line = indent;
        for (std::size_t c = 0; c != r.size(); ++c) {
            auto const space = std::string(widths[c] - display_width(r[c]), ' ');
            line += c == 0 ? r[c] + space : "  " + space + r[c];
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + "\n";
    }
    return out;
}

std::string count(std::uint64_t n, words const& say) { return n == 0 ? "." : readable(n, say); }

/// Columns have numbers, because labels are long.
std::string transitions(output_difference const& of, words const& say) {
    auto const order = categories_in_order(of);
    std::vector<row> rows(1, row{say("before \\ after", "trước \\ sau")});
    for (std::size_t i = 0; i != order.size(); ++i) rows[0].push_back(fmt::format("({})", i + 1));
    rows[0].push_back(say("all", "tổng"));
    for (std::size_t i = 0; i != order.size(); ++i) {
        row cells{fmt::format("({}) {}", i + 1, printable(category(of, order[i], say)))};
        std::uint64_t all = 0;
        for (auto const to : order) {
            cells.push_back(count(of.transitions[order[i]][to], say));
            all += of.transitions[order[i]][to];
        }
        cells.push_back(count(all, say));
        rows.push_back(std::move(cells));
    }
    row sums{say("all", "tổng")};
    std::uint64_t total = 0;
    for (auto const to : order) {
        std::uint64_t all = 0;
        for (auto const& from : of.transitions) all += from[to];
        sums.push_back(count(all, say));
        total += all;
    }
    sums.push_back(count(total, say));
    rows.push_back(std::move(sums));
    return table(rows, "  ");
}

/// Of records that one side alone scores too, which no matrix has.
std::string counts(output_difference const& of, words const& say) {
    std::vector<row> rows(1, row{"", say("before", "trước"), say("after", "sau")});
    for (auto const c : categories_in_order(of)) rows.push_back({printable(category(of, c, say)), count(of.before_counts[c], say), count(of.after_counts[c], say)});
    return table(rows, "  ");
}

row figures(std::string name, distribution const& d, unsigned digits, words const& say) {
    row made{std::move(name), readable(d.count, say)};
    for (auto const* n : {&d.least, &d.lower_quartile, &d.median, &d.upper_quartile, &d.greatest, &d.sum, &d.mean})
        made.push_back(d.count == 0 ? "." : readable(*n, digits, say));
    return made;
}

std::string distributions(output_difference const& of, words const& say) {
    row const head{"", say("records", "hồ sơ"), say("least", "nhỏ nhất"), say("quarter", "tứ phân vị 1"), say("median", "trung vị"),
                   say("three quarters", "tứ phân vị 3"), say("greatest", "lớn nhất"), say("sum", "tổng"), say("mean", "trung bình")};
    return table({head, figures(say("before", "trước"), of.before, of.digits, say), figures(say("after", "sau"), of.after, of.digits, say)}, "  ");
}

std::string movers(output_difference const& of, words const& say) {
    if (of.movers.empty()) return {};
    auto out = "  " + say("the farthest, by the rule that moved them:", "thay đổi nhiều nhất, theo quy tắc gây ra thay đổi:") + "\n";
    for (auto const& group : by_rules(of, say)) {
        std::string_view rules = group.rules;
        for (std::size_t end = 0; !rules.empty(); rules.remove_prefix(std::min(end + 1, rules.size()))) {
            end = std::min(rules.find('\n'), rules.size());
            out += fmt::format("    {}\n", printable(rules.substr(0, end)));
        }
        for (auto const& move : group.moves) out += fmt::format("      {}: {}\n", printable(move.from_to), printable(some_of(move.ids, say)));
    }
    if (of.changed > of.movers.size()) out += "    " + fmt::format(fmt::runtime(say("and {} more", "và {} hồ sơ nữa")), readable(of.changed - of.movers.size(), say)) + "\n";
    return out;
}

std::string group(grouping const& by, roster_difference const& r, words const& say) {
    auto out = fmt::format("\n{}\n", printable(fmt::format("{} {}", say("By", "Theo"), say(by.label, by.field))));
    row head{"", say("before", "trước"), say("after", "sau"), say("changed", "thay đổi")};
    for (auto const& of : r.outputs)
        if (of.changed == 0) continue;
        else if (of.is == output_difference::sort::number) head.insert(head.end(), {say("sum: ", "tổng: ") + say(of.label, of.name), say("mean: ", "trung bình: ") + say(of.label, of.name)});
        else if (of.is == output_difference::sort::word)
            for (auto const c : categories_in_order(of)) head.push_back(category(of, c, say));
    std::vector<row> rows{head};
    for (auto const& g : by.shown()) {
        if (rows.size() > groups_shown(r)) break;
        row cells{printable(name_of(g, by, say)), count(g.before, say), count(g.after, say), count(g.changed, say)};
        for (std::size_t i = 0; i != r.outputs.size(); ++i) {
            if (r.outputs[i].changed == 0) continue;
            for (auto const& [before, after] : totals(r.outputs[i], g.outputs[i], say)) cells.push_back(before == after ? before : before + " -> " + after);
        }
        rows.push_back(std::move(cells));
    }
    out += table(rows, "  ");
    if (by.shown().size() > groups_shown(r)) out += "  " + fmt::format(fmt::runtime(say("and {} more", "và {} nhóm nữa")), by.shown().size() - groups_shown(r)) + "\n";
    return out;
}

std::string rejected(rejected_by_one const& of, std::string const& head, std::size_t top, words const& say) {
    if (of.count == 0) return {};
    auto out = "\n" + head + "\n";
    std::size_t shown = 0;
    for (auto const& r : of.records) {
        if (shown == top) break;
        out += fmt::format("  {} {}: {}\n", say("line", "dòng"), r.line, printable(r.id.empty() ? r.why : r.id + ": " + r.why));
        ++shown;
    }
    if (of.count > shown) out += "  " + fmt::format(fmt::runtime(say("and {} more", "và {} hồ sơ nữa")), of.count - shown) + "\n";
    return out;
}

}  // namespace

void add_roster_text(std::string& out, roster_difference const& r, words const& say) {
    out += "\n== " + say("Roster", "Danh sách") + " ==\n";
    for (auto const& line : roster_summary(r, say)) out += printable(line) + "\n";
    for (auto const& of : r.outputs) {
        if (of.changed == 0 && !r.is_one_sided()) continue;
        out += fmt::format("\n{}{}\n", printable(title(of, say)), r.both == 0 ? "" : ": " + moves(of, say));
        bool const is_word = of.is == output_difference::sort::word;
        if (is_word && r.is_one_sided()) out += counts(of, say);
        if (is_word && r.both != 0) out += transitions(of, say);
        if (of.is == output_difference::sort::number) out += distributions(of, say);
        out += movers(of, say);
    }
    for (auto const& by : r.groups) out += group(by, r, say);
    out += rejected(r.only_old, say("Rejected by the old rules only", "Chỉ bị quy tắc cũ từ chối"), r.top, say);
    out += rejected(r.only_new, say("Rejected by the new rules only", "Chỉ bị quy tắc mới từ chối"), r.top, say);
}

}  // namespace barem::diff
