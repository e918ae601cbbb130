#include "exec/explained.hpp"

namespace barem::exec {

explained_record::explained_record(plan::compiled const& compiled, index record, exec::parameters const& parameters, record_data const& data,
                                   peers others, record_limits const& limits)
    : compiled_(compiled), others_(std::move(others)), run_(compiled, parameters, limits) {
    run_.begin(data, record);
    run_.join(others_);
    for (index output : compiled.tree.records[record].outputs) static_cast<void>(member(0, output));
}

std::optional<index> explained_record::order(index frame, index member) {
    plan::member const& m = compiled_.tree.records[this->frame(frame).record].members[member];
    if (m.kind == program::member_kind::input) return std::nullopt;
    slot const& s = run_.frames().computed(frame, m.slot);
    return s.state == slot_state::unset ? std::nullopt : std::optional(s.order);
}

answer explained_record::member(index frame, index member) {
    run_.restart_steps();
    value result;
    if (!run_.member(frame, member, result)) return {std::nullopt, &run_.why()};
    return {std::move(result), nullptr};
}

std::optional<decision> explained_record::decision(index frame, index member) {
    run_.restart_steps();
    return run_.decide(frame, member);
}

std::vector<index> explained_record::elements(environment const& at, index aggregate) {
    return run_.elements(compiled_.tree.aggregates[compiled_.tree.nodes[aggregate].target], at);
}

answer explained_record::node(environment const& at, index node) {
    run_.restart_steps();
    value result;
    if (!run_.evaluate(node, at, result)) return {std::nullopt, &run_.why()};
    return {std::move(result), nullptr};
}

std::optional<table_hit> explained_record::hit(environment const& at, index look_up) {
    run_.restart_steps();
    return run_.decide(compiled_.tree.nodes[look_up], at);
}

}  // namespace barem::exec
