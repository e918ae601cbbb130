#include "differential/programs.hpp"

#include "differential/program_maker.hpp"

#include <algorithm>

namespace differential {

namespace columnar = barem::columnar;
using barem::program::none;

program_maker::program_maker(std::uint64_t seed, std::map<std::string, std::size_t>& operations)
    : d_(seed), operations_(operations), set_(columnar::kernels::available_sets().front()) {
    made_.program.stages.emplace_back();
    made_.texts = {"", "a", "b", "ab", "đ", "một chữ dài hơn"};
    stage().texts = made_.texts;
}

random_program program_maker::run() {
    domains();
    for (index domain = 0; domain != 3; ++domain)
        for (int i = d_.between(3, 8); i != 0; --i) input(domain);
    for (int i = d_.between(10, 60); i != 0; --i) operate();
    for (index r = 0; r != static_cast<index>(known_.registers.size()); ++r) yield(r);
    fallback();
    return std::move(made_);
}

std::optional<program_maker::index> program_maker::put(instruction i, index domain) {
    i.domain = domain;
    auto const to = result_lane(stage(), i);
    auto const what = std::string(columnar::name_of(i.operation)) + " " + columnar::name_of(lane_of(i.a)) + " -> " + columnar::name_of(to);
    if (columnar::kernels::find(set_, {i.operation, to, lane_of(i.a), lane_of(i.b), i.c != none}) == nullptr) {
        ++operations_["none " + what];
        return std::nullopt;
    }
    auto made = interpret(stage(), i, known_);
    if (!made) return std::nullopt;
    ++operations_[what];
    i.result = static_cast<index>(known_.registers.size());
    stage().instructions.push_back(i);
    add_register(std::move(*made));
    return i.result;
}

void program_maker::add_register(content c) {
    stage().registers.push_back({c.lane, c.domain});
    known_.registers.push_back(std::move(c));
    hidden_.push_back(0);
}

std::optional<program_maker::index> program_maker::any(index domain, lane l) {
    std::vector<index> found;
    for (index r = 0; r != static_cast<index>(known_.registers.size()); ++r)
        if (known_.registers[r].domain == domain && lane_of(r) == l && hidden_[r] == 0) found.push_back(r);
    return found.empty() ? std::nullopt : std::optional(d_.of(found));
}

std::optional<program_maker::index> program_maker::any_number(index domain) {
    return any(domain, d_.of({lane::u8, lane::i16, lane::i32, lane::i64, lane::i128}));
}

program_maker::lane program_maker::any_lane() { return d_.of({lane::bits, lane::u8, lane::i16, lane::i32, lane::i64, lane::i128, lane::text}); }

program_maker::index program_maker::constant(int128 k, int128 m) {
    stage().constants.push_back(k);
    stage().constants.push_back(m);
    return static_cast<index>(stage().constants.size() - 2);
}

/// A constant that matters for the values: one of them, or beside one.
barem::int128 program_maker::near(lane l, std::vector<int128> const& values) {
    auto const ends = bounds_of(l);
    int128 const v = values.empty() ? 0 : d_.of(values);
    return std::clamp<int128>(d_.one_in(3) ? int128(d_.between(-3, 3)) : v + d_.between(-1, 1), ends.low, ends.high);
}

barem::int128 program_maker::near(index r) { return near(lane_of(r), values(r)); }

// ── what comes out ──────────────────────────────────────────────────────────────────────────────────────────────

void program_maker::yield(index r) {
    if (known_.registers[r].domain != 0 || hidden_[r] != 0) return;
    columnar::yield made;
    made.value = r;
    stage().yields.push_back(made);
    made_.wanted.push_back(values(r));
}

void program_maker::fallback() {
    made_.falls_back.assign(known_.rows[0], 0);
    auto const bits = any(0, lane::bits);
    if (!bits || d_.one_in(2)) return;
    stage().fallback = *bits;
    for (std::size_t i = 0; i != known_.rows[0]; ++i) made_.falls_back[i] = values(*bits)[i] != 0 ? 1 : 0;
}

random_program make_program(std::uint64_t seed, std::map<std::string, std::size_t>& operations) { return program_maker(seed, operations).run(); }

}  // namespace differential
