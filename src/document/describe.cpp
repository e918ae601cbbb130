#include "document/describe.hpp"

#include "document/linked_text.hpp"
#include "document/writer.hpp"
#include "explain/amounts.hpp"

namespace barem::document {

using explain::language;
using explain::say;

namespace {

text shown(date d) {
    auto const at = d.to_ymd();
    return explain::day(at.year, at.month, at.day);
}

/// "from 15 October 2015", "from ... until ..."
text in_force(program::program const& p) {
    std::vector<text> parts;
    if (p.effective_from) parts.push_back(say(message::from_date, {shown(*p.effective_from)}));
    if (p.effective_to) parts.push_back(say(message::until_date, {shown(*p.effective_to)}));
    return join(parts, " ");
}

void add_facts(writer const& w, std::string const& file, part& to) {
    auto const& p = w.rules;
    auto const add = [&](message title, line says) { to.facts.emplace_back(w.in(title), std::move(says)); };
    if (!p.cites.empty()) add(message::legal_basis, {{span::look::plain, p.cites}});
    if (text const when = in_force(p); !when.empty()) add(message::in_force, w.said(when));
    if (!file.empty()) add(message::file, {{span::look::code, file}});
}

/// The contents list names sections, and within them what has a heading at the first level.
void list_entries(section& s) {
    for (auto const& b : s.blocks)
        if (auto const* h = std::get_if<heading>(&b); h && h->level == 3 && !h->anchor.empty()) {
            std::string says;
            for (span const& part : h->says) {
                if (part.as == span::look::code) break;             // the label is enough
                says += part.says;
            }
            while (says.ends_with(' ')) says.pop_back();
            s.entries.emplace_back(h->anchor, std::move(says));
        }
}

part describe_one(described const& one, std::string const& before, explain::language l) {
    auto const& p = *one.rules;
    anchors const names(p, before);
    writer w(p, names, l);
    part made;
    made.anchor = names.own("rules");
    made.title = w.label(p.shown, p.name);
    add_facts(w, one.file, made);
    add_outputs(w, made.sections);
    add_records(w, made.sections);
    add_tables(w, made.sections);
    add_groups(w, made.sections);
    add_figures(w, made.sections);
    add_words(w, made.sections);
    add_calendars(w, made.sections);
    add_libraries(w, made.sections);
    for (section s : {w.all_readings(), w.all_articles()})
        if (!s.blocks.empty()) made.sections.push_back(std::move(s));
    for (section& s : made.sections) list_entries(s);
    return made;
}

}  // namespace

page describe(std::span<described const> versions, explain::language l) {
    page made;
    made.language = l;
    auto const in = [&](text const& t) { return t.in(l); };
    bool const is_one = versions.size() == 1;
    for (std::size_t i = 0; i != versions.size(); ++i)
        made.parts.push_back(describe_one(versions[i], is_one ? "" : "version-" + std::to_string(i + 1) + "-", l));
    auto const& newest = *versions.back().rules;
    text const name = plain(text::same(newest.name));
    made.title = in(say(message::page_title, {plain(explain::label_of(newest.shown, newest.name))}));
    made.introduction = in(say(message::page_intro, {name}));
    made.footnote = in(say(message::page_note, {name}));
    made.contents_title = in(say(message::contents));
    if (is_one) return made;
    made.versions_title = in(say(message::versions));
    made.versions.columns = {{in(say(message::in_force))}, {in(say(message::legal_basis))}, {in(say(message::version_label))}};
    for (std::size_t i = 0; i != versions.size(); ++i) {
        auto const& p = *versions[i].rules;
        text const when = in_force(p);
        made.versions.rows.push_back({{}, {line{{span::look::plain, when.empty() ? "–" : in(when)}}, line{{span::look::plain, p.cites}},
                                           line{{span::look::plain, made.parts[i].title, made.parts[i].anchor}}}});
        if (!when.empty()) made.parts[i].title += " (" + in(when) + ")";
    }
    return made;
}

}  // namespace barem::document
