#pragma once
// A set of texts that is as small as it can be while it is quick.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace barem::batch {

/// Texts one after the other, and a table of where each begins. Nothing is ever taken out but all of it.
class text_set {
public:
    /// False: it was there.
    bool insert(std::string_view text);
    [[nodiscard]] bool contains(std::string_view text) const { return count_ != 0 && table_[find(text)] != 0; }
    [[nodiscard]] std::size_t size() const { return count_; }
    /// Bytes that it takes, and that the next insertion may make it take.
    [[nodiscard]] std::size_t memory() const { return bytes_.capacity() + table_.capacity() * sizeof table_[0]; }
    void clear() { *this = {}; }

    template <typename F>
    void for_each(F visit) const {
        for (std::size_t at = 0; at < bytes_.size();) {
            auto const text = text_at(at);
            visit(text);
            at = static_cast<std::size_t>(text.data() - bytes_.data()) + text.size();
        }
    }

private:
    /// The slot of the text, or the free one where it would go.
    [[nodiscard]] std::size_t find(std::string_view text) const;
    [[nodiscard]] std::string_view text_at(std::size_t at) const;
    void grow();

    std::string bytes_;                     ///< of each text its size, seven bits a byte, then the text
    std::vector<std::uint64_t> table_;      ///< 16 bits of the hash, 48 of the place + 1; 0: free
    std::size_t count_ = 0;
};

/// Of the bytes; `seed` chooses among functions.
[[nodiscard]] std::uint64_t hash_of(std::string_view text, std::uint64_t seed = 0);

}  // namespace barem::batch
