// What is determined in a record: formulas, classifications, deductions.

#include "document/linked_text.hpp"
#include "document/writer.hpp"
#include "explain/amounts.hpp"
#include "explain/speech.hpp"

namespace barem::document {

using explain::say;
using program::expression_kind;
using program::member_kind;
using program::type_kind;

writer::subject subject_of(writer const& w, index record, index member) {
    text const label = w.words.member_label(record, member);
    bool const is_roster = record == w.rules.roster_record;
    return {w.in(is_roster ? label : explain::join({w.words.record_label(record), label}, " › ")), w.names.members[record][member]};
}

namespace {

// ── formulas ────────────────────────────────────────────────────────────────────────────────────────────────────

/// "Yes, when all of these hold:" and what these are.
void add_truth(writer const& w, section& to, expression const& e, place const& at) {
    item says = when(w, w.words.condition(e, at));
    to.blocks.push_back(formula{w.said(message::yes_prefix) + says.says});
    if (!says.parts.empty()) to.blocks.push_back(list{false, std::move(says.parts)});
}

/// A case a line: the value, and when it is that.
void add_cases(writer const& w, section& to, expression const& e, place const& at) {
    list cases;
    std::size_t i = 0;
    for (; i + 1 < e.operands.size(); i += 2) {
        item one = when(w, w.words.condition(e.operands[i], at));
        one.says = w.said(at_beginning(w.words.formula(e.operands[i + 1], at))) + ", " + one.says;
        cases.items.push_back(std::move(one));
    }
    cases.items.push_back({w.said(at_beginning(w.words.formula(e.operands[i], at))) + ", " + w.said(message::all_other_records)});
    to.blocks.push_back(std::move(cases));
}

void add_value(writer const& w, section& to, expression const& e, place const& at, program::type const& type) {
    if (e.kind == expression_kind::constant) return to.blocks.push_back(formula{w.said(w.words.formula(e, at))});
    if (type.kind == type_kind::truth) return add_truth(w, to, e, at);
    if (e.kind == expression_kind::conditional) return add_cases(w, to, e, at);
    to.blocks.push_back(formula{w.said(at_beginning(w.words.formula(e, at)))});
}

line named(writer const& w, program::label const& l, std::string const& name, text const& otherwise) {
    return strong(!l.empty() ? w.label(l, name) : w.in(otherwise));
}

void add_exceptions(writer& w, section& to, index record, index member) {
    auto const& m = w.rules.records[record].members[member];
    place const at = place::in_record(record);
    list cases;
    std::vector<block> boxes;
    for (auto const& x : m.exceptions) {
        auto const who = subject_of(w, record, member);
        item one = when(w, w.words.condition(x.condition, at));
        line const where = w.articles(x.notes, who);
        one.says = named(w, x.shown, x.name, text::same(x.name)) + (where.empty() ? line{} : line{{span::look::plain, " ("}} + where + ")") + w.marks(x.notes) + ": " +
                   w.said(w.words.formula(x.value, at)) + ", " + one.says;
        cases.items.push_back(std::move(one));
        w.add_readings(boxes, x.notes, who, strong(w.label(x.shown, x.name)));
    }
    to.blocks.push_back(paragraph{w.said(message::exceptions_intro)});
    to.blocks.push_back(std::move(cases));
    std::move(boxes.begin(), boxes.end(), std::back_inserter(to.blocks));
}

// ── classifications ─────────────────────────────────────────────────────────────────────────────────────────────

/// "Good", or of a level with a label "No target assigned: 100 %".
line level_name(writer const& w, program::row_level const& l, place const& at) {
    text const value = l.value.kind == expression_kind::constant ? plain(explain::show(w.rules, l.value.literal, l.value.type).shown) : w.words.formula(l.value, at);
    if (l.shown.empty()) {
        line says = w.said(at_beginning(value));
        for (span& part : says)
            if (part.target.empty()) part.as = span::look::strong;
        return says;
    }
    return strong(w.label(l.shown, "")) + ": " + w.said(value);
}

void add_levels(writer& w, section& to, index record, index member) {
    auto const& m = w.rules.records[record].members[member];
    auto const& c = m.levels.front();
    place const at = place::in_record(record);
    list levels{true, {}};
    std::vector<block> boxes;
    for (auto const& l : c.levels) {
        auto const who = subject_of(w, record, member);
        item one = l.condition.empty() ? item{w.said(message::all_other_records)} : when(w, w.words.condition(l.condition[0], at));
        line const where = w.articles(l.notes, who);
        line const name = level_name(w, l, at);
        one.says = name + (where.empty() ? line{} : line{{span::look::plain, " ("}} + where + ")") + w.marks(l.notes) + ", " + one.says;
        levels.items.push_back(std::move(one));
        w.add_readings(boxes, l.notes, who, l.shown.empty() ? name : strong(w.label(l.shown, "")));
    }
    to.blocks.push_back(paragraph{w.said(c.unique ? message::one_level_holds : message::first_level_counts)});
    to.blocks.push_back(std::move(levels));
    std::move(boxes.begin(), boxes.end(), std::back_inserter(to.blocks));
}

// ── deductions ──────────────────────────────────────────────────────────────────────────────────────────────────

void add_deductions(writer& w, section& to, index record, index member) {
    auto const& m = w.rules.records[record].members[member];
    auto const& d = m.deductions.front();
    place const at = place::in_record(record);
    auto const who = subject_of(w, record, member);
    bool has_caps = false;
    for (auto const& r : d.rows) has_caps |= !r.cap.empty();
    table t{{{w.in(message::article)}, {w.in(message::item)}, {w.in(message::condition_heading)}, {w.with_unit(w.in(message::deducted), m.type), true}}, {}};
    if (has_caps) t.columns.push_back({w.with_unit(w.in(message::at_most), m.type), true});
    std::vector<block> boxes;
    for (auto const& r : d.rows) {
        text const amount = w.words.formula(r.amount, at);
        line const label = r.shown.empty() ? line{} : line{{span::look::plain, w.label(r.shown, "")}};
        text const asks = r.each ? say(message::times_each, {inside_sentence(w.words.formula(r.condition, at))}) : w.words.in_line(w.words.condition(r.condition, at));
        row made{{}, {w.articles(r.notes, who), label + w.marks(r.notes), w.said(asks), w.said(r.each ? say(message::for_each, {amount}) : amount)}};
        if (has_caps) made.cells.push_back(r.cap.empty() ? line{} : w.said(w.words.formula(r.cap[0], at)));
        t.rows.push_back(std::move(made));
        w.add_readings(boxes, r.notes, who, label.empty() ? w.said(asks) : label);
    }
    if (!d.cap.empty()) {
        line const limit = w.said(explain::say(message::cap_of_all, {w.words.formula(d.cap[0], at)}));
        row made{{}, {w.articles(d.cap_notes, who), strong(w.in(message::all_together)) + w.marks(d.cap_notes), {}, limit}};
        if (has_caps) made.cells.emplace_back();
        t.rows.push_back(std::move(made));
        w.add_readings(boxes, d.cap_notes, who, strong(w.in(message::all_together)));
    }
    to.blocks.push_back(paragraph{w.said(message::sum_of_deductions)});
    to.blocks.push_back(std::move(t));
    std::move(boxes.begin(), boxes.end(), std::back_inserter(to.blocks));
}

// ── ranks, quotas, admissions ───────────────────────────────────────────────────────────────────────────────────

void add_rank(writer const& w, section& to, program::rank const& r) {
    to.blocks.push_back(formula{w.said(at_beginning(w.words.rank(r)))});
    to.blocks.push_back(paragraph{w.said(w.words.ties(r))});
}

void add_quota(writer const& w, section& to, program::member const& m) {
    to.blocks.push_back(formula{w.said(at_beginning(say(message::quota_says, {w.words.quota(m)})))});
}

void add_admission(writer const& w, section& to, program::admission const& a) {
    to.blocks.push_back(formula{w.said(message::yes_prefix) + w.said(w.words.admission(a))});
    to.blocks.push_back(paragraph{w.said(w.words.ties(a))});
}

}  // namespace

void add_definition(writer& w, section& to, index record, index member) {
    auto const& m = w.rules.records[record].members[member];
    auto const who = subject_of(w, record, member);
    to.blocks.push_back(heading{who.anchor, w.titled(w.in(w.words.member_label(record, member)), m.name, w.articles(m.notes, who)), 4});
    place const at = place::in_record(record);
    switch (m.kind) {
        case member_kind::input: break;
        case member_kind::let: add_value(w, to, m.value[0], at, m.type); break;
        case member_kind::classification: add_levels(w, to, record, member); break;
        case member_kind::deductions: add_deductions(w, to, record, member); break;
        case member_kind::rank: add_rank(w, to, w.rules.ranks[m.rank]); break;
        case member_kind::quota: add_quota(w, to, m); break;
        case member_kind::admission: add_admission(w, to, w.rules.admissions[m.admission]); break;
    }
    if (!m.exceptions.empty()) add_exceptions(w, to, record, member);
    w.add_readings(to.blocks, m.notes, who);
}

}  // namespace barem::document
