#pragma once
// The rows of `flat` as files that `barem score bench/flat/flat.barem FILE` takes.

#include "common/output.hpp"
#include "flat/rows.hpp"

namespace barem_bench::flat {

inline void write_csv(output& out, std::size_t rows) {
    out << "id";
    for (auto const& name : names()) out << ',' << name;
    out << '\n';
    for (std::size_t i = 0; i < rows; ++i) {
        auto const one = draw_row(i);
        out << 'H' << i;
        for (auto const value : one) out << ',' << std::uint64_t{value};
        out << std::string_view("\n");
    }
}

inline bool is_truth(std::size_t column) {
    return (column >= t0 && column < a_done) || column == iso_missing || column == budget_violation || column == innovative || column == commended;
}

inline void write_json_lines(output& out, std::size_t rows) {
    for (std::size_t i = 0; i < rows; ++i) {
        auto const one = draw_row(i);
        out << "{\"id\":\"H" << i << '"';
        for (std::size_t c = 0; c < columns; ++c) {
            out << ",\"" << names()[c] << "\":";
            if (is_truth(c)) out << (one[c] ? "true" : "false");
            else out << std::uint64_t{one[c]};
        }
        out << std::string_view("}\n");
    }
}

}  // namespace barem_bench::flat
