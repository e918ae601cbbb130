#include "counterfactual/search.hpp"

#include "check/turning_points.hpp"
#include "counterfactual/conditions.hpp"
#include "exec/dependent_inputs.hpp"
#include "io/validate.hpp"

#include <algorithm>
#include <map>

namespace barem::counterfactual {

using program::type_kind;

namespace {

constexpr int longest_stride = 20;          // steps of 1, 2, 4, ... from a number without a range
constexpr unsigned usual_decimals = 2;      // of a number that does not say how many it may have

class searcher {
public:
    searcher(program::program const& p, record_data const& from, distance const& far, std::size_t most)
        : points_(p), far_(far), left_(most), before_(from), now_(from), original_(inputs_of(p, before_)), places_(inputs_of(p, now_)) {}

    std::optional<std::vector<found_change>> run() {
        auto at = far_(now_);
        if (!at) return std::nullopt;
        while (!at->is_zero()) {
            auto const best = nearest(*at);
            if (!best) return std::nullopt;
            for (auto i : best->places) *places_[i].at = best->to;
            at = best->far;
        }
        for (std::size_t i = 0; i != places_.size(); ++i) shrink(i);
        while (undo_one()) {}
        std::vector<found_change> made;
        for (std::size_t i = 0; i != places_.size(); ++i)
            if (changed(i)) made.push_back({places_[i].path, places_[i].input, *original_[i].at, *places_[i].at});
        return made;
    }

private:
    using group = std::vector<std::size_t>;     ///< places that get the same value at once
    struct move { group places; value to; number far; };

    [[nodiscard]] bool changed(std::size_t i) const { return *places_[i].at != *original_[i].at; }

    /// The change that brings the record nearest: of one input, else of an input in all elements of a list, else in all there are. Of those
    /// that do alike the first. nullopt: none brings it nearer.
    std::optional<move> nearest(number const& at) {
        std::vector<group> each;
        std::map<std::pair<std::string, program::member const*>, group> by_list;
        std::map<program::member const*, group> by_input;
        for (std::size_t i = 0; i != places_.size(); ++i) {
            each.push_back({i});
            by_list[{places_[i].path.substr(0, places_[i].path.rfind('[')), places_[i].input}].push_back(i);
            by_input[places_[i].input].push_back(i);
        }
        if (auto best = nearest_of(each, at)) return best;
        if (auto best = nearest_of(several(by_list), at)) return best;
        return nearest_of(several(by_input), at);
    }

    /// Those of more than one place, in the order of the record.
    template <typename Groups>
    static std::vector<group> several(Groups const& groups) {
        std::vector<group> made;
        for (auto const& [key, places] : groups)
            if (places.size() > 1) made.push_back(places);
        std::ranges::sort(made);
        return made;
    }

    std::optional<move> nearest_of(std::vector<group> const& groups, number const& at) {
        std::optional<move> best;
        for (auto const& places : groups) {
            std::vector<value> before;
            for (auto i : places) before.push_back(*places_[i].at);
            for (auto& v : candidates(places.front())) {
                if (left_ == 0 || (best && best->far.is_zero())) break;
                if (std::ranges::all_of(before, [&](value const& b) { return b == v; })) continue;
                --left_;
                for (auto i : places) *places_[i].at = v;
                auto const there = far_(now_);
                if (there && *there < (best ? best->far : at)) best = move{places, std::move(v), *there};
            }
            for (std::size_t k = 0; k != places.size(); ++k) *places_[places[k]].at = before[k];
        }
        return best;
    }

    std::vector<value> candidates(std::size_t i) const {
        auto const& input = *places_[i].input;
        auto made = points_.for_input(input);
        auto const line = plan::position_of(*places_[i].at);
        bool const is_line = input.type.kind == type_kind::number || input.type.kind == type_kind::date;
        if (!is_line || !line) return made;
        number step = 1;
        for (int k = 0; k != longest_stride; ++k, step = step * number(2))
            for (auto const& n : {*line - step, *line + step})
                if (auto v = at_position(input, n)) made.push_back(std::move(*v));
        return made;
    }

    /// The number or day there, if the input may be that.
    static std::optional<value> at_position(program::member const& input, number const& n) {
        if ((input.range.low && n < *input.range.low) || (input.range.high && *input.range.high < n)) return std::nullopt;
        if (input.type.kind == type_kind::number) return io::fits(input, n) ? std::optional<value>(n) : std::nullopt;
        auto const days = n.to_int64();
        if (!days || *days < first_day || *days > last_day) return std::nullopt;
        return value(date{static_cast<std::int32_t>(*days)});
    }

    bool reaches(std::size_t i, value const& v) {
        auto const now = std::exchange(*places_[i].at, v);
        auto const there = far_(now_);
        if (there && there->is_zero()) return true;
        *places_[i].at = now;
        return false;
    }

    /// Whether some change is not needed now that others have become smaller.
    bool undo_one() {
        for (std::size_t i = 0; i != places_.size(); ++i)
            if (changed(i) && reaches(i, *original_[i].at)) return true;
        return false;
    }

    /// As near to what it was as halving finds.
    void shrink(std::size_t i) {
        if (!changed(i) || reaches(i, *original_[i].at)) return;
        auto const& input = *places_[i].input;
        auto const from = plan::position_of(*original_[i].at), to = plan::position_of(*places_[i].at);
        bool const is_line = input.type.kind == type_kind::number || input.type.kind == type_kind::date;
        if (!is_line || !from || !to) return;
        number grid = 1;
        auto const digits = input.type.integer || input.type.kind == type_kind::date ? 0U : input.decimals.value_or(usual_decimals);
        for (unsigned d = 0; d != digits; ++d) grid = grid * number(10);
        number fails = *from, works = *to;
        for (;;) {
            auto const middle = ((fails + works) / number(2) * grid).rounded(0, works < fails ? rounding::down : rounding::up) / grid;
            if (middle == works || middle == fails) break;
            auto const v = at_position(input, middle);
            if (v && reaches(i, *v)) works = middle;
            else fails = middle;
        }
    }

    program::turning_points points_;
    distance const& far_;
    std::size_t left_;
    record_data before_, now_;
    std::vector<input_place> original_, places_;
};

}  // namespace

std::optional<std::vector<found_change>> find_changes(program::program const& p, record_data const& from, distance const& far, std::size_t most) {
    return searcher(p, from, far, most).run();
}

namespace {

/// Frames of records of a kind.
void collect(explain::context& c, index frame, index record, std::vector<index>& into) {
    if (c.record_of(frame) == record) into.push_back(frame);
    for (index list = 0; list != c.tree.records[c.record_of(frame)].lists.size(); ++list) {
        auto const children = c.traced.children(frame, list);
        for (index i = 0; i != children.count; ++i) collect(c, children.first + i, record, into);
    }
}

/// `measured(context, finder)` gives the distance of a record that can be scored.
template <typename F>
distance distance_by(setting const& s, F measured) {
    return [s, measured](record_data const& data) -> std::optional<number> {
        auto const record = s.compiled.rules->roster_record;
        if (!exec::check_dependent_inputs(s.compiled, data, record, s.parameters, s.limits).empty()) return std::nullopt;
        exec::explained_record run(s.compiled, record, s.parameters, data, s.others, s.limits);
        for (index output : s.compiled.tree.records[record].outputs)
            if (!run.member(0, output).result) return std::nullopt;
        explain::context c(s.compiled, s.parameters, run);
        condition_finder finder(c, false);
        return measured(c, finder);
    };
}

}  // namespace

distance distance_to(setting const& s, level const& wanted) {
    return distance_by(s, [wanted](explain::context& c, condition_finder& finder) {
        auto const between = finder.level(frame_of(c, wanted), wanted.member, {wanted.value});
        return between ? between->far : number(0);
    });
}

distance distance_to_case(setting const& s, index record, index member, index which) {
    return distance_by(s, [=](explain::context& c, condition_finder& finder) {
        std::vector<index> frames;
        collect(c, 0, record, frames);
        std::optional<number> least;
        for (index frame : frames) {
            auto const between = finder.taken(frame, member, which);
            auto const far = between ? between->far : number(0);
            if (!least || far < *least) least = far;
        }
        return least.value_or(1);
    });
}

}  // namespace barem::counterfactual
