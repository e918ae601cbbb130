// Nodes of the evaluation tree.

#include "columnar/lowering.hpp"

namespace barem::columnar {

using kinds = program::type_kind;

lowered lowering::node(index id, surroundings const& in) {
    auto const lower = [&] {
        auto made = rooted(dispatch(id, in));
        if (!in.arguments) note(id, within_.empty() ? none : within_.back().first, within_.empty() ? none : within_.back().second, made);
        return made;
    };
    plan::node const& n = tree_.nodes[id];
    if (stage_ == 0 || in.arguments || n.operation == plan::operation::constant || n.operation == plan::operation::field) return lower();
    index const stage = stratum_of(id);
    if (stage == stage_) return lower();
    if (places_[in.places[0]].domain != 0) refuse("elements of lists that rest on places or groups");
    return in_stage(stage, lower);
}

lowered lowering::dispatch(index id, surroundings const& in) {
    using enum plan::operation;
    plan::node const& n = tree_.nodes[id];
    switch (n.operation) {
        case constant: {
            value const& v = tree_.constants[n.target];
            return constant_value(n.type.kind, v);
        }
        case plan::operation::parameter: return this->parameter(n.target, in);
        case argument: return (*in.arguments)[n.target];
        case plan::operation::field: return this->field(tree_.fields[n.target], in);
        case logical_and:
        case logical_or: {
            auto made = node(operand(n, 0), in);
            for (index i = 1; i != n.operands.count; ++i)
                made = logical(std::move(made), [&] { return node(operand(n, i), in); }, n.operation == logical_or);
            return made;
        }
        case conditional: {
            std::vector<std::pair<lowered, lowered>> cases;
            index i = 0;
            for (; i + 1 < n.operands.count; i += 2) {
                auto test = needed(node(operand(n, i), in));
                if (test.is_known() && !std::get<bool>(test.literal)) continue;
                bool const decides = test.is_known();
                cases.emplace_back(std::move(test), node(operand(n, i + 1), in));
                if (decides) break;
            }
            bool const decided = !cases.empty() && cases.back().first.is_known();
            auto made = decided ? cases.back().second : node(operand(n, n.operands.count - 1), in);
            for (std::size_t c = cases.size() - (decided ? 1 : 0); c-- > 0;) made = choose(cases[c].first, cases[c].second, std::move(made));
            return made;
        }
        case default_value: {
            auto first = node(operand(n, 0), in);
            if (first.form != lowered::form::curve && first.given.is(true)) return first;
            return first_given(std::move(first), node(operand(n, 1), in));
        }
        case plan::operation::look_up: return this->look_up(n, in);
        case plan::operation::aggregate: return this->aggregate(tree_.aggregates[n.target], in);
        case plan::operation::group_value: return this->group_value(n.target);
        case plan::operation::add:
        case plan::operation::subtract:
        case plan::operation::negate: {
            std::vector<term> terms;
            terms_of(id, in, false, terms);
            return sum(std::move(terms));
        }
        default: break;
    }
    std::vector<lowered> operands;
    for (index i = 0; i != n.operands.count; ++i) operands.push_back(node(operand(n, i), in));
    return apply(n, operands);
}

lowered lowering::apply(plan::operation o, std::vector<lowered> const& in) {
    plan::node n;
    n.operation = o;
    return apply(n, in);
}

/// A pure operation: as the scalar executor would do it, point by point, where that is possible.
lowered lowering::apply(plan::node const& n, std::vector<lowered> const& in) {
    using enum plan::operation;
    auto const result = plan::info(n.operation).result;
    auto const kind = result == plan::operation_result::number ? kinds::number
                    : result == plan::operation_result::truth  ? kinds::truth
                    : result == plan::operation_result::date   ? kinds::date
                                                               : in[0].kind;
    auto const one = [&](std::span<point const> points) {
        std::vector<value> values;
        for (point const& p : points) {
            if (p.failed) return p;
            values.push_back(p.v);
        }
        point made;
        made.failed = exec::apply(n.operation, values, n.qualifier, limits_.max_number_bits, made.v) != exec::failure::none;
        return made;
    };
    if (auto made = pointwise(kind, in, one)) return *made;
    for (lowered const& v : in)
        if (v.is_constant() && v.failed.is(true)) return failing(kind);
    switch (n.operation) {
        case negate: return this->negate(in[0]);
        case add: return sum({{in[0], false}, {in[1], false}});
        case subtract: return sum({{in[0], false}, {in[1], true}});
        case plan::operation::multiply: return this->multiply(in[0], in[1]);
        case plan::operation::divide: return this->divide(in[0], in[1]);
        case percent_of: return this->multiply(multiply_known(in[0], number::ratio(1, 100)), in[1]);
        case share: return multiply_known(this->divide(in[0], in[1]), number(100));
        case plan::operation::absolute: return this->absolute(in[0]);
        case minimum: return extreme(in, true);
        case maximum: return extreme(in, false);
        case round_places:
        case round_multiple: {
            if (!in[1].is_known()) refuse("rounding to what is no constant");
            if (in[1].is_absent()) return failing(kind);
            auto unit = std::get<number>(in[1].literal);
            if (n.operation == round_places) {
                auto const digits = unit.to_int64();
                if (!digits) return failing(kind);
                if (*digits > 18 || *digits < -18) refuse("rounding to more than 18 digits");
                unit = number(1);
                for (std::int64_t i = 0; i != std::abs(*digits); ++i) unit = *digits > 0 ? unit / number(10) : unit * number(10);
            }
            return unit.sign() > 0 ? this->round(in[0], unit, n.qualifier.mode) : failing(kind);
        }
        case logical_not: {
            auto v = condition(in[0]);
            if (!v.is_constant()) v.truth = code().negated(v.truth);
            else if (barem::is_given(v.literal)) v.literal = !std::get<bool>(v.literal);
            return v;
        }
        case equal: return equality(in);
        case not_equal: return apply(logical_not, {equality(in)});
        case plan::operation::less:
        case less_equal:
        case greater:
        case greater_equal: return comparison(n.operation, in);
        case plan::operation::in_interval: return this->in_interval(n.qualifier, in);
        case plan::operation::in_set: return this->in_set(in);
        case is_given: return given(in[0]);
        case position_of: {
            auto v = materialise(needed(in[0]));
            if (v.is_constant()) {
                v.literal = number(std::int64_t{std::get<word>(v.literal).index} + 1);
                v.kind = kinds::number;
                return v;
            }
            v.kind = kinds::number;
            return sum({{v, false}, {constant_value(kinds::number, number(1)), false}});
        }
        default: return date_operation(n, in);
    }
}

void lowering::refuse(std::string const& what) const {
    if (within_.empty()) throw refusal{what};
    auto const [record, member] = within_.back();
    throw refusal{what + " (`" + rules_.records[record].members[member].name + "` of `" + rules_.records[record].name + "`)"};
}

}  // namespace barem::columnar
