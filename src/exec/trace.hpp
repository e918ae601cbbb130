#pragma once
// What a traced evaluation writes down: the value of every node where it was evaluated, and what tables, levels, exceptions and
// deductions decided. Read through explained.hpp.

#include "exec/environment.hpp"

#include <map>
#include <optional>
#include <tuple>

namespace barem::exec {

/// Which rows of a table hold for its arguments.
struct table_hit {
    index table = none;
    std::vector<value> arguments;
    index place = none;             ///< where the nodes of the table are evaluated
    few<index> rows;                ///< that hold, in the order of the text (hit first: the first); bands: the row that is taken
    index piece = none;             ///< bands: tells whether the row was taken for a gap or of several that overlap
    bool otherwise = false;         ///< no row holds and there is an `otherwise`
};

struct applied_deduction {
    index row = none;
    number times = 1;
    number amount;                  ///< for all times, before the cap of the row
    std::optional<number> cap;
    number counted;                 ///< after it
};

/// What decided the value of a definition.
struct decision {
    std::vector<index> exceptions;              ///< those that hold
    std::vector<index> levels;                  ///< those that hold (hit first: the first); the one without condition is `otherwise`
    std::vector<applied_deduction> deductions;  ///< rows that apply
    number sum;                                 ///< of deductions, before the cap of all
    std::optional<number> cap;
};

/// The value of a node; none: its evaluation failed.
struct node_trace {
    std::optional<value> result;
    index issue = none;
};

/// An environment with a name: a definition in a frame, an element of an aggregate, the inside of a table for some arguments.
struct place {
    index frame = none;
    index outer = none;             ///< place of the enclosing aggregate or look-up; none: of a definition
    index site = none;              ///< the aggregate's or look-up's node; of a definition: its member
    std::vector<value> arguments;   ///< of a table
};

class trace {
public:
    static constexpr bool enabled = true;

    // For the evaluation.
    index enter(index outer, index frame, index site, std::span<value const> arguments = {});
    void evaluated(index place, index node, node_trace what) { nodes_[{place, node}] = std::move(what); }
    void looked_up(index place, index node, table_hit hit) { hits_[{place, node}] = std::move(hit); }
    void decided(index frame, index member, exec::decision what) { decisions_[{frame, member}] = std::move(what); }
    void clear();

    // For the reader: null where nothing was evaluated.
    [[nodiscard]] exec::place const& at(index place) const { return places_[place]; }
    [[nodiscard]] node_trace const* node(index place, index node) const { return find(nodes_, place, node); }
    [[nodiscard]] table_hit const* hit(index place, index node) const { return find(hits_, place, node); }
    [[nodiscard]] exec::decision const* decision(index frame, index member) const { return find(decisions_, frame, member); }

private:
    using key = std::pair<index, index>;
    template <typename T>
    static T const* find(std::map<key, T> const& in, index a, index b) {
        auto const found = in.find({a, b});
        return found == in.end() ? nullptr : &found->second;
    }

    std::vector<exec::place> places_;
    std::map<std::tuple<index, index, index>, index> place_of_;
    std::map<key, node_trace> nodes_;
    std::map<key, table_hit> hits_;
    std::map<key, exec::decision> decisions_;
};

}  // namespace barem::exec
