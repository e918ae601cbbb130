#pragma once
// Records in JSON as an Arrow table, as far as a table can say them.

#include "batch_api/arrow_tree.hpp"

#include <barem/shape.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace conformance {

/// A value of JSON. Numbers are as they were written; members stand in their order, as often as they were given, by their names in NFC.
struct json_value {
    enum class kind { null, truth, number, text, list, object } kind = kind::null;
    bool truth = false;
    std::string text;                       ///< number, text
    std::vector<json_value> elements;
    std::vector<std::pair<std::string, json_value>> members;

    /// nullptr: there is none, or null.
    [[nodiscard]] json_value const* find(std::string_view name) const;
};

/// nullopt: it is no JSON object.
[[nodiscard]] std::optional<json_value> read_record(std::string const& line);

/// Whether a record can stand in one table with others: fields of their types, each once, lists that are given.
[[nodiscard]] bool is_row(barem::roster_shape const& shape, json_value const& record);
/// Whether the numbers in it have so few digits that any records without long ones have columns together.
[[nodiscard]] bool has_short_numbers(json_value const& v);

/// One struct array of records, whatever they hold: numbers are decimal128, words a dictionary, other values columns of their own types. nullptr,
/// and `why_not` for a summary: there is no such table.
[[nodiscard]] std::unique_ptr<arrow_tree::node> table_of(barem::roster_shape const& shape, std::vector<json_value> const& records, std::string& why_not);

}  // namespace conformance
