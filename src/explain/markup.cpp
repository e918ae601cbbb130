#include "explain/markup.hpp"

#include "source/display.hpp"

#include <algorithm>

namespace barem::explain {

std::string_view const page_style = R"(
@page { size: A4; margin: 16mm 14mm 18mm; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem; color: #111; background: #fff;
  font: 15px/1.45 "Noto Sans", "Segoe UI", "Helvetica Neue", Arial, sans-serif; font-variant-numeric: tabular-nums; }
header { border-bottom: 2px solid #111; padding-bottom: .8rem; margin-bottom: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 1.15rem; margin: 1.6rem 0 .5rem; padding-bottom: .15rem; border-bottom: 1px solid #888; }
h3 { font-size: 1rem; margin: 1rem 0 .3rem; }
h1, h2, h3 { break-after: avoid; }
p { margin: .3rem 0; }
.basis, footer { color: #444; }
.subject { font-size: 1.1rem; font-weight: 600; margin-top: .8rem; }
.headline { display: flex; flex-wrap: wrap; gap: .5rem; margin: .6rem 0 0; }
.headline div { border: 2px solid #111; padding: .35rem .8rem; }
.headline dt { font-size: .8rem; color: #444; }
.headline dd { margin: 0; font-size: 1.15rem; font-weight: 700; }
table { border-collapse: collapse; width: 100%; margin: .4rem 0 .6rem; }
th, td { padding: .22rem .5rem; text-align: left; vertical-align: top; border-bottom: 1px solid #ccc; }
thead { display: table-header-group; }
thead th { border-bottom: 2px solid #111; vertical-align: bottom; line-height: 1.2; }
tr { break-inside: avoid; }
.n { text-align: right; }
td.n { white-space: nowrap; }
.group th { background: #eee; font-weight: 600; border-bottom: 1px solid #999; -webkit-print-color-adjust: exact; print-color-adjust: exact; break-after: avoid; }
.group { break-after: avoid; }
.group span { font-weight: 400; }
.total td { border-top: 2px solid #111; border-bottom: 0; font-weight: 700; }
.entries { font-size: .85rem; }
.entries th, .entries td { padding: .18rem .35rem; }
.entries .no { white-space: nowrap; width: 1%; }
.entries th:nth-child(2) { min-width: 11rem; }
.facts { width: auto; }
.facts td { padding-right: 1.5rem; }
td small { display: block; color: #444; font-size: .85em; white-space: normal; }
td.n small { white-space: nowrap; }
ul, ol { margin: .2rem 0 .6rem; padding-left: 1.3rem; }
li { margin: .15rem 0; break-inside: avoid; }
li ul { margin: 0; }
caption { text-align: left; color: #444; padding: 0 0 .3rem; break-inside: avoid; break-after: avoid; }
ol.marked { list-style: none; padding-left: 0; }
ol.marked > li { display: grid; grid-template-columns: 2.2rem 1fr; }
ol.marked > li > b { font-weight: 600; }
cite { font-style: normal; color: #444; }
sup { font-weight: 600; line-height: 0; margin-left: .15em; }
a { color: inherit; text-decoration: none; }
footer { margin-top: 1.6rem; padding-top: .5rem; border-top: 1px solid #888; font-size: .85rem; }
@media print {
  body { max-width: none; padding: 0; font-size: 9.5pt; }
  cite, .basis, caption, footer, td small, .headline dt { color: #222; }
}
)";

std::string html_escaped(std::string_view says) {
    std::string out;
    for (char const c : printable(says)) {
        switch (c) {
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '&': out += "&amp;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: out += c;
        }
    }
    return out;
}

namespace {

/// Whether a text at the beginning of a line would be an item of a list there: `1. x`, `- x`. Where the mark stands.
std::size_t list_mark(std::string_view says) {
    auto const digits = std::min(says.find_first_not_of("0123456789"), says.size());
    if (digits + 1 >= says.size() || says[digits + 1] != ' ') return std::string_view::npos;
    bool const is_mark = digits == 0 ? says[0] == '-' || says[0] == '+' : says[digits] == '.' || says[digits] == ')';
    return is_mark ? digits : std::string_view::npos;
}

}  // namespace

std::string markdown_escaped(std::string_view text) {
    std::string const says = printable(text);
    auto const mark = list_mark(says);
    std::string out;
    for (std::size_t i = 0; i != says.size(); ++i) {
        char const c = says[i];
        if (c == '<') out += "&lt;";
        else if (c == '>') out += "&gt;";
        else if (c == '&') out += "&amp;";
        else if (c == '|' || c == '*' || c == '_' || c == '`' || c == '[' || c == ']' || c == '\\' || c == '#' || c == '~' || c == '$' || i == mark) (out += '\\') += c;
        else out += c;
    }
    return out;
}

}  // namespace barem::explain
