#pragma once
// What the format strings of Arrow's schemas say. https://arrow.apache.org/docs/format/CDataInterface.html#data-type-description-format-strings

#include <barem/batch.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace barem::from_arrow {

enum class kind : std::uint8_t {
    nothing, integer, decimal, truth, text, text_view, days,
    instant,                                    ///< ticks since 1970-01-01
    record, list, list_view, list_of_size,
    other,                                      ///< not taken
};

struct format {
    from_arrow::kind kind = kind::other;
    column_view::form form = column_view::form::none;   ///< of elements that are read where they lie
    unsigned places = 0;                        ///< decimal
    std::int64_t ticks = 0;                     ///< instant: of a day
    std::int64_t size = 0;                      ///< list_of_size: elements of each
    bool is_wide = false;                       ///< decimal: of 256 bits; text, list, list_view: offsets of 64 bits
};

[[nodiscard]] format read_format(std::string_view text);

/// A type that is not taken: what people call it, and what to do (may be empty).
struct refused_type {
    std::string name, remedy;
};
[[nodiscard]] refused_type refusal_of(std::string_view format);

}  // namespace barem::from_arrow
