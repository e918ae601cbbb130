// What rules refer to: groups, figures, lists of values, calendars, libraries.

#include "document/linked_text.hpp"
#include "document/writer.hpp"
#include "explain/amounts.hpp"

namespace barem::document {

using explain::say;
using program::type_kind;

// ── groups ──────────────────────────────────────────────────────────────────────────────────────────────────────

void add_groups(writer& w, std::vector<section>& to) {
    if (w.rules.cohorts.empty()) return;
    section made{w.names.own("groups"), w.in(message::groups_heading), {}, {}};
    for (index c = 0; c != w.rules.cohorts.size(); ++c) {
        auto const& cohort = w.rules.cohorts[c];
        std::vector<text> fields;
        for (index const f : cohort.partition) fields.push_back(linked(w.words.member_label(cohort.record, f), w.names.members[cohort.record][f]));
        made.blocks.push_back(heading{w.names.cohorts[c], line{{span::look::plain, w.in(without_links(w.words.groups(cohort)))}}});
        made.blocks.push_back(paragraph{fields.empty() ? w.said(message::group_of_all) : w.said(message::groups_by, {join(fields, ", ")})});
        auto const& members = w.rules.records[cohort.record].members;
        for (index m = 0; m != members.size(); ++m)
            if (members[m].cohort == c) add_definition(w, made, cohort.record, m);
    }
    to.push_back(std::move(made));
}

// ── figures ─────────────────────────────────────────────────────────────────────────────────────────────────────

void add_figures(writer& w, std::vector<section>& to) {
    if (w.rules.parameters.empty()) return;
    bool has_dates = false;
    for (auto const& p : w.rules.parameters) has_dates |= !p.dated.empty();
    section made{w.names.own("figures"), w.in(message::fixed_figures), {}, {}};
    table t{{{w.in(message::figure_heading)}, {w.in(message::value_heading), true}}, {}};
    if (has_dates) t.columns.push_back({w.in(message::from_heading)});
    t.columns.push_back({w.in(message::limits_heading)});
    t.columns.push_back({w.in(message::basis)});
    std::vector<block> boxes;
    auto const shown = [&](barem::value const& v, program::type const& type) { return w.said(plain(explain::in_full(explain::show(w.rules, v, type)))); };
    for (index i = 0; i != w.rules.parameters.size(); ++i) {
        auto const& p = w.rules.parameters[i];
        writer::subject const who{w.label(p.shown, p.name), w.names.parameters[i]};
        line const name = w.titled(who.says, p.name, {}) + w.marks(p.notes);
        line const limits = w.said(w.words.range(p.range, p.type));
        auto const add = [&](line title, line value, line from, line range, line where) {
            row r{title.empty() ? std::string() : who.anchor, {std::move(title), std::move(value)}};
            if (has_dates) r.cells.push_back(std::move(from));
            r.cells.push_back(std::move(range));
            r.cells.push_back(std::move(where));
            t.rows.push_back(std::move(r));
        };
        if (p.dated.empty()) add(name, shown(p.initial, p.type), {}, limits, w.articles(p.notes, who));
        for (std::size_t v = 0; v != p.dated.size(); ++v) {
            auto const& d = p.dated[v];
            line where = v == 0 ? w.articles(p.notes, who) : line{};
            line const own = w.articles(d.notes, who);
            if (!where.empty() && !own.empty()) where = where + ", ";
            add(v == 0 ? name : line{}, shown(d.at, p.type), shown(d.from, {type_kind::date}), v == 0 ? limits : line{}, where + own);
            w.add_readings(boxes, d.notes, who, {{span::look::plain, who.says, who.anchor}});
        }
        w.add_readings(boxes, p.notes, who, {{span::look::plain, who.says, who.anchor}});
    }
    made.blocks.push_back(std::move(t));
    std::move(boxes.begin(), boxes.end(), std::back_inserter(made.blocks));
    to.push_back(std::move(made));
}

// ── lists of values ─────────────────────────────────────────────────────────────────────────────────────────────

void add_words(writer& w, std::vector<section>& to) {
    if (w.rules.enums.empty()) return;
    section made{w.names.own("words"), w.in(message::words_heading), {}, {}};
    for (index i = 0; i != w.rules.enums.size(); ++i) {
        auto const& e = w.rules.enums[i];
        made.blocks.push_back(heading{w.names.enums[i], w.titled(w.label(e.shown, e.name), e.name, {})});
        if (e.ordered) made.blocks.push_back(paragraph{w.said(message::in_order)});
        list words{e.ordered, {}};
        for (auto const& word : e.words) words.items.push_back({w.titled(w.label(word.shown, word.name), word.name, {})});
        made.blocks.push_back(std::move(words));
    }
    to.push_back(std::move(made));
}

// ── calendars ───────────────────────────────────────────────────────────────────────────────────────────────────

void add_calendars(writer& w, std::vector<section>& to) {
    if (w.rules.calendars.empty()) return;
    section made{w.names.own("calendars"), w.in(message::calendars_heading), {}, {}};
    auto const day = [&](date d) { return explain::show(w.rules, d, {type_kind::date}).shown; };
    for (index i = 0; i != w.rules.calendars.size(); ++i) {
        auto const& c = w.rules.calendars[i];
        writer::subject const who{w.label(c.shown, c.name), w.names.calendars[i]};
        made.blocks.push_back(heading{who.anchor, w.titled(who.says, c.name, {})});
        std::string years = std::to_string(c.first_year);
        if (c.last_year != c.first_year) years += "–" + std::to_string(c.last_year);
        made.blocks.push_back(paragraph{w.said(message::calendar_years, {text::same(years)})});
        made.blocks.push_back(paragraph{w.said(w.words.weekend(c))});
        table holidays{{{w.in(message::days_heading)}, {w.in(message::reason_heading)}, {w.in(message::basis)}}, {}};
        table exchanges{{{w.in(message::worked_day)}, {w.in(message::day_off)}, {w.in(message::reason_heading)}, {w.in(message::basis)}}, {}};
        std::vector<block> boxes;
        for (index n = 0; n != c.entries.size(); ++n) {
            auto const& e = c.entries[n];
            bool exchanged = false;
            if (auto const* first = c.find(e.first)) exchanged = first->entry == n && first->kind == program::day_kind::swapped_in;
            line const reason = line{{span::look::plain, e.shown.empty() ? w.in(exchanged ? message::exchanged : message::holiday) : w.label(e.shown, "")}} + w.marks(e.notes);
            if (exchanged) exchanges.rows.push_back({{}, {w.said(day(e.first)), w.said(day(e.last)), reason, w.articles(e.notes, who)}});
            else
                holidays.rows.push_back({{}, {w.said(e.first == e.last ? day(e.first) : say(message::days_to, {day(e.first), day(e.last)})), reason, w.articles(e.notes, who)}});
            w.add_readings(boxes, e.notes, who, reason);
        }
        if (!holidays.rows.empty()) made.blocks.push_back(std::move(holidays));
        if (!exchanges.rows.empty()) made.blocks.push_back(std::move(exchanges));
        std::move(boxes.begin(), boxes.end(), std::back_inserter(made.blocks));
    }
    to.push_back(std::move(made));
}

// ── libraries ───────────────────────────────────────────────────────────────────────────────────────────────────

void add_libraries(writer& w, std::vector<section>& to) {
    if (w.rules.libraries.empty()) return;
    section made{w.names.own("libraries"), w.in(message::libraries_heading), {}, {}};
    list all;
    for (auto const& l : w.rules.libraries) {
        line says{{span::look::code, l.name}};
        if (!l.cites.empty()) says = says + ": " + l.cites;
        all.items.push_back({std::move(says)});
    }
    made.blocks.push_back(std::move(all));
    to.push_back(std::move(made));
}

}  // namespace barem::document
