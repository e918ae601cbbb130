#include "examples/run.hpp"

#include "check/print.hpp"
#include "exec/dependent_inputs.hpp"
#include "exec/roster.hpp"
#include "exec/written.hpp"
#include "plan/lower.hpp"

#include <fmt/format.h>

namespace barem::examples {

namespace {

using program::none;

class runner {
public:
    runner(ruleset::implementation const& rules, observer const& watch, results& made)
        : rules_(rules), p_(rules.rules()), watch_(watch), made_(made), evaluation_(*rules.compiled, rules.parameters, rules.limits) {}

    void run(program::example const& e) {
        example_ = &e;
        met_ = true;
        if (e.call.empty()) run_records();
        else run_call();
        if (met_) ++made_.passed;
    }

private:
    failure& fail(program::expectation const* expected, source_span where, std::string what, program::type const& type) {
        met_ = false;
        return made_.failures.emplace_back(failure{example_, expected, where, std::move(what), type, {}, {}});
    }

    void run_call() {
        auto const& call = example_->call[0];
        auto const& expected = example_->expectations[0];
        std::vector<value> arguments;
        for (auto const& o : call.operands) arguments.push_back(plan::constant_value(p_, o).value_or(absent{}));
        auto const what = check::print(p_, call, {});
        value found;
        if (evaluation_.call(call.target, arguments, found)) compare(expected, expected.where, what, call.type, found);
        else fail(&expected, example_->where, what, call.type).why = evaluation_.why().message;
        if (watch_.called) watch_.called(*example_, call.target, arguments);
    }

    /// The records together, as a roster: an example of one record is a roster of one.
    void run_records() {
        auto const& tree = rules_.compiled->tree;
        exec::roster_scorer scorer(*rules_.compiled, p_.roster_record, rules_.parameters, rules_.limits);
        std::vector<std::shared_ptr<record_data const>> records;
        for (std::size_t i = 0; i != example_->records.size(); ++i) {
            auto made = exec::to_record(p_, p_.roster_record, example_->records[i]);
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
            expect_of(s.position);
            if (watch_.scored) watch_scored();
        }
    }

    void expect_of(std::size_t position) {
        for (auto const& x : example_->expectations) {
            auto const& first = x.path.front();
            bool const is_of_this = !example_->is_roster || first.all || *first.element == position;
            if (is_of_this) expect(x, example_->is_roster ? 1 : 0, p_.roster_record, 0, path_of(position));
        }
    }

    void watch_scored() {
        value ignored;
        for (index output : rules_.compiled->tree.records[p_.roster_record].outputs) {
            evaluation_.restart_steps();
            static_cast<void>(evaluation_.member(0, output, ignored));
        }
        watch_.scored(*example_, evaluation_);
    }

    /// An example tells what comes out, so that every record of it is one that is scored.
    void reject(std::size_t record, issue const& why) {
        auto const what = path_of(record);
        fail(nullptr, example_->records[record].where, what, {}).why =
            example_->is_roster ? fmt::format("`{}` is rejected: {}", what, why.message) : why.message;
    }

    [[nodiscard]] std::string path_of(std::size_t record) const { return example_->is_roster ? fmt::format("[{}]", record) : ""; }

    /// Follows the path of an expectation from its step `at`.
    void expect(program::expectation const& x, std::size_t at, index kind, index frame, std::string path) {
        auto const& member = p_.records[kind].members[x.path[at].member];
        path += (path.empty() ? "" : ".") + member.name;
        if (at + 1 == x.path.size()) {
            value found;
            if (evaluation_.member(frame, x.path[at].member, found)) compare(x, x.where, path, member.type, found);
            else fail(&x, x.where, path, member.type).why = evaluation_.why().message;
            return;
        }
        auto const children = evaluation_.frames().children(frame, member.slot);
        bool const list = member.type.kind == program::type_kind::list;
        auto const& chosen = x.path[at + 1];
        if (list && !chosen.all && *chosen.element >= children.count) {
            fail(&x, x.where, path, {}).why = fmt::format("`{}` has {} elements, counted from 0", path, children.count);
            return;
        }
        if (!list && children.count == 0) fail(&x, x.where, path, {}).why = fmt::format("`{}` is absent", path);
        for (index i = 0; i < children.count; ++i)
            if (!list || chosen.all || i == *chosen.element)
                expect(x, at + (list ? 2 : 1), member.type.of, children.first + i, list ? fmt::format("{}[{}]", path, i) : path);
    }

    void compare(program::expectation const& x, source_span where, std::string const& what, program::type const& type, value const& found) {
        auto const expected = plan::constant_value(p_, x.expected);
        if (!expected || *expected != found) fail(&x, where, what, type).found = found;
    }

    ruleset::implementation const& rules_;
    program::program const& p_;
    observer const& watch_;
    results& made_;
    evaluation evaluation_;
    program::example const* example_ = nullptr;
    bool met_ = true;
};

}  // namespace

results run(ruleset::implementation const& rules, std::vector<program::example> const& examples, observer const& watch) {
    results made;
    runner each(rules, watch, made);
    for (auto const& e : examples) each.run(e);
    return made;
}

}  // namespace barem::examples
