#pragma once
// Work in parallel between two steps in order: what is taken in, in order, comes out in order.

#include "batch/parallel.hpp"

#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/parallel_pipeline.h>

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
    struct passed { Item item; hand_over made; };
    item_pool<passed> items;
    hand_over reading, writing, done;
    auto const first = tbb::make_filter<void, passed*>(tbb::filter_mode::serial_in_order, [&](tbb::flow_control& flow) -> passed* {
        begun.take();
        reading.take();
        passed* const p = items.take();
        bool const any = next(p->item);
        p->made.give();
        reading.give();
        done.give();
        if (any) return p;
        flow.stop();
        return nullptr;
    });
    auto const middle = tbb::make_filter<passed*, passed*>(tbb::filter_mode::parallel, [&](passed* p) {
        begun.take();
        p->made.take();
        work(*workers.local(), p->item);
        p->made.give();
        done.give();
        return p;
    });
    auto const last = tbb::make_filter<passed*, void>(tbb::filter_mode::serial_in_order, [&](passed* p) {
        begun.take();
        writing.take();
        p->made.take();
        take(p->item);
        items.give_back(p);
        writing.give();
        done.give();
    });
    begun.give();
    in_arena(threads, [&] { tbb::parallel_pipeline(most_items, first & middle & last); });
}

}  // namespace barem::batch
