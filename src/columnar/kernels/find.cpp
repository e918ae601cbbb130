#include "columnar/kernels/targets.hpp"

#include <hwy/highway.h>
#include <hwy/targets.h>

#include "columnar/kernels/kernel.hpp"

#include <cstring>

namespace barem::columnar::kernels {

namespace {

std::vector<instruction_set> sets_here() {
    std::vector<instruction_set> sets;
    std::int64_t const here = hwy::SupportedTargets() & HWY_TARGETS;
    auto const add = [&](std::int64_t target, char const* name) {
        if ((here & target) != 0) sets.push_back({name, target});
    };
    sets.push_back({"baseline", HWY_STATIC_TARGET});
    if constexpr (HWY_STATIC_TARGET != HWY_NEON) add(HWY_NEON, "neon");
    if constexpr (HWY_STATIC_TARGET != HWY_AVX2) add(HWY_AVX2, "avx2");
    add(HWY_AVX3, "avx512");
    add(HWY_AVX3_DL, "avx512vbmi");
    return sets;
}

std::size_t bytes_of(lane l) {
    switch (l) {
        case lane::i16: return 2;
        case lane::i32: return 4;
        case lane::i64: return 8;
        case lane::i128: return 16;
        default: return 1;
    }
}

}  // namespace

std::vector<instruction_set> const& available_sets() {
    static std::vector<instruction_set> const sets = sets_here();
    return sets;
}

lookup_table::lookup_table(lookup const& from)
    : result(from.result), dense(from.dense), low(from.low), bounds(from.bounds) {
    auto taken = from.entries;
    if (!dense) taken.resize(bounds.size() + 1);
    if (taken.empty()) taken.push_back(0);
    last = static_cast<std::int64_t>(taken.size()) - 1;
    std::size_t const width = bytes_of(result);
    entries.assign(taken.size() * width / 8 + 1 + 32, 0);
    for (std::size_t i = 0; i < taken.size(); ++i) {
        int128 const value = taken[i];
        std::memcpy(reinterpret_cast<char*>(entries.data()) + i * width, &value, width);    // little endian
    }
}

kernel find(instruction_set const& set, form const& f) {
    using family = kernel (*)(instruction_set const&, form const&);
    static constexpr family families[] = {&arithmetic, &division, &comparison, &choice, &moving, &looking_up, &dates, &segments};
    for (family const of : families)
        if (kernel const found = of(set, f)) return found;
    return nullptr;
}

}  // namespace barem::columnar::kernels
