#pragma once
// Which instruction sets kernels are compiled for. Included before hwy/foreach_target.h by every file that holds kernels.

#define HWY_WANT_AVX3_DL    // byte permutes of AVX-512 VBMI

// Between the baseline (which the compiler vectorises itself) and AVX2 there is little to gain; scalable vectors have no fixed size.
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_SSE4 | HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128)

/// After the kernels of every target: `name` finds the kernel of a form in an instruction set. One line in each file's HWY_ONCE part.
#define BAREM_EXPORT_KERNELS(name)                                                                  \
    HWY_EXPORT(name##_of_target);                                                                   \
    kernel name(instruction_set const& set, form const& f) {                                               \
        return BAREM_OF_SET(name##_of_target, set)(f);                                              \
    }

/// The function of a set's target.
#define BAREM_OF_SET(function, set) of_set(HWY_DISPATCH_TABLE(function), (set).target)
#include <hwy/targets.h>

#include <cstddef>
#include <cstdint>

namespace barem::columnar::kernels {

template <typename Function, std::size_t entries>
Function of_set(Function const (&table)[entries], std::int64_t target) {
    if constexpr (entries == 1) {
        return table[0];
    } else {
        hwy::ChosenTarget chosen;
        chosen.Update(target);
        return table[chosen.GetIndex()];
    }
}

}  // namespace barem::columnar::kernels
