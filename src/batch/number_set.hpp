#pragma once
// A set of whole numbers that takes next to nothing where they lie together, in whatever order they come.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

namespace barem::batch {

/// Pages of 65,536 numbers: a full page is a mark, one with many numbers a bitmap, one with few a sorted list. Numbers that lie far apart are
/// refused once they would take much: they are better kept as texts.
class number_set {
public:
    enum class answer : std::uint8_t { inserted, present, refused };

    answer insert(std::uint64_t number);
    enum class place : std::uint8_t { here, absent, elsewhere };    ///< elsewhere: it was or would be refused
    [[nodiscard]] place find(std::uint64_t number) const;
    [[nodiscard]] std::size_t memory() const { return memory_; }

private:
    struct page {
        std::vector<std::uint16_t> few;
        std::unique_ptr<std::uint64_t[]> bitmap;
        std::uint32_t count = 0;
    };
    static constexpr std::uint32_t page_numbers = 1 << 16, most_few = 2048;

    page* page_of(std::uint64_t high);
    static bool has(page const&, std::uint16_t low);
    void to_bitmap(page&);

    std::unordered_map<std::uint64_t, page> pages_;
    std::uint64_t last_high_ = 0;
    page* last_ = nullptr;
    std::uint64_t count_ = 0;
    bool refuses_pages_ = false;
    std::size_t memory_ = 0;
};

}  // namespace barem::batch
