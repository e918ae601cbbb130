#pragma once
// One record, evaluated with a trace, to be asked about: what an explanation is built from. What scoring did not need is evaluated when
// it is asked for, so that it can be said why the other levels did not hold.

#include "exec/cohort.hpp"
#include "exec/scalar.hpp"

#include <optional>

namespace barem::exec {

/// A value, or why there is none.
struct answer {
    std::optional<value> result;
    issue const* why = nullptr;             ///< valid until the record is asked something else
};

/// Frames are record instances, 0 the record itself; a place is where nodes are evaluated: a definition in a frame, an element of an
/// aggregate, a table for some arguments. Ids of both stay the same for the life of the object.
class explained_record {
public:
    /// Evaluates the outputs. `others`: of a roster that was scored. What is passed by reference must outlive the object.
    explained_record(plan::compiled const& compiled, index record, exec::parameters const& parameters, record_data const& data,
                     exec::peers others, record_limits const& limits = {});

    // ── records ──
    [[nodiscard]] exec::frame const& frame(index id) { return run_.frames()[id]; }
    [[nodiscard]] frame_range children(index frame, index list) { return run_.frames().children(frame, list); }
    [[nodiscard]] std::string path(index frame) { return run_.frames().path(*compiled_.rules, frame); }
    [[nodiscard]] standing standing_of(index rank) const { return others_.standings[rank].value_or(standing{}); }
    [[nodiscard]] group_value value_of_group(index aggregate) const { return others_.values[aggregate].value_or(group_value{}); }
    /// How many records the group of a cohort has.
    [[nodiscard]] index size_of_group(index cohort) const { return others_.sizes[cohort]; }

    // ── definitions ──
    /// Whether the definition has been evaluated so far. Before anything else is asked: whether the outputs needed it.
    [[nodiscard]] bool was_evaluated(index frame, index member);
    [[nodiscard]] answer member(index frame, index member);
    /// Which exceptions, levels or deduction rows made the value; null when nothing was chosen or the definition failed before.
    [[nodiscard]] exec::decision const* decision(index frame, index member);

    // ── nodes ──
    /// Where the nodes of a definition are evaluated.
    [[nodiscard]] index place_of(index frame, index member) { return trace_.enter(none, frame, member); }
    /// Frames of the elements that an aggregate walks, before its filter.
    [[nodiscard]] std::vector<index> elements(index place, index aggregate);
    /// Where the filter and the value of an aggregate are evaluated for one of its elements.
    [[nodiscard]] index place_of_element(index place, index aggregate, index element) { return trace_.enter(place, element, aggregate); }
    [[nodiscard]] answer node(index place, index node);
    /// What a look-up node found; null when its arguments have no values or are outside their ranges.
    [[nodiscard]] table_hit const* hit(index place, index look_up);

private:
    template <typename F>
    auto in_place(index place, F f);
    answer answer_of(bool known, value result);

    plan::compiled const& compiled_;
    peers others_;
    trace trace_;
    evaluation<trace> run_;
};

}  // namespace barem::exec
