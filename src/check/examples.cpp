// Samples and examples: records written in the rule set, and what is expected of them.
#include "check/expressions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <span>

namespace barem::check {
namespace {

using program::type_kind;

struct written { index record = none; program::datum value; bool fine = false; };

/// Records within a datum, each element of a list as often as it is repeated. A part that is too large is never made, so no sum overflows.
std::uint64_t count_records(program::datum const& d) {
    std::uint64_t count = d.form == program::datum::kind::record ? 1 : 0;
    for (auto const& [member, value] : d.fields) count += count_records(value);
    for (auto const& [element, times] : d.elements) count += times * count_records(element);
    return count;
}

/// What a datum takes in memory, in values.
std::uint64_t count_values(program::datum const& d) {
    std::uint64_t count = 1;
    for (auto const& [member, value] : d.fields) count += count_values(value);
    for (auto const& [element, times] : d.elements) count += count_values(element);
    return count;
}

/// What all samples and examples may take in memory: a sample is copied wherever it is used.
class memory {
public:
    explicit memory(context& c) : c_(c) {}

    /// False, after a finding the first time, when nothing is left.
    bool take(std::uint64_t values, source_span where) {
        used_ += std::min<std::uint64_t>(values, c_.limits.max_written_values + 1);
        if (used_ <= c_.limits.max_written_values) return true;
        if (!reported_)
            c_.error("B1903", where, fmt::format("samples and examples write more than {} values in all", c_.limits.max_written_values)).help =
                "use smaller samples, or fewer examples in one rule set";
        reported_ = true;
        return false;
    }

    bool fits(std::uint64_t records, source_span where) {
        if (records <= c_.limits.max_written_records) return true;
        c_.error("B1903", where, fmt::format("this writes {} records, more than {}", records, c_.limits.max_written_records)).help =
            "`times` multiplies what stands in samples: write shorter lists";
        return false;
    }

private:
    context& c_;
    std::uint64_t used_ = 0;
    bool reported_ = false;
};

class record_writer {
public:
    /// `sample` finds a sample by its name: it stands for the record it writes.
    record_writer(context& c, memory& m, std::function<written const*(ast::name const&)> sample) : c_(c), memory_(m), sample_(std::move(sample)) {}

    /// A whole record: every input that is not optional must be there (`complete`), unless overrides follow.
    std::optional<program::datum> record(index kind, ast::datum const& tree) {
        if (tree.form == ast::datum::kind::word) {
            auto const* found = sample_(tree.word);
            if (found) return from_sample(kind, tree, *found);
            auto& d = c_.error("B1107", tree.where, fmt::format("there is no sample `{}`", tree.word.text), fmt::format("a record `{}` is needed here", c_.out.records[kind].name));
            std::vector<std::string_view> names;
            for (auto const& s : c_.tree.samples) names.push_back(s.id.text);
            d.help = c_.did_you_mean(tree.word.text, names);
            return std::nullopt;
        }
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
                c_.error("B1104", name.where, fmt::format("`{}` is given twice", name.text), "again here").labels.push_back({at->second, "first here"});
                fine = false;
                continue;
            }
            auto const m = input(kind, name);
            auto v = m == none ? std::nullopt : member_value(kind, m, value);
            if (v) made.fields.emplace_back(m, std::move(*v));
            else fine = false;
        }
        fine = complete(kind, tree, seen) && fine && memory_.take(1, tree.where) && memory_.fits(count_records(made), tree.where);
        return fine ? std::optional(std::move(made)) : std::nullopt;
    }

    index input(index kind, ast::name const& name) {
        auto const m = c_.find_member(kind, name.text);
        if (m != none && c_.member(kind, m).kind == program::member_kind::input) return m;
        std::vector<std::string_view> names;
        for (auto const& k : c_.out.records[kind].members)
            if (k.kind == program::member_kind::input) names.push_back(k.name);
        auto& d = c_.error("B1603", name.where, fmt::format("`{}` has no input `{}`", c_.out.records[kind].name, name.text), "not found");
        d.help = c_.did_you_mean(name.text, names);
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
    /// Whether every input that a record of this kind must have is among the `given` ones.
    bool complete(index kind, ast::datum const& tree, std::unordered_map<std::string, source_span> const& given) {
        bool fine = true;
        for (auto const& member : c_.out.records[kind].members) {
            if (member.kind != program::member_kind::input || given.contains(member.name) || member.is_key || member.type.optional) continue;
            if (member.type.kind == type_kind::list && !(member.range.low && *member.range.low >= number(1))) continue;   // empty
            fine = false;
            if (member.type.kind == type_kind::unknown) continue;
            auto& d = c_.error("B1601", tree.where, fmt::format("`{}` is missing", member.name), fmt::format("a record `{}`", c_.out.records[kind].name));
            d.labels.push_back({member.where, "required here"});
        }
        return fine;
    }

    std::optional<program::datum> from_sample(index kind, ast::datum const& tree, written const& sample) {
        if (!sample.fine) return std::nullopt;
        if (sample.record == kind) return memory_.take(count_values(sample.value), tree.where) ? std::optional(sample.value) : std::nullopt;
        c_.error("B1602", tree.where, fmt::format("expected a record `{}`, found the sample `{}` of a `{}`", c_.out.records[kind].name, tree.word.text,
                                                  c_.out.records[sample.record].name));
        return std::nullopt;
    }
    std::optional<program::datum> list(program::member const& member, ast::datum const& tree) {
        if (tree.form != ast::datum::kind::list) {
            c_.error("B1602", tree.where, fmt::format("`{}`: expected a list in brackets", member.name)).help = "write `[ ... ]`, also around one element";
            return std::nullopt;
        }
        program::datum made;
        made.form = program::datum::kind::list;
        made.where = tree.where;
        std::uint64_t count = 0;
        bool fine = memory_.take(1, tree.where);
        for (auto const& [element, times] : tree.elements) {
            count += times;
            auto v = record(member.type.of, element);
            fine = fine && v;
            if (v && times > 0) made.elements.emplace_back(std::move(*v), times);
        }
        number const size(static_cast<std::int64_t>(count));
        if ((member.range.low && size < *member.range.low) || (member.range.high && *member.range.high < size)) {
            c_.error("B1210", tree.where, fmt::format("`{}`: {} elements, expected {}..{}", member.name, count, member.range.low ? member.range.low->to_exact() : "",
                                                      member.range.high ? member.range.high->to_exact() : ""));
            fine = false;
        }
        fine = fine && memory_.fits(count_records(made), tree.where);
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
        if (!v || !check_range(c_, *v, member.type, member.range, member.decimals, tree.where) || !memory_.take(1, tree.where)) return std::nullopt;
        program::datum made;
        made.where = tree.where;
        made.scalar = std::move(*v);
        return made;
    }

    context& c_;
    memory& memory_;
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
                d.help = c.did_you_mean(step.field.text, names);
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

/// Changes a written record: the overrides of an example.
class replacement {
public:
    replacement(context& c, memory& m, program::datum const& value, source_span where) : c_(c), memory_(m), value_(value), where_(where) {}

    /// Replaces what `steps` names in `target` by the value; false after a finding.
    bool at(program::datum& target, std::span<program::path_step const> steps) {
        if (steps.empty()) {
            if (!memory_.take(count_values(value_), where_)) return false;
            target = value_;
            return true;
        }
        return steps.front().member != none ? field(target, steps) : element(target, steps);
    }

private:
    bool field(program::datum& target, std::span<program::path_step const> steps) {
        if (target.form != program::datum::kind::record) return lacking();
        for (auto& [m, v] : target.fields)
            if (m == steps.front().member) return at(v, steps.subspan(1));
        if (steps.size() > 1) return lacking();
        target.fields.emplace_back(steps.front().member, program::datum{});
        return at(target.fields.back().second, steps.subspan(1));
    }

    /// Elements written once and repeated by `times` become elements of their own when one of them is changed.
    bool separate(program::datum& list) {
        std::uint64_t values = 0;
        for (auto const& [element, times] : list.elements) values += (times - 1) * count_values(element);
        if (values == 0) return true;
        if (!memory_.take(values, where_)) return false;
        std::vector<std::pair<program::datum, std::uint32_t>> single;
        for (auto const& [element, times] : list.elements)
            for (std::uint32_t i = 0; i < times; ++i) single.emplace_back(element, 1);
        list.elements = std::move(single);
        return true;
    }

    bool element(program::datum& target, std::span<program::path_step const> steps) {
        auto const& step = steps.front();
        if (step.all) {                                               // what is repeated stays one
            for (auto& [e, times] : target.elements)
                if (!at(e, steps.subspan(1))) return false;
            return true;
        }
        if (!separate(target)) return false;
        if (*step.element < target.elements.size()) return at(target.elements[*step.element].first, steps.subspan(1));
        c_.error("B1603", where_, target.elements.empty() ? std::string("the list is empty")
                                                          : fmt::format("there is no element {}: the list has {}, counted from 0", *step.element, target.elements.size()));
        return false;
    }

    bool lacking() {
        c_.error("B1603", where_, "the record does not have this").help = "give the whole of it first: an override stands for what the ones before it left";
        return false;
    }

    context& c_;
    memory& memory_;
    program::datum const& value_;
    source_span where_;
};

// ── examples ────────────────────────────────────────────────────────────────────────────────────────────────────

class example_checker {
public:
    explicit example_checker(context& c) : c_(c), memory_(c), writer_(c, memory_, [this](ast::name const& n) { return find_sample(n); }) {
        for (auto const& s : c.tree.samples)
            if (auto const [known, fresh] = trees_.emplace(s.id.text, &s); !fresh)
                c.error("B1104", s.id.where, fmt::format("the sample `{}` is declared twice", s.id.text), "declared again here").labels.push_back(
                    {known->second->id.where, "first declared here"});
        for (auto const& [name, tree] : trees_) find_sample(tree->id);
    }

    void call(ast::call_example const& e) {
        surroundings s;
        s.constants_only = true;
        expression_checker x(c_, std::move(s));
        if (!c_.tables.contains(e.call.text)) {
            std::vector<std::string_view> names;
            for (auto const& t : c_.out.tables) names.push_back(t.name);
            c_.error("B1103", e.call.where, fmt::format("there is no table `{}`", e.call.text)).help = c_.did_you_mean(e.call.text, names);
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
        program::example made;
        made.shown = to_label(c_, e.shown);
        made.where = e.where;
        bool const changed = override_all(*subject, e);
        bool const expected = expectations(subject->record, e, made);
        if (!subject->fine || !changed || !expected || !memory_.fits(count_records(subject->value), e.where)) return;
        made.record.push_back(std::move(subject->value));
        c_.out.examples.push_back(std::move(made));
    }

private:
    bool override_all(written& subject, ast::record_example const& e) {
        bool fine = true;
        for (auto const& o : e.overrides) {
            auto const path = resolve(c_, subject.record, o.target);
            auto const value = path ? override_value(*path, o) : std::nullopt;
            fine = value && fine && (!subject.fine || replacement(c_, memory_, *value, o.target.where).at(subject.value, path->steps));
        }
        return fine;
    }

    bool expectations(index record, ast::record_example const& e, program::example& made) {
        bool fine = true;
        for (auto const& x : e.expectations) {
            auto const path = resolve(c_, record, x.target);
            if (!path) { fine = false; continue; }
            auto const& member = c_.member(path->record, path->member);
            auto type = member.type;
            if (type.kind == type_kind::list || type.kind == type_kind::record) {
                auto& d = c_.error("B1603", x.target.where, fmt::format("`{}` is {}; expect one of its values", member.name, c_.describe(type)));
                d.help = fmt::format("write `{}{}. ...`", member.name, type.kind == type_kind::list ? "[0]" : "");
                fine = false;
                continue;
            }
            type.integer = false;
            type.optional = true;
            made.expectations.push_back({path->steps, constant(x.value, type), x.where});
            if (made.expectations.back().expected.type.kind == type_kind::unknown) fine = false;
        }
        return fine;
    }

    /// Samples may use one another, in any order. Null: no such sample.
    written const* find_sample(ast::name const& name) {
        auto const tree = trees_.find(name.text);
        if (tree == trees_.end()) return nullptr;
        auto const [made, fresh] = samples_.try_emplace(name.text);
        if (!fresh) {
            if (made->second.record == none && running_.contains(name.text))
                c_.error("B1501", name.where, fmt::format("the sample `{}` contains itself", name.text)).help = "write one of its records out";
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
            c_.did_you_mean(name.text, names);
    }

    std::optional<written> find_subject(ast::record_example const& e) {
        auto const roster = [&](index record) {
            if (record == c_.out.roster_record || c_.out.roster_record == none) return true;
            c_.error("B1604", e.subject.where, fmt::format("an example is a whole record of the roster, `{}`", c_.out.records[c_.out.roster_record].name)).help =
                "write one that contains this record, and expect its value by the path to it";
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
        if (found->record == none || !roster(found->record) || !memory_.take(count_values(found->value), e.subject.where)) return std::nullopt;
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
    memory memory_;
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
