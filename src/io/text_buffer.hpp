#pragma once
// Text that is put together piece by piece, many megabytes a second: what it gains is not set to anything first.

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace barem::io {

class text_buffer {
public:
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::string_view text() const { return {bytes_.get(), size_}; }
    [[nodiscard]] std::string_view text(std::size_t from, std::size_t to) const { return {bytes_.get() + from, to - from}; }
    void clear() { size_ = 0; }

    /// Room for `most` bytes at the end; those that were written are then kept().
    [[nodiscard]] char* room(std::size_t most) {
        if (capacity_ - size_ < most) grow(most);
        return bytes_.get() + size_;
    }
    void kept(char const* end) { size_ = static_cast<std::size_t>(end - bytes_.get()); }

    void append(std::string_view text) {
        char* const to = room(text.size());
        if (!text.empty()) std::memcpy(to, text.data(), text.size());
        size_ += text.size();
    }

private:
    void grow(std::size_t most) {
        std::size_t capacity = capacity_ < 4096 ? 4096 : capacity_ * 2;
        while (capacity - size_ < most) capacity *= 2;
        auto larger = std::make_unique_for_overwrite<char[]>(capacity);
        if (size_ != 0) std::memcpy(larger.get(), bytes_.get(), size_);
        bytes_ = std::move(larger);
        capacity_ = capacity;
    }

    std::unique_ptr<char[]> bytes_;
    std::size_t size_ = 0, capacity_ = 0;
};

}  // namespace barem::io
