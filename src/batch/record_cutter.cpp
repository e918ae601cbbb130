#include "batch/record_cutter.hpp"

#include "io/csv_text.hpp"

#include <algorithm>
#include <cstring>
#include <limits>

namespace barem::batch {

namespace {

constexpr std::size_t least_read = 1 << 16;

/// Places in a text are kept in 32 bits.
constexpr std::size_t most_bytes = std::size_t{1} << 30;

}  // namespace

void byte_buffer::resize(std::size_t size) {
    if (size + padding > capacity_) {
        std::size_t const larger = std::max(size + padding, capacity_ + capacity_ / 2);
        auto bytes = std::make_unique_for_overwrite<char[]>(larger);
        if (size_ > 0) std::memcpy(bytes.get(), bytes_.get(), size_);
        bytes_ = std::move(bytes);
        capacity_ = larger;
    }
    size_ = size;
    std::memset(bytes_.get() + size, 0, padding);
}

std::size_t count_lines(std::string_view text) {
    constexpr std::size_t width = 64, most = 255;
    std::size_t count = 0, at = 0;
    while (text.size() - at >= width) {
        // In bytes, which are many at a time.
        std::uint8_t sums[width] = {};
        std::size_t const rounds = std::min(most, (text.size() - at) / width);
        for (std::size_t round = 0; round < rounds; ++round, at += width)
            for (std::size_t i = 0; i < width; ++i) sums[i] = static_cast<std::uint8_t>(sums[i] + (text[at + i] == '\n'));
        for (auto const sum : sums) count += sum;
    }
    return count + static_cast<std::size_t>(std::count(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), '\n'));
}

record_cutter::record_cutter(std::unique_ptr<byte_source> bytes, roster_options const& options, char separator)
    : bytes_(std::move(bytes)), limit_(std::min(options.limits.max_record_bytes, most_bytes)),
      part_bytes_(std::clamp<std::size_t>(options.part_bytes, 1, most_bytes)), separator_(separator) {
    ahead_.resize(0);
}

void record_cutter::fill(std::size_t size) {
    std::size_t left = ahead_.size() - at_;
    if (left >= size || at_end_) return;
    if (at_ > 0) std::memmove(ahead_.data(), ahead_.data() + at_, left);
    at_ = 0;
    ahead_.resize(left);
    while (left < size) {
        std::size_t const room = std::max(size - left, std::min(least_read, size));
        ahead_.resize(left + room);
        std::size_t const count = bytes_->read(ahead_.data() + left, room);
        left += count;
        ahead_.resize(left);
        if (count == 0) {
            at_end_ = true;
            if (left > 0 && ahead_.data()[left - 1] != '\n') {
                ahead_.resize(left + 1);
                ahead_.data()[left] = '\n';
            }
            return;
        }
    }
}

std::string_view record_cutter::peek_line(std::size_t most) {
    for (std::size_t size = 1 << 12;; size *= 2) {
        fill(std::min(size, most));
        auto const text = ahead();
        auto const end = text.find('\n');
        if (end != std::string_view::npos || at_end_ || size >= most) return text.substr(0, std::min(end, most));
    }
}

std::size_t record_cutter::whole_records() const {
    auto const text = ahead();
    auto const* const last = static_cast<char const*>(memrchr(text.data(), '\n', text.size()));
    if (separator_ == '\0' || std::memchr(text.data(), '"', text.size()) == nullptr) return last ? static_cast<std::size_t>(last - text.data()) + 1 : 0;
    std::size_t whole = 0;
    while (whole < text.size()) {
        auto const extent = io::extent_of_record(text.substr(whole), separator_, limit_, at_end_);
        if (extent.how == io::csv_extent::ending::open || whole + extent.size >= text.size()) break;
        whole += extent.size + 1;
    }
    return whole;
}

void record_cutter::take(stretch& into, std::size_t size) {
    if (at_ == 0) {
        // The whole buffer, without the little that is left over.
        std::swap(into.bytes, ahead_);
        ahead_.resize(into.bytes.size() - size);
        std::memcpy(ahead_.data(), into.bytes.data() + size, ahead_.size());
        into.bytes.resize(size);
    } else {
        into.bytes.resize(size);
        std::memcpy(into.bytes.data(), ahead().data(), size);
        drop(size);
    }
    into.first_line = line_;
    into.too_long = 0;
    line_ += count_lines(into.bytes.text());
}

void record_cutter::take_long_line(stretch& into) {
    into.bytes.resize(0);
    into.first_line = line_;
    into.too_long = drop_line();
}

std::uint64_t record_cutter::drop_line() {
    std::uint64_t size = 0;
    while (!is_at_end()) {
        auto const text = ahead();
        auto const end = std::min(text.find('\n'), text.size());
        size += end;
        drop(end);
        if (end == text.size()) continue;
        drop(1);
        break;
    }
    ++line_;
    return size;
}

bool record_cutter::next(stretch& into, std::size_t wanted) {
    std::size_t const most = std::max(wanted, limit_ + 2);      // shows that a line is too long
    for (std::size_t size = wanted;; size = std::min(size * 2, most)) {
        fill(size);
        if (ahead().empty()) return false;
        if (std::size_t const whole = whole_records(); whole > 0) return take(into, whole), true;
        if (ahead().size() > limit_ + 1) return take_long_line(into), true;
    }
}

}  // namespace barem::batch
