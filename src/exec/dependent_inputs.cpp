#include "exec/dependent_inputs.hpp"

#include "check/print.hpp"
#include "exec/scalar.hpp"
#include "io/expectation.hpp"

namespace barem::exec {

namespace {

class dependent_check {
public:
    dependent_check(plan::compiled const& compiled, parameters const& parameters, record_limits const& limits)
        : rules_(*compiled.rules), tree_(compiled.tree), run_(compiled, parameters, limits) {}

    issues run(record_data const& data, index record) {
        run_.begin(data, record);
        visit(0);
        return std::move(found_);
    }

private:
    void visit(index frame);
    void check_presence(index frame, index member);
    void check_range(index frame, index member);
    void report(index frame, index member, std::string expected, std::string found);
    [[nodiscard]] bool is_absent(frame const& at, plan::member const& m) const;
    [[nodiscard]] value input(index frame, index member);

    program::program const& rules_;
    plan::evaluation_tree const& tree_;
    evaluation run_;
    issues found_;
};

void dependent_check::visit(index frame) {
    index const record = run_.frames()[frame].record;
    for (index member : tree_.records[record].dependent) {
        if (is_absent(run_.frames()[frame], tree_.records[record].members[member])) check_presence(frame, member);
        else check_range(frame, member);
    }
    auto const& lists = tree_.records[record].lists;
    for (index l = 0; l != lists.size(); ++l) {
        if (!tree_.records[lists[l].record].dependent_within) continue;
        auto const children = run_.frames().children(frame, l);
        for (index i = 0; i != children.count; ++i) visit(children.first + i);
    }
}

bool dependent_check::is_absent(frame const& at, plan::member const& m) const {
    if (m.type.kind == program::type_kind::list || m.type.kind == program::type_kind::record) return at.data->lists[m.slot].empty();
    return !is_given(at.data->values[m.slot]);
}

void dependent_check::check_presence(index frame, index member) {
    index const record = run_.frames()[frame].record;
    bool required = false;
    if (!run_.required(frame, member, required)) {
        found_.push_back(run_.why());
        return;
    }
    if (!required) return;
    auto const& condition = rules_.records[record].members[member].required_when.front();
    report(frame, member, "required when " + check::print(rules_, condition, check::printing_scope::in_record(record)), "nothing");
}

/// The value of an input of a frame; absent when there is no such member.
value dependent_check::input(index frame, index member) {
    auto const& at = run_.frames()[frame];
    return member == none ? value{} : at.data->values[tree_.records[at.record].members[member].slot];
}

/// As a record writes it: a percentage without its sign.
std::string as_written(value const& v) {
    auto const* n = std::get_if<number>(&v);
    return n ? n->to_exact() : "\"" + std::get<date>(v).to_text() + "\"";
}

void dependent_check::check_range(index frame, index member) {
    index const record = run_.frames()[frame].record;
    plan::member const& m = tree_.records[record].members[member];
    if (m.low_input == none && m.high_input == none) return;
    value const at = input(frame, member), low = input(frame, m.low_input), high = input(frame, m.high_input);
    auto const is_before = [](value const& a, value const& b) { return is_given(a) && is_given(b) && compare(a, b) == std::strong_ordering::less; };
    if (!is_before(at, low) && !is_before(high, at)) return;
    program::member const& shown = rules_.records[record].members[member];
    report(frame, member, io::expectation(rules_, shown, {low, high}), as_written(at));
}

void dependent_check::report(index frame, index member, std::string expected, std::string found) {
    issue made;
    made.path = run_.frames().path(rules_, frame);
    made.path += (made.path.empty() ? "" : ".") + rules_.records[run_.frames()[frame].record].members[member].name;
    made.expected = std::move(expected);
    made.found = std::move(found);
    made.message = made.path + ": " + (made.expected.starts_with("required") ? "" : "expected ") + made.expected + ", found " + made.found;
    found_.push_back(std::move(made));
}

}  // namespace

issues check_dependent_inputs(plan::compiled const& compiled, record_data const& data, program::index record, std::vector<value> const& parameters,
                      record_limits const& limits) {
    return dependent_check(compiled, parameters, limits).run(data, record);
}

}  // namespace barem::exec
