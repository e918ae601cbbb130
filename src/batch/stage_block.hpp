#pragma once
// A block of a stage opened: its columns by yield, and what its other rows yield.

#include "batch/row_block.hpp"
#include "batch/strata.hpp"

#include <deque>
#include <optional>
#include <vector>

namespace barem::batch {

/// Reads one block after another. One thread.
class stage_block {
public:
    stage_block(block_store const& store, kept_columns const& kept, stratum const& of, plan::evaluation_tree const& tree, index record)
        : store_(store), kept_(kept), stratum_(of), tree_(tree), record_(record) {}

    void open(std::size_t block);
    [[nodiscard]] block_view const& view() const { return *view_; }
    /// Texts too.
    [[nodiscard]] columnar::result_column column(index yield);
    /// What the other of this number yields in the stratum, and the reader of what was written behind that.
    [[nodiscard]] exec::first_phase const& other(std::uint32_t number, std::optional<value_reader>* behind = nullptr);
    /// The same for all others, once.
    [[nodiscard]] std::vector<exec::first_phase> const& others();

private:
    block_store const& store_;
    kept_columns const& kept_;
    stratum const& stratum_;
    plan::evaluation_tree const& tree_;
    index record_;
    bytes buffer_;
    std::optional<block_view> view_;
    std::deque<std::vector<std::string_view>> texts_;
    exec::first_phase one_;
    std::vector<exec::first_phase> all_;
    bool all_read_ = false;
};

}  // namespace barem::batch
