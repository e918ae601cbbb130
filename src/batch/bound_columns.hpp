#pragma once
// A caller's columns bound to a rule set: as the columnar executor reads them, and as records are made from them.

#include "batch/word_table.hpp"
#include "check/program.hpp"
#include "columnar/record_columns.hpp"

#include <barem/batch.hpp>

#include <deque>
#include <string_view>
#include <vector>

namespace barem::batch {

/// Keeps its memory from one binding to the next.
class bound_columns {
public:
    explicit bound_columns(program::program const&);

    /// Issues when something does not fit; then the columns are of no use.
    [[nodiscard]] issues bind(batch_columns const&);

    /// Where a form had to be converted, what does not convert lies beyond every bound.
    [[nodiscard]] columnar::record_columns const& evaluated() const { return evaluated_; }
    /// The record of a row, with what the caller wrote, to be validated.
    [[nodiscard]] record_data record(std::size_t row) const;

private:
    class one_binding;

    program::program const& rules_;
    std::vector<word_table> words_;                         ///< by enumeration
    columnar::record_columns evaluated_, given_;            ///< given_: in the forms of the caller
    std::deque<std::vector<std::int64_t>> converted_;       ///< the first `used_` are in use
    std::deque<std::vector<std::string_view>> spelled_;     ///< texts by row, of dictionaries; likewise
    std::size_t used_ = 0, used_spelled_ = 0;
    std::vector<std::int64_t> positions_;                   ///< of the words of a dictionary
};

}  // namespace barem::batch
