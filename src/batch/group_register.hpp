#pragma once
// Numbers of groups by what they are formed by: exact, for many groups, straight from columns.

#include "batch/row_block.hpp"
#include "check/program.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace barem::batch {

/// Numbers by texts.
class text_numbers {
public:
    /// The number of the text; of a new one from now on `fresh`.
    index of(std::string_view text, index fresh);
    /// Of the text that was new last.
    void set_last(index number) { known_.back().number = number; }
    [[nodiscard]] std::size_t size() const { return known_.size(); }

private:
    struct entry { std::uint64_t hash = 0, at = 0; std::uint32_t size = 0; index number = 0; };
    void grow();

    std::vector<entry> known_;
    std::vector<std::uint32_t> slots_;          ///< 1 + number of an entry; 0: free. A power of two
    std::vector<char> texts_;
};

/// A partition's values in columns.
struct partition_column {
    columnar::result_column values;
    program::type type;
};

/// Numbers groups from 0 in the order in which they are first seen. Equal values are one group, in whatever form they come.
class group_register {
public:
    index of(std::span<value const> partition);
    index of(std::span<partition_column const> partition, std::size_t row);
    /// The groups of rows 0 and on.
    void of(std::span<partition_column const> partition, std::span<index> groups);
    [[nodiscard]] index size() const { return size_; }

private:
    template <typename T>
    void of_integers(std::span<partition_column const> partition, std::span<index> groups);
    index known(std::string_view coded);

    index size_ = 0;
    text_numbers exact_;                        ///< by the values as bytes
    text_numbers seen_;                         ///< by the bytes of columns
    std::vector<index> narrow_;                 ///< of a single column of small integers: 1 + number of the group, by the integer
    bytes coded_;
    std::vector<value> values_;
};

}  // namespace barem::batch
