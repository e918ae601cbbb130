#pragma once
// A roster in several CSV files, cut so that each part has the rows that belong to its records.

#include "batch/joined_layout.hpp"
#include "batch/row_memory.hpp"
#include "batch/row_source.hpp"

#include <string>
#include <unordered_set>
#include <vector>

namespace barem::batch {

/// Rows of a list that name none of the part's records are left for the next part, unless rows that do come shortly after them: then
/// they are strays, which the parser reports. Memory holds one part and what is ahead.
class joined_source : public row_source {
public:
    joined_source(program::program const&, record_cutter records, std::vector<list_file> lists, roster_options const&);

    [[nodiscard]] bool next(roster_part&) override;
    [[nodiscard]] std::unique_ptr<row_parser> make_parser() const override;
    [[nodiscard]] std::uint64_t bytes_read() const override;
    [[nodiscard]] std::optional<std::uint64_t> size() const override;

private:
    struct list_ahead {
        stretch rows;                       ///< read and not taken
        bool at_end = false;
    };

    void read_keys(stretch const& records);
    void take_rows(std::size_t list, roster_part&);
    /// False at the end of the file.
    bool read_more(std::size_t list, roster_part&);
    void take(list_ahead&, std::size_t size, stretch& into);

    program::program const& rules_;
    roster_options options_;
    record_cutter records_;
    std::vector<record_cutter> cutters_;
    joined_layout layout_;
    std::vector<list_ahead> ahead_;
    std::unordered_set<std::string> keys_;  ///< of the part's records
    std::vector<io::csv_cell> cells_;
    std::shared_ptr<memory_pool> pool_;
    std::size_t wanted_;                    ///< bytes of records in a part, so that all of it is about part_bytes
    std::uint64_t count_ = 0;
};

}  // namespace barem::batch
