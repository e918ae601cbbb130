#pragma once
// Threads: how many, loops over them, and what passes from one to another.

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <cstddef>

#ifdef __SANITIZE_THREAD__
#include <sanitizer/tsan_interface.h>
#endif

namespace barem::batch {

inline unsigned threads_or_all(unsigned threads) {
    return threads != 0 ? threads : static_cast<unsigned>(std::max(1, oneapi::tbb::info::default_concurrency()));
}

/// Calls what may use `threads` threads.
template <typename F>
void in_arena(unsigned threads, F const& f) {
    if (threads <= 1) return f();
    namespace tbb = oneapi::tbb;
    // The least of all that are in force holds: one for all, so that calls at the same time do not limit one another. The arena does.
    constexpr std::size_t usual = 256;
    tbb::global_control const allowed(tbb::global_control::max_allowed_parallelism, std::max<std::size_t>(threads, usual));
    tbb::task_arena arena(static_cast<int>(threads));
    arena.execute(f);
}

/// Where the scheduler lets one thread go on with what another has made: give() before, take() after. The scheduler sees to that by itself;
/// this is for the thread sanitizer, which does not look into its library, and nothing without it. Whoever destroys one has taken.
class hand_over {
public:
#ifdef __SANITIZE_THREAD__
    ~hand_over() { take(); }
    void give() { __tsan_release(this); }
    void take() { __tsan_acquire(this); }
#else
    void give() {}
    void take() {}
#endif
};

/// From whoever begins something to the threads that take part. One for all, whose place they know without having been handed anything.
inline hand_over begun;

/// Calls one(i) for each i below `count`: in any thread of the arena, or one after the other.
template <typename F>
void for_each_index(std::size_t count, bool parallel, F const& one) {
    if (!parallel) {
        for (std::size_t i = 0; i != count; ++i) one(i);
        return;
    }
    hand_over done;
    auto const body = [&](std::size_t i) {
        begun.take();
        one(i);
        done.give();
    };
    begun.give();
    oneapi::tbb::parallel_for(std::size_t{0}, count, body);
}

}  // namespace barem::batch
