#pragma once
// The values of one column on both sides, each different value once: a record is the number of its value.

#include "diff/roster.hpp"

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace barem::diff {

using code = std::uint32_t;

class value_table {
public:
    value_table() { static_cast<void>(of("")); }
    // The numbers point to the texts, which stay where they are when a table is moved.
    value_table(value_table&&) = default;
    value_table& operator=(value_table&&) = default;

    /// The same number for the same text. 0: nothing.
    [[nodiscard]] code of(std::string_view text) {
        if (auto const found = codes_.find(text); found != codes_.end()) return found->second;
        return add(text);
    }
    [[nodiscard]] std::string const& text(code c) const { return texts_[c]; }
    [[nodiscard]] std::size_t size() const { return texts_.size(); }
    static constexpr code nothing = 0;

private:
    code add(std::string_view text) {
        auto const next = static_cast<code>(texts_.size());
        codes_.emplace(texts_.emplace_back(text), next);
        return next;
    }

    std::deque<std::string> texts_;
    std::unordered_map<std::string_view, code> codes_;
};

/// A sum that is exact while it can be written with 192 bits, which all sums of decimals and of everyday fractions can; then values are added rounded
/// to 12 digits after the point.
class running_sum {
public:
    void add(number const& value, std::uint64_t times = 1);
    void add(running_sum const& of) {
        add(of.total_);
        is_exact_ = is_exact_ && of.is_exact_;
    }
    [[nodiscard]] number const& total() const { return total_; }
    [[nodiscard]] bool is_exact() const { return is_exact_; }

private:
    number total_;
    bool is_exact_ = true;
};

/// Of values given as exact text with how often each occurs, by code.
[[nodiscard]] distribution distribution_of(std::vector<number> const& values, std::vector<std::uint64_t> const& counts);

/// Bins of one round width (1, 2 or 5 times a power of ten) that cover both sides, at most 24; of few different whole numbers one each.
[[nodiscard]] std::vector<bin> bins_of(std::vector<number> const& values, std::vector<std::uint64_t> const& before, std::vector<std::uint64_t> const& after);

}  // namespace barem::diff
