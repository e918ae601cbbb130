#pragma once
// A roster in several CSV files: one of the records, and one for each of their lists.
//
// A row of a list's file names the record that it belongs to in a column called as the record's key (`id`; `head.id` when the elements
// have a field `id` of their own). For a list within lists, columns called as the outer lists hold the positions of the elements that it
// stands in, from 1: `tasks.indicators` has `id` and `tasks`, `tasks.indicators.contents` has `id`, `tasks` and `tasks.indicators`.
// The rows of each file stand in the order of the records, and in that of the positions.

#include "batch/record_cutter.hpp"
#include "io/csv_header.hpp"
#include "io/csv_text.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace barem::batch {

struct joined_list {
    std::string path;                                   ///< `tasks.indicators`
    std::string file;
    std::vector<program::member const*> steps;          ///< from the roster's record: single records and lists, the list last
    std::size_t depth = 0;                              ///< lists among the steps before the last
    std::size_t parent = 0;                             ///< depth > 0: number of the list that it stands in
    io::csv_layout layout;
    std::size_t key_column = 0;
    std::vector<std::size_t> position_columns;          ///< outermost list first
};

struct joined_layout {
    std::string file;
    io::csv_layout records;
    std::size_t key_column = 0;
    std::vector<joined_list> lists;                     ///< outer lists before those within
};

/// Opens all files; `cutters` are given one for each list, in the order of `lists`. Throws input_failure.
[[nodiscard]] joined_layout open_joined(program::program const&, record_cutter& records, std::vector<list_file> lists, roster_options const&,
                                        std::vector<record_cutter>& cutters);

/// What a key's cell says, in normal form C.
[[nodiscard]] std::string key_of(io::csv_cell const&);

}  // namespace barem::batch
