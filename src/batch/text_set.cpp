#include "batch/text_set.hpp"

#include <cstring>

namespace barem::batch {

namespace {

constexpr std::uint64_t place_mask = (std::uint64_t{1} << 48) - 1;

std::uint64_t mixed(std::uint64_t x) {      // the finalizer of MurmurHash3
    x ^= x >> 33;
    x *= 0xff51afd7ed558ccdULL;
    x ^= x >> 33;
    x *= 0xc4ceb9fe1a85ec53ULL;
    return x ^ x >> 33;
}

}  // namespace

std::uint64_t hash_of(std::string_view text, std::uint64_t seed) {
    std::uint64_t hash = mixed(seed + text.size() + 0x9e3779b97f4a7c15ULL);
    while (!text.empty()) {
        std::uint64_t word = 0;
        auto const taken = text.size() < sizeof word ? text.size() : sizeof word;
        std::memcpy(&word, text.data(), taken);
        hash = mixed(hash ^ word) + 0x9e3779b97f4a7c15ULL;
        text.remove_prefix(taken);
    }
    return mixed(hash);
}

std::string_view text_set::text_at(std::size_t at) const {
    std::size_t size = 0;
    for (unsigned shift = 0;; shift += 7) {
        auto const byte = static_cast<unsigned char>(bytes_[at++]);
        size |= static_cast<std::size_t>(byte & 0x7F) << shift;
        if (byte < 0x80) return {bytes_.data() + at, size};
    }
}

std::size_t text_set::find(std::string_view text) const {
    auto const hash = hash_of(text);
    auto const mask = table_.size() - 1;
    for (auto slot = static_cast<std::size_t>(hash) & mask;; slot = (slot + 1) & mask) {
        auto const entry = table_[slot];
        if (entry == 0 || (entry >> 48 == hash >> 48 && text_at((entry & place_mask) - 1) == text)) return slot;
    }
}

bool text_set::insert(std::string_view text) {
    if (count_ * 4 >= table_.size() * 3) grow();
    auto const slot = find(text);
    if (table_[slot] != 0) return false;
    table_[slot] = (hash_of(text) & ~place_mask) | (bytes_.size() + 1);
    auto size = text.size();
    for (; size >= 0x80; size >>= 7) bytes_ += static_cast<char>(size | 0x80);
    bytes_ += static_cast<char>(size);
    bytes_ += text;
    ++count_;
    return true;
}

void text_set::grow() {
    table_.assign(table_.empty() ? 1024 : table_.size() * 2, 0);
    for_each([this](std::string_view text) {
        auto const slot = find(text);
        auto const begin = [&] {                    // of its size, which stands before it
            auto at = static_cast<std::size_t>(text.data() - bytes_.data());
            for (auto size = text.size();; size >>= 7) {
                --at;
                if (size < 0x80) return at;
            }
        }();
        table_[slot] = (hash_of(text) & ~place_mask) | (begin + 1);
    });
}

}  // namespace barem::batch
