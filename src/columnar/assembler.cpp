#include "columnar/assembler.hpp"

#include "columnar/layout.hpp"

#include <algorithm>

namespace barem::columnar {

index assembler::input(columnar::lane l, index domain) {
    out_.registers.push_back({l, domain});
    return static_cast<index>(out_.registers.size() - 1);
}

// ── making ──────────────────────────────────────────────────────────────────────────────────────────────────────

index assembler::make(operation o, columnar::lane l, columnar::lane result, index domain, index a, index b, index c, extras const& e) {
    key const k{o, l, e.mode, domain, a, b, c, e.table, e.elements, e.k.has_value(), e.k.value_or(0), e.m.value_or(0)};
    auto const [at, is_new] = made_.try_emplace(k, 0);
    if (!is_new) return at->second;
    instruction i;
    i.operation = o;
    i.lane = l;
    i.mode = e.mode;
    i.domain = domain;
    i.a = a;
    i.b = b;
    i.c = c;
    i.table = e.table;
    i.elements = e.elements;
    i.constants = constants(e);
    i.result = at->second = input(result, domain);
    out_.instructions.push_back(i);
    return i.result;
}

index assembler::constants(extras const& e) {
    if (!e.k) return none;
    auto const next = static_cast<index>(out_.constants.size());
    if (e.m) {
        auto const [at, is_new] = pairs_.try_emplace({*e.k, *e.m}, next);
        if (is_new) out_.constants.insert(out_.constants.end(), {*e.k, *e.m});
        return at->second;
    }
    auto const [single, is_first] = singles_.try_emplace(*e.k, next);
    if (is_first) out_.constants.push_back(*e.k);
    return single->second;
}

index assembler::text(std::string const& t) {
    auto const at = std::ranges::find(out_.texts, t) - out_.texts.begin();
    if (at == std::ssize(out_.texts)) out_.texts.push_back(t);
    return static_cast<index>(at);
}

index assembler::add(lookup table) {
    auto const [at, is_new] = lookups_.try_emplace({table.result, table.dense, table.low, table.bounds, table.entries}, out_.lookups.size());
    if (is_new) out_.lookups.push_back(std::move(table));
    return at->second;
}

// ── domains ─────────────────────────────────────────────────────────────────────────────────────────────────────

bool assembler::is_within(index inner, index outer) const {
    for (; inner != outer; inner = domains_[inner].parent)
        if (domains_[inner].parent == none) return false;
    return true;
}

index assembler::deeper(index a, index b) const {
    if (is_within(a, b)) return a;
    if (is_within(b, a)) return b;
    throw refusal{"values of the elements of two lists are compared with one another"};
}

index assembler::in(index reg, index domain) {
    if (domain_of(reg) == domain) return reg;
    if (domains_[domain].parent == none) throw refusal{"values of the elements of two lists are compared with one another"};
    return make(operation::gather, lane_of(reg), lane_of(reg), domain, in(reg, domains_[domain].parent));
}

// ── values ──────────────────────────────────────────────────────────────────────────────────────────────────────

index assembler::convert(index reg, columnar::lane to) {
    return lane_of(reg) == to ? reg : make(operation::convert, to, to, domain_of(reg), reg);
}

index assembler::fill(columnar::lane l, int128 k, index domain) { return make(operation::fill, l, l, domain, none, none, none, {.k = k, .m = {}}); }

index assembler::fill_text(std::string const& t, index domain) { return fill(columnar::lane::text, text(t), domain); }

index assembler::unary(operation o, columnar::lane l, index a) { return make(o, l, l, domain_of(a), convert(a, l)); }

index assembler::with_constant(operation o, columnar::lane l, index a, int128 k, rounding mode) {
    return make(o, l, l, domain_of(a), convert(a, l), none, none, {.k = k, .m = {}, .mode = mode});
}

index assembler::binary(operation o, columnar::lane l, index a, index b, rounding mode) {
    index const domain = deeper(domain_of(a), domain_of(b));
    bool const in_any_order = o == operation::add || o == operation::multiply || o == operation::minimum || o == operation::maximum;
    index first = in(convert(a, l), domain), second = in(convert(b, l), domain);
    if (in_any_order && second < first) std::swap(first, second);
    return make(o, l, l, domain, first, second, none, {.k = {}, .m = {}, .mode = mode});
}

index assembler::add_where(columnar::lane l, index a, index b, bits c) {
    index const domain = deeper(deeper(domain_of(a), domain_of(b)), domain_of(c));
    return make(operation::add_where, l, l, domain, in(convert(a, l), domain), in(convert(b, l), domain), as_register(c, domain));
}

index assembler::add_constant_where(columnar::lane l, index a, int128 k, bits c) {
    index const domain = deeper(domain_of(a), domain_of(c));
    return make(operation::add_constant_where, l, l, domain, in(convert(a, l), domain), none, as_register(c, domain), {.k = k, .m = {}});
}

index assembler::select(columnar::lane l, bits c, index a, index b) {
    if (a == b) return a;
    index const domain = deeper(deeper(domain_of(a), domain_of(b)), domain_of(c));
    auto const brought = [&](index reg) { return in(l == columnar::lane::bits || l == columnar::lane::text ? reg : convert(reg, l), domain); };
    return make(operation::select, l, l, domain, brought(a), brought(b), as_register(c, domain));
}

index assembler::select_constant(columnar::lane l, bits c, index a, int128 k) {
    index const domain = deeper(domain_of(a), domain_of(c));
    return make(operation::select_constant, l, l, domain, in(convert(a, l), domain), none, as_register(c, domain), {.k = k, .m = {}});
}

index assembler::select_constants(columnar::lane l, bits c, int128 k, int128 m) {
    if (c.reg == none) return fill(l, c.on ? k : m, 0);
    return make(operation::select_constants, l, l, domain_of(c), none, none, c.reg, {.k = k, .m = m});
}

index assembler::look_up(index a, lookup table) {
    auto const result = table.result;
    return make(operation::look_up, lane_of(a), result, domain_of(a), a, none, none, {.k = {}, .m = {}, .table = add(std::move(table))});
}

index assembler::look_up_pair(index a, index b, int128 k, lookup table) {
    auto const result = table.result;
    auto const l = std::max(lane_of(a), lane_of(b));
    index const domain = deeper(domain_of(a), domain_of(b));
    return make(operation::look_up_pair, l, result, domain, in(convert(a, l), domain), in(convert(b, l), domain), none,
                {.k = k, .m = {}, .table = add(std::move(table))});
}

index assembler::make_date(operation o, index year, index month, index day) {
    index const domain = deeper(deeper(domain_of(year), domain_of(month)), domain_of(day));
    auto const part = [&](index reg) { return in(convert(reg, lane::i32), domain); };
    return make(o, lane::i32, o == operation::is_date ? lane::bits : lane::i32, domain, part(year), part(month), part(day));
}

// ── truths ──────────────────────────────────────────────────────────────────────────────────────────────────────

bits assembler::within(index a, int128 low, int128 high) {
    index const made = make(operation::within, lane_of(a), lane::bits, domain_of(a), a, none, none, {.k = low, .m = high});
    intervals_.try_emplace(made, interval{a, low, high});
    return {made, false};
}

/// Two intervals of one register are one.
std::optional<bits> assembler::intersection(bits a, bits b) {
    auto const x = intervals_.find(a.reg), y = intervals_.find(b.reg);
    if (x == intervals_.end() || y == intervals_.end() || x->second.of != y->second.of) return std::nullopt;
    auto const low = std::max(x->second.low, y->second.low), high = std::min(x->second.high, y->second.high);
    return low > high ? never : within(x->second.of, low, high);
}

bits assembler::compare(operation o, columnar::lane l, index a, index b) {
    index const domain = deeper(domain_of(a), domain_of(b));
    auto const brought = [&](index reg) { return in(l == lane::text ? reg : convert(reg, l), domain); };
    return {make(o, l, lane::bits, domain, brought(a), brought(b)), false};
}

bits assembler::equal_text(index a, std::string const& t) {
    return {make(operation::equal_text, lane::text, lane::bits, domain_of(a), a, none, none, {.k = text(t), .m = {}}), false};
}

bits assembler::combine(operation o, bits a, bits b) {
    index const domain = deeper(domain_of(a), domain_of(b));
    index first = in(a.reg, domain), second = in(b.reg, domain);
    if (o != operation::bits_and_not && second < first) std::swap(first, second);
    return {make(o, lane::bits, lane::bits, domain, first, second), false};
}

bits assembler::negated(bits a) {
    if (a.reg == none) return {none, !a.on};
    if (auto const found = negations_.find(a.reg); found != negations_.end()) return {found->second, false};
    index const made = make(operation::bits_not, lane::bits, lane::bits, domain_of(a), a.reg);
    negations_[a.reg] = made;
    negations_[made] = a.reg;
    return {made, false};
}

bool assembler::is_negation(bits b) const {
    auto const found = negations_.find(b.reg);
    return found != negations_.end() && found->second < b.reg;
}

bool assembler::are_opposite(bits a, bits b) const {
    auto const found = negations_.find(a.reg);
    return found != negations_.end() && found->second == b.reg;
}

bits assembler::also(bits a, bits b) {
    if (a.is(false) || b.is(false)) return never;
    if (a.is(true) || a == b) return b;
    if (b.is(true)) return a;
    if (are_opposite(a, b)) return never;
    if (auto const both = intersection(a, b)) return *both;
    if (is_negation(b)) return but_not(a, negated(b));
    if (is_negation(a)) return but_not(b, negated(a));
    return combine(operation::bits_and, a, b);
}

bits assembler::either(bits a, bits b) {
    if (a.is(true) || b.is(true)) return always;
    if (a.is(false) || a == b) return b;
    if (b.is(false)) return a;
    if (are_opposite(a, b)) return always;
    if (is_negation(a) && is_negation(b)) return negated(also(negated(a), negated(b)));
    return combine(operation::bits_or, a, b);
}

bits assembler::but_not(bits a, bits b) {
    if (a.is(false) || b.is(true) || a == b) return never;
    if (b.is(false)) return a;
    if (a.is(true)) return negated(b);
    if (are_opposite(a, b)) return a;
    return combine(operation::bits_and_not, a, b);
}

bits assembler::choose(bits c, bits a, bits b) {
    if (c.reg == none) return c.on ? a : b;
    if (a == b) return a;
    if (a.is(true)) return either(c, b);
    if (a.is(false)) return but_not(b, c);
    if (b.is(true)) return either(negated(c), a);
    if (b.is(false)) return also(c, a);
    return {select(lane::bits, c, a.reg, b.reg), false};
}

index assembler::as_register(bits b, index domain) { return b.reg == none ? fill(lane::bits, b.on ? 1 : 0, domain) : in(b.reg, domain); }

index assembler::over_elements(operation o, columnar::lane result, index from, index to, index a, index b, bits c) {
    auto const brought = [&](index reg) { return reg == none ? none : in(reg, from); };
    index const filter = c.is(true) ? none : as_register(c, from);
    return make(o, result, result, to, brought(a), brought(b), filter, {.k = {}, .m = {}, .table = none, .elements = from});
}

}  // namespace barem::columnar
