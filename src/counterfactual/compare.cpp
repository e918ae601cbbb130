// A record as it is, and with other inputs.

#include <barem/export.hpp>

#include "counterfactual/content.hpp"
#include "counterfactual/inputs.hpp"
#include "examples/written_value.hpp"
#include "explain/explain.hpp"
#include "explain/sentences.hpp"
#include "explain/wording.hpp"

#include <algorithm>

namespace barem::counterfactual {

using explain::context;
using explain::decider;
using explain::message;
using explain::say;

heading heading_of(context& c) {
    auto const& kind = c.kind(0);
    heading made{c.rules.name, explain::label_of(c.rules.shown, c.rules.name), text::same(c.rules.cites), explain::label_of(kind.shown, kind.name), {}};
    made.key = c.shown(c.member_value(0, c.rules.key_member).value_or(absent{}), c.kind(0).members[c.rules.key_member].type);
    return made;
}

changed_input changed_input_of(program::program const& p, std::string const& path, program::member const& input, value const& before, value const& after) {
    auto const shown = [&](value const& v) {
        auto made = explain::show(p, v, input.type);
        if (!is_given(v)) made.shown = made.bare = say(message::not_given);
        return made;
    };
    return {path, explain::label_of(input.shown, input.name), shown(before), shown(after), is_given(after) ? examples::written(p, after, input.type) : "nothing"};
}

namespace {

/// "Done (Task 3)": the label of a definition, and where it stands unless that is the record itself.
text label_of_place(context& c, index frame, index member) {
    auto const& kind = c.kind(frame);
    auto const label = c.label(c.record_of(frame), member);
    if (frame == 0) return label;
    auto const position = c.position(frame);
    auto const part = explain::label_of(kind.shown, kind.name);
    return say(message::of_record, {label, position.empty() ? part : say(message::element_at, {part, text::same(position)})});
}

/// One of the two evaluations.
struct side {
    explicit side(explanation::content const& of)
        : run(*of.rules, of.rules->rules->roster_record, of.parameters, *of.data, of.others, of.limits), c(*of.rules, of.parameters, run), d(c) {}

    exec::explained_record run;
    context c;
    decider d;
};

text with_article(text says, text const& citation) { return citation.empty() ? says : say(message::of_record, {std::move(says), citation}); }

/// What decided a value: told alike when it decided alike.
rules rules_of(side& s, index frame, index member) {
    rules made;
    auto const& lowered = s.c.tree.records[s.c.record_of(frame)].members[member];
    auto const hits = [&](std::vector<explain::hit> const& all) {
        for (auto const& h : all) made.push_back(with_article(sentence_of(h, false), h.basis.citation));
    };
    using enum program::member_kind;
    switch (lowered.kind) {
        case classification: {
            auto const choice = s.d.choose(frame, member);
            if (!choice.cases.empty()) made.push_back(with_article(sentence_of(choice.cases.front()), choice.cases.front().basis.citation));
            hits(choice.hits);
            break;
        }
        case program::member_kind::deductions:
            for (auto const& row : s.d.deduct(frame, member).rows)
                made.push_back(with_article(say(message::labelled, {row.label, explain::in_full(row.counted)}), row.basis.citation));
            break;
        case program::member_kind::rank: made.push_back(s.d.rank(frame, member).says); break;
        case program::member_kind::quota: made.push_back(s.d.quota(frame, member).says); break;
        case admission: made.push_back(s.d.admit(frame, member).says); break;
        case let: {
            auto const derivation = s.d.derive(frame, member);
            for (auto const& e : derivation.exceptions)
                if (e.holds) made.push_back(with_article(e.label, e.basis.citation));
            for (auto const& reason : derivation.because) made.push_back(reason);
            for (auto const& bound : derivation.bounds) made.push_back(bound);
            hits(derivation.hits);
            break;
        }
        default: break;
    }
    return made;
}

rules only_in(rules const& these, rules const& others) {
    rules made;
    for (auto const& r : these)
        if (!r.empty() && std::ranges::find(others, r) == others.end()) made.push_back(r);
    return made;
}

class comparer {
public:
    comparer(explanation::content const& before, explanation::content const& after, comparison::content& into)
        : before_data_(*before.data), after_data_(*after.data), before_(before), after_(after), into_(into) {}

    void compare() {
        into_.heading = heading_of(before_.c);
        inputs();
        for (auto const& o : before_.c.rules.records[before_.c.rules.roster_record].outputs) {
            auto const& m = before_.c.kind(0).members[o.member];
            into_.outputs.push_back({m.name, before_.c.label(before_.c.rules.roster_record, o.member), shown(before_, 0, o.member), shown(after_, 0, o.member)});
        }
        records(0, 0);
        std::ranges::stable_sort(found_, {}, &found::order);
        for (auto const& f : found_) definition(f);
    }

private:
    struct found { index before, after, member, order; };

    explain::amount shown(side& s, index frame, index member) {
        return s.c.shown(s.c.member_value(frame, member).value_or(absent{}), s.c.kind(frame).members[member].type);
    }

    void inputs() {
        record_data old_copy = before_data_, new_copy = after_data_;
        auto const& p = before_.c.rules;
        auto const old_places = inputs_of(p, old_copy), new_places = inputs_of(p, new_copy);
        for (std::size_t i = 0; i != old_places.size(); ++i)
            if (*old_places[i].at != *new_places[i].at)
                into_.inputs.push_back(changed_input_of(before_.c.rules, old_places[i].path, *old_places[i].input, *old_places[i].at, *new_places[i].at));
    }

    /// Frames are numbered as they are asked for, so that the two sides are walked together.
    void records(index before, index after) {
        auto const record = before_.c.record_of(before);
        auto const& members = before_.c.tree.records[record].members;
        for (index m = 0; m != members.size(); ++m) {
            if (members[m].kind == program::member_kind::input) continue;
            auto const old_order = before_.c.order(before, m), new_order = after_.c.order(after, m);
            if (!old_order && !new_order) continue;
            if (before_.c.member_value(before, m) != after_.c.member_value(after, m)) found_.push_back({before, after, m, new_order.value_or(old_order.value_or(0))});
        }
        for (index list = 0; list != before_.c.tree.records[record].lists.size(); ++list) {
            auto const olds = before_.c.traced.children(before, list), news = after_.c.traced.children(after, list);
            for (index i = 0; i != olds.count; ++i) records(olds.first + i, news.first + i);
        }
    }

    void definition(found const& f) {
        auto const& m = before_.c.kind(f.before).members[f.member];
        auto const around = before_.c.traced.path(f.before);
        auto const old_rules = rules_of(before_, f.before, f.member), new_rules = rules_of(after_, f.after, f.member);
        into_.definitions.push_back({(around.empty() ? "" : around + ".") + m.name, label_of_place(before_.c, f.before, f.member), before_.c.cited(m.notes),
                                     shown(before_, f.before, f.member), shown(after_, f.after, f.member), only_in(old_rules, new_rules), only_in(new_rules, old_rules)});
    }

    record_data const& before_data_;
    record_data const& after_data_;
    side before_, after_;
    comparison::content& into_;
    std::vector<found> found_;
};

bool have_same_lists(record_data const& a, record_data const& b) {
    return std::ranges::equal(a.lists, b.lists, [](auto const& x, auto const& y) { return std::ranges::equal(x, y, have_same_lists); });
}

issues other_record(std::string message) {
    issue made;
    made.expected = "two explanations of one record";
    made.found = message;
    made.message = std::move(message);
    return {std::move(made)};
}

}  // namespace
}  // namespace barem::counterfactual

namespace barem::inline BAREM_VERSION_NAMESPACE {

result<comparison, issues> compare(explanation const& before, explanation const& after) {
    auto const &a = before.inner(), &b = after.inner();
    if (a.rules != b.rules) return counterfactual::other_record("the explanations are by different rule sets");
    if (!counterfactual::have_same_lists(*a.data, *b.data)) return counterfactual::other_record("the records have lists of different lengths");
    auto made = std::make_shared<comparison::content>();
    counterfactual::comparer(a, b, *made).compare();
    return comparison(std::move(made));
}

bool comparison::changes_outputs() const { return std::ranges::any_of(inner_->outputs, &counterfactual::compared_output::is_changed); }

std::string comparison::to_text(std::string_view language) const { return explain::sheet::to_text(counterfactual::lay_out(*inner_, explain::sheet::language_of(language))); }
std::string comparison::to_markdown(std::string_view language) const { return explain::sheet::to_markdown(counterfactual::lay_out(*inner_, explain::sheet::language_of(language))); }
std::string comparison::to_html(std::string_view language) const { return explain::sheet::to_html(counterfactual::lay_out(*inner_, explain::sheet::language_of(language))); }
std::string comparison::to_json() const { return counterfactual::to_json(*inner_); }

}  // namespace barem
