#include "diff/narrator.hpp"

#include "check/print.hpp"
#include "document/linked_text.hpp"
#include "explain/amounts.hpp"
#include "explain/wording.hpp"

#include <fmt/format.h>

namespace barem::diff {

using check::printing_scope;
using document::place;
using explain::message;
using explain::say;

phrase as_it_is(std::string written) {
    text words = text::same(written);
    return {std::move(written), std::move(words)};
}

phrase join(std::vector<phrase> const& parts, std::string_view between) {
    phrase all;
    for (auto const& part : parts) {
        if (&part != &parts.front()) all.written += between, all.words += between;
        all.written += part.written;
        all.words += part.words;
    }
    return all;
}

std::pair<text, text> told_apart(phrase const& before, phrase const& after) {
    text a = before.words, b = after.words;
    bool const en = a.en != b.en, vi = a.vi != b.vi;
    if (en && !vi) a.vi = a.en, b.vi = b.en;
    if (vi && !en) a.en = a.vi, b.en = b.vi;
    if (!en && !vi) return {text::same(before.written), text::same(after.written)};
    return {std::move(a), std::move(b)};
}

text without_end(text of) {
    for (auto* says : {&of.en, &of.vi})
        while (says->ends_with('.') || says->ends_with(':')) says->pop_back();
    return of;
}

text narrator::called(program::label const& l, std::string_view name) const {
    text const says = document::plain(explain::label_of(l, name));
    return l.empty() ? says : say(message::quoted, {says});
}

/// `"Điểm cộng" en "Bonus"`
phrase narrator::label(program::label const& l) const {
    phrase made;
    for (auto const& [language, says] : l.texts) made.written += made.written.empty() ? fmt::format("\"{}\"", says) : fmt::format(" {} \"{}\"", language, says);
    if (!l.empty()) made.words = called(l, {});
    return made;
}

phrase narrator::value(barem::value const& v, program::type const& type) const { return {check::print(p, v, type), words.value(v, type)}; }

phrase narrator::type(program::type const& t) const { return {check::print(p, t), words.kind_of_value(t)}; }

phrase narrator::formula(program::expression const& e, index record) const {
    return {check::print(p, e, printing_scope::in_record(record)), words.formula(e, place::in_record(record))};
}

phrase narrator::condition(std::span<program::expression const> of, index record) const {
    if (of.empty()) return {"otherwise", say(message::all_other_records)};
    return {check::print(p, of[0], printing_scope::in_record(record)), say(message::when_single, {words.in_line(words.condition(of[0], place::in_record(record)))})};
}

phrase narrator::conditions(index table, program::table_row const& r) const {
    auto const& t = p.tables[table];
    auto const scope = printing_scope::in_table(table);
    std::vector<phrase> asked;
    for (index i = 0; i != r.tests.size(); ++i) {
        auto const cell = check::print(p, r.tests[i], scope);
        if (cell == "-") continue;
        bool const is_argument = i < t.arguments.size();
        text const says = words.test(r.tests[i], is_argument ? t.arguments[i].type : program::type{}, table);
        if (r.tests.size() == 1 || !is_argument) asked.push_back({cell, says});
        else asked.push_back({t.arguments[i].name + " " + cell, say(message::labelled, {words.argument_label(table, i), says})});
    }
    return asked.empty() ? phrase{"-", say(message::any_value)} : join(asked, ", ");
}

phrase narrator::result(program::expression const& e, index table) const {
    return {check::print(p, e, printing_scope::in_table(table)), words.formula(e, place::in_table(table))};
}

phrase narrator::amount(program::deduction_row const& r, index record) const {
    auto made = formula(r.amount, record);
    if (r.each) made = {made.written + " each", say(message::for_each, {made.words})};
    if (r.cap.empty()) return made;
    auto const most = formula(r.cap.front(), record);
    return {made.written + " cap " + most.written, made.words + text{", at most ", ", tối đa "} + most.words};
}

phrase narrator::deducted_when(program::deduction_row const& r, index record) const {
    if (!r.each) return {check::print(p, r.condition, printing_scope::in_record(record)), words.in_line(words.condition(r.condition, place::in_record(record)))};
    auto const times = formula(r.condition, record);
    return {times.written, document::inside_sentence(times.words)};
}

phrase narrator::keys(program::rank const& r) const {
    std::string written;
    auto const scope = printing_scope::in_record(p.cohorts[r.cohort].record);
    for (auto const& k : r.keys) written += (written.empty() ? "" : ", ") + check::print(p, k.value, scope) + (k.descending ? " descending" : " ascending");
    return {written, words.rank(r)};
}

phrase narrator::groups(program::cohort const& c) const {
    std::string written;
    for (index const by : c.partition) written += (written.empty() ? "" : ", ") + p.records[c.record].members[by].name;
    return {written.empty() ? p.records[c.record].name : written, words.groups(c)};
}

phrase narrator::standing(program::member const& m) const {
    phrase made;
    if (m.quota != program::none) made = {formula(m.value.front(), p.roster_record).written, words.quota(m)};
    else if (!m.value.empty()) made = formula(m.value.front(), p.roster_record);
    if (m.rank != program::none) {
        auto const& r = p.ranks[m.rank];
        made = keys(r);
        made.written = "by " + made.written + (r.dense ? " ties dense" : " ties competition");
    }
    if (m.admission != program::none) {
        auto const& a = p.admissions[m.admission];
        auto const& members = p.records[p.roster_record].members;
        made.written = "by " + members[p.ranks[a.rank].member].name + " up to " + members[p.quotas[a.quota].member].name + (a.ties_in ? " ties in" : " ties out");
        made.words = words.admission(a) + ". " + without_end(words.ties(a));
    }
    return {made.written + " within " + groups(p.cohorts[m.cohort]).written, made.words};
}

}  // namespace barem::diff
