#include "io/schema_condition.hpp"

#include <algorithm>
#include <span>

namespace barem::io {

namespace {

using program::expression;
using program::expression_kind;
using program::record_kind;
using program::type_kind;

/// An input of the record itself that is a word or a truth.
bool is_own_field(record_kind const& kind, expression const& e) {
    if (e.kind != expression_kind::field || e.scope != program::scope{} || !e.through.empty() || e.target >= kind.members.size()) return false;
    auto const& member = kind.members[e.target];
    return member.kind == program::member_kind::input && (member.type.kind == type_kind::word || member.type.kind == type_kind::truth);
}

bool is_constant(expression const& e) {
    return e.kind == expression_kind::constant && (std::holds_alternative<word>(e.literal) || std::holds_alternative<bool>(e.literal));
}

bool is_comparison(expression const& e) {
    return e.kind == expression_kind::equal || e.kind == expression_kind::not_equal || e.kind == expression_kind::in_set;
}

bool is_junction(expression const& e) { return e.kind == expression_kind::logical_and || e.kind == expression_kind::logical_or; }

/// The field of a comparison, and the constants that it is compared with: `a = b` is written either way round.
struct sides { expression const* field; std::span<expression const> constants; };

sides sides_of(record_kind const& kind, expression const& e) {
    std::span<expression const> const all(e.operands);
    if (e.kind != expression_kind::in_set && !is_own_field(kind, all[0])) return {&all[1], all.subspan(0, 1)};
    return {&all[0], all.subspan(1)};
}

void write_constant(json_writer& json, program::program const& program, program::type const& type, value const& v) {
    if (auto const* truth = std::get_if<bool>(&v)) json.boolean(*truth);
    else json.string(program.enums[type.of].words[std::get<word>(v).index].name);
}

void write_membership(json_writer& json, program::program const& program, program::member const& member, std::span<expression const> constants) {
    json.begin_object().key("properties").begin_object().key(member.name).begin_object().key("enum").begin_array();
    for (auto const& constant : constants) write_constant(json, program, member.type, constant.literal);
    json.end_array().end_object().end_object();
    json.key("required").begin_array().string(member.name).end_array().end_object();
}

}  // namespace

bool is_plain_condition(program::program const& program, record_kind const& kind, expression const& e) {
    auto const is_plain = [&](expression const& inner) { return is_plain_condition(program, kind, inner); };
    if (is_own_field(kind, e)) return e.type.kind == type_kind::truth;
    if (is_junction(e) || e.kind == expression_kind::logical_not) return std::all_of(e.operands.begin(), e.operands.end(), is_plain);
    if (!is_comparison(e) || e.operands.size() < 2) return false;
    auto const [field, constants] = sides_of(kind, e);
    return is_own_field(kind, *field) && std::all_of(constants.begin(), constants.end(), is_constant);
}

void write_condition(json_writer& json, program::program const& program, record_kind const& kind, expression const& e) {
    if (is_junction(e)) {
        json.begin_object().key(e.kind == expression_kind::logical_and ? "allOf" : "anyOf").begin_array();
        for (auto const& inner : e.operands) write_condition(json, program, kind, inner);
        json.end_array().end_object();
    } else if (e.kind == expression_kind::logical_not) {
        json.begin_object().key("not");
        write_condition(json, program, kind, e.operands[0]);
        json.end_object();
    } else if (e.kind == expression_kind::field) {
        expression yes;
        yes.literal = true;
        write_membership(json, program, kind.members[e.target], {&yes, 1});
    } else {
        auto const [field, constants] = sides_of(kind, e);
        bool const negated = e.kind == expression_kind::not_equal;
        if (negated) json.begin_object().key("not");
        write_membership(json, program, kind.members[field->target], constants);
        if (negated) json.end_object();
    }
}

}  // namespace barem::io
