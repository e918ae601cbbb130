#pragma once
// Results as an Arrow array: the memory that a scorer writes becomes the array's.

#include "check/program.hpp"
#include "number/large.hpp"

#include <barem/arrow_abi.h>
#include <barem/batch.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace barem::into_arrow {

/// Everything of one export. The schema, the array and each of their children hold it: a child may be moved away and released on its own.
struct exported {
    std::deque<std::string> texts;
    std::deque<std::unique_ptr<void, decltype(&std::free)>> memory;
    std::deque<std::vector<void const*>> buffers;
    std::deque<ArrowSchema> schemas;
    std::deque<ArrowArray> arrays;
    std::vector<ArrowSchema*> child_schemas;
    std::vector<ArrowArray*> child_arrays;
};

/// All outputs of the rows of one batch; `rules` must outlive it.
class exported_results {
public:
    exported_results(program::program const& rules, std::size_t rows);

    /// What a scorer writes to.
    [[nodiscard]] batch_outputs& outputs() { return outputs_; }
    /// Once, after that. `status`: of the rows; those that are rejected are null. Empty: none is null.
    void give(ArrowSchema& schema, ArrowArray& array, std::span<row_status const> status = {});
    /// An output that needs offsets of 64 bits; empty: none. After give().
    [[nodiscard]] std::string const& wide_output() const { return wide_; }

private:
    struct column {
        program::member const* member = nullptr;
        unsigned digits = 0;
        std::span<std::uint8_t> given;
        std::span<int128> counts;               ///< numbers
        std::span<std::int32_t> integers;       ///< dates, words
        std::span<std::uint8_t> bits;
        std::vector<std::string> texts;
    };
    void start(program::member const&, unsigned digits);
    void finish(column&);

    program::program const& rules_;
    std::size_t rows_;
    std::shared_ptr<exported> in_;
    std::vector<column> columns_;
    batch_outputs outputs_;
    std::string wide_;
};

}  // namespace barem::into_arrow
