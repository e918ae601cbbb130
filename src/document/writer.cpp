#include "document/writer.hpp"

#include "check/print.hpp"
#include "document/linked_text.hpp"
#include "explain/amounts.hpp"
#include "explain/sheet.hpp"

#include <algorithm>

namespace barem::document {

using explain::say;

line strong(std::string says) { return {{span::look::strong, std::move(says)}}; }

line operator+(line a, line const& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

line operator+(line a, std::string const& b) {
    if (!b.empty()) a.push_back({span::look::plain, b});
    return a;
}

std::string writer::label(program::label const& l, std::string_view name) const { return in(plain(explain::label_of(l, name))); }

std::string writer::with_unit(std::string title, program::type const& t) const {
    if (t.kind != program::type_kind::number || t.of == none || t.of < program::first_declared_unit) return title;
    auto const& unit = rules.units[t.of];
    return title + " (" + label(unit.shown, unit.name) + ")";
}

line writer::said(text const& t) const {
    std::string const all = in(t);
    line made;
    std::size_t at = 0;
    while (at < all.size()) {
        auto const begin = all.find(link_begins, at);
        if (begin != at) made.push_back({span::look::plain, all.substr(at, begin - at)});
        if (begin == std::string::npos) break;
        auto const middle = all.find(link_says, begin), end = all.find(link_ends, begin);
        made.push_back({span::look::plain, all.substr(middle + 1, end - middle - 1), all.substr(begin + 1, middle - begin - 1)});
        at = end + 1;
    }
    return made;
}

line writer::articles(program::notes const& notes, subject const& who) {
    line made;
    for (auto const& c : notes.citations) {
        std::string const& anchor = names.article(c);
        program::notes const alone{{c}, {}};
        std::string_view const wanted = language == explain::language::en ? "en" : "vi";
        if (!made.empty()) made.push_back({span::look::plain, ", "});
        made.push_back({span::look::plain, explain::sheet::unbroken(check::print_citations(rules, alone, wanted)), anchor});
        auto& resting = resting_[anchor];
        if (std::none_of(resting.begin(), resting.end(), [&](subject const& s) { return s.anchor == who.anchor; })) resting.push_back(who);
    }
    return made;
}

unsigned writer::number_of(program::label const& reading) {
    std::string says = label(reading, "");
    auto const [found, is_new] = reading_numbers_.try_emplace(says, static_cast<unsigned>(readings_.size() + 1));
    if (is_new) readings_.push_back({std::move(says), {}});
    return found->second;
}

void writer::add_readings(std::vector<block>& to, program::notes const& notes, subject const& who, line const& applies_to) {
    for (auto const& r : notes.readings) {
        unsigned const n = number_of(r);
        readings_[n - 1].places.push_back(who);
        std::string const number = std::to_string(n);
        reading* before = to.empty() ? nullptr : std::get_if<reading>(&to.back());
        if (before && !applies_to.empty() && before->target == names.own("reading-" + number)) {    // of the next row as well
            before->applies_to = before->applies_to + "; " + applies_to;
            continue;
        }
        to.push_back(reading{in(say(message::reading_number, {text::same(number)})), names.own("reading-" + number), applies_to, readings_[n - 1].says});
    }
}

line writer::marks(program::notes const& notes) {
    line made;
    for (auto const& r : notes.readings) {
        std::string const n = std::to_string(number_of(r));
        made.push_back({span::look::plain, " "});
        made.push_back({span::look::plain, "[" + n + "]", names.own("reading-" + n)});
    }
    return made;
}

line writer::titled(std::string const& label, std::string_view name, line const& articles) const {
    line made{{span::look::plain, label}};
    if (!name.empty()) {
        made.push_back({span::look::plain, " "});
        made.push_back({span::look::code, std::string(name)});
    }
    return articles.empty() ? made : made + " (" + articles + ")";
}

// ── conditions as lists ─────────────────────────────────────────────────────────────────────────────────────────

item item_of(writer const& w, clause const& c) {
    using kind = clause::kind;
    if (c.form == kind::single) return {w.said(c.says)};
    if (!c.says.empty() && c.parts.size() == 1) {               // a case with one condition
        item one = item_of(w, c.parts.front());
        one.says = w.said(c.says) + ": " + one.says;
        return one;
    }
    item made;
    message const leads = c.form == kind::all ? message::nested_all : c.form == kind::any ? message::nested_any : message::when_cases;
    made.says = c.says.empty() ? w.said(leads) : w.said(c.says) + ", " + w.said(leads);
    for (clause const& part : c.parts) made.parts.push_back(item_of(w, part));
    return made;
}

item when(writer const& w, clause const& c) {
    using kind = clause::kind;
    if (c.form == kind::single) return {w.said(message::when_single, {c.says})};
    item made = item_of(w, c);
    made.says = w.said(c.form == kind::all ? message::when_all : c.form == kind::any ? message::when_any : message::when_cases);
    return made;
}

// ── the lists at the end ────────────────────────────────────────────────────────────────────────────────────────

namespace {

line links(std::vector<writer::subject> const& subjects) {
    line made;
    std::set<std::pair<std::string, std::string>> told;
    for (auto const& s : subjects) {
        if (!told.emplace(s.anchor, s.says).second) continue;
        if (!made.empty()) made.push_back({span::look::plain, "; "});
        made.push_back({span::look::plain, s.says, s.anchor});
    }
    return made;
}

}  // namespace

section writer::all_readings() const {
    section made{names.own("readings"), in(message::all_readings), {}, {}};
    if (readings_.empty()) return made;
    made.blocks.push_back(paragraph{said(message::all_readings_intro)});
    table t{{{in(message::number_heading), true}, {in(message::reading)}, {in(message::applies_to)}}, {}};
    for (std::size_t i = 0; i != readings_.size(); ++i) {
        std::string const n = std::to_string(i + 1);
        t.rows.push_back({names.own("reading-" + n), {line{{span::look::plain, n}}, line{{span::look::plain, readings_[i].says}}, links(readings_[i].places)}});
    }
    made.blocks.push_back(std::move(t));
    return made;
}

section writer::all_articles() const {
    section made{names.own("articles"), in(message::article_index), {}, {}};
    if (names.articles.empty()) return made;
    table t{{{in(message::article)}, {in(message::rests_on_it)}}, {}};
    std::string_view const wanted = language == explain::language::en ? "en" : "vi";
    for (auto const& a : names.articles) {
        auto const found = resting_.find(a.anchor);
        program::notes const alone{{a.at}, {}};
        t.rows.push_back({a.anchor, {line{{span::look::plain, explain::sheet::unbroken(check::print_citations(rules, alone, wanted))}},
                                     found == resting_.end() ? line{} : links(found->second)}});
    }
    made.blocks.push_back(std::move(t));
    return made;
}

}  // namespace barem::document
