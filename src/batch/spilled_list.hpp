#pragma once
// A list of plain things in a temporary file: appended at the end, read from the beginning.

#include "batch/spill.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace barem::batch {

template <typename T>
class spilled_list {
public:
    /// `buffered`: things in memory.
    explicit spilled_list(scratch_file& file, std::size_t buffered) : file_(&file), buffered_(std::max<std::size_t>(buffered, 1)) {}

    void push(T const& thing) {
        if (waiting_.empty()) waiting_.reserve(buffered_);
        waiting_.push_back(thing);
        if (waiting_.size() == buffered_) flush();
    }
    void flush() {
        push_all(waiting_);
        waiting_ = {};
    }
    /// Right into the file.
    void push_all(std::span<T const> things) {
        if (!things.empty()) extents_.push_back({file_->append(std::as_bytes(things)), things.size()});
        size_ += things.size();
    }
    [[nodiscard]] std::uint64_t size() const { return size_; }

    /// Reads a list that was flushed, once; what was read is released.
    class reader {
    public:
        reader(spilled_list const& from, std::size_t buffered) : from_(from), buffered_(std::max<std::size_t>(buffered, 1)) { fill(); }
        [[nodiscard]] bool at_end() const { return buffer_.empty(); }
        [[nodiscard]] T const& operator*() const { return buffer_[at_]; }
        void next() {
            if (++at_ == buffer_.size()) fill();
        }

    private:
        void fill() {
            at_ = 0;
            buffer_.clear();
            if (extent_ == from_.extents_.size()) return;
            auto const& e = from_.extents_[extent_];
            buffer_.resize(std::min<std::uint64_t>(buffered_, e.count - done_));
            std::uint64_t const begin = e.at + done_ * sizeof(T);
            from_.file_->read(begin, std::as_writable_bytes(std::span(buffer_)));
            from_.file_->release(begin, buffer_.size() * sizeof(T));
            done_ += buffer_.size();
            if (done_ == e.count) ++extent_, done_ = 0;
        }

        spilled_list const& from_;
        std::size_t buffered_;
        std::vector<T> buffer_;
        std::size_t at_ = 0, extent_ = 0;
        std::uint64_t done_ = 0;
    };

private:
    struct extent { std::uint64_t at = 0, count = 0; };
    scratch_file* file_;
    std::size_t buffered_;
    std::vector<T> waiting_;
    std::vector<extent> extents_;
    std::uint64_t size_ = 0;
};

}  // namespace barem::batch
