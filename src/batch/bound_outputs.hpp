#pragma once
// Results written into columns of the caller.

#include "check/program.hpp"
#include "columnar/evaluation.hpp"
#include "number/large.hpp"

#include <barem/batch.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace barem::batch {

/// The outputs that a caller wants. Threads may write at once to rows that are in no common byte of a bitmap.
class bound_outputs {
public:
    explicit bound_outputs(program::program const& rules) : rules_(rules) {}

    /// Issues when something does not fit; then nothing may be written.
    [[nodiscard]] issues bind(batch_outputs const&, std::size_t rows);

    /// What columns came to, by output: their rows 0 to count - 1 become rows `first` and on. Sets a bit of `unfit` for each row with a value
    /// that its column does not hold, or that is too large for these ways: it has to be written again by write_row().
    void write(std::vector<columnar::result_column> const& results, std::size_t first, std::size_t count, std::uint8_t* unfit) const;
    /// The outputs of one row. Why a value does not fit its column; then the row has to be cleared.
    [[nodiscard]] std::optional<issue> write_row(std::vector<value> const& outputs, std::size_t row) const;
    /// The row has no result.
    void clear_row(std::size_t row) const;

private:
    struct target {
        std::size_t output = 0;                 ///< of program::record_kind::outputs
        program::type type;
        unsigned digits = 0;
        std::string const* name = nullptr;
        output_view to;
    };

    void write_counts(target const&, columnar::result_column const&, std::size_t first, std::size_t count, std::uint8_t* unfit) const;
    void write_text(target const&, columnar::result_column const&, std::size_t of, std::size_t row) const;
    [[nodiscard]] bool write_value(target const&, value const&, std::size_t row) const;
    void write_nothing(target const&, std::size_t row) const;
    [[nodiscard]] bool put_count(target const&, int128 count, std::size_t row) const;
    void put_text(target const&, value const&, std::string& to) const;

    program::program const& rules_;
    std::vector<target> targets_;
};

}  // namespace barem::batch
