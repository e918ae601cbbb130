#include "columnar/kernels/targets.hpp"

#include <hwy/highway.h>
#include <hwy/targets.h>

#include "columnar/kernels/kernel.hpp"

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

}  // namespace

std::vector<instruction_set> const& available_sets() {
    static std::vector<instruction_set> const sets = sets_here();
    return sets;
}

kernel find(instruction_set const& set, form const& f) {
    using family = kernel (*)(instruction_set const&, form const&);
    static constexpr family families[] = {&arithmetic, &division, &comparison, &choice, &moving, &looking_up, &dates, &segment_bits, &segments};
    for (family const of : families)
        if (kernel const found = of(set, f)) return found;
    return nullptr;
}

}  // namespace barem::columnar::kernels
