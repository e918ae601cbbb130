#include "explain/sheet.hpp"

#include "explain/amounts.hpp"
#include "explain/sentences.hpp"
#include "explain/wording.hpp"

#include <algorithm>
#include <iterator>

namespace barem::explain::sheet {

namespace {


void add_readings(basis& to, basis const& more) {
    for (unsigned r : more.readings)
        if (std::find(to.readings.begin(), to.readings.end(), r) == to.readings.end()) to.readings.push_back(r);
}

class layout {
public:
    layout(content const& c, language l) : c_(c), l_(l) {}

    document make() {
        document out;
        out.language = l_;
        out.title = in(say(message::title));
        out.rule_set = in(c_.rule_set_label);
        out.basis = in(c_.decision);
        if (!c_.in_force.empty()) out.basis += (out.basis.empty() ? "" : ", ") + in(c_.in_force);
        if (!out.basis.empty()) out.basis = in(say(message::labelled, {say(message::legal_basis), text::same(out.basis)}));
        out.subject = in(say(message::labelled, {c_.record_label, c_.key.value.shown}));
        out.headline = headline();
        add(out, part::results, message::results, results());
        add(out, part::inputs, message::inputs, inputs());
        add(out, part::choices, message::choices, choices());
        add(out, part::calculation, message::calculation, calculation());
        add(out, part::deductions, message::deductions, deductions());
        add(out, part::contributions, message::contributions, contributions());
        add(out, part::readings, message::readings, readings());
        out.footnote = in(say(message::footnote));
        out.footer = in(c_.decision.empty() ? c_.rule_set_label : say(message::page_footer, {c_.rule_set_label, c_.decision}));
        return out;
    }

private:
    void add(document& out, part p, message title, std::vector<block> blocks) {
        if (!blocks.empty()) out.sections.push_back({p, in(say(title)), std::move(blocks)});
    }
    std::vector<std::pair<std::string, std::string>> headline() const;
    std::vector<block> results() const;
    std::vector<block> inputs() const;
    std::vector<block> choices() const;
    std::vector<block> calculation() const;
    std::vector<block> deductions() const;
    std::vector<block> contributions() const;
    std::vector<block> readings() const;

    list formulas() const;
    table deduction_rows(deduction_table const&) const;
    table entries(contribution_table const&) const;
    static bool is_number(contribution_table const&, std::size_t column);
    static void join_group(row& around, row only);
    row group_row(contribution_table const&, explain::row const&) const;
    row entry_row(contribution_table const&, explain::row const&) const;
    list notes(contribution_table const&) const;

    std::string in(text const& t) const { return t.in(l_); }
    std::string in(message m) const { return std::string(say(m, l_)); }
    std::vector<line> counted(std::vector<counting> const& countings) const {
        std::vector<line> lines;
        for (counting const& c : countings) lines.push_back(said(c.says));
        return lines;
    }
    line said(text const& t, basis const& b = {}) const { return {in(t), in(b.citation), b.readings}; }
    std::string cited(text const& citation) const { return unbroken(in(citation)); }
    std::string letter(contribution_table const& t, unsigned note) const { return note == 0 ? "" : t.notes[note - 1].letter; }

    content const& c_;
    language l_;
};

/// The words that come out; of a rule set that gives none, the last output.
std::vector<std::pair<std::string, std::string>> layout::headline() const {
    std::vector<std::pair<std::string, std::string>> found;
    for (output const& o : c_.results)
        if (std::holds_alternative<word>(o.shown.value.value)) found.emplace_back(in(o.shown.label), in(o.printed));
    if (found.empty() && !c_.results.empty()) found.emplace_back(in(c_.results.back().shown.label), in(c_.results.back().printed));
    return found;
}

std::vector<block> layout::results() const {
    table t;
    t.columns = {{in(message::item)}, {in(message::value_heading), true}, {in(message::basis)}};
    for (output const& o : c_.results) {
        row r;
        auto const* n = std::get_if<number>(&o.shown.value.value);
        bool const is_rounded = n && n->rounded(static_cast<int>(o.digits), rounding::half_up) != *n;
        text const exact = o.shown.value.rounded ? text::same(o.shown.value.fraction) : o.shown.value.bare;
        text const printed = is_rounded ? text::same("≈") + hard_space + o.printed : o.printed;
        r.cells.push_back({in(o.shown.label), {}, {}, o.shown.basis.readings});
        r.cells.push_back({in(is_rounded && !exact.empty() ? say(message::exactly, {printed, exact}) : printed)});
        r.cells.push_back({cited(o.shown.basis.citation)});
        t.rows.push_back(std::move(r));
    }
    return {std::move(t)};
}

std::vector<block> layout::inputs() const {
    if (c_.inputs.empty()) return {};
    table t;
    t.columns.resize(3);
    for (entry const& e : c_.inputs) {
        row r;
        r.cells = {{in(e.label)}, {in(in_full(e.value))}, {cited(e.basis.citation)}};
        t.rows.push_back(std::move(r));
    }
    return {std::move(t)};
}

std::vector<block> layout::choices() const {
    std::vector<block> blocks;
    for (choice const& c : c_.choices) {
        blocks.push_back(heading{said(say(message::labelled, {c.what.label, in_full(c.what.value)}), c.what.basis)});
        list l;
        for (verdict const& v : c.cases) l.items.push_back({{}, said(sentence_of(v), v.basis), counted(v.countings)});
        if (!c.formula.empty() && !l.items.empty()) l.items.front().more.push_back(said(c.formula));
        for (hit const& h : c.hits)
            if (!l.items.empty()) l.items.front().more.push_back(said(sentence_of(h), h.basis));
        for (line& says : counted(c.countings))
            if (!l.items.empty()) l.items.front().more.push_back(std::move(says));
        blocks.push_back(std::move(l));
    }
    for (ranking const& r : c_.rankings) {
        blocks.push_back(heading{said(say(message::labelled, {r.what.label, r.what.value.shown}), r.what.basis)});
        blocks.push_back(list{{{{}, said(r.says), {}}}});
    }
    for (quota const& q : c_.quotas) {
        blocks.push_back(heading{said(say(message::labelled, {q.what.label, q.what.value.shown}), q.what.basis)});
        blocks.push_back(list{{{{}, said(q.says), {}}}});
    }
    for (admission const& a : c_.admissions) {
        blocks.push_back(heading{said(say(message::labelled, {a.what.label, in_full(a.what.value)}), a.what.basis)});
        blocks.push_back(list{{{{}, said(a.says), {}}}});
    }
    return blocks;
}

list layout::formulas() const {
    list l;
    for (derivation const& d : c_.derivations) {
        item i{{}, said(sentence_of(d), d.what.basis), {}};
        for (hit const& h : d.hits) i.more.push_back(said(sentence_of(h), h.basis));
        std::ranges::move(counted(d.countings), std::back_inserter(i.more));
        for (verdict const& e : d.exceptions) {
            i.more.push_back(said(exception_sentence(e, d.what.value), e.basis));
            std::ranges::move(counted(e.countings), std::back_inserter(i.more));
        }
        l.items.push_back(std::move(i));
    }
    return l;
}

std::vector<block> layout::calculation() const {
    std::vector<block> blocks;
    if (!c_.derivations.empty()) blocks.push_back(formulas());
    if (c_.figures.empty()) return blocks;
    blocks.push_back(heading{said(say(message::fixed_figures))});
    list l;
    for (figure const& f : c_.figures) {
        text says = say(message::labelled, {f.what.label, in_full(f.what.value)});
        if (f.since) says += text::same(", ") + say(message::from_date, {f.since->shown});
        if (f.declared) says += text::same("; ") + say(message::changed_for_this, {in_full(*f.declared)});
        l.items.push_back({{}, said(says, f.what.basis), {}});
    }
    blocks.push_back(std::move(l));
    return blocks;
}

// ── deductions ──────────────────────────────────────────────────────────────────────────────────────────────────

std::vector<block> layout::deductions() const {
    std::vector<block> blocks;
    for (deduction_table const& d : c_.deductions) {
        if (c_.deductions.size() > 1) blocks.push_back(heading{said(d.what.label, d.what.basis)});
        if (d.rows.empty()) blocks.push_back(paragraph{said(say(message::no_deduction), d.what.basis)});
        else blocks.push_back(deduction_rows(d));
        list l;
        for (line& says : counted(d.countings)) l.items.push_back({{}, std::move(says), {}});
        if (!l.items.empty()) blocks.push_back(std::move(l));
    }
    return blocks;
}

table layout::deduction_rows(deduction_table const& d) const {
    bool has_caps = false;
    for (auto const& r : d.rows) has_caps |= r.cap.has_value();
    table t;
    t.columns = {{in(message::item)}, {in(message::times), true}, {in(message::amount_each), true}};
    if (has_caps) t.columns.push_back({in(message::at_most), true});
    t.columns.push_back({in(message::deducted), true});
    t.columns.push_back({in(message::basis)});
    auto const add = [&](row_form form, cell label, std::string times, std::string once, std::string cap, std::string sum, std::string at) {
        row r;
        r.form = form;
        r.cells = {std::move(label), {std::move(times)}, {std::move(once)}};
        if (has_caps) r.cells.push_back({std::move(cap)});
        r.cells.push_back({std::move(sum)});
        r.cells.push_back({std::move(at)});
        t.rows.push_back(std::move(r));
    };
    for (auto const& r : d.rows)
        add(row_form::plain, {in(r.label), {}, {}, r.basis.readings}, r.each ? in(r.times.bare) : "1", in(r.once.bare), r.cap ? in(r.cap->bare) : "", in(r.counted.bare),
            cited(r.basis.citation));
    if (d.cap) add(row_form::plain, {in(say(message::cap_of_all, {d.cap->shown})), {}, {}, d.cap_basis.readings}, "", "", "", "", cited(d.cap_basis.citation));
    add(row_form::total, {in(message::grand_total)}, "", "", "", in(d.what.value.shown), cited(d.what.basis.citation));
    return t;
}

// ── contributions ───────────────────────────────────────────────────────────────────────────────────────────────

std::vector<block> layout::contributions() const {
    std::vector<block> blocks;
    for (contribution_table const& t : c_.contributions) {
        text const title = say(message::table_number, {text::same(std::to_string(t.number)), t.title});
        blocks.push_back(heading{said(title, t.basis)});
        if (t.rows.empty()) {
            blocks.push_back(paragraph{said(say(message::no_entries))});
            continue;
        }
        blocks.push_back(entries(t));
        if (!t.notes.empty()) blocks.push_back(notes(t));
    }
    return blocks;
}

table layout::entries(contribution_table const& t) const {
    table made;
    made.has_entries = true;
    if (!t.common.empty()) made.caption = in(say(message::unless_said, {join(t.common, "; ")}));
    made.columns = {{in(message::number_heading)}, {in(message::given)}};
    for (std::size_t i = 0; i != t.columns.size(); ++i)
        if (!t.columns[i].is_inner) made.columns.push_back({in(t.columns[i].label), is_number(t, i)});
    for (explain::row const& r : t.rows) {
        if (!r.is_group) made.rows.push_back(entry_row(t, r));
        else if (!r.is_only_child) made.rows.push_back(group_row(t, r));
        else join_group(made.rows.back(), group_row(t, r));
    }
    row total;
    total.form = row_form::total;
    total.cells = {{}, {in(message::grand_total)}};
    bool is_summed = false;
    for (explain::column const& c : t.columns) {
        if (c.is_inner) continue;
        is_summed |= c.total.has_value();
        total.cells.push_back({c.total ? in(c.total->bare) : "", {}, c.total ? c.total->fraction : "", {}});
    }
    if (is_summed) made.rows.push_back(std::move(total));
    return made;
}

bool layout::is_number(contribution_table const& t, std::size_t column) {
    for (auto const& r : t.rows)
        if (!r.is_group && r.cells[column].value && std::holds_alternative<number>(r.cells[column].value->value)) return true;
    return false;
}

/// A group that is the only one in the group around it shares its line.
void layout::join_group(row& around, row only) {
    around.cells[0].says += ", " + only.cells[0].says;
    cell& to = around.cells[1];
    to.small += (to.small.empty() ? "" : ". ") + only.cells[1].says + (only.cells[1].small.empty() ? "" : ": " + only.cells[1].small);
}

row layout::group_row(contribution_table const& t, explain::row const& r) const {
    row made;
    made.form = row_form::group;
    made.depth = r.depth;
    std::string says = in(r.kind);
    if (!r.given.empty()) says += " – " + in(join(r.given, "; "));
    made.cells = {{r.position}, {std::move(says)}};
    std::string parts;
    for (entry const& e : r.parts) {
        if (!parts.empty()) parts += "; ";
        bool const is_truth = std::holds_alternative<bool>(e.value.value);
        parts += in(e.label) + (is_truth ? ": " : std::string(hard_space)) + in(e.value.fraction.empty() ? e.value.bare : in_full_bare(e.value));
        if (!letter(t, e.note).empty()) parts += std::string(hard_space) + "(" + letter(t, e.note) + ")";
    }
    made.cells.back().small = std::move(parts);
    return made;
}

row layout::entry_row(contribution_table const& t, explain::row const& r) const {
    row made;
    made.depth = r.depth;
    made.cells = {{r.position}, {in(join(r.given, "; ")), {}, in(join(r.remarks, "; ")), {}}};
    for (std::size_t i = 0; i != r.cells.size(); ++i) {
        explain::cell const& c = r.cells[i];
        if (t.columns[i].is_inner) continue;
        if (c.value) made.cells.push_back({in(c.value->bare), letter(t, c.note), c.value->fraction, {}});
        else made.cells.push_back({"–"});
    }
    return made;
}

/// What is said of several notes of a column is said with the first of them.
list layout::notes(contribution_table const& t) const {
    list l;
    note const* before = nullptr;
    for (note const& n : t.notes) {
        bool const is_same = before && before->label == n.label && before->says == n.says && !n.hits.empty();
        bool const is_one_hit = n.hits.size() == 1 && (n.says.empty() || is_same);
        item i{n.letter.empty() ? std::string("–") : n.letter, {}, {}};
        if (is_one_hit) {
            basis b = n.hits.front().basis;
            add_readings(b, n.basis);
            i.says = said(say(message::labelled, {n.label, sentence_of(n.hits.front(), false)}), b);
        } else {
            i.says = said(n.says.empty() ? n.label : say(message::labelled, {n.label, n.says}), n.basis);
            for (hit const& h : n.hits) i.more.push_back(said(sentence_of(h, false), h.basis));
        }
        l.items.push_back(std::move(i));
        before = &n;
    }
    return l;
}

std::vector<block> layout::readings() const {
    std::vector<block> blocks;
    blocks.push_back(paragraph{said(say(c_.readings.empty() ? message::no_readings : message::readings_intro))});
    list l;
    for (reading const& r : c_.readings) {
        text const place = r.citation.empty() ? r.place : say(message::of_record, {r.place, r.citation});
        l.items.push_back({"[" + std::to_string(r.number) + "]", said(say(message::labelled, {place, r.says})), {}});
    }
    if (!l.items.empty()) blocks.push_back(std::move(l));
    return blocks;
}

}  // namespace

std::string unbroken(std::string_view citation) {
    std::string out;
    for (char const c : citation) {
        bool const stays = c != ' ' || (!out.empty() && out.back() == ',');
        if (stays) out += c;
        else out += hard_space;
    }
    return out;
}

document lay_out(content const& c, language l) { return layout(c, l).make(); }

language language_of(std::string_view tag) { return tag.starts_with("vi") ? language::vi : language::en; }

}  // namespace barem::explain::sheet
