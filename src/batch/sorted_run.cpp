#include "batch/sorted_run.hpp"

#include <algorithm>

namespace barem::batch {

namespace {

constexpr std::size_t block_bytes = std::size_t{1} << 14;

void append_size(std::string& to, std::size_t size) {
    for (; size >= 0x80; size >>= 7) to += static_cast<char>(size | 0x80);
    to += static_cast<char>(size);
}

std::size_t take_size(std::string_view& from) {
    std::size_t size = 0;
    for (unsigned shift = 0;; shift += 7) {
        auto const byte = static_cast<unsigned char>(from.front());
        from.remove_prefix(1);
        size |= static_cast<std::size_t>(byte & 0x7F) << shift;
        if (byte < 0x80) return size;
    }
}

}  // namespace

void sorted_run::append(std::string_view text) {
    if (current_.size() >= block_bytes) end_block();
    auto const shared = static_cast<std::size_t>(std::ranges::mismatch(last_, text).in1 - last_.begin());
    auto const kept = current_.empty() ? 0 : shared;
    if (current_.empty()) first_of_current_ = text;
    append_size(current_, kept);
    append_size(current_, text.size() - kept);
    current_ += text.substr(kept);
    last_ = text;
    empty_ = false;
}

void sorted_run::end_block() {
    starts_.push_back({std::move(first_of_current_), file_.size() + blocks_.size(), static_cast<std::uint32_t>(current_.size())});
    blocks_ += current_;
    current_.clear();
    if (blocks_.size() < most_memory_) return;
    file_.append(blocks_);
    blocks_ = {};
}

bool sorted_run::contains(std::string_view text) {
    if (empty_ || last_ < text) return false;
    if (!current_.empty() && first_of_current_ <= text) return block_contains(current_, text);
    auto const after = std::ranges::upper_bound(starts_, text, {}, [](start const& s) { return std::string_view(s.first); });
    if (after == starts_.begin()) return false;
    auto const& found = *std::prev(after);
    if (found.place >= file_.size()) return block_contains(std::string_view(blocks_).substr(found.place - file_.size(), found.size), text);
    read_.resize(found.size);
    file_.read(found.place, read_.data(), read_.size());
    return block_contains(read_, text);
}

bool sorted_run::block_contains(std::string_view block, std::string_view text) {
    std::string at;
    while (!block.empty()) {
        auto const shared = take_size(block), more = take_size(block);
        at.resize(shared);
        at += block.substr(0, more);
        block.remove_prefix(more);
        if (at >= text) return at == text;
    }
    return false;
}

}  // namespace barem::batch
