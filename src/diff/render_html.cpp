// A comparison as one page of HTML that needs nothing else and prints on A4. Charts are drawn from data in the page; every figure in
// them stands at its bar.
#include "diff/html.hpp"
#include "diff/render.hpp"
#include "diff/wording.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace barem::diff {

namespace {

/// Beside the looks that all pages share.
constexpr std::string_view style = R"(
li { overflow-wrap: anywhere; }
table { width: auto; max-width: 100%; }
th, td { text-align: right; }
th:first-child, td:first-child, .texts td, .texts th { text-align: left; }
.texts { width: 100%; }
.texts td { overflow-wrap: anywhere; }
.quiet, details { color: #444; }
details { font-size: .82em; }
details summary { cursor: pointer; }
.texts th { white-space: nowrap; }
.matrix td.same { font-weight: 700; outline: 2px solid #111; outline-offset: -2px; }
.matrix td.up::after { content: " ▲"; font-size: .7em; }
.matrix td.down::after { content: " ▼"; font-size: .7em; }
.all td, .all th { border-top: 2px solid #111; font-weight: 600; }
.chart { margin: .4rem 0; break-inside: avoid; }
.chart svg { width: 100%; height: auto; display: block; }
@media print {
  details { display: none; }
  th, td { padding: .15rem .35rem; }
  .wide { font-size: 7.5pt; }
}
)";

/// Each chart is drawn once as SVG of a fixed size, which then scales with the page: on paper it is as sharp as text.
constexpr std::string_view drawing = R"(
const written = n => n.toLocaleString(document.documentElement.lang, { useGrouping: 'always' });
for (const c of charts) {
  const place = document.getElementById(c.id);
  const labels = c.categories.length <= 26;
  const tall = !c.across && c.categories.length > 6 && Math.max(...c.old, ...c.fresh) > 999;       // labels side by side would run into each other
  const bar = (name, data, color, decal) => ({ name, type: 'bar', data, itemStyle: { color, borderColor: '#111', borderWidth: .6, decal },
    label: { show: labels, position: c.across ? 'right' : 'top', fontSize: 10, ...(tall ? { rotate: 90, align: 'left', verticalAlign: 'middle' } : {}), formatter: p => p.value ? written(p.value) : '' } });
  const names = { type: 'category', data: c.categories, inverse: c.across, axisLabel: { color: '#111', fontSize: 11, interval: labels ? 0 : 'auto', rotate: c.across || c.categories.length < 9 ? 0 : 40 } };
  const counts = { type: 'value', minInterval: 1, name: c.counted, nameLocation: 'middle', nameGap: c.across ? 26 : 22 + 7 * String(Math.max(...c.old, ...c.fresh)).length, nameTextStyle: { color: '#111' },
    axisLabel: { color: '#111', formatter: written }, splitLine: { lineStyle: { color: '#ddd' } } };
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: 860, height: c.across ? 108 + 46 * c.categories.length : 330 });
  chart.setOption({ animation: false, textStyle: { fontFamily: '"Noto Sans", "Segoe UI", Arial, sans-serif' },
    legend: { top: 0, data: [c.before, c.after], textStyle: { color: '#111' }, itemWidth: 28 },
    grid: { left: c.across ? 10 : 30, right: 40, top: c.across ? 30 : tall ? 70 : 46, bottom: c.across ? 28 : 10, containLabel: true },
    xAxis: c.across ? counts : names, yAxis: c.across ? names : counts,
    series: [bar(c.before, c.old, '#ffffff', { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4, color: '#555' }),
             bar(c.after, c.fresh, '#1b4f8a', { symbol: 'none' })] });
  place.innerHTML = chart.renderToSVGString();
  place.firstElementChild.setAttribute('role', 'img');
  place.firstElementChild.setAttribute('aria-label', c.title);
  chart.dispose();
}
)";

class page {
public:
    page(report const& r, words const& say) : r_(r), say_(say) {}

    std::string run(std::string_view script) {
        auto const title = say_("Comparison of rules", "So sánh quy tắc");
        std::string out = fmt::format("<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                                      "<title>{}</title>\n<style>{}{}</style>\n</head>\n<body>\n",
                                      say_.language(), html_escaped(title), explain::page_style, style);
        auto const nothing = sameness(r_, say_);
        out += fmt::format("<header>\n<h1>{}</h1>\n<p>{} → {}</p>\n<p>{}</p>\n</header>\n", html_escaped(title), html_escaped(r_.old_name), html_escaped(r_.new_name),
                           html_escaped(nothing.empty() ? rules_summary(r_.versions, say_) : nothing));
        if (nothing.empty()) add_differences(out, script);
        return out + "</body>\n</html>\n";
    }

private:
    void add_differences(std::string& out, std::string_view script) {
        add_rules(out);
        if (r_.roster) charts_.add_roster(out, *r_.roster);
        if (r_.roster) out += fmt::format("<footer>{}</footer>\n", html_escaped(say_("Values marked ≈ are rounded for reading only. A quartile is the least value that so many records are not above.",
                                                                "Giá trị có dấu ≈ chỉ làm tròn để dễ đọc. Tứ phân vị là giá trị nhỏ nhất mà ngần ấy phần hồ sơ không vượt quá.")));
        if (charts_.any()) out += fmt::format("<script>{}</script>\n<script>\nconst charts = {};\n{}</script>\n", script, charts_.data(), drawing);
    }

    void add_rules(std::string& out) const {
        if (same(r_.versions)) return;
        out += fmt::format("<h2>{}</h2>\n", html_escaped(say_("Rules", "Quy tắc")));
        for (auto const& v : r_.versions) {
            if (auto const head = version_heading(v, say_); !head.empty() && (!v.rules.changes.empty() || !v.before || !v.after)) out += fmt::format("<h3>{}</h3>\n", html_escaped(head));
            add_changes(out, v);
        }
    }

    /// For the drafter who looks for it in the file; not on paper.
    std::string as_written(change const& c, std::string const& rule_set) const {
        std::string lines;
        for (auto const* side : {&c.before, &c.after})
            if (!side->empty()) lines += fmt::format("<br>{} <code>{}</code>", side == &c.before ? "−" : "+", html_escaped(side->written));
        return fmt::format("<details><summary>{}</summary><code>{}</code>{}</details>", html_escaped(say_("in the rule set", "trong bộ quy tắc")), html_escaped(subject(c, rule_set)), lines);
    }

    void add_changes(std::string& out, version_difference const& v) const {
        std::string article;
        bool open = false;
        for (auto const& c : v.rules.changes) {
            auto const now = c.articles.en.empty() ? say_("Without an article", "Không gắn với điều khoản") : say_(c.articles);
            if (now != article) out += fmt::format("{}<h3>{}</h3>\n<ul>\n", open ? "</ul>\n" : "", html_escaped(now));
            article = now;
            open = true;
            auto const [about, says] = tell(c);
            out += fmt::format("<li><b>{}</b>: {}{}</li>\n", html_escaped(say_(about)), html_escaped(say_(says)), as_written(c, v.rule_set));
        }
        if (open) out += "</ul>\n";
    }

    report const& r_;
    words const& say_;
    roster_page charts_{say_};
};

}  // namespace

std::string to_html(report const& r, std::string_view language, std::string_view charts) {
    words const say(language);
    return page(r, say).run(charts);
}

}  // namespace barem::diff
