// The sheets of what would be with other inputs.

#include "counterfactual/content.hpp"
#include "explain/amounts.hpp"
#include "explain/wording.hpp"

namespace barem::counterfactual {

using explain::language;
using explain::message;
using explain::say;
using namespace explain::sheet;

namespace {

class layout {
public:
    explicit layout(language l) : l_(l) {}

    document comparison(comparison::content const& c) {
        auto out = frame(c.heading, say(message::what_if_title));
        for (auto const& o : c.outputs)
            if (std::holds_alternative<word>(o.before.value) || std::holds_alternative<word>(o.after.value))
                out.headline.emplace_back(in(o.label), o.is_changed() ? in(o.before.shown) + " → " + in(o.after.shown) : in(o.after.shown));
        add(out, part::inputs, message::other_data, {inputs(c.inputs)});
        add(out, part::results, message::results, {outputs(c.outputs)});
        add(out, part::choices, message::rules_that_changed, definitions(c.definitions));
        return out;
    }

    document obstacles(obstacles::content const& c) {
        auto out = frame(c.heading, say(message::why_not_title, {c.wanted.shown}));
        out.headline.emplace_back(in(c.label), in(c.now.shown));
        std::vector<block> between;
        if (c.between) conditions(*c.between, between);
        else between.emplace_back(paragraph{{in(message::nothing_between), {}, {}}});
        add(out, part::choices, message::stands_between, std::move(between));
        if (!c.between) return out;
        std::vector<block> enough;
        enough.emplace_back(paragraph{{in(c.is_found ? message::enough_intro : message::none_found), {}, {}}});
        if (c.is_found) enough.emplace_back(inputs(c.enough));
        if (c.searched_among_others) enough.emplace_back(paragraph{{in(message::among_as_they_were), {}, {}}});
        add(out, part::calculation, message::enough_heading, std::move(enough));
        return out;
    }

private:
    document frame(heading const& h, text const& title) {
        document out;
        out.language = l_;
        out.title = in(title);
        out.rule_set = in(h.rule_set_label);
        if (!h.decision.empty()) out.basis = in(say(message::labelled, {say(message::legal_basis), h.decision}));
        out.subject = in(say(message::labelled, {h.record_label, h.key.shown}));
        out.footnote = in(say(message::footnote));
        out.footer = in(h.decision.empty() ? h.rule_set_label : say(message::page_footer, {h.rule_set_label, h.decision}));
        return out;
    }

    void add(document& out, part p, message title, std::vector<block> blocks) { out.sections.push_back({p, in(title), std::move(blocks)}); }

    [[nodiscard]] std::string in(text const& t) const { return t.in(l_); }
    [[nodiscard]] std::string in(message m) const { return std::string(say(m, l_)); }

    // ── tables of values ──

    [[nodiscard]] table old_and_new() const {
        table t;
        t.columns = {{in(message::item)}, {in(message::now_heading), true}, {in(message::then_heading), true}};
        return t;
    }

    [[nodiscard]] table inputs(std::vector<changed_input> const& all) const {
        auto t = old_and_new();
        for (auto const& i : all) {
            auto const label = in(i.label) + " (" + i.path + ")";
            t.rows.push_back({row_form::plain, {{label}, {in(explain::in_full(i.before))}, {in(explain::in_full(i.after))}}, 0});
        }
        return t;
    }

    [[nodiscard]] table outputs(std::vector<compared_output> const& all) const {
        auto t = old_and_new();
        for (auto const& o : all)
            t.rows.push_back({row_form::plain, {{in(o.label)}, {in(explain::in_full(o.before))}, {o.is_changed() ? in(explain::in_full(o.after)) : in(message::as_before)}}, 0});
        return t;
    }

    // ── rules ──

    [[nodiscard]] std::vector<block> definitions(std::vector<changed_definition> const& all) const {
        if (all.empty()) return {paragraph{{in(message::no_rule_changed), {}, {}}}};
        list made;
        for (auto const& d : all) {
            item i;
            i.says = {in(say(message::old_to_new, {d.label, explain::in_full(d.before), explain::in_full(d.after)})), in(d.citation), {}};
            for (auto const& r : d.now) i.more.push_back({in(r), {}, {}});
            for (auto const& r : d.no_longer) i.more.push_back({in(say(message::no_longer, {r})), {}, {}});
            made.items.push_back(std::move(i));
        }
        return {std::move(made)};
    }

    // ── conditions ──

    void conditions(unmet const& root, std::vector<block>& into) const {
        list made;
        if (root.form == unmet::kind::condition) {
            made.items.push_back({"", said(root), {}});
        } else {
            into.emplace_back(paragraph{said(root)});
            parts(root, "", made);
        }
        into.emplace_back(std::move(made));
    }

    /// Numbered, so that what belongs together shows in every form.
    void parts(unmet const& of, std::string const& around, list& into) const {
        for (std::size_t i = 0; i != of.parts.size(); ++i) {
            auto const mark = around + std::to_string(i + 1);
            into.items.push_back({mark, said(of.parts[i]), {}});
            parts(of.parts[i], mark + ".", into);
        }
    }

    [[nodiscard]] line said(unmet const& u) const {
        text says;
        if (u.form == unmet::kind::condition) {
            says = u.now.empty() ? u.needed : say(message::condition_now, {u.needed, u.now});
            if (!u.lacks.empty()) says += text::same(", ") + u.lacks;
            if (!u.input.empty()) says += " (" + u.input + ")";
        } else if (u.form == unmet::kind::any || u.parts.size() > 1) {
            says = say(u.form == unmet::kind::all ? message::all_needed : message::one_needed);
        }
        if (!u.about.empty() && u.form == unmet::kind::condition) says = say(message::labelled, {u.about, says});
        else if (!u.about.empty()) says = says.empty() ? u.about : u.about + "; " + explain::within_sentence(says);
        return {in(says), in(u.citation), {}};
    }

    language l_;
};

}  // namespace

document lay_out(comparison::content const& c, language l) { return layout(l).comparison(c); }
document lay_out(obstacles::content const& c, language l) { return layout(l).obstacles(c); }

}  // namespace barem::counterfactual
