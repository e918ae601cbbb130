#pragma once
// One record, evaluated, to be asked about: what an explanation is built from. What scoring did not need is evaluated when it is asked
// for, so that it can be said why the other levels did not hold.

#include "exec/cohort.hpp"
#include "exec/scalar.hpp"

#include <optional>

namespace barem::exec {

/// A value, or why there is none.
struct answer {
    std::optional<value> result;
    issue const* why = nullptr;             ///< valid until the record is asked something else
};

/// Frames are record instances, 0 the record itself; their ids stay the same for the life of the object. Definitions are evaluated once,
/// other nodes whenever they are asked for.
class explained_record {
public:
    /// Evaluates the outputs. `others`: of a roster that was scored. What is passed by reference must outlive the object.
    explained_record(plan::compiled const& compiled, index record, exec::parameters const& parameters, record_data const& data,
                     exec::peers others, record_limits const& limits = {});
    explained_record(explained_record const&) = delete;

    // ── records ──
    [[nodiscard]] exec::frame const& frame(index id) { return run_.frames()[id]; }
    [[nodiscard]] frame_range children(index frame, index list) { return run_.frames().children(frame, list); }
    [[nodiscard]] std::string path(index frame) { return run_.frames().path(*compiled_.rules, frame); }
    [[nodiscard]] standing standing_of(index rank) const { return others_.standings[rank].value_or(standing{}); }
    [[nodiscard]] group_value value_of_group(index aggregate) const { return others_.values[aggregate].value_or(group_value{}); }
    /// How many records the group of a cohort has.
    [[nodiscard]] index size_of_group(index cohort) const { return others_.sizes[cohort]; }

    // ── definitions ──
    /// The how manieth definition it was to be evaluated; none: it has not been so far. Before anything else is asked: whether the outputs
    /// needed it. Places among others come last.
    [[nodiscard]] std::optional<index> order(index frame, index member);
    [[nodiscard]] answer member(index frame, index member);
    /// Which exceptions, levels or deduction rows made the value; nullopt when nothing was chosen or there is no value.
    [[nodiscard]] std::optional<exec::decision> decision(index frame, index member);

    // ── nodes ──
    /// Where the nodes of a definition are evaluated.
    [[nodiscard]] environment within(index frame, index member) { return environment_in(this->frame(frame), frame, nullptr, {frame, member, none}); }
    /// Where the filter and the value of an aggregate are evaluated for one of its elements. `around` must outlive it.
    [[nodiscard]] environment within_element(environment const& around, index element) { return environment_in(frame(element), element, &around, around.rule); }
    /// Frames of the elements that an aggregate walks, before its filter.
    [[nodiscard]] std::vector<index> elements(environment const&, index aggregate);
    [[nodiscard]] answer node(environment const&, index node);
    /// What a look-up node finds; nullopt when its arguments have no values or are outside their ranges.
    [[nodiscard]] std::optional<table_hit> hit(environment const&, index look_up);

private:
    plan::compiled const& compiled_;
    peers others_;
    evaluation run_;
};

}  // namespace barem::exec
