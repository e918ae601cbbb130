#pragma once
// Instructions of one stage: each is made once, its operands are brought to its lane and domain. Inner header of the lowering.

#include "columnar/lowered_value.hpp"

#include <map>
#include <tuple>

namespace barem::columnar {

class assembler {
public:
    /// Both must outlive it.
    assembler(columnar::stage& out, std::vector<columnar::domain> const& domains) : out_(out), domains_(domains) {}

    [[nodiscard]] columnar::stage& stage() { return out_; }
    [[nodiscard]] columnar::lane lane_of(index reg) const { return out_.registers[reg].lane; }
    [[nodiscard]] index domain_of(index reg) const { return out_.registers[reg].domain; }
    [[nodiscard]] index domain_of(bits b) const { return b.reg == none ? 0 : domain_of(b.reg); }
    /// A register that no instruction makes.
    index input(columnar::lane, index domain);

    // Domains. One of two must lie within the other, or there is a refusal.
    [[nodiscard]] bool is_within(index inner, index outer) const;       ///< or the same domain
    [[nodiscard]] index deeper(index a, index b) const;
    index in(index reg, index domain);
    bits in(bits b, index domain) { return b.reg == none ? b : bits{in(b.reg, domain), false}; }

    // Values. Operands are converted to the lane.
    index convert(index reg, lane to);
    index fill(lane, int128 k, index domain);
    index fill_text(std::string const& text, index domain);
    index unary(operation, lane, index a);
    index with_constant(operation, lane, index a, int128 k, rounding mode = {});
    index binary(operation, lane, index a, index b, rounding mode = {});
    /// add_where (b, c), add_constant_where (k, c), select (a, b, c), select_constant (a, c, k), select_constants (c, k, m)
    index add_where(lane, index a, index b, bits c);
    index add_constant_where(lane, index a, int128 k, bits c);
    index select(lane, bits c, index a, index b);
    index select_constant(lane, bits c, index a, int128 k);
    index select_constants(lane, bits c, int128 k, int128 m);
    index look_up(index a, lookup table);
    index look_up_pair(index a, index b, int128 k, lookup table);
    index make_date(operation, index year, index month, index day);

    // Truths.
    bits within(index a, int128 low, int128 high);
    bits compare(operation, lane, index a, index b);
    bits equal_text(index a, std::string const& text);
    bits also(bits a, bits b);
    bits either(bits a, bits b);
    bits but_not(bits a, bits b);
    bits negated(bits a);
    bits choose(bits c, bits a, bits b);
    [[nodiscard]] bool is_negation(bits) const;         ///< of a register that was there before
    [[nodiscard]] bool are_opposite(bits, bits) const;  ///< one is known to be the negation of the other
    index as_register(bits, index domain);

    /// An operation over all elements of the domain `from` within each row of `to`, however many lists lie between them.
    index over_elements(operation, lane result, index from, index to, index a, index b = none, bits c = always);

private:
    struct extras { std::optional<int128> k, m; rounding mode{}; index table = none, elements = none; };
    index make(operation, lane, lane result, index domain, index a, index b, index c, extras const&);
    index make(operation o, lane l, lane result, index domain, index a = none, index b = none, index c = none) {
        return make(o, l, result, domain, a, b, c, {});
    }
    index constants(extras const&);
    index text(std::string const&);
    index add(lookup);
    bits combine(operation, bits a, bits b);
    std::optional<bits> intersection(bits a, bits b);

    using key = std::tuple<operation, lane, rounding, index, index, index, index, index, index, bool, int128, int128>;
    columnar::stage& out_;
    std::vector<columnar::domain> const& domains_;
    std::map<key, index> made_;
    std::map<std::pair<int128, int128>, index> pairs_;
    std::map<int128, index> singles_;
    std::map<std::tuple<lane, bool, std::int64_t, std::vector<std::int64_t>, std::vector<std::int64_t>>, index> lookups_;
    std::map<index, index> negations_;
    struct interval { index of; int128 low, high; };
    std::map<index, interval> intervals_;               ///< by register of what `within` made
};

}  // namespace barem::columnar
