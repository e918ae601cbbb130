#pragma once
// Evaluations at rest between two records that are scored one by one: making one anew costs more than evaluating a small record.

#include "exec/scalar.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace barem::exec {

/// May be used from many threads at once, without locks: a thread takes the evaluation out of a place, and puts it back when it is done.
/// Two threads that come upon the same place only make one evaluation more.
class idle_evaluations {
public:
    idle_evaluations() = default;
    idle_evaluations(idle_evaluations const&) {}            ///< what rests belongs to the rules that it was made for
    idle_evaluations& operator=(idle_evaluations const&) = delete;
    ~idle_evaluations() {
        for (auto& p : places_) delete p.resting.load();
    }

    /// `use(evaluation&)`. Always with the same rules, parameters and limits, which outlive this object.
    template <typename F>
    auto with(plan::compiled const& compiled, exec::parameters const& parameters, record_limits const& limits, F use) {
        auto& place = places_[of_this_thread()].resting;
        std::unique_ptr<evaluation> one(place.exchange(nullptr, std::memory_order_acquire));
        if (!one) one = std::make_unique<evaluation>(compiled, parameters, limits);
        auto made = use(*one);
        one->rest();
        if (one->frames().kept() <= most_kept) delete place.exchange(one.release(), std::memory_order_acq_rel);
        return made;
    }

private:
    static constexpr std::size_t most_kept = 20'000;        ///< slots, about 1 MB: what a huge record needed is given back
    struct alignas(64) place { std::atomic<evaluation*> resting = nullptr; };

    static std::size_t of_this_thread() {
        thread_local char here;
        return reinterpret_cast<std::uintptr_t>(&here) * 0x9E3779B97F4A7C15u >> 60;
    }

    std::array<place, 16> places_;
};

}  // namespace barem::exec
