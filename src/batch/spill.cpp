#include "batch/spill.hpp"

#include <utility>

namespace barem::batch {

bool memory_budget::take(std::size_t size) {
    std::size_t used = used_;
    do {
        if (size > limit_ || used > limit_ - size) return false;
    } while (!used_.compare_exchange_weak(used, used + size));
    return true;
}

void block_store::drop(block& b) {
    if (b.on_disk) file_.release(b.at, b.size);
    else budget_.give(b.held.size());
    b = {};
}

void block_store::resize(std::size_t count) {
    for (std::size_t i = count; i < blocks_.size(); ++i) drop(blocks_[i]);
    blocks_.resize(count);
}

void block_store::put(std::size_t number, bytes made) {
    block& b = blocks_[number];
    drop(b);
    b.size = made.size();
    b.on_disk = !budget_.take(made.size());
    if (b.on_disk) b.at = file_.append(made);
    else b.held = std::move(made);
}

std::span<std::byte const> block_store::read(std::size_t number, bytes& buffer) const {
    block const& b = blocks_[number];
    if (!b.on_disk) return b.held;
    buffer.resize(b.size);
    file_.read(b.at, buffer);
    return buffer;
}

}  // namespace barem::batch
