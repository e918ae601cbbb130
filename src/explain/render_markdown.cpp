// The sheet as Markdown with GitHub's tables.

#include "explain/markup.hpp"
#include "explain/sheet.hpp"

namespace barem::explain::sheet {

namespace markdown {
namespace {

std::string escaped(std::string_view says) { return markdown_escaped(says); }

std::string marks(std::vector<unsigned> const& readings) {
    std::string out;
    for (unsigned r : readings) out += " \\[" + std::to_string(r) + "\\]";
    return out;
}

std::string said(line const& l) { return escaped(l.says) + (l.citation.empty() ? "" : " (" + escaped(l.citation) + ")") + marks(l.readings); }

std::string note_of(std::string const& note) { return note.empty() ? "" : " <sup>" + escaped(note) + "</sup>"; }

void put(std::string& out, paragraph const& p) { out += said(p.says) + "\n\n"; }
void put(std::string& out, heading const& h) { out += "### " + said(h.says) + "\n\n"; }

void put(std::string& out, list const& l) {
    for (item const& i : l.items) {
        out += "- " + (i.mark.empty() ? "" : "**" + escaped(i.mark) + "** ") + said(i.says) + "\n";
        for (line const& more : i.more) out += "  - " + said(more) + "\n";
    }
    out += "\n";
}

std::string cell_of(cell const& c, row_form form) {
    std::string says = escaped(c.says);
    if (form != row_form::plain && !says.empty()) says = "**" + says + "**";
    says += note_of(c.note) + marks(c.readings);
    if (!c.small.empty()) says += (says.empty() ? "" : "<br>") + escaped(c.small);
    return says;
}

void put(std::string& out, table const& t) {
    if (!t.caption.empty()) out += escaped(t.caption) + "\n\n";
    std::string titles = "|", rule = "|";
    for (column const& c : t.columns) {
        titles += " " + escaped(c.title) + " |";
        rule += c.is_number ? " ---: |" : " --- |";
    }
    out += titles + "\n" + rule + "\n";
    for (row const& r : t.rows) {
        out += "|";
        for (std::size_t i = 0; i != t.columns.size(); ++i) out += i < r.cells.size() ? " " + cell_of(r.cells[i], r.form) + " |" : " |";
        out += "\n";
    }
    out += "\n";
}

}  // namespace
}  // namespace markdown

std::string to_markdown(document const& d) {
    using namespace markdown;
    std::string out = "# " + escaped(d.title) + "\n\n" + escaped(d.rule_set) + "  \n" + escaped(d.basis) + "\n\n**" + escaped(d.subject) + "**";
    for (auto const& [label, value] : d.headline) out += "  \n" + escaped(label) + ": **" + escaped(value) + "**";
    out += "\n\n";
    for (section const& s : d.sections) {
        out += "## " + escaped(s.title) + "\n\n";
        for (block const& b : s.blocks) std::visit([&](auto const& one) { put(out, one); }, b);
    }
    return out + "---\n\n" + escaped(d.footnote) + "\n\n" + escaped(d.footer) + "\n";
}

}  // namespace barem::explain::sheet
