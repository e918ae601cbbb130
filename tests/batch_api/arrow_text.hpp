#pragma once
// Values of Arrow arrays that barem made, as text.

#include <barem/arrow_abi.h>
#include <barem/number.hpp>
#include <barem/value.hpp>

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace arrow_tree {

inline std::string text_of(ArrowArray const& a, std::size_t row) {
    auto const* ends = static_cast<std::int32_t const*>(a.buffers[1]);
    return {static_cast<char const*>(a.buffers[2]) + ends[row], static_cast<std::size_t>(ends[row + 1] - ends[row])};
}

/// The value of a row; empty: null.
inline std::string shown(ArrowSchema const& s, ArrowArray const& a, std::size_t row) {
    auto const* given = static_cast<std::uint8_t const*>(a.buffers[0]);
    if (given != nullptr && (given[row / 8] >> row % 8 & 1) == 0) return "";
    std::string_view const format = s.format;
    if (format == "u") return text_of(a, row);
    if (format == "b") return (static_cast<std::uint8_t const*>(a.buffers[1])[row / 8] >> row % 8 & 1) != 0 ? "true" : "false";
    if (format == "tdD") return barem::date{static_cast<std::int32_t const*>(a.buffers[1])[row]}.to_text();
    if (format == "i") return text_of(*a.dictionary, static_cast<std::size_t>(static_cast<std::int32_t const*>(a.buffers[1])[row]));
    auto const* wide = static_cast<std::int64_t const*>(a.buffers[1]) + 2 * row;
    EXPECT_EQ(wide[1], wide[0] < 0 ? -1 : 0);
    auto const places = static_cast<unsigned>(format.back() - '0');
    return barem::number::ratio(wide[0], places == 0 ? 1 : places == 1 ? 10 : 100).to_fixed(places);
}

}  // namespace arrow_tree
