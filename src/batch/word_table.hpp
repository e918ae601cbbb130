#pragma once
// The words of an enumeration by their text, found without copying it.

#include "check/program.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace barem::batch {

class word_table {
public:
    word_table() = default;
    explicit word_table(program::enumeration const& words) {
        std::size_t size = 4;
        while (size < words.words.size() * 4) size *= 2;
        slots_.resize(size);
        for (std::size_t i = 0; i < words.words.size(); ++i) {
            std::string_view const name = words.words[i].name;
            auto at = hash(name);
            while (!slots_[at & (size - 1)].name.empty()) ++at;
            slots_[at & (size - 1)] = {name, static_cast<std::int64_t>(i)};
        }
    }

    /// Position of the word, -1: there is none.
    [[nodiscard]] std::int64_t find(std::string_view text) const {
        if (text.empty()) return -1;
        for (auto at = hash(text);; ++at) {
            auto const& slot = slots_[at & (slots_.size() - 1)];
            if (slot.name.empty()) return -1;
            if (slot.name.size() == text.size() && std::memcmp(slot.name.data(), text.data(), text.size()) == 0) return slot.position;
        }
    }

private:
    struct slot { std::string_view name; std::int64_t position = -1; };
    /// Of its size and of its first and last four bytes.
    static std::size_t hash(std::string_view text) {
        std::uint32_t first = 0, last = 0;
        if (text.size() >= 4) {
            std::memcpy(&first, text.data(), 4);
            std::memcpy(&last, text.data() + text.size() - 4, 4);
        } else {
            first = static_cast<unsigned char>(text.front());
            last = static_cast<unsigned char>(text.back());
        }
        auto const mixed = ((std::uint64_t{first} << 32 | last) + text.size()) * 0x9E3779B97F4A7C15;
        return static_cast<std::size_t>(mixed >> 40);
    }
    std::vector<slot> slots_;
};

}  // namespace barem::batch
