#include "batch/number_set.hpp"

#include <algorithm>

namespace barem::batch {

namespace {

constexpr std::size_t bitmap_words = (1 << 16) / 64, bitmap_bytes = bitmap_words * 8;
constexpr std::size_t page_bytes = 96;              // of the map's node
constexpr std::size_t pages_to_judge = 1024, sparse = 8;

}  // namespace

bool number_set::has(page const& p, std::uint16_t low) {
    if (p.count == page_numbers) return true;
    if (p.bitmap) return (p.bitmap[low / 64] >> (low % 64) & 1) != 0;
    if (p.few.empty() || p.few.back() < low) return false;
    return std::ranges::binary_search(p.few, low);
}

number_set::page* number_set::page_of(std::uint64_t high) {
    if (last_ != nullptr && last_high_ == high) return last_;
    auto const found = pages_.find(high);
    if (found != pages_.end()) {
        last_ = &found->second;
    } else {
        // Once and for all, so that a number is sought where it was put.
        if (pages_.size() >= pages_to_judge && count_ < pages_.size() * sparse) refuses_pages_ = true;
        if (refuses_pages_) return nullptr;
        last_ = &pages_[high];
        memory_ += page_bytes;
    }
    last_high_ = high;
    return last_;
}

number_set::place number_set::find(std::uint64_t number) const {
    auto const found = pages_.find(number >> 16);
    if (found == pages_.end()) return place::elsewhere;
    return has(found->second, static_cast<std::uint16_t>(number)) ? place::here : place::absent;
}

number_set::answer number_set::insert(std::uint64_t number) {
    page* const p = page_of(number >> 16);
    if (p == nullptr) return answer::refused;
    auto const low = static_cast<std::uint16_t>(number);
    if (has(*p, low)) return answer::present;
    if (!p->bitmap && p->few.size() == most_few) to_bitmap(*p);
    if (p->bitmap) {
        p->bitmap[low / 64] |= std::uint64_t{1} << (low % 64);
    } else {
        auto const before = p->few.capacity();
        if (p->few.empty() || p->few.back() < low) p->few.push_back(low);
        else p->few.insert(std::ranges::lower_bound(p->few, low), low);
        memory_ += (p->few.capacity() - before) * sizeof low;
    }
    ++count_;
    if (++p->count == page_numbers) {
        p->bitmap.reset();
        memory_ -= bitmap_bytes;
    }
    return answer::inserted;
}

void number_set::to_bitmap(page& p) {
    p.bitmap = std::make_unique<std::uint64_t[]>(bitmap_words);
    for (auto const low : p.few) p.bitmap[low / 64] |= std::uint64_t{1} << (low % 64);
    memory_ += bitmap_bytes;
    memory_ -= p.few.capacity() * sizeof p.few[0];
    p.few = {};
}

}  // namespace barem::batch
