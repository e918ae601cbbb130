#pragma once
// Records of a rule set by the names of their fields, and columns as readers make them.

#include <barem/record_data.hpp>
#include <barem/shape.hpp>

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace barem_bench {

inline std::size_t kind_of(barem::roster_shape const& shape, std::string_view record) {
    std::size_t kind = 0;
    while (shape.records[kind].name != record) ++kind;
    return kind;
}

/// One record, filled by name.
struct filling {
    filling(barem::roster_shape const& all, std::string_view record) : kind(&all.records[kind_of(all, record)]) {
        data.values.resize(kind->values);
        data.lists.resize(kind->lists);
    }
    void set(char const* field, barem::value v) { data.values[kind->find(field)->slot] = std::move(v); }
    void truth(char const* field, std::uint8_t v) { set(field, v != 0); }
    void of_words(char const* field, std::uint8_t v) { set(field, barem::word{v}); }
    std::vector<barem::record_data>& list(char const* field) { return data.lists[kind->find(field)->slot]; }
    barem::record_shape const* kind;
    barem::record_data data;
};

/// Truths of one byte each as bits, with room behind them.
inline std::vector<std::uint8_t> packed(std::vector<std::uint8_t> const& from, bool inverted = false) {
    std::vector<std::uint8_t> bits(from.size() / 8 + 64);
    for (std::size_t i = 0; i < from.size(); ++i) bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | ((from[i] != 0) != inverted) << (i % 8));
    return bits;
}

}  // namespace barem_bench
