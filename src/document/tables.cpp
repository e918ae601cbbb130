// Bands and tables, row by row.

#include "document/linked_text.hpp"
#include "document/writer.hpp"
#include "explain/amounts.hpp"

namespace barem::document {

using explain::say;

namespace {

/// Which columns there are: a table shows none that is empty.
struct shape { bool has_articles = false, has_labels = false, has_condition = false; };

shape shape_of(program::table const& t) {
    shape made;
    for (auto const& r : t.rows) {
        made.has_articles |= !r.notes.citations.empty();
        made.has_labels |= !r.shown.empty();
        made.has_condition |= r.tests.size() > t.arguments.size();
    }
    for (auto const& o : t.otherwise) {
        made.has_articles |= !o.notes.citations.empty();
        made.has_labels |= !o.shown.empty();
    }
    return made;
}

text result_of(writer const& w, expression const& e, index table) {
    bool const is_word = e.kind == program::expression_kind::constant && e.type.kind == program::type_kind::word;
    return is_word ? plain(explain::show(w.rules, e.literal, e.type).shown) : w.words.formula(e, place::in_table(table));
}

table rows_of(writer& w, index which, writer::subject const& who, std::vector<block>& boxes) {
    auto const& t = w.rules.tables[which];
    shape const has = shape_of(t);
    table made;
    if (has.has_articles) made.columns.push_back({w.in(message::article)});
    for (index a = 0; a != t.arguments.size(); ++a) made.columns.push_back({w.with_unit(w.in(at_beginning(w.words.argument_label(which, a))), t.arguments[a].type)});
    if (has.has_condition) made.columns.push_back({w.in(message::condition_heading)});
    made.columns.push_back({w.with_unit(w.in(message::row_result), t.result), t.result.kind == program::type_kind::number});
    if (has.has_labels) made.columns.push_back({w.in(message::item)});
    for (auto const& r : t.rows) {
        row shown;
        if (has.has_articles) shown.cells.push_back(w.articles(r.notes, who));
        line asks;
        for (index a = 0; a != r.tests.size(); ++a) {
            program::type const type = a < t.arguments.size() ? t.arguments[a].type : program::type{};
            line const cell = w.said(at_beginning(w.words.test(r.tests[a], type, which)));
            if (r.tests[a].form != program::test::kind::any) asks = asks.empty() ? cell : asks + "; " + cell;
            shown.cells.push_back(cell);
        }
        if (asks.empty()) asks = w.said(message::any_value);
        shown.cells[has.has_articles ? 1 : 0] = shown.cells[has.has_articles ? 1 : 0] + w.marks(r.notes);
        if (has.has_condition && r.tests.size() == t.arguments.size()) shown.cells.emplace_back();
        shown.cells.push_back(r.result.empty() ? line{} : w.said(result_of(w, r.result[0], which)));
        if (has.has_labels) shown.cells.push_back(r.shown.empty() ? line{} : line{{span::look::plain, w.label(r.shown, "")}});
        made.rows.push_back(std::move(shown));
        w.add_readings(boxes, r.notes, who, asks);
    }
    for (auto const& o : t.otherwise) {
        row shown;
        if (has.has_articles) shown.cells.push_back(w.articles(o.notes, who));
        shown.cells.push_back(w.said(at_beginning(say(message::all_other_cases))) + w.marks(o.notes));
        shown.cells.resize(made.columns.size() - 1 - has.has_labels);
        shown.cells.push_back(w.said(result_of(w, o.value, which)));
        if (has.has_labels) shown.cells.push_back(o.shown.empty() ? line{} : line{{span::look::plain, w.label(o.shown, "")}});
        made.rows.push_back(std::move(shown));
        w.add_readings(boxes, o.notes, who, w.said(message::all_other_cases));
    }
    return made;
}

/// What holds between rows and where they overlap, as the rule set says.
void add_gaps(writer& w, section& to, program::table const& t, writer::subject const& who) {
    line const name{{span::look::plain, w.label(t.shown, t.name)}};
    if (t.gaps != program::gap_reading::error) {
        to.blocks.push_back(paragraph{w.said(w.words.gaps(t.gaps))});
        w.add_readings(to.blocks, t.gap_notes, who, w.said(message::gap_place, {plain(explain::label_of(t.shown, t.name))}));
    }
    if (t.overlaps_take_first) {
        to.blocks.push_back(paragraph{w.said(message::overlaps_first)});
        w.add_readings(to.blocks, t.overlap_notes, who, w.said(message::overlap_place, {plain(explain::label_of(t.shown, t.name))}));
    }
}

/// What is known of each argument: "Volume: percentage; 0 % to 1,000 %"
void add_arguments(writer const& w, section& to, index which) {
    auto const& t = w.rules.tables[which];
    for (index a = 0; a != t.arguments.size(); ++a) {
        auto const& arg = t.arguments[a];
        program::type const bare{arg.type.kind == program::type_kind::date ? arg.type.kind : program::type_kind::number, program::unit_none};
        std::vector<text> kind{w.words.kind_of_value(arg.type)};
        if (text range = w.words.range(arg.range, arg.type.kind == program::type_kind::number ? arg.type : bare); !range.empty()) kind.push_back(std::move(range));
        to.blocks.push_back(paragraph{strong(w.in(at_beginning(w.words.argument_label(which, a)))) + ": " + w.said(join(kind, "; "))});
    }
}

}  // namespace

void add_tables(writer& w, std::vector<section>& to) {
    if (w.rules.tables.empty()) return;
    section made{w.names.own("tables"), w.in(message::tables_heading), {}, {}};
    for (index i = 0; i != w.rules.tables.size(); ++i) {
        auto const& t = w.rules.tables[i];
        writer::subject const who{w.label(t.shown, t.name), w.names.tables[i]};
        made.blocks.push_back(heading{who.anchor, w.titled(who.says, t.name, w.articles(t.notes, who))});
        add_arguments(w, made, i);
        w.add_readings(made.blocks, t.notes, who);
        std::vector<block> boxes;
        made.blocks.push_back(rows_of(w, i, who, boxes));
        if (!t.is_bands) made.blocks.push_back(paragraph{w.said(w.words.policy(t.policy))});
        std::move(boxes.begin(), boxes.end(), std::back_inserter(made.blocks));
        add_gaps(w, made, t, who);
    }
    to.push_back(std::move(made));
}

}  // namespace barem::document
