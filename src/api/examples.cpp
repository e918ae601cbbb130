// Runs the examples that a rule set carries.
#include "api/implementation.hpp"
#include "check/print.hpp"
#include "exec/dependent_inputs.hpp"
#include "exec/roster.hpp"
#include "plan/lower.hpp"

#include <fmt/format.h>

namespace barem {
namespace {

using program::index;
using program::none;

/// The record that an example writes, as if it had been read.
record_data make_record(program::program const& p, index kind, program::datum const& from) {
    auto const& record = p.records[kind];
    record_data made;
    made.values.resize(record.value_slots);
    made.lists.resize(record.list_slots);
    for (auto const& [m, datum] : from.fields) {
        auto const& member = record.members[m];
        if (datum.form == program::datum::kind::scalar) {
            if (member.type.kind != program::type_kind::record) made.values[member.slot] = datum.scalar;
        } else if (datum.form == program::datum::kind::record) {
            made.lists[member.slot].push_back(make_record(p, member.type.of, datum));
        } else {
            for (auto const& [element, times] : datum.elements)
                made.lists[member.slot].insert(made.lists[member.slot].end(), times, make_record(p, member.type.of, element));
        }
    }
    return made;
}

class example_runner {
public:
    example_runner(ruleset::implementation const& rules, example_results& results)
        : rules_(rules), p_(rules.rules()), results_(results), evaluation_(*rules.compiled, rules.parameters, rules.limits) {}

    void run(program::example const& e) {
        example_ = &e;
        met_ = true;
        if (e.call.empty()) run_records();
        else run_call();
        if (met_) ++results_.passed;
    }

private:
    diagnostic& fail(std::string code, source_span where, std::string message) {
        met_ = false;
        auto& d = results_.failures.findings.emplace_back();
        d.code = std::move(code);
        d.message = std::move(message);
        d.labels.push_back({where, {}});
        auto const name = check::text_of(example_->shown, p_.language);
        if (!name.empty()) d.notes.push_back(fmt::format("in the example \"{}\"", name));
        return d;
    }

    void run_call() {
        auto const& call = example_->call[0];
        std::vector<value> arguments;
        for (auto const& o : call.operands) arguments.push_back(plan::constant_value(p_, o).value_or(absent{}));
        value found;
        if (!evaluation_.call(call.target, arguments, found)) fail("B1651", example_->where, evaluation_.why().message);
        else compare(example_->expectations[0], check::print(p_, call, {}), call.type, found);
    }

    /// The records together, as a roster: an example of one record is a roster of one.
    void run_records() {
        auto const& tree = rules_.compiled->tree;
        exec::roster_scorer scorer(*rules_.compiled, p_.roster_record, rules_.parameters, rules_.limits);
        std::vector<std::shared_ptr<record_data const>> records;
        for (std::size_t i = 0; i != example_->records.size(); ++i) {
            auto made = make_record(p_, p_.roster_record, example_->records[i]);
            auto& id = made.values[p_.records[p_.roster_record].members[p_.key_member].slot];
            if (!is_given(id)) id = "example " + std::to_string(i);
            records.push_back(std::make_shared<record_data const>(std::move(made)));
            for (auto const& problem : api::check_dependent_inputs(rules_, *records.back())) reject(i, problem);
            if (!met_) return;
            if (auto const why = scorer.add(records.back(), std::to_string(i))) reject(i, *why);
        }
        auto const done = scorer.finish();
        for (auto const& r : done.rejected) reject(r.position, r.why);
        if (!met_) return;
        for (auto const& s : done.scored) {
            auto const others = exec::peers_of(tree, s, done.groups);
            evaluation_.begin(*records[s.position], p_.roster_record);
            evaluation_.join(others);
            for (auto const& x : example_->expectations) {
                auto const& first = x.path.front();
                bool const is_of_this = !example_->is_roster || first.all || *first.element == s.position;
                if (is_of_this) expect(x, example_->is_roster ? 1 : 0, p_.roster_record, 0, path_of(s.position));
            }
        }
    }

    /// An example tells what comes out, so that every record of it is one that is scored.
    void reject(std::size_t record, issue const& why) {
        fail("B1651", example_->records[record].where, example_->is_roster ? fmt::format("`{}` is rejected: {}", path_of(record), why.message) : why.message);
    }

    [[nodiscard]] std::string path_of(std::size_t record) const { return example_->is_roster ? fmt::format("[{}]", record) : ""; }

    /// Follows the path of an expectation from its step `at`.
    void expect(program::expectation const& x, std::size_t at, index kind, index frame, std::string path) {
        auto const& member = p_.records[kind].members[x.path[at].member];
        path += (path.empty() ? "" : ".") + member.name;
        if (at + 1 == x.path.size()) {
            value found;
            if (!evaluation_.member(frame, x.path[at].member, found)) fail("B1651", x.where, evaluation_.why().message);
            else compare(x, path, member.type, found);
            return;
        }
        auto const children = evaluation_.frames().children(frame, member.slot);
        bool const list = member.type.kind == program::type_kind::list;
        auto const& chosen = x.path[at + 1];
        if (list && !chosen.all && *chosen.element >= children.count) {
            fail("B1651", x.where, fmt::format("`{}` has {} elements, counted from 0", path, children.count));
            return;
        }
        if (!list && children.count == 0) fail("B1651", x.where, fmt::format("`{}` is absent", path));
        for (index i = 0; i < children.count; ++i)
            if (!list || chosen.all || i == *chosen.element)
                expect(x, at + (list ? 2 : 1), member.type.of, children.first + i, list ? fmt::format("{}[{}]", path, i) : path);
    }

    void compare(program::expectation const& x, std::string const& what, program::type const& type, value const& found) {
        auto const expected = plan::constant_value(p_, x.expected);
        if (expected && *expected == found) return;
        fail("B1650", x.where, fmt::format("`{}` is {}, expected {}", what, check::print(p_, found, type),
                                           expected ? check::print(p_, *expected, type) : "a value"));
    }

    ruleset::implementation const& rules_;
    program::program const& p_;
    example_results& results_;
    exec::evaluation evaluation_;
    program::example const* example_ = nullptr;
    bool met_ = true;
};

}  // namespace

example_results ruleset::run_examples() const {
    example_results results;
    results.failures.name = inner_->findings->name;
    results.failures.text = inner_->findings->text;
    results.failures.imported = inner_->findings->imported;
    example_runner runner(*inner_, results);
    for (auto const& e : inner_->rules().examples) runner.run(e);
    return results;
}

}  // namespace barem
