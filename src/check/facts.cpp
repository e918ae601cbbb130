#include "check/facts.hpp"

#include <algorithm>

namespace barem::check {

using program::expression_kind;

frame outward(context const& c, frame at) {
    auto const parent = c.out.records[at.record].parent;
    if (at.through.empty() && at.origin && at.up + 1 == at.lists && at.origin->record == parent) return frame(*at.origin);
    if (at.through.empty()) ++at.up;
    else at.through.pop_back();
    at.record = parent;
    return at;
}

frame locate(context const& c, frames const& around, program::scope const& scope) {
    auto at = around[around.size() - 1 - scope.lexical];
    for (index up = 0; up < scope.up && at.record != none; ++up) at = outward(c, std::move(at));
    return at;
}

frame inward(context const& c, frame at, std::vector<index> const& through) {
    for (auto const m : through) {
        at.record = c.out.records[at.record].members[m].type.of;
        at.through.push_back(m);
    }
    return at;
}

std::vector<index> path_of(program::expression const& field) {
    auto path = field.through;
    if (field.target != none) path.push_back(field.target);
    return path;
}

facts::key facts::make_key(frame const& at, std::vector<index> const& path) {
    key k{at.element, at.up};
    k.insert(k.end(), at.through.begin(), at.through.end());
    k.insert(k.end(), path.begin(), path.end());
    return k;
}

facts::key facts::key_of(context& c, program::expression const& field, frames const& around) {
    return make_key(locate(c, around, field.scope), path_of(field));
}

facts::knowledge const* facts::find(key const& k) const {
    auto const found = std::ranges::find_if(fields_, [&](known_field const& f) { return f->of == k; });
    return found == fields_.end() ? nullptr : found->get();
}

bool facts::given(frame const& at, std::vector<index> const& path) const {
    auto const* found = find(make_key(at, path));
    return found && found->given.value_or(false);
}

namespace {

constexpr unsigned most_steps = 32;          // into definitions of truths, for one condition
constexpr std::size_t most = 64;             // of facts remembered: a list of 10,000 levels must not cost 10,000 facts each

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

/// `field = constant` with its sides in either order, or `field in {constants}`.
struct membership { program::expression const* field; std::vector<index> values; };
std::optional<membership> as_membership(program::expression const& e) {
    if (e.operands.size() == 2 && e.kind != expression_kind::in_set && e.operands[1].kind == expression_kind::field)
        if (auto const k = countable_constant(e.operands[0])) return membership{&e.operands[1], {*k}};
    if (e.operands.empty() || e.operands[0].kind != expression_kind::field) return std::nullopt;
    membership made{&e.operands[0], {}};
    for (std::size_t i = 1; i < e.operands.size(); ++i) {
        auto const k = countable_constant(e.operands[i]);
        if (!k) return std::nullopt;
        made.values.push_back(*k);
    }
    return made;
}

/// The operands of `a and b and c` (or of `or`), which the tree nests.
std::vector<program::expression const*> flat(program::expression const& e) {
    std::vector<program::expression const*> made, waiting{&e};
    while (!waiting.empty()) {
        auto const* next = waiting.back();
        waiting.pop_back();
        if (next->kind != e.kind) made.push_back(next);
        else for (auto o = next->operands.rbegin(); o != next->operands.rend(); ++o) waiting.push_back(&*o);
    }
    return made;
}

}  // namespace

void facts::learn(knowledge k) {
    std::erase_if(fields_, [&](known_field const& f) { return f->of == k.of; });
    fields_.push_back(std::make_shared<knowledge const>(std::move(k)));
    if (fields_.size() > most) fields_.erase(fields_.begin());
}

void facts::learn(std::optional<std::string> text) {
    if (!text || one_of_several_) return;
    conditions_.push_back(std::make_shared<std::string const>(std::move(*text)));
    if (conditions_.size() > most) conditions_.erase(conditions_.begin());
}

void facts::restrict_to(context& c, program::expression const& field, std::vector<index> const& values, bool among, frames const& around) {
    auto const size = countable(c, field.type);
    knowledge k{key_of(c, field, around), {}, {}};
    if (auto const* found = find(k.of)) k = *found;
    std::vector<bool> named(size, false);
    for (auto const v : values) named[v] = true;
    k.excluded.resize(size, false);
    for (std::size_t v = 0; v < size; ++v)
        if (named[v] != among) k.excluded[v] = true;
    learn(std::move(k));
}

/// A truth that is defined says as much as its definition.
void facts::assume_definition(context& c, program::expression const& field, bool holds, frames const& around, unsigned depth) {
    if (depth > 16 || steps_left_ == 0) return;
    --steps_left_;
    auto const at = inward(c, locate(c, around, field.scope), field.through);
    if (at.record == none) return;
    auto const& m = c.member(at.record, field.target);
    if (m.kind == program::member_kind::let && m.value.size() == 1 && m.exceptions.empty()) assume_at(c, m.value[0], holds, {at}, depth);
}

/// Keeps of each field what `other` knows as well.
void facts::keep_common(facts const& other) {
    std::vector<known_field> kept;
    for (auto const& f : fields_) {
        auto const* also = other.find(f->of);
        if (!also) continue;
        if (also == f.get()) { kept.push_back(f); continue; }
        knowledge both{f->of, f->given == also->given ? f->given : std::nullopt, f->excluded};
        both.excluded.resize(std::min(f->excluded.size(), also->excluded.size()));
        for (std::size_t v = 0; v < both.excluded.size(); ++v) both.excluded[v] = f->excluded[v] && also->excluded[v];
        kept.push_back(std::make_shared<knowledge const>(std::move(both)));
    }
    fields_ = std::move(kept);
}

/// `a or b or c` holds (or `a and b and c` does not): what would follow from any of them.
void facts::assume_either(context& c, program::expression const& e, bool holds, frames const& around, unsigned depth) {
    auto const start = *this;
    std::optional<facts> common;
    for (auto const* o : flat(e)) {
        auto one = start;
        one.one_of_several_ = true;
        one.steps_left_ = steps_left_;
        one.assume_at(c, *o, holds, around, depth);
        steps_left_ = one.steps_left_;
        if (!common) common = std::move(one);
        else common->keep_common(one);
        if (common->fields_ == start.fields_) break;             // nothing new is left
    }
    for (auto const& f : common->fields_)
        if (start.find(f->of) != f.get()) learn(*f);
    if (!one_of_several_) learn(condition_text(c, e, holds, around));
}

/// A field of a single record is given only where the record is.
void facts::assume_given(context& c, program::expression const& field, bool holds, frames const& around) {
    auto const at = locate(c, around, field.scope);
    auto path = path_of(field);
    for (; !path.empty(); path.pop_back()) {
        knowledge k{make_key(at, path), {}, {}};
        if (auto const* found = find(k.of)) k = *found;
        k.given = holds;
        learn(std::move(k));
        if (!holds) return;
    }
}

void facts::assume_at(context& c, program::expression const& e, bool holds, frames const& around, unsigned depth) {
    switch (e.kind) {
        case expression_kind::logical_not: return assume_at(c, e.operands[0], !holds, around, depth);
        case expression_kind::logical_and:
        case expression_kind::logical_or:
            if (holds != (e.kind == expression_kind::logical_and)) return assume_either(c, e, holds, around, depth);
            for (auto const& o : e.operands) assume_at(c, o, holds, around, depth);
            return;
        case expression_kind::equal:
        case expression_kind::not_equal:
        case expression_kind::in_set:
            if (auto const found = as_membership(e)) return restrict_to(c, *found->field, found->values, holds != (e.kind == expression_kind::not_equal), around);
            return learn(condition_text(c, e, holds, around));
        case expression_kind::is_given:
            if (e.operands[0].kind == expression_kind::field) assume_given(c, e.operands[0], holds, around);
            return;
        case expression_kind::field:
            if (e.type.kind != program::type_kind::truth || decide(c, e, around)) return;
            restrict_to(c, e, {1}, holds, around);
            return assume_definition(c, e, holds, around, depth + 1);
        case expression_kind::less:
        case expression_kind::less_equal:
        case expression_kind::greater:
        case expression_kind::greater_equal:
        case expression_kind::in_interval: return learn(condition_text(c, e, holds, around));
        default: return;
    }
}

void facts::assume(context& c, program::expression const& condition, bool holds, frames const& around) {
    if (around.empty()) return;              // in a table: its arguments are always given
    steps_left_ = most_steps;
    assume_at(c, condition, holds, around, 0);
}

/// Whether the field is one of the values.
std::optional<bool> facts::decide_field(context& c, program::expression const& field, std::vector<index> const& values, frames const& around) const {
    auto const* found = find(key_of(c, field, around));
    if (!found) return std::nullopt;
    std::vector<bool> named(found->excluded.size(), false);
    for (auto const v : values)
        if (v < named.size()) named[v] = true;
    bool may_be = false, may_not = false;
    for (std::size_t v = 0; v < named.size(); ++v)
        if (!found->excluded[v]) (named[v] ? may_be : may_not) = true;
    if (may_be == may_not) return std::nullopt;
    return may_be;
}

/// `and`, `or`: by their operands; `k = a or k = b` also by what is left of `k`.
std::optional<bool> facts::decide_parts(context& c, program::expression const& e, frames const& around) const {
    bool const whole = e.kind == expression_kind::logical_and;
    bool open = false, joined = true;
    std::optional<membership> either;
    for (auto const* o : flat(e)) {
        auto const d = decide(c, *o, around);
        if (d && *d != whole) return !whole;
        if (d) continue;
        open = true;
        auto const one = o->kind == expression_kind::equal || o->kind == expression_kind::in_set ? as_membership(*o) : std::nullopt;
        if (!one || (either && key_of(c, *either->field, around) != key_of(c, *one->field, around))) joined = false;
        else if (!either) either = one;
        else either->values.insert(either->values.end(), one->values.begin(), one->values.end());
    }
    if (!open) return whole;
    return !whole && joined ? decide_field(c, *either->field, either->values, around) : std::nullopt;
}

std::optional<bool> facts::decide(context& c, program::expression const& e, frames const& around) const {
    switch (e.kind) {
        case expression_kind::constant:
            if (auto const* b = std::get_if<bool>(&e.literal)) return *b;
            return std::nullopt;
        case expression_kind::logical_not:
            if (auto const d = decide(c, e.operands[0], around)) return !*d;
            return std::nullopt;
        case expression_kind::field: return decide_field(c, e, {1}, around);
        case expression_kind::is_given: {
            if (e.operands[0].kind != expression_kind::field) return std::nullopt;
            auto const* found = find(key_of(c, e.operands[0], around));
            return found ? found->given : std::nullopt;
        }
        case expression_kind::logical_and:
        case expression_kind::logical_or:
            if (auto const d = decide_parts(c, e, around)) return d;
            break;
        case expression_kind::equal:
        case expression_kind::not_equal:
        case expression_kind::in_set:
            if (auto const found = as_membership(e)) {
                auto const d = decide_field(c, *found->field, found->values, around);
                return d ? std::optional(*d == (e.kind != expression_kind::not_equal)) : std::nullopt;
            }
            break;
        default: break;
    }
    for (bool const holds : {true, false})
        if (auto const text = condition_text(c, e, holds, around))
            if (std::ranges::any_of(conditions_, [&](known_condition const& k) { return *k == *text; })) return holds;
    return std::nullopt;
}

}  // namespace barem::check
