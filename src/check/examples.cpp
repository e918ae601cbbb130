// Samples and examples: records written in the rule set, and what is expected of them.
#include "check/expressions.hpp"
#include "check/written_records.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

namespace barem::check {
namespace {

using program::type_kind;

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
            auto& d = c_.error("B1103", e.call.where, fmt::format("there is no table `{}`", e.call.text));
            c_.propose_name(d, e.call.text, names);
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
        program::example made;
        made.shown = to_label(c_, e.shown);
        made.is_roster = e.is_roster;
        made.where = e.where;
        bool fine = true;
        index kind = c_.out.roster_record;
        std::uint64_t records = 0;
        for (auto const& r : e.records) {
            auto subject = find_subject(r);
            if (!subject && !e.is_roster) return;
            if (!subject) {
                fine = false;
                continue;
            }
            kind = subject->record;
            fine = override_all(*subject, r) && subject->fine && fine;
            records += r.times * count_records(subject->value);
            fine = memory_.fits(records, r.where) && (r.times <= 1 || memory_.take((r.times - 1) * count_values(subject->value), r.where)) && fine;
            if (fine) made.records.insert(made.records.end(), r.times, subject->value);
        }
        if (kind == none || !expectations(kind, e, made, fine) || !fine) return;
        c_.out.examples.push_back(std::move(made));
    }

private:
    bool override_all(written& subject, ast::example_record const& e) {
        bool fine = true;
        for (auto const& o : e.overrides) {
            auto const path = resolve(c_, subject.record, o.target);
            auto const value = path ? override_value(*path, o) : std::nullopt;
            fine = value && fine && (!subject.fine || replace(c_, memory_, subject.value, path->steps, *value, o.target.where));
        }
        return fine;
    }

    /// `counted`: the records are all there, so that their numbers can be checked.
    bool expectations(index record, ast::record_example const& e, program::example& made, bool counted) {
        bool fine = true;
        for (auto const& x : e.expectations) {
            auto const path = resolve(c_, record, x.target, e.is_roster);
            if (!path) { fine = false; continue; }
            if (counted && e.is_roster && path->steps[0].element && *path->steps[0].element >= made.records.size()) {
                c_.error("B1603", x.target.where, fmt::format("there is no record {}: the roster has {}, counted from 0", *path->steps[0].element, made.records.size()));
                fine = false;
                continue;
            }
            if (path->member == none) {
                c_.error("B1603", x.target.where, "a record of the roster; expect one of its values").help = "write `[0].name`";
                fine = false;
                continue;
            }
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
        auto& d = c_.error("B1107", name.where, fmt::format("there is no record{} `{}`", samples_too ? " or sample" : "", name.text), "not found");
        c_.propose_name(d, name.text, names);
    }

    std::optional<written> find_subject(ast::example_record const& e) {
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
