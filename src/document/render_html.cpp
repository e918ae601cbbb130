// The page as HTML that needs nothing else and prints on A4.

#include "document/page.hpp"
#include "explain/markup.hpp"

namespace barem::document {

namespace html {
namespace {

using explain::html_escaped;

/// Beside the style of every page for people.
constexpr std::string_view style = R"(
a { color: #0b4a8f; }
a:hover, a:focus { text-decoration: underline; }
:target { background: #fff3c4; }
html { scroll-padding-top: 1rem; }
h2 { font-size: 1.25rem; margin-top: 2.2rem; }
h3 { font-size: 1.08rem; margin: 1.5rem 0 .4rem; }
h4 { font-size: 1rem; margin: 1.1rem 0 .25rem; break-after: avoid; }
h4, h3 { overflow-wrap: anywhere; }
code { font: .8em/1.3 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; color: #555; font-weight: 400; overflow-wrap: anywhere; }
h3 a, h4 a, h3 code, h4 code { font-weight: 400; }
article > h1 { margin-top: 2.2rem; }
article + article { margin-top: 3.5rem; break-before: page; }
.formula { margin: .25rem 0 .4rem; padding: .3rem .8rem; border-left: 3px solid #888; background: #f6f6f4; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
.reading { margin: .5rem 0 .7rem; padding: .4rem .8rem; border: 1px solid #b98b00; border-left-width: 5px; background: #fff9e6; break-inside: avoid;
  -webkit-print-color-adjust: exact; print-color-adjust: exact; }
.reading p { margin: .1rem 0; }
.reading .where { color: #444; }
nav ul { list-style: none; padding-left: 0; columns: 2; column-gap: 2.5rem; }
nav li { break-inside: avoid; margin: .2rem 0; }
nav li ul { columns: 1; padding-left: 1.1rem; font-size: .92em; }
table { margin-bottom: .9rem; }
td, th { overflow-wrap: break-word; }
tbody th { font-weight: 400; }
.scroll { overflow-x: auto; }
.facts th { padding-right: 1.5rem; color: #444; }
ol > li { padding-left: .2rem; }
@media (max-width: 40rem) {
  body { padding: .8rem; }
  nav ul { columns: 1; }
  td, th { padding: .22rem .3rem; }
}
@media print {
  a { color: inherit; }
  :target { background: none; }
  .scroll { overflow: visible; }
  nav { break-after: page; }
}
)";

std::string id_of(std::string const& anchor) { return anchor.empty() ? "" : " id=\"" + html_escaped(anchor) + "\""; }

std::string said(line const& l) {
    std::string out;
    for (span const& s : l) {
        std::string says = html_escaped(s.says);
        if (s.as == span::look::strong) says = "<strong>" + says + "</strong>";
        if (s.as == span::look::code) says = "<code>" + says + "</code>";
        out += s.target.empty() ? says : "<a href=\"#" + html_escaped(s.target) + "\">" + says + "</a>";
    }
    return out;
}

void put(std::string& out, heading const& h) {
    std::string const tag = "h" + std::to_string(h.level);
    out += "<" + tag + id_of(h.anchor) + ">" + said(h.says) + "</" + tag + ">\n";
}

void put(std::string& out, paragraph const& p) { out += "<p>" + said(p.says) + "</p>\n"; }
void put(std::string& out, formula const& f) { out += "<p class=\"formula\">" + said(f.says) + "</p>\n"; }

void put_items(std::string& out, std::vector<item> const& items, bool is_ordered) {
    out += is_ordered ? "<ol>\n" : "<ul>\n";
    for (item const& i : items) {
        out += "<li>" + said(i.says);
        if (!i.parts.empty()) {
            out += "\n";
            put_items(out, i.parts, false);
        }
        out += "</li>\n";
    }
    out += is_ordered ? "</ol>\n" : "</ul>\n";
}

void put(std::string& out, list const& l) { put_items(out, l.items, l.is_ordered); }

/// The first cell of a row says what the row is about.
void put(std::string& out, table const& t) {
    out += "<div class=\"scroll\"><table>\n<thead><tr>";
    for (column const& c : t.columns) out += std::string("<th scope=\"col\"") + (c.is_number ? " class=\"n\">" : ">") + html_escaped(c.title) + "</th>";
    out += "</tr></thead>\n<tbody>\n";
    for (row const& r : t.rows) {
        out += "<tr" + id_of(r.anchor) + ">";
        for (std::size_t i = 0; i != t.columns.size(); ++i) {
            std::string const tag = i == 0 ? "th" : "td";
            out += "<" + tag + (i == 0 ? " scope=\"row\"" : "") + (t.columns[i].is_number ? " class=\"n\">" : ">");
            if (i < r.cells.size()) out += said(r.cells[i]);
            out += "</" + tag + ">";
        }
        out += "</tr>\n";
    }
    out += "</tbody>\n</table></div>\n";
}

void put(std::string& out, reading const& r) {
    out += "<div class=\"reading\" role=\"note\"><p><strong><a href=\"#" + html_escaped(r.target) + "\">" + html_escaped(r.title) + "</a></strong>";
    if (!r.applies_to.empty()) out += " <span class=\"where\">(" + said(r.applies_to) + ")</span>";
    out += "</p>\n<p>" + html_escaped(r.says) + "</p></div>\n";
}

void put_facts(std::string& out, part const& p) {
    if (p.facts.empty()) return;
    out += "<table class=\"facts\"><tbody>\n";
    for (auto const& [title, says] : p.facts) out += "<tr><th scope=\"row\">" + html_escaped(title) + "</th><td>" + said(says) + "</td></tr>\n";
    out += "</tbody></table>\n";
}

void put_contents(std::string& out, page const& d, part const& p) {
    std::string const label = html_escaped(d.contents_title);
    out += "<nav aria-label=\"" + label + "\">\n<h2>" + label + "</h2>\n<ul>\n";
    for (section const& s : p.sections) {
        out += "<li><a href=\"#" + html_escaped(s.anchor) + "\">" + html_escaped(s.title) + "</a>";
        if (!s.entries.empty()) {
            out += "\n<ul>";
            for (auto const& [anchor, title] : s.entries) out += "<li><a href=\"#" + html_escaped(anchor) + "\">" + html_escaped(title) + "</a></li>\n";
            out += "</ul>";
        }
        out += "</li>\n";
    }
    out += "</ul>\n</nav>\n";
}

void put_part(std::string& out, page const& d, part const& p) {
    out += "<article" + id_of(p.anchor) + ">\n";
    if (d.parts.size() > 1) out += "<h1>" + html_escaped(p.title) + "</h1>\n";
    put_facts(out, p);
    put_contents(out, d, p);
    for (section const& s : p.sections) {
        out += "<section" + id_of(s.anchor) + ">\n<h2>" + html_escaped(s.title) + "</h2>\n";
        for (block const& b : s.blocks) std::visit([&](auto const& one) { put(out, one); }, b);
        out += "</section>\n";
    }
    out += "</article>\n";
}

}  // namespace
}  // namespace html

std::string to_html(page const& d) {
    using namespace html;
    std::string out = "<!DOCTYPE html>\n<html lang=\"" + std::string(d.language == explain::language::en ? "en" : "vi") + "\">\n<head>\n<meta charset=\"utf-8\">\n";
    out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    out += "<title>" + html_escaped(d.title) + "</title>\n<style>" + std::string(explain::page_style) + std::string(style) + "</style>\n</head>\n<body>\n";
    out += "<header>\n<h1>" + html_escaped(d.title) + "</h1>\n<p class=\"basis\">" + html_escaped(d.introduction) + "</p>\n</header>\n<main>\n";
    if (!d.versions.rows.empty()) {
        out += "<h2>" + html_escaped(d.versions_title) + "</h2>\n";
        put(out, d.versions);
    }
    for (part const& p : d.parts) put_part(out, d, p);
    return out + "</main>\n<footer>\n<p>" + html_escaped(d.footnote) + "</p>\n</footer>\n</body>\n</html>\n";
}

}  // namespace barem::document
