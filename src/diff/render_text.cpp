#include "diff/report.hpp"
#include "diff/render.hpp"
#include "diff/wording.hpp"

#include "source/display.hpp"

#include <fmt/format.h>

namespace barem::diff {

namespace {

std::string heading(change const& c, words const& say) {
    auto const article = say(c.articles);
    return article.empty() ? say("Without an article", "Không gắn với điều khoản") : article;
}

void add_changes(std::string& out, version_difference const& v, words const& say) {
    std::string article;
    for (auto const& c : v.rules.changes) {
        if (auto const now = heading(c, say); now != article) {
            out += fmt::format("\n{}\n", printable(now));
            article = now;
        }
        auto const [about, says] = tell(c);
        out += fmt::format("  {}: {}\n", printable(say(about)), printable(say(says)));
    }
}

}  // namespace

std::string rules_summary(std::vector<version_difference> const& versions, words const& say) {
    if (same(versions)) return say("no differences in the rules", "quy tắc không có khác biệt");
    std::size_t changes = 0, in_text = 0;
    for (auto const& v : versions) {
        changes += v.rules.changes.size();
        for (auto const& c : v.rules.changes) in_text += c.affects_results ? 0 : 1;
    }
    auto made = fmt::format(fmt::runtime(say(changes == 1 ? "{} change in the rules" : "{} changes in the rules", "{} thay đổi về quy tắc")), changes);
    if (in_text != 0) made += fmt::format(fmt::runtime(say(", {} of them in texts only (labels, readings, names, examples)", ", trong đó {} chỉ về lời văn (nhãn, cách hiểu, tên, ví dụ)")), in_text);
    return made;
}

std::string sameness(report const& r, words const& say) {
    if (!same(r.versions)) return {};
    auto made = say("no differences", "không có khác biệt");
    if (!r.roster) return made;
    auto const& of = *r.roster;
    if (of.changed != 0 || of.is_one_sided()) return {};
    made += fmt::format(fmt::runtime(say(of.both == 1 ? "; {} record is scored alike" : "; {} records are scored alike", "; {} hồ sơ có kết quả như nhau")), of.both);
    if (of.rejected_by_both != 0) made += fmt::format(fmt::runtime(say(of.rejected_by_both == 1 ? ", {} is rejected by both" : ", {} are rejected by both", ", {} hồ sơ bị cả hai từ chối")), of.rejected_by_both);
    return made;
}

std::string version_heading(version_difference const& v, words const& say) {
    if (!v.before) return say(text("version added: ", "thêm phiên bản: ") + v.when);
    if (!v.after) return say(text("version removed: ", "bỏ phiên bản: ") + v.when);
    return v.when.empty() ? std::string() : say(text("version ", "phiên bản ") + v.when);
}

std::string to_text(report const& r, std::string_view language) {
    words const say(language);
    if (auto const nothing = sameness(r, say); !nothing.empty()) return nothing + "\n";
    auto out = fmt::format("{} -> {}\n{}\n", printable(r.old_name), printable(r.new_name), rules_summary(r.versions, say));
    for (auto const& v : r.versions) {
        if (auto const head = version_heading(v, say); !head.empty() && (!v.rules.changes.empty() || !v.before || !v.after)) out += "\n== " + head + " ==\n";
        add_changes(out, v, say);
    }
    if (r.roster) add_roster_text(out, *r.roster, say);
    return out;
}

}  // namespace barem::diff
