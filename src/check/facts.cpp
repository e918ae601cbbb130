#include "check/facts.hpp"

#include <algorithm>

namespace barem::check {

using program::expression_kind;

frame locate(context const& c, frames const& around, program::scope const& scope) {
    auto at = around[around.size() - 1 - scope.lexical];
    at.up += scope.up;
    for (index up = 0; up < scope.up && at.record != none; ++up) at.record = c.out.records[at.record].parent;
    return at;
}

std::vector<index> path_of(program::expression const& field) {
    auto path = field.through;
    if (field.target != none) path.push_back(field.target);
    return path;
}

facts::key facts::make_key(frame at, std::vector<index> const& path) {
    key k{at.element, at.up};
    k.insert(k.end(), path.begin(), path.end());
    return k;
}

bool facts::given(frame at, std::vector<index> const& path) const {
    auto const found = known_.find(make_key(at, path));
    return found != known_.end() && found->second.given.value_or(false);
}

namespace {

/// How many values a field can take when they can be counted: words of an enum, or false and true.
std::size_t countable(context const& c, program::type const& t) {
    if (t.kind == program::type_kind::truth) return 2;
    return t.kind == program::type_kind::word ? c.out.enums[t.of].words.size() : 0;
}

std::optional<index> countable_constant(program::expression const& e) {
    if (e.kind != expression_kind::constant) return std::nullopt;
    if (auto const* w = std::get_if<word>(&e.literal)) return w->index;
    if (auto const* b = std::get_if<bool>(&e.literal)) return *b ? 1 : 0;
    return std::nullopt;
}

/// `field = constant` with its sides in either order.
struct equation { program::expression const* field; index constant; };
std::optional<equation> as_equation(program::expression const& e) {
    if (e.operands.size() != 2) return std::nullopt;
    auto const& a = e.operands[0];
    auto const& b = e.operands[1];
    if (a.kind == expression_kind::field)
        if (auto const k = countable_constant(b)) return equation{&a, *k};
    if (b.kind == expression_kind::field)
        if (auto const k = countable_constant(a)) return equation{&b, *k};
    return std::nullopt;
}

}  // namespace

void facts::restrict_to(key const& k, std::size_t words, index word, bool equal) {
    auto& known = known_[k];
    known.excluded.resize(std::max(known.excluded.size(), words), false);
    for (std::size_t w = 0; w < words; ++w)
        if ((w == word) != equal) known.excluded[w] = true;
}

void facts::assume_comparison(context& c, program::expression const& e, bool equal, frames const& around) {
    auto const found = as_equation(e);
    if (!found) return;
    restrict_to(make_key(locate(c, around, found->field->scope), path_of(*found->field)), countable(c, found->field->type), found->constant, equal);
}

/// A truth that is defined in the same record says as much as its definition.
void facts::assume_definition(context& c, program::expression const& field, bool holds, frames const& around, unsigned depth) {
    auto const at = locate(c, around, field.scope);
    if (!field.through.empty() || depth > 16 || at.record == none) return;
    auto const& m = c.member(at.record, field.target);
    if (m.kind == program::member_kind::let && m.value.size() == 1 && m.exceptions.empty()) assume_at(c, m.value[0], holds, {at}, depth);
}

void facts::assume_at(context& c, program::expression const& e, bool holds, frames const& around, unsigned depth) {
    switch (e.kind) {
        case expression_kind::logical_not: return assume_at(c, e.operands[0], !holds, around, depth);
        case expression_kind::logical_and:
            if (holds) for (auto const& o : e.operands) assume_at(c, o, true, around, depth);
            return;
        case expression_kind::logical_or:
            if (!holds) for (auto const& o : e.operands) assume_at(c, o, false, around, depth);
            return;
        case expression_kind::equal: return assume_comparison(c, e, holds, around);
        case expression_kind::not_equal: return assume_comparison(c, e, !holds, around);
        case expression_kind::is_given: {
            auto const& o = e.operands[0];
            if (o.kind == expression_kind::field || o.kind == expression_kind::parent)
                known_[make_key(locate(c, around, o.scope), path_of(o))].given = holds;
            return;
        }
        case expression_kind::in_set: {
            if (e.operands[0].kind != expression_kind::field || holds) return;
            for (std::size_t i = 1; i < e.operands.size(); ++i)
                if (auto const k = countable_constant(e.operands[i]))
                    restrict_to(make_key(locate(c, around, e.operands[0].scope), path_of(e.operands[0])), countable(c, e.operands[0].type), *k, false);
            return;
        }
        case expression_kind::field:
            if (e.type.kind != program::type_kind::truth) return;
            restrict_to(make_key(locate(c, around, e.scope), path_of(e)), 2, holds ? 1 : 0, true);
            return assume_definition(c, e, holds, around, depth + 1);
        default: return;
    }
}

void facts::assume(context& c, program::expression const& condition, bool holds, frames const& around) {
    assume_at(c, condition, holds, around, 0);
}

std::optional<bool> facts::decide(context& c, program::expression const& e, frames const& around) const {
    auto const all = [&](bool whole) -> std::optional<bool> {   // `and` for whole = true, `or` for false
        bool open = false;
        for (auto const& o : e.operands) {
            auto const d = decide(c, o, around);
            if (d && *d != whole) return !whole;
            if (!d) open = true;
        }
        return open ? std::nullopt : std::optional(whole);
    };
    auto const member = [&](program::expression const& field, index constant) -> std::optional<bool> {
        auto const found = known_.find(make_key(locate(c, around, field.scope), path_of(field)));
        if (found == known_.end() || constant >= found->second.excluded.size()) return std::nullopt;
        auto const& excluded = found->second.excluded;
        if (excluded[constant]) return false;
        auto const left = std::count(excluded.begin(), excluded.end(), false);
        return left == 1 ? std::optional(true) : std::nullopt;
    };
    switch (e.kind) {
        case expression_kind::constant:
            if (auto const* b = std::get_if<bool>(&e.literal)) return *b;
            return std::nullopt;
        case expression_kind::logical_not:
            if (auto const d = decide(c, e.operands[0], around)) return !*d;
            return std::nullopt;
        case expression_kind::logical_and: return all(true);
        case expression_kind::logical_or: return all(false);
        case expression_kind::equal:
        case expression_kind::not_equal:
            if (auto const found = as_equation(e))
                if (auto const d = member(*found->field, found->constant)) return *d == (e.kind == expression_kind::equal);
            return std::nullopt;
        case expression_kind::in_set: {
            if (e.operands[0].kind != expression_kind::field) return std::nullopt;
            bool all_excluded = true;
            for (std::size_t i = 1; i < e.operands.size(); ++i) {
                auto const k = countable_constant(e.operands[i]);
                auto const d = k ? member(e.operands[0], *k) : std::nullopt;
                if (d == std::optional(true)) return true;
                if (d != std::optional(false)) all_excluded = false;
            }
            return all_excluded ? std::optional(false) : std::nullopt;
        }
        case expression_kind::is_given: {
            auto const& o = e.operands[0];
            auto const found = known_.find(make_key(locate(c, around, o.scope), path_of(o)));
            return found == known_.end() ? std::nullopt : found->second.given;
        }
        case expression_kind::field: return member(e, 1);
        default: return std::nullopt;
    }
}

}  // namespace barem::check
