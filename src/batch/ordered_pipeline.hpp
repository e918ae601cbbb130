#pragma once
// Work in parallel between two steps in order: what is taken in, in order, comes out in order.

#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

namespace barem::batch {

/// Items that are used again and again. Any thread.
template <typename Item>
class item_pool {
public:
    Item* take() {
        std::lock_guard const lock(mutex_);
        if (free_.empty()) return all_.emplace_back(std::make_unique<Item>()).get();
        Item* const last = free_.back();
        free_.pop_back();
        return last;
    }
    void give_back(Item* item) {
        std::lock_guard const lock(mutex_);
        free_.push_back(item);
    }

private:
    std::mutex mutex_;
    std::vector<std::unique_ptr<Item>> all_;
    std::vector<Item*> free_;
};

inline unsigned threads_or_all(unsigned threads) {
    return threads != 0 ? threads : static_cast<unsigned>(std::max(1, oneapi::tbb::info::default_concurrency()));
}

/// Calls what may use `threads` threads.
template <typename F>
void in_arena(unsigned threads, F const& f) {
    if (threads <= 1) return f();
    namespace tbb = oneapi::tbb;
    tbb::global_control const allowed(tbb::global_control::max_allowed_parallelism,
                                      std::max<std::size_t>(threads, tbb::global_control::active_value(tbb::global_control::max_allowed_parallelism)));
    tbb::task_arena arena(static_cast<int>(threads));
    arena.execute(f);
}

/// Calls next(item) until it is false, work(worker, item) for each item in any of `threads` threads, and take(item) in the order of next().
/// At most `most_items` are under way. make_worker() gives a pointer to what one thread works with. next() and take() are never called by
/// two threads at once, but not by one thread only either; what is thrown ends the pipeline and is thrown on.
template <typename Item, typename Next, typename MakeWorker, typename Work, typename Take>
void run_in_order(unsigned threads, std::size_t most_items, Next next, MakeWorker make_worker, Work work, Take take) {
    if (threads <= 1) {
        Item item;
        for (auto const worker = make_worker(); next(item);) {
            work(*worker, item);
            take(item);
        }
        return;
    }
    namespace tbb = oneapi::tbb;
    tbb::enumerable_thread_specific<decltype(make_worker())> workers(make_worker);
    /// An item passes from thread to thread. The library sees to that; the counter lets the thread sanitizer see it, which does not look
    /// into the library.
    struct passed { Item item; std::atomic<unsigned> step = 0; };
    item_pool<passed> items;
    auto const pass = [](passed* p) {
        p->step.fetch_add(1, std::memory_order_release);
        return p;
    };
    auto const get = [](passed* p) -> Item& {
        static_cast<void>(p->step.load(std::memory_order_acquire));
        return p->item;
    };
    auto const first = tbb::make_filter<void, passed*>(tbb::filter_mode::serial_in_order, [&](tbb::flow_control& flow) -> passed* {
        passed* const p = items.take();
        if (next(get(p))) return pass(p);
        flow.stop();
        return nullptr;
    });
    auto const middle = tbb::make_filter<passed*, passed*>(tbb::filter_mode::parallel, [&](passed* p) {
        work(*workers.local(), get(p));
        return pass(p);
    });
    auto const last = tbb::make_filter<passed*, void>(tbb::filter_mode::serial_in_order, [&](passed* p) {
        take(get(p));
        items.give_back(pass(p));
    });
    in_arena(threads, [&] { tbb::parallel_pipeline(most_items, first & middle & last); });
}

}  // namespace barem::batch
