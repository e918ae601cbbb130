#pragma once
// What every part of the builder needs of the traced record: values, labels, and the register of readings.

#include "exec/explained.hpp"
#include "explain/amounts.hpp"
#include "explain/content.hpp"

#include <map>
#include <set>

namespace barem::explain {

using program::index;
using program::none;

/// Where nodes are evaluated: a definition in a frame, an element of an aggregate, the inside of a table. What is around it is one as well.
struct spot : exec::environment {
    plan::node const* look_up = nullptr;    ///< within a table: the node that looks it up, evaluated around it
    [[nodiscard]] spot const& around() const { return static_cast<spot const&>(*outer); }
};

/// A field, found.
struct target {
    index frame = none;             ///< none: a single record on the way is absent
    index record = none, member = none;
};

class context {
public:
    context(plan::compiled const& compiled, exec::parameters const& parameters, exec::explained_record& traced);

    plan::compiled const& compiled;
    program::program const& rules;
    plan::evaluation_tree const& tree;
    exec::explained_record& traced;

    // ── frames ──
    /// Frames of the record and of the single records in it.
    [[nodiscard]] std::vector<index> const& main_frames() const { return main_; }
    [[nodiscard]] index record_of(index frame) { return traced.frame(frame).record; }
    [[nodiscard]] program::record_kind const& kind(index frame) { return rules.records[record_of(frame)]; }
    /// Whether the outputs rest on the definition (not only what was asked for the explanation).
    [[nodiscard]] bool was_needed(index frame, index member) const { return order(frame, member).has_value(); }
    /// In which order evaluation came to what the outputs rest on.
    [[nodiscard]] std::optional<index> order(index frame, index member) const;
    /// "2.1.3": positions in the lists around it.
    [[nodiscard]] std::string position(index frame);

    // ── nodes ──
    [[nodiscard]] spot spot_of(index frame, index member) { return {traced.within(frame, member)}; }
    [[nodiscard]] plan::node const& node(index id) const { return tree.nodes[id]; }
    [[nodiscard]] index operand(plan::node const& n, index i) const { return tree.operands[n.operands.first + i]; }
    /// The value of a node; nullopt when it has none.
    [[nodiscard]] std::optional<value> value_of(spot const&, index node);
    [[nodiscard]] std::optional<bool> holds(spot const&, index node);
    [[nodiscard]] target target_of(spot const&, index field_node);
    /// The frame that a scope means.
    [[nodiscard]] index reach(spot const&, program::scope const&);
    /// The value of a parameter in this record; absent when it has none on the record's date.
    [[nodiscard]] value const& parameter(index which) const;
    /// What the rules say of it on the record's date; null of a parameter that has one value, and before its first.
    [[nodiscard]] program::dated_value const* dated_value(index which) const;
    /// Whether another value was set for this calculation.
    [[nodiscard]] bool is_changed(index which) const;
    [[nodiscard]] std::optional<value> member_value(index frame, index member) { return traced.member(frame, member).result; }

    // ── texts ──
    [[nodiscard]] text label(index record, index member) const;
    [[nodiscard]] amount shown(value const& v, program::type const& type) const { return show(rules, v, type); }
    /// "Fee (Guide)": of a single record within the roster's record, its label tells them apart.
    [[nodiscard]] explain::entry definition(index frame, index member, value const&);
    [[nodiscard]] explain::entry entry(index frame, index member, value const&);
    /// Takes down the readings. `around`: the citation of what these notes stand in, for readings without one of their own.
    [[nodiscard]] explain::basis basis(program::notes const&, text const& place, text const& around = {});
    /// "Content › Completed"; of the roster's record the label alone.
    [[nodiscard]] text place_of(index record, index member) const;
    /// Citations alone, without the readings.
    [[nodiscard]] text cited(program::notes const& notes) const { return citations_of(rules, notes); }
    /// Of the list whose elements an aggregate walks: "Indicators".
    [[nodiscard]] text list_label(spot const&, plan::aggregate const&);

    /// Contribution tables by the main frame and the lists, from there inward, that they show.
    std::map<std::vector<index>, unsigned> table_numbers;
    std::set<index> used_parameters;
    std::vector<reading> readings;

private:
    exec::parameters const& parameters_;
    std::optional<date> day_;                   ///< that chooses values of parameters
    void find_frames(index frame, bool is_main);

    std::vector<index> main_;
    std::vector<std::vector<std::optional<index>>> order_;      ///< by frame and member
    std::map<program::label const*, unsigned> reading_numbers_;
};

/// Appends what `more` rests on.
void add_basis(basis& to, basis const& more);

}  // namespace barem::explain
