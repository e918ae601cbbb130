// The page as Markdown with GitHub's tables.

#include "document/page.hpp"
#include "explain/markup.hpp"

namespace barem::document {

namespace markdown {
namespace {

using explain::html_escaped;
using explain::markdown_escaped;

/// GitHub keeps names of places only of elements.
std::string id_of(std::string const& anchor) { return anchor.empty() ? "" : "<a id=\"" + html_escaped(anchor) + "\"></a>"; }

std::string said(line const& l) {
    std::string out;
    for (span const& s : l) {
        std::string says = s.as == span::look::code ? "<code>" + markdown_escaped(s.says) + "</code>" : markdown_escaped(s.says);
        if (s.as == span::look::strong && !says.empty()) says = "**" + says + "**";
        out += s.target.empty() ? says : "[" + says + "](#" + s.target + ")";
    }
    return out;
}

void put(std::string& out, heading const& h) { out += std::string(h.level, '#') + " " + id_of(h.anchor) + said(h.says) + "\n\n"; }
void put(std::string& out, paragraph const& p) { out += said(p.says) + "\n\n"; }
void put(std::string& out, formula const& f) { out += said(f.says) + "\n\n"; }

void put_items(std::string& out, std::vector<item> const& items, bool is_ordered, std::string const& indent) {
    for (std::size_t i = 0; i != items.size(); ++i) {
        std::string const mark = is_ordered ? std::to_string(i + 1) + ". " : "- ";
        out += indent + mark + said(items[i].says) + "\n";
        put_items(out, items[i].parts, false, indent + std::string(mark.size(), ' '));
    }
}

void put(std::string& out, list const& l) {
    put_items(out, l.items, l.is_ordered, "");
    out += "\n";
}

void put(std::string& out, table const& t) {
    std::string titles = "|", rule = "|";
    for (column const& c : t.columns) {
        titles += " " + markdown_escaped(c.title) + " |";
        rule += c.is_number ? " ---: |" : " --- |";
    }
    out += titles + "\n" + rule + "\n";
    for (row const& r : t.rows) {
        out += "|";
        for (std::size_t i = 0; i != t.columns.size(); ++i) {
            std::string const says = (i == 0 ? id_of(r.anchor) : "") + (i < r.cells.size() ? said(r.cells[i]) : "");
            out += says.empty() ? " |" : " " + says + " |";
        }
        out += "\n";
    }
    out += "\n";
}

void put(std::string& out, reading const& r) {
    out += "> **[" + markdown_escaped(r.title) + "](#" + r.target + ")**" + (r.applies_to.empty() ? "" : " (" + said(r.applies_to) + ")") + "  \n> " +
           markdown_escaped(r.says) + "\n\n";
}

void put_part(std::string& out, page const& d, part const& p) {
    if (d.parts.size() > 1) out += "# " + id_of(p.anchor) + markdown_escaped(p.title) + "\n\n";
    for (auto const& [title, says] : p.facts) out += "- " + markdown_escaped(title) + ": " + said(says) + "\n";
    if (!p.facts.empty()) out += "\n";
    out += "**" + markdown_escaped(d.contents_title) + "**\n\n";
    for (section const& s : p.sections) {
        out += "- [" + markdown_escaped(s.title) + "](#" + s.anchor + ")\n";
        for (auto const& [anchor, title] : s.entries) out += "  - [" + markdown_escaped(title) + "](#" + anchor + ")\n";
    }
    out += "\n";
    for (section const& s : p.sections) {
        out += "## " + id_of(s.anchor) + markdown_escaped(s.title) + "\n\n";
        for (block const& b : s.blocks) std::visit([&](auto const& one) { put(out, one); }, b);
    }
}

}  // namespace
}  // namespace markdown

std::string to_markdown(page const& d) {
    using namespace markdown;
    std::string out = "# " + markdown_escaped(d.title) + "\n\n" + markdown_escaped(d.introduction) + "\n\n";
    if (!d.versions.rows.empty()) {
        out += "**" + markdown_escaped(d.versions_title) + "**\n\n";
        put(out, d.versions);
    }
    for (part const& p : d.parts) put_part(out, d, p);
    return out + "---\n\n" + markdown_escaped(d.footnote) + "\n";
}

}  // namespace barem::document
