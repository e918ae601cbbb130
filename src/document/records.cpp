// Records: the data that is given and what is determined from it.

#include "document/linked_text.hpp"
#include "document/writer.hpp"
#include "explain/amounts.hpp"

namespace barem::document {

using explain::say;
using program::member_kind;
using program::type_kind;

namespace {

void add_inputs(writer& w, section& to, index record) {
    table t{{{w.in(message::data_item)}, {w.in(message::data_kind)}, {w.in(message::data_given)}, {w.in(message::basis)}}, {}};
    std::vector<block> boxes;
    auto const& members = w.rules.records[record].members;
    for (index i = 0; i != members.size(); ++i) {
        auto const& m = members[i];
        if (m.kind != member_kind::input) continue;
        auto const who = subject_of(w, record, i);
        std::vector<text> kind{w.words.kind_of_value(m.type)};
        for (text& limit : w.words.limits(record, m)) kind.push_back(std::move(limit));
        if (m.is_key) kind.push_back(say(message::identifies));
        line const name = w.titled(w.in(w.words.member_label(record, i)), m.name, {}) + w.marks(m.notes);
        t.rows.push_back({who.anchor, {name, w.said(join(kind, "; ")), w.said(w.words.when_given(record, m)), w.articles(m.notes, who)}});
        w.add_readings(boxes, m.notes, who, {{span::look::plain, who.says, who.anchor}});
    }
    if (t.rows.empty()) return;
    to.blocks.push_back(heading{{}, w.said(message::given)});
    to.blocks.push_back(std::move(t));
    std::move(boxes.begin(), boxes.end(), std::back_inserter(to.blocks));
}

}  // namespace

void add_outputs(writer& w, std::vector<section>& to) {
    index const record = w.rules.roster_record;
    if (record == none || w.rules.records[record].outputs.empty()) return;
    section made{w.names.own("outputs"), w.in(message::outputs), {}, {}};
    made.blocks.push_back(paragraph{w.said(message::one_per_record, {linked(w.words.record_label(record), w.names.records[record])})});
    if (w.rules.date_member != none)
        made.blocks.push_back(paragraph{w.said(message::date_of_record, {linked(w.words.member_label(record, w.rules.date_member), w.names.members[record][w.rules.date_member])})});
    table t{{{w.in(message::result_heading)}, {w.in(message::data_kind)}, {w.in(message::shown_as)}, {w.in(message::basis)}}, {}};
    for (auto const& o : w.rules.records[record].outputs) {
        auto const& m = w.rules.records[record].members[o.member];
        line const shown = m.type.kind == type_kind::number ? w.said(w.words.printed_with(o.digits)) : line{};
        auto const who = subject_of(w, record, o.member);
        t.rows.push_back({{}, {line{{span::look::plain, w.in(w.words.member_label(record, o.member)), who.anchor}}, w.said(w.words.kind_of_value(m.type)), shown, w.articles(m.notes, who)}});
    }
    made.blocks.push_back(std::move(t));
    to.push_back(std::move(made));
}

void add_records(writer& w, std::vector<section>& to) {
    for (index r = 0; r != w.rules.records.size(); ++r) {
        auto const& record = w.rules.records[r];
        section made{w.names.records[r], w.in(say(message::record_heading, {w.words.record_label(r)})), {}, {}};
        if (record.parent != none)
            made.blocks.push_back(paragraph{w.said(message::part_of_record, {linked(w.words.record_label(record.parent), w.names.records[record.parent])})});
        add_inputs(w, made, r);
        bool has_title = false;
        for (index m = 0; m != record.members.size(); ++m) {
            if (record.members[m].kind == member_kind::input || record.members[m].cohort != none) continue;
            if (!has_title) made.blocks.push_back(heading{{}, w.said(message::definitions)});
            has_title = true;
            add_definition(w, made, r, m);
        }
        to.push_back(std::move(made));
    }
}

}  // namespace barem::document
