#include "columnar/register_file.hpp"

#include "columnar/kernels/kernel.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

namespace barem::columnar {

std::size_t bits_of(lane l) {
    switch (l) {
        case lane::bits: return 1;
        case lane::u8: return 8;
        case lane::i16: return 16;
        case lane::i32: return 32;
        case lane::i64: return 64;
        case lane::i128: return 128;
        case lane::text: return 8 * sizeof(std::string_view);
    }
    return 0;
}

namespace {

constexpr std::size_t never = static_cast<std::size_t>(-1);

/// By register: the instruction that reads it last; `never` for what is read afterwards, or written before the first instruction.
std::vector<std::size_t> last_uses(stage const& s) {
    std::vector<std::size_t> last(s.registers.size(), 0);
    for (std::size_t i = 0; i < s.instructions.size(); ++i) {
        auto const& in = s.instructions[i];
        if (in.result != none) last[in.result] = i;
        for (index const r : {in.a, in.b, in.c})
            if (r != none) last[r] = i;
    }
    auto const keep = [&](index r) { if (r != none) last[r] = never; };
    for (auto const& i : s.inputs)
        for (index const r : {i.value, i.given, i.dividing}) keep(r);
    for (auto const& y : s.yields)
        for (index const r : {y.value, y.given, y.divisor}) keep(r);
    keep(s.fallback);
    return last;
}

}  // namespace

register_file::register_file(stage const& s, std::size_t domains) : slot_of_(s.registers.size(), none), capacity_(domains, 0) {
    auto const last = last_uses(s);
    std::vector<index> free;
    for (std::size_t i = 0; i < s.instructions.size(); ++i) {
        auto const& in = s.instructions[i];
        slot_of_[in.result] = take(s.registers[in.result], free);
        std::array<index, 4> ending = {in.result, in.a, in.b, in.c};
        std::sort(ending.begin(), ending.end());
        auto const end = std::unique(ending.begin(), ending.end());
        for (auto r = ending.begin(); r != end; ++r)
            if (*r != none && last[*r] == i) free.push_back(slot_of_[*r]);
    }
    std::vector<index> nothing_free;
    for (std::size_t r = 0; r < slot_of_.size(); ++r)
        if (slot_of_[r] == none) slot_of_[r] = take(s.registers[r], nothing_free);
    lay_out();
}

index register_file::take(register_type type, std::vector<index>& free) {
    // The slot that was left last is the likeliest to be in the cache.
    for (std::size_t i = free.size(); i-- > 0;) {
        slot const& candidate = slots_[free[i]];
        if (candidate.domain != type.domain || candidate.bits != bits_of(type.lane)) continue;
        index const taken = free[i];
        free.erase(free.begin() + static_cast<std::ptrdiff_t>(i));
        return taken;
    }
    slots_.push_back({type.domain, bits_of(type.lane)});
    return static_cast<index>(slots_.size() - 1);
}

bool register_file::reserve(std::span<std::size_t const> rows) {
    bool grown = false;
    for (std::size_t d = 0; d < capacity_.size(); ++d) {
        if (rows[d] <= capacity_[d]) continue;
        capacity_[d] = std::max(rows[d], capacity_[d] * 3 / 2);
        grown = true;
    }
    if (grown) lay_out();
    return grown;
}

void register_file::lay_out() {
    std::size_t at = 0;
    for (auto& s : slots_) {
        s.at = at;
        std::size_t const rows = kernels::padded(capacity_[s.domain]) + kernels::block;
        at += (rows * s.bits / 8 + 64 + 63) / 64 * 64;
    }
    memory_.reset(static_cast<std::byte*>(::operator new(at + 64, std::align_val_t{64})));
    std::memset(memory_.get(), 0, at + 64);
    bytes_ = at;
}

}  // namespace barem::columnar
