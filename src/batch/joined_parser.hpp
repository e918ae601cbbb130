#pragma once
// Parts of a roster in several CSV files -> rows.

#include "batch/csv_columns.hpp"
#include "batch/joined_layout.hpp"
#include "batch/row_memory.hpp"
#include "batch/row_source.hpp"
#include "io/csv_record.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace barem::batch {

/// A record goes into columns with all rows of its lists, or is read by the ordinary reader with all of them. A problem of a list's row
/// is a problem of its record, with the row's file and line; a row that no record of the part has is one of the others, on line 0.
class joined_parser : public row_parser {
public:
    joined_parser(program::program const&, joined_layout const&, record_limits const&, std::shared_ptr<memory_pool>);
    [[nodiscard]] read_rows parse(roster_part const&) override;

private:
    struct text_row {
        std::string_view text;              ///< from its begin to the end of the stretch
        io::csv_extent extent;
        std::uint64_t line = 0;
        std::string key;
        bool has_key = false;
    };
    struct list_row {
        text_row row;
        bool is_late = false;               ///< rows of later records came before it
    };
    struct entry {
        text_row row;
        std::vector<std::vector<list_row>> lists;
    };
    /// What one file needs for rows in columns.
    struct file {
        file(program::program const& rules, io::csv_layout const& layout, record_limits const& limits)
            : columns(rules, layout), others(rules, layout, limits), layout(layout) {}
        csv_columns columns;
        io::csv_record_reader others;
        io::csv_layout const& layout;
        list_memory* list = nullptr;        ///< null: the records
        table_memory* table = nullptr;
    };

    void bind(table_memory&);
    template <typename Take>
    void for_each_row(stretch const&, io::csv_layout const&, std::size_t key_column, Take const&);
    void read_entries(roster_part const&);
    void read_list(std::size_t list, stretch const&, std::vector<io::read_record>& strays);
    [[nodiscard]] io::read_record stray(joined_list const&, text_row const&) const;

    [[nodiscard]] bool append(entry const&, table_memory&);
    [[nodiscard]] bool append_row(file&, std::string_view text, io::csv_extent const&);
    [[nodiscard]] bool append_list(std::size_t list, std::vector<list_row> const&, std::size_t root_row);
    /// The row of the parent's table that a row of a list belongs to.
    [[nodiscard]] bool parent_row(std::size_t list, std::string_view text, std::size_t root_row, std::size_t& row) const;
    [[nodiscard]] list_memory& list_in(table_memory&, std::size_t list) const;

    [[nodiscard]] io::read_record read_exactly(entry const&);
    void read_list_row(std::size_t list, list_row const&, record_data& root, std::vector<std::size_t>& before, io::problem_list&);
    void check_sizes(joined_list const&, std::size_t step, record_data const&, io::problem_list&) const;

    program::program const& rules_;
    joined_layout const& layout_;
    record_limits limits_;
    std::shared_ptr<memory_pool> pool_;
    file records_;
    std::vector<std::unique_ptr<file>> lists_;
    std::vector<entry> entries_;
    std::unordered_map<std::string, std::size_t> by_key_;
    std::vector<io::csv_cell> cells_;
    std::vector<std::uint32_t> ends_;
};

}  // namespace barem::batch
