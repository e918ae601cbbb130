// The sheet as one page of HTML that needs nothing else and prints on A4.

#include "explain/markup.hpp"
#include "explain/sheet.hpp"

namespace barem::explain::sheet {

namespace html {
namespace {

std::string escaped(std::string_view says) { return html_escaped(says); }

std::string marks(std::vector<unsigned> const& readings) {
    std::string out;
    for (unsigned r : readings) {
        auto const n = std::to_string(r);
        out += " <sup><a href=\"#r" + n + "\">[" + n + "]</a></sup>";
    }
    return out;
}

std::string said(line const& l) { return escaped(l.says) + (l.citation.empty() ? "" : " <cite>(" + escaped(unbroken(l.citation)) + ")</cite>") + marks(l.readings); }

std::string note_of(std::string const& note) { return note.empty() ? "" : "<sup>" + escaped(note) + "</sup>"; }

void put(std::string& out, paragraph const& p) { out += "<p>" + said(p.says) + "</p>\n"; }
void put(std::string& out, heading const& h) { out += "<h3>" + said(h.says) + "</h3>\n"; }

void put(std::string& out, list const& l) {
    bool const is_marked = !l.items.empty() && !l.items.front().mark.empty();
    out += is_marked ? "<ol class=\"marked\">\n" : "<ul>\n";
    for (item const& i : l.items) {
        bool const is_reading = i.mark.starts_with('[');
        out += is_reading ? "<li id=\"r" + i.mark.substr(1, i.mark.size() - 2) + "\">" : "<li>";
        if (is_marked) out += "<b>" + escaped(i.mark) + "</b><div>";
        out += said(i.says);
        if (!i.more.empty()) {
            out += "<ul>";
            for (line const& more : i.more) out += "<li>" + said(more) + "</li>";
            out += "</ul>";
        }
        out += is_marked ? "</div></li>\n" : "</li>\n";
    }
    out += is_marked ? "</ol>\n" : "</ul>\n";
}

void put_group(std::string& out, table const& t, row const& r) {
    cell const& says = r.cells[1];
    out += "<tr class=\"group\"><th scope=\"row\" class=\"no\">" + escaped(r.cells[0].says) + "</th><th colspan=\"" + std::to_string(t.columns.size() - 1) + "\">" +
           escaped(says.says) + (says.small.empty() ? "" : ": <span>" + escaped(says.small) + "</span>") + "</th></tr>\n";
}

void put_row(std::string& out, table const& t, row const& r) {
    if (r.form == row_form::group) return put_group(out, t, r);
    out += r.form == row_form::total ? "<tr class=\"total\">" : "<tr>";
    for (std::size_t i = 0; i != r.cells.size(); ++i) {
        cell const& c = r.cells[i];
        out += t.columns[i].is_number ? "<td class=\"n\">" : i == 0 && t.has_entries ? "<td class=\"no\">" : "<td>";
        out += escaped(c.says) + note_of(c.note) + marks(c.readings);
        if (!c.small.empty()) out += "<small>" + escaped(c.small) + "</small>";
        out += "</td>";
    }
    out += "</tr>\n";
}

void put(std::string& out, table const& t) {
    bool has_titles = false;
    for (column const& c : t.columns) has_titles |= !c.title.empty();
    out += t.has_entries ? "<table class=\"entries\">\n" : has_titles ? "<table>\n" : "<table class=\"facts\">\n";
    if (!t.caption.empty()) out += "<caption>" + escaped(t.caption) + "</caption>\n";
    if (has_titles) {
        out += "<thead><tr>";
        for (column const& c : t.columns)
            out += std::string("<th scope=\"col\"") + (c.is_number ? " class=\"n\">" : ">") + escaped(c.title) + "</th>";
        out += "</tr></thead>\n";
    }
    out += "<tbody>\n";
    for (row const& r : t.rows) put_row(out, t, r);
    out += "</tbody>\n</table>\n";
}

void put_header(std::string& out, document const& d) {
    out += "<header>\n<h1>" + escaped(d.title) + "</h1>\n<p>" + escaped(d.rule_set) + "</p>\n";
    if (!d.basis.empty()) out += "<p class=\"basis\">" + escaped(d.basis) + "</p>\n";
    out += "<p class=\"subject\">" + escaped(d.subject) + "</p>\n<dl class=\"headline\">";
    for (auto const& [label, value] : d.headline) out += "<div><dt>" + escaped(label) + "</dt><dd>" + escaped(value) + "</dd></div>";
    out += "</dl>\n</header>\n";
}

}  // namespace
}  // namespace html

std::string to_html(document const& d) {
    using namespace html;
    std::string out = "<!DOCTYPE html>\n<html lang=\"" + std::string(d.language == language::en ? "en" : "vi") + "\">\n<head>\n<meta charset=\"utf-8\">\n";
    out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    out += "<title>" + escaped(d.title) + " – " + escaped(d.subject) + "</title>\n<style>" + std::string(page_style) + "</style>\n</head>\n<body>\n";
    put_header(out, d);
    out += "<main>\n";
    for (section const& s : d.sections) {
        out += "<section>\n<h2>" + escaped(s.title) + "</h2>\n";
        for (block const& b : s.blocks) std::visit([&](auto const& one) { put(out, one); }, b);
        out += "</section>\n";
    }
    return out + "</main>\n<footer>\n<p>" + escaped(d.footnote) + "</p>\n<p>" + escaped(d.footer) + "</p>\n</footer>\n</body>\n</html>\n";
}

}  // namespace barem::explain::sheet
