// Samples and examples: records written in the rule set, and what is expected of them.
#include "check/expressions.hpp"


#include <fmt/format.h>

#include <functional>
#include <map>
#include <set>
#include <span>

namespace barem::check {
namespace {

using program::type_kind;

constexpr std::size_t max_elements = 10'000;      // of all lists of one written record, after `times`

struct written { index record = none; program::datum value; bool fine = false; };

class record_writer {
public:
    /// `sample` finds a sample by its name: it stands for the record it writes.
    record_writer(context& c, std::function<written const*(ast::name const&)> sample) : c_(c), sample_(std::move(sample)) {}

    /// A whole record: every input that is not optional must be there (`complete`), unless overrides follow.
    std::optional<program::datum> record(index kind, ast::datum const& tree) {
        if (tree.form == ast::datum::kind::word)
            if (auto const* found = sample_(tree.word)) return from_sample(kind, tree, *found);
        if (tree.form != ast::datum::kind::object) {
            c_.error("B1602", tree.where, fmt::format("expected a record `{}` in braces", c_.out.records[kind].name));
            return std::nullopt;
        }
        program::datum made;
        made.form = program::datum::kind::record;
        made.where = tree.where;
        std::unordered_map<std::string, source_span> seen;
        bool fine = true;
        for (auto const& [name, value] : tree.fields) {
            if (auto const [at, fresh] = seen.emplace(name.text, name.where); !fresh) {
                c_.error("B1104", name.where, fmt::format("`{}` is given twice", name.text)).labels.push_back({at->second, "first here"});
                fine = false;
                continue;
            }
            auto const m = input(kind, name);
            auto v = m == none ? std::nullopt : member_value(kind, m, value);
            if (v) made.fields.emplace_back(m, std::move(*v));
            else fine = false;
        }
        for (index m = 0; m < c_.out.records[kind].members.size(); ++m) {
            auto const& member = c_.member(kind, m);
            if (member.kind != program::member_kind::input || seen.contains(member.name) || member.is_key || member.type.optional) continue;
            if (member.type.kind == type_kind::list && !(member.range.low && *member.range.low >= number(1))) continue;   // empty
            if (member.type.kind == type_kind::unknown) { fine = false; continue; }
            auto& d = c_.error("B1601", tree.where, fmt::format("`{}` is missing", member.name), fmt::format("a record `{}`", c_.out.records[kind].name));
            d.labels.push_back({member.where, "required here"});
            fine = false;
        }
        return fine ? std::optional(std::move(made)) : std::nullopt;
    }

    index input(index kind, ast::name const& name) {
        auto const m = c_.find_member(kind, name.text);
        if (m != none && c_.member(kind, m).kind == program::member_kind::input) return m;
        std::vector<std::string_view> names;
        for (auto const& k : c_.out.records[kind].members)
            if (k.kind == program::member_kind::input) names.push_back(k.name);
        auto& d = c_.error("B1603", name.where, fmt::format("`{}` has no input `{}`", c_.out.records[kind].name, name.text), "not found");
        d.help = context::did_you_mean(name.text, names);
        if (m != none) d.help = "it is computed; only inputs are given";
        return none;
    }

    std::optional<program::datum> member_value(index kind, index m, ast::datum const& tree) {
        auto const member = c_.member(kind, m);
        if (member.type.kind == type_kind::unknown) return std::nullopt;
        if (member.type.kind == type_kind::list) return list(member, tree);
        if (member.type.kind == type_kind::record && !(tree.form == ast::datum::kind::literal && tree.literal->kind == ast::expression_kind::nothing))
            return record(member.type.of, tree);
        return scalar(member, tree);
    }

private:
    std::optional<program::datum> from_sample(index kind, ast::datum const& tree, written const& sample) {
        if (!sample.fine) return std::nullopt;
        if (sample.record == kind) return sample.value;
        c_.error("B1602", tree.where, fmt::format("expected a record `{}`, found the sample `{}` of a `{}`", c_.out.records[kind].name, tree.word.text,
                                                  c_.out.records[sample.record].name));
        return std::nullopt;
    }
    std::optional<program::datum> list(program::member const& member, ast::datum const& tree) {
        if (tree.form != ast::datum::kind::list) {
            c_.error("B1602", tree.where, fmt::format("`{}`: expected a list in brackets", member.name));
            return std::nullopt;
        }
        program::datum made;
        made.form = program::datum::kind::list;
        made.where = tree.where;
        std::uint64_t count = 0;
        bool fine = true;
        for (auto const& [element, times] : tree.elements) {
            count += times;
            auto v = record(member.type.of, element);
            if (v) made.elements.emplace_back(std::move(*v), times);
            else fine = false;
        }
        if (count > max_elements) {
            c_.error("B1903", tree.where, fmt::format("a written list of more than {} elements", max_elements));
            return std::nullopt;
        }
        number const size(static_cast<std::int64_t>(count));
        if ((member.range.low && size < *member.range.low) || (member.range.high && *member.range.high < size)) {
            c_.error("B1210", tree.where, fmt::format("`{}`: {} elements, expected {}..{}", member.name, count, member.range.low ? member.range.low->to_exact() : "",
                                                      member.range.high ? member.range.high->to_exact() : ""));
            fine = false;
        }
        return fine ? std::optional(std::move(made)) : std::nullopt;
    }

    std::optional<program::datum> scalar(program::member const& member, ast::datum const& tree) {
        ast::expression literal;
        if (tree.form == ast::datum::kind::literal) literal = *tree.literal;
        else if (tree.form == ast::datum::kind::word) {
            literal.kind = ast::expression_kind::path;
            literal.path = {tree.word};
            literal.where = tree.where;
        } else {
            c_.error("B1602", tree.where, fmt::format("`{}`: expected {}", member.name, c_.describe(member.type)));
            return std::nullopt;
        }
        auto v = literal_value(c_, literal, member.type);
        if (!v || !check_range(c_, *v, member.type, member.range, member.decimals, tree.where)) return std::nullopt;
        program::datum made;
        made.where = tree.where;
        made.scalar = std::move(*v);
        return made;
    }

    context& c_;
    std::function<written const*(ast::name const&)> sample_;
};

// ── paths ───────────────────────────────────────────────────────────────────────────────────────────────────────

struct resolved_path { std::vector<program::path_step> steps; index record = none, member = none; };   // member: the last one named

std::optional<resolved_path> resolve(context& c, index kind, ast::path const& path) {
    resolved_path made;
    index record = kind;
    bool in_list = false;
    for (auto const& step : path.steps) {
        if (step.field.text.empty()) {
            if (!in_list) {
                c.error("B1603", path.where, "an index belongs behind a list");
                return std::nullopt;
            }
            in_list = false;
            made.steps.push_back({none, step.index, !step.index.has_value()});
            continue;
        }
        auto const m = record == none || in_list ? none : c.find_member(record, step.field.text);
        if (m == none) {
            auto& d = c.error("B1603", step.field.where, in_list ? fmt::format("say which element: `[0].{}`", step.field.text)
                                                                 : fmt::format("there is no `{}` here", step.field.text), "not found");
            if (record != none && !in_list) {
                std::vector<std::string_view> names;
                for (auto const& k : c.out.records[record].members) names.push_back(k.name);
                d.help = context::did_you_mean(step.field.text, names);
            }
            return std::nullopt;
        }
        made.steps.push_back({m, std::nullopt, false});
        made.record = record;
        made.member = m;
        auto const& type = c.member(record, m).type;
        in_list = type.kind == type_kind::list;
        record = type.kind == type_kind::list || type.kind == type_kind::record ? type.of : none;
    }
    return made;
}

/// Replaces what `steps` names in `target` by `value`.
bool replace(context& c, program::datum& target, std::span<program::path_step const> steps, program::datum const& value, source_span where) {
    if (steps.empty()) {
        target = value;
        return true;
    }
    auto const& step = steps.front();
    if (step.member != none) {
        for (auto& [m, v] : target.fields)
            if (m == step.member) return replace(c, v, steps.subspan(1), value, where);
        if (steps.size() > 1) {
            c.error("B1603", where, "the sample does not have this");
            return false;
        }
        target.fields.emplace_back(step.member, value);
        return true;
    }
    // Elements written once and repeated by `times` become elements of their own when one of them is changed.
    std::vector<std::pair<program::datum, std::uint32_t>> single;
    for (auto& [element, times] : target.elements)
        for (std::uint32_t i = 0; i < times; ++i) single.emplace_back(element, 1);
    target.elements = std::move(single);
    if (!step.all && *step.element >= target.elements.size()) {
        c.error("B1603", where, fmt::format("there is no element {}: the list has {}, counted from 0", *step.element, target.elements.size()));
        return false;
    }
    for (std::size_t i = 0; i < target.elements.size(); ++i)
        if ((step.all || i == *step.element) && !replace(c, target.elements[i].first, steps.subspan(1), value, where)) return false;
    return true;
}

// ── examples ────────────────────────────────────────────────────────────────────────────────────────────────────

class example_checker {
public:
    explicit example_checker(context& c) : c_(c), writer_(c, [this](ast::name const& n) { return find_sample(n); }) {
        for (auto const& s : c.tree.samples)
            if (!trees_.emplace(s.id.text, &s).second)
                c.error("B1104", s.id.where, fmt::format("the sample `{}` is declared twice", s.id.text), "declared again here");
        for (auto const& [name, tree] : trees_) find_sample(tree->id);
    }

    void call(ast::call_example const& e) {
        surroundings s;
        s.constants_only = true;
        expression_checker x(c_, std::move(s));
        if (!c_.tables.contains(e.call.text)) {
            std::vector<std::string_view> names;
            for (auto const& t : c_.out.tables) names.push_back(t.name);
            c_.error("B1103", e.call.where, fmt::format("there is no table `{}`", e.call.text)).help = context::did_you_mean(e.call.text, names);
            return;
        }
        program::example made;
        made.where = e.where;
        auto call = x.infer(e.call);
        if (call.type.kind == type_kind::unknown) return;
        auto type = call.type;
        type.integer = false;
        program::expectation expected{{}, constant(e.expected, type), e.expected.where};
        if (expected.expected.type.kind == type_kind::unknown) return;
        made.call.push_back(std::move(call));
        made.expectations.push_back(std::move(expected));
        c_.out.examples.push_back(std::move(made));
    }

    void record(ast::record_example const& e) {
        auto subject = find_subject(e);
        if (!subject) return;
        bool fine = subject->fine;
        for (auto const& o : e.overrides) {
            auto const path = resolve(c_, subject->record, o.target);
            if (!path || path->steps.empty()) { fine = false; continue; }
            auto value = override_value(*path, o);
            fine = value && fine && replace(c_, subject->value, path->steps, *value, o.target.where);
        }
        program::example made;
        made.shown = to_label(c_, e.shown);
        made.where = e.where;
        for (auto const& x : e.expectations) {
            auto const path = resolve(c_, subject->record, x.target);
            if (!path) { fine = false; continue; }
            auto type = c_.member(path->record, path->member).type;
            if (type.kind == type_kind::list || type.kind == type_kind::record) {
                c_.error("B1603", x.where, fmt::format("`{}` is {}; expect one of its values", c_.member(path->record, path->member).name, c_.describe(type)));
                fine = false;
                continue;
            }
            type.integer = false;
            type.optional = true;
            made.expectations.push_back({path->steps, constant(x.value, type), x.where});
            if (made.expectations.back().expected.type.kind == type_kind::unknown) fine = false;
        }
        if (!fine) return;
        made.record.push_back(std::move(subject->value));
        c_.out.examples.push_back(std::move(made));
    }

private:
    /// Samples may use one another, in any order. Null: no such sample.
    written const* find_sample(ast::name const& name) {
        auto const tree = trees_.find(name.text);
        if (tree == trees_.end()) return nullptr;
        auto const [made, fresh] = samples_.try_emplace(name.text);
        if (!fresh) {
            if (made->second.record == none && running_.contains(name.text))
                c_.error("B1501", name.where, fmt::format("the sample `{}` contains itself", name.text));
            return &made->second;
        }
        auto const r = c_.records.find(tree->second->record.text);
        if (r == c_.records.end()) {
            report_unknown(tree->second->record, false);
            return &made->second;
        }
        running_.insert(name.text);
        auto value = writer_.record(r->second, tree->second->value);
        running_.erase(name.text);
        auto& sample = samples_[name.text];
        sample = {r->second, value ? std::move(*value) : program::datum{}, value.has_value()};
        return &sample;
    }

    program::expression constant(ast::expression const& e, program::type const& type) {
        surroundings s;
        s.constants_only = true;
        return expression_checker(c_, std::move(s)).expect(e, type, "expected value");
    }

    void report_unknown(ast::name const& name, bool samples_too) {
        std::vector<std::string_view> names;
        for (auto const& r : c_.out.records) names.push_back(r.name);
        if (samples_too)
            for (auto const& [s, tree] : trees_) names.push_back(s);
        c_.error("B1107", name.where, fmt::format("there is no record{} `{}`", samples_too ? " or sample" : "", name.text), "not found").help =
            context::did_you_mean(name.text, names);
    }

    std::optional<written> find_subject(ast::record_example const& e) {
        auto const roster = [&](index record) {
            if (record == c_.out.roster_record || c_.out.roster_record == none) return true;
            c_.error("B1604", e.subject.where, fmt::format("an example is a whole record of the roster, `{}`", c_.out.records[c_.out.roster_record].name));
            return false;
        };
        if (e.value) {
            auto const r = c_.records.find(e.subject.text);
            if (r == c_.records.end()) { report_unknown(e.subject, false); return std::nullopt; }
            if (!roster(r->second)) return std::nullopt;
            auto made = writer_.record(r->second, *e.value);
            return written{r->second, made ? std::move(*made) : program::datum{}, made.has_value()};
        }
        auto const* found = find_sample(e.subject);
        if (!found) { report_unknown(e.subject, true); return std::nullopt; }
        if (found->record == none || !roster(found->record)) return std::nullopt;
        return *found;
    }

    std::optional<program::datum> override_value(resolved_path const& path, ast::override_field const& o) {
        auto const& member = c_.member(path.record, path.member);
        if (member.kind != program::member_kind::input) {
            c_.error("B1603", o.target.where, fmt::format("`{}` is computed; only inputs are given", member.name));
            return std::nullopt;
        }
        bool const element = path.steps.back().member == none;               // `tasks[0]: {...}`
        if (element) return writer_.record(member.type.of, o.value);
        return writer_.member_value(path.record, path.member, o.value);
    }

    context& c_;
    record_writer writer_;
    std::map<std::string, ast::sample_declaration const*> trees_;
    std::map<std::string, written> samples_;          // a map: its elements stay where they are
    std::set<std::string> running_;
};

}  // namespace

void check_examples(context& c) {
    example_checker checker(c);
    for (auto const& e : c.tree.call_examples) checker.call(e);
    for (auto const& e : c.tree.record_examples) checker.record(e);
}

}  // namespace barem::check
