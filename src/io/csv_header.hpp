#pragma once
// The header of a CSV file: which column is which input of a record kind.

#include "check/program.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace barem::io {

/// A single record among the columns: the record kind itself first, then all single records in it, outer ones first.
struct csv_group {
    program::member const* input = nullptr;     ///< null: the outermost
    std::size_t parent = 0;
    bool optional = false;                      ///< absent when all its columns are empty
    program::record_kind const* kind = nullptr;
};

struct csv_column {
    std::string name;                           ///< `iso_missing`, or `conduct.iso_missing` for one of a single record
    program::member const* input = nullptr;     ///< null: a column that is no input, see `extra`
    std::size_t group = 0;
    std::size_t extra = 0;                      ///< number among the extra columns
};

struct csv_layout {
    char separator = ',';
    std::vector<csv_group> groups;
    std::vector<csv_column> columns;            ///< in the order of the header
};

/// What a file may say besides the inputs of its record kind, and what it need not.
struct csv_expectation {
    program::index kind = program::none;
    char separator = '\0';                      ///< 0: the one of `,` `;` and tab that makes the most known names
    std::vector<std::string> extra;             ///< columns that must be there and are no inputs
    std::vector<std::string> lists;             ///< paths of lists (`tasks`, `conduct.notes`) that come from elsewhere
    std::string path;                           ///< of a list's file: `tasks.`, before the names of its own lists
};

/// Reads the header, given without its line feed. What is wrong with it is appended to `problems`, a sentence each; the layout then
/// means nothing.
[[nodiscard]] csv_layout read_csv_header(program::program const&, csv_expectation const&, std::string_view header, std::vector<std::string>& problems);

/// Whether the header has a column of that name, with any separator.
[[nodiscard]] bool names_in_header(std::string_view header, std::string_view name);

}  // namespace barem::io
