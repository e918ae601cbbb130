#pragma once
// One column of two rosters, counted record by record.

#include "diff/sides.hpp"
#include "diff/tally.hpp"

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace barem::diff {

class compared_column {
public:
    compared_column(shared_column const&, std::size_t top);
    compared_column(compared_column&&) = default;

    /// The number of a cell as results have it. `names`: for words, what a side calls them -> what the old side calls them.
    [[nodiscard]] code read(std::string_view cell, std::unordered_map<std::string, std::string> const& names);

    void count_before(code c) { count(before_, c); }
    void count_after(code c) { count(after_, c); }
    /// A record that both sides score. Whether it changed.
    bool compare(code before, code after, std::uint64_t line, std::string_view id);

    [[nodiscard]] output_difference finish();

    [[nodiscard]] shared_column const& spec() const { return spec_; }
    [[nodiscard]] bool is_number() const { return spec_.kind == program::type_kind::number; }
    [[nodiscard]] bool has_categories() const { return !spec_.categories.empty(); }
    [[nodiscard]] std::string const& text(code c) const { return values_.text(c); }
    [[nodiscard]] number const& number_of(code c);

private:
    struct candidate {
        number distance;
        std::uint64_t line = 0;
        std::string id;
        code before = 0, after = 0;
    };

    static void count(std::vector<std::uint64_t>& counts, code c) {
        if (c >= counts.size()) counts.resize(std::size_t{c} + c / 2 + 16);
        ++counts[c];
    }
    void note(candidate);
    [[nodiscard]] static bool is_farther(candidate const& a, candidate const& b) {
        return a.distance != b.distance ? a.distance > b.distance : a.line < b.line;
    }
    void finish_categories(output_difference&) const;

    shared_column spec_;
    std::size_t top_;
    value_table values_;
    std::vector<number> numbers_;                            ///< by code, of numbers
    std::vector<std::uint64_t> before_, after_;             ///< by code
    std::vector<std::vector<std::uint64_t>> transitions_;   ///< of categories: by code before, by code after
    std::uint64_t changed_ = 0, up_ = 0, down_ = 0;
    std::vector<candidate> movers_;                         ///< a heap: the nearest of them first
};

}  // namespace barem::diff
