#include "exec/explained.hpp"

namespace barem::exec {

explained_record::explained_record(plan::compiled const& compiled, index record, exec::parameters const& parameters, record_data const& data,
                                   peers others, record_limits const& limits)
    : compiled_(compiled), others_(std::move(others)), run_(compiled, parameters, limits, &trace_) {
    run_.begin(data, record);
    run_.join(others_);
    for (index output : compiled.tree.records[record].outputs) static_cast<void>(member(0, output));
}

answer explained_record::answer_of(bool known, value result) {
    if (known) return {std::move(result), nullptr};
    return {std::nullopt, &run_.why()};
}

bool explained_record::was_evaluated(index frame, index member) {
    plan::member const& m = compiled_.tree.records[this->frame(frame).record].members[member];
    return m.kind != program::member_kind::input && run_.frames().computed(frame, m.slot).state != slot_state::unset;
}

answer explained_record::member(index frame, index member) {
    run_.restart_steps();
    value result;
    bool const known = run_.member(frame, member, result);
    return answer_of(known, std::move(result));
}

exec::decision const* explained_record::decision(index frame, index member) {
    static_cast<void>(this->member(frame, member));
    return trace_.decision(frame, member);
}

/// Makes the environment of a place again, from the definition inward, and applies `f` to it.
template <typename F>
auto explained_record::in_place(index place, F f) {
    std::vector<index> inward;
    for (index p = place; p != none; p = trace_.at(p).outer) inward.insert(inward.begin(), p);
    exec::place const& definition = trace_.at(inward.front());
    rule const r{definition.frame, definition.site, none};
    std::vector<environment> chain;
    chain.reserve(inward.size());                   // environments point to one another
    for (index p : inward) {
        environment const* outer = chain.empty() ? nullptr : &chain.back();
        std::vector<value> const& arguments = trace_.at(p).arguments;       // of a table, which has no frame
        index const frame = trace_.at(p).frame;
        chain.push_back(frame == none ? environment{none, outer, arguments, &r} : environment_in(run_.frames()[frame], frame, outer, &r));
        chain.back().place = p;
    }
    run_.restart_steps();
    return f(chain.back());
}

std::vector<index> explained_record::elements(index place, index aggregate) {
    return in_place(place, [&](environment const& env) {
        plan::node const& n = compiled_.tree.nodes[aggregate];
        return run_.elements(compiled_.tree.aggregates[n.target], env);
    });
}

answer explained_record::node(index place, index node) {
    if (auto* known = trace_.node(place, node)) {
        if (known->result) return {known->result, nullptr};
        return {std::nullopt, &run_.issue_at(known->issue)};
    }
    return in_place(place, [&](environment const& env) {
        value result;
        bool const known = run_.evaluate(node, env, result);
        return answer_of(known, std::move(result));
    });
}

table_hit const* explained_record::hit(index place, index look_up) {
    if (!trace_.hit(place, look_up)) static_cast<void>(node(place, look_up));
    return trace_.hit(place, look_up);
}

}  // namespace barem::exec
