#pragma once
// A place in one line of JSON, and the tokens that a record in order is made of.

#include "batch/plain_number.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace barem::batch {

[[nodiscard]] inline std::uint64_t eight_bytes(char const* at) {
    std::uint64_t made;
    std::memcpy(&made, at, 8);
    return made;
}

/// A text that is looked for again and again, eight bytes at a time.
class expected_text {
public:
    explicit expected_text(std::string text = " ") : bytes_(std::move(text)), size_(bytes_.size()) {
        bytes_.resize(size_ + 8);
        if (size_ % 8 != 0) last_ = (std::uint64_t{1} << size_ % 8 * 8) - 1;
    }
    [[nodiscard]] std::size_t size() const { return size_; }
    /// Looks at most seven bytes beyond the first that differs, or beyond the text.
    [[nodiscard]] bool stands_at(char const* at) const {
        std::size_t i = 0;
        for (; i + 8 < size_; i += 8)
            if (eight_bytes(at + i) != eight_bytes(bytes_.data() + i)) return false;
        return ((eight_bytes(at + i) ^ eight_bytes(bytes_.data() + i)) & last_) == 0;
    }

private:
    std::string bytes_;
    std::size_t size_;
    std::uint64_t last_ = ~std::uint64_t{0};        ///< those bits of the last eight bytes that belong to the text
};

/// Each take_...() passes what it is called after when that comes next, and says whether it did; otherwise the place means nothing any more
/// (but for single characters and expected texts). A line feed, which no token holds, ends the line; some 16 bytes beyond it are readable.
/// Handed on by value, so that the place stays in a register.
class json_cursor {
public:
    /// Nowhere.
    json_cursor() = default;
    explicit json_cursor(char const* at) : at_(at) {}
    explicit operator bool() const { return at_ != nullptr; }
    [[nodiscard]] char const* at() const { return at_; }

    void skip_blanks() {
        while (*at_ == ' ' || *at_ == '\t' || *at_ == '\r') [[unlikely]] ++at_;
    }
    [[nodiscard]] bool take(char c) {
        if (*at_ != c) return false;
        ++at_;
        return true;
    }
    [[nodiscard]] bool take(expected_text const& text) {
        if (!text.stands_at(at_)) return false;
        at_ += text.size();
        return true;
    }
    [[nodiscard]] bool take_null() {
        if (std::memcmp(at_, "null", 4) != 0) return false;
        at_ += 4;
        return true;
    }
    /// `true` or `false`; without a jump, since which of them comes cannot be predicted.
    [[nodiscard]] bool take_truth(std::int64_t& is_true) {
        bool const yes = std::memcmp(at_, "true", 4) == 0;
        bool const no = (std::memcmp(at_, "fals", 4) == 0) & (at_[4] == 'e');
        at_ += 5 - yes;
        is_true = yes;
        return yes | no;
    }

    /// A number that plain_number() reads.
    [[nodiscard]] bool take_number(unsigned places, std::int64_t& count) {
        std::uint64_t const digits = eight_bytes(at_) ^ 0x3030303030303030;
        std::uint64_t const others = ((digits + 0x7676767676767676) | digits) & 0x8080808080808080;
        auto const size = static_cast<std::size_t>(std::countr_zero(others)) / 8;       // of a number in digits only
        std::uint32_t value = 0;
        if (places != 0 || size - 1 > 6 || at_[size] == '.' || (*at_ == '0' && size != 1)) return take_any_number(places, count);
        static_cast<void>(short_digits(at_, size, value));
        count = value;
        at_ += size;
        return true;
    }

    /// A string: what stands between its quotes, and whether there are escapes in it.
    [[nodiscard]] bool take_string(std::string_view& inside, bool& has_escapes) {
        if (!take('"')) return false;
        char const* const begin = at_;
        has_escapes = false;
        for (;;) {
            find_end_of_text();
            if (*at_ == '"') break;
            if (*at_ != '\\' || static_cast<unsigned char>(at_[1]) < 0x20) return false;
            has_escapes = true;
            at_ += 2;
        }
        inside = {begin, static_cast<std::size_t>(at_++ - begin)};
        return true;
    }

private:
    bool take_any_number(unsigned places, std::int64_t& count) {
        char const* const begin = at_;
        while ((*at_ >= '0' && *at_ <= '9') || *at_ == '-' || *at_ == '.') ++at_;
        return plain_number({begin, static_cast<std::size_t>(at_ - begin)}, places, count);
    }

    /// Goes to the next quote, backslash or control character.
    void find_end_of_text() {
        constexpr std::uint64_t ones = 0x0101010101010101, tops = 0x8080808080808080;
        for (;; at_ += 8) {
            std::uint64_t const bytes = eight_bytes(at_), quotes = bytes ^ (ones * '"'), backslashes = bytes ^ (ones * '\\');
            // Of those that are found here the first is one; behind it borrowed bits may find more.
            std::uint64_t const found = (((quotes - ones) & ~quotes) | ((backslashes - ones) & ~backslashes) | ((bytes - ones * 0x20) & ~bytes)) & tops;
            if (found == 0) continue;
            at_ += std::countr_zero(found) / 8;
            return;
        }
    }

    char const* at_ = nullptr;
};

}  // namespace barem::batch
