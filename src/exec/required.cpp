#include "exec/required.hpp"

#include "check/print.hpp"
#include "exec/scalar.hpp"

namespace barem::exec {

namespace {

class required_check {
public:
    required_check(plan::compiled const& compiled, parameters const& parameters, record_limits const& limits)
        : rules_(*compiled.rules), tree_(compiled.tree), run_(compiled, parameters, limits) {}

    issues run(record_data const& data, index record) {
        run_.begin(data, record);
        visit(0);
        return std::move(found_);
    }

private:
    void visit(index frame);
    void check(index frame, index member);
    [[nodiscard]] bool is_absent(frame const& at, plan::member const& m) const;

    program::program const& rules_;
    plan::evaluation_tree const& tree_;
    evaluation<no_tracer> run_;
    issues found_;
};

void required_check::visit(index frame) {
    index const record = run_.frames()[frame].record;
    for (index member : tree_.records[record].conditional) check(frame, member);
    auto const& lists = tree_.records[record].lists;
    for (index l = 0; l != lists.size(); ++l) {
        if (!tree_.records[lists[l].record].conditional_within) continue;
        auto const children = run_.frames().children(frame, l);
        for (index i = 0; i != children.count; ++i) visit(children.first + i);
    }
}

bool required_check::is_absent(frame const& at, plan::member const& m) const {
    if (m.type.kind == program::type_kind::list || m.type.kind == program::type_kind::record) return at.data->lists[m.slot].empty();
    return !is_given(at.data->values[m.slot]);
}

void required_check::check(index frame, index member) {
    index const record = run_.frames()[frame].record;
    plan::member const& m = tree_.records[record].members[member];
    if (!is_absent(run_.frames()[frame], m)) return;
    bool required = false;
    if (!run_.required(frame, member, required)) {
        found_.push_back(run_.why());
        return;
    }
    if (!required) return;
    program::member const& shown = rules_.records[record].members[member];
    issue made;
    made.path = run_.frames().path(rules_, frame);
    made.path += (made.path.empty() ? "" : ".") + shown.name;
    made.expected = "required when " + check::print(rules_, shown.required_when.front(), check::printing_scope::in_record(record));
    made.found = "nothing";
    made.message = made.path + ": " + made.expected + ", found nothing";
    found_.push_back(std::move(made));
}

}  // namespace

issues check_required(plan::compiled const& compiled, record_data const& data, program::index record, std::vector<value> const& parameters,
                      record_limits const& limits) {
    return required_check(compiled, parameters, limits).run(data, record);
}

}  // namespace barem::exec
