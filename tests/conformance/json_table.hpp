#pragma once
// Records in JSON as an Arrow table, as far as a table can say them.

#include "batch_api/arrow_tree.hpp"

#include <barem/shape.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace conformance {

/// A value of JSON. Numbers are as they were written; members stand in their order, as often as they were given.
struct json_value {
    enum class kind { null, truth, number, text, list, object } kind = kind::null;
    bool truth = false;
    std::string text;                       ///< number, text
    std::vector<json_value> elements;
    std::vector<std::pair<std::string, json_value>> members;

    /// nullptr: there is none, or null.
    [[nodiscard]] json_value const* find(std::string_view name) const;
};

/// What keeps a line from being a row, in words for a summary; empty: nothing. `record`: what was read.
[[nodiscard]] std::string why_no_row(barem::roster_shape const& shape, std::string const& line, json_value& record);

/// One struct array of records for which why_no_row() was empty. Numbers are decimal128, words a dictionary.
[[nodiscard]] std::unique_ptr<arrow_tree::node> table_of(barem::roster_shape const& shape, std::vector<json_value> const& records);

}  // namespace conformance
