#pragma once
// What the records of a rule set look like, as data: for hosts that build forms, tables or bindings from it.

#include <barem/export.hpp>
#include <barem/value.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace barem::inline BAREM_VERSION_NAMESPACE {

enum class field_kind : std::uint8_t { truth, integer, number, text, date, word, record, list };

/// Anything with a name and labels for people.
struct BAREM_API named_shape {
    std::string name;
    std::vector<std::pair<std::string, std::string>> labels;    ///< language ("vi") and text; the rule set's own first

    /// The label in a language, else in the rule set's own, else the name.
    [[nodiscard]] std::string_view label(std::string_view language = {}) const;
};

/// One input of a record.
struct BAREM_API field_shape : named_shape {
    field_kind kind = field_kind::text;
    std::string expected;                       ///< in words: "a percent from 0 to 100000 with at most 2 decimals"
    bool is_key = false;
    bool optional = false;                      ///< may be absent whatever the others are
    std::string required_when;                  ///< a condition in the language; empty: none

    std::string unit;                           ///< integer, number: "percent", "points"; empty: a plain number
    std::optional<number> low, high;            ///< integer, number: both included
    std::optional<std::uint32_t> decimals;      ///< number: at most so many
    std::optional<date> earliest, latest;       ///< date: both included
    std::string low_field, high_field;          ///< integer, number, date: the field of the same record that is the bound; empty: none
    std::vector<named_shape> words;             ///< word: in the order of the declaration, as barem::word counts them
    bool ordered = false;                       ///< word: from low to high

    std::size_t record = 0;                     ///< record, list: its kind, an index into roster_shape::records
    std::optional<number> least, most;          ///< list: how many elements

    std::size_t slot = 0;                       ///< index into record_data::lists for a record or a list, else into record_data::values

    /// Whether every record has to give it.
    [[nodiscard]] bool is_required() const { return !optional && required_when.empty(); }
    /// Whether it holds other records.
    [[nodiscard]] bool is_nested() const { return kind == field_kind::record || kind == field_kind::list; }
};

/// One kind of record.
struct BAREM_API record_shape : named_shape {
    std::vector<field_shape> fields;            ///< in the order of the declaration
    std::size_t values = 0, lists = 0;          ///< how many record_data has of each

    /// nullptr when there is none of that name.
    [[nodiscard]] field_shape const* find(std::string_view field) const;
};

/// All kinds of records of a rule set.
///
///     barem::roster_shape const shape = rules.shape();
///     for (auto const& field : shape.root().fields) std::cout << field.label("en") << ": " << field.expected << '\n';
struct BAREM_API roster_shape {
    std::vector<record_shape> records;
    std::size_t roster = 0;                     ///< the kind that rosters hold

    [[nodiscard]] record_shape const& root() const& { return records[roster]; }
    record_shape const& root() && = delete;    // would dangle: keep the shape in a variable
};

}  // namespace barem
