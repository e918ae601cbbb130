#pragma once
// What one part of a roster came to, before it is known which ids are taken.

#include "batch/row_block.hpp"
#include "io/text_buffer.hpp"

#include <barem/issue.hpp>
#include <barem/value.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace barem::batch {

/// A record without a result.
struct rejection {
    std::uint64_t line = 0;                     ///< from 1; 0: not known
    std::optional<std::string_view> id;         ///< when it could be read
    issues const& problems;
};

/// In the order of the roster.
struct scored_batch {
    enum class fate : std::uint8_t {
        scored,
        rejected,       ///< it does not fit; whether its id is taken is of no account
        failed,         ///< it fits, but its rules have no value: a problem only if its id is free
    };
    struct row {
        std::uint64_t line = 0;
        std::uint32_t id_end = 0;               ///< of `ids`; it begins where that of the row before ends
        std::uint32_t result_end = 0;           ///< of `results`, likewise
        std::uint32_t problems = 0;             ///< of `problems`, unless it is scored
        std::uint16_t version = 0;              ///< of the rule set
        fate came_to = fate::scored;
        bool id_known = true;
    };
    static constexpr std::uint16_t no_word = 0xFFFF;

    std::vector<row> rows;
    io::text_buffer ids, results;
    std::vector<issues> problems;
    std::vector<std::uint16_t> words;           ///< by row, then by output that is a word: which one, or no_word
    std::vector<std::vector<value>> values;     ///< by row: the outputs, when they are wanted instead of `results`
    std::size_t in_columns = 0;                 ///< rows that the columnar executor was sure of
    std::optional<block_builder> block;         ///< the scored rows in their order, when they wait for others

    void clear() {
        rows.clear();
        ids.clear();
        results.clear();
        problems.clear();
        words.clear();
        values.clear();
        in_columns = 0;
        block.reset();
    }
    [[nodiscard]] std::string_view id_of(std::size_t row) const { return ids.text(row == 0 ? 0 : rows[row - 1].id_end, rows[row].id_end); }
    [[nodiscard]] std::size_t result_begin(std::size_t row) const { return row == 0 ? 0 : rows[row - 1].result_end; }
};

}  // namespace barem::batch
