#pragma once
// The rows of every domain that belong to one batch of records.

#include "columnar/kernels/kernel.hpp"
#include "columnar/program.hpp"
#include "columnar/record_columns.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace barem::columnar {

/// Bitmap of the rows of domain 0 that fall back, and whether there are any.
struct fallback_rows {
    std::vector<std::uint64_t> words;
    bool any = false;
    void reset(std::size_t rows);
    void set(std::size_t row);
    void set_words(void const* others, std::size_t rows);      ///< stray bits behind the last row count too
};

class batch_domains {
public:
    struct rows_of {
        record_columns const* columns = nullptr;    ///< null: there are none
        std::size_t first = 0, rows = 0;            ///< in `columns`
        std::vector<std::int32_t> offsets;          ///< of the parent's rows in this batch, from 0
        [[nodiscard]] std::size_t parents() const { return offsets.size() - 1; }
    };

    /// Domains that no instruction or input is of are left out.
    explicit batch_domains(columnar_program const&);

    /// Takes rows of domain 0 from `first` on: at most `count`, and no more than keep every domain within `most_rows`, but at least one.
    /// Lists that are longer than the program allows, or that are not there, make their record fall back.
    std::size_t take(record_columns const&, std::size_t first, std::size_t count, std::size_t most_rows, fallback_rows&);
    /// Rows of domain 0 alone.
    void take_flat(std::size_t first, std::size_t count);

    [[nodiscard]] rows_of const& operator[](index domain) const { return rows_[domain]; }
    [[nodiscard]] std::size_t count() const { return rows_.size(); }
    /// Elements of a domain within the rows of one above it, of the batch at hand; for the pairs of instructions over lists. Stays where it is.
    [[nodiscard]] kernels::segments_of_rows const& segments(index elements, index above) const;
    /// The row of domain 0 above a row of a domain.
    [[nodiscard]] std::size_t record_above(index domain, std::size_t row) const;

private:
    std::size_t fitting(std::size_t first, std::size_t count, std::size_t most_rows) const;
    std::size_t largest(std::size_t first, std::size_t count) const;
    void follow(index domain, fallback_rows&);
    void leave_out_elements();
    void find_segments();
    void find_offsets(index elements, index above, std::vector<std::int32_t>& offsets) const;

    columnar_program const* program_;
    std::vector<index> needed_;                     ///< parents first, without 0
    std::vector<list_column const*> lists_;         ///< by domain
    std::vector<rows_of> rows_;
    std::map<std::pair<index, index>, kernels::segments_of_rows> segments_;     ///< by elements and the domain above
};

/// The records at the end of single records; null when there are none. `each` sees every one of them.
template <typename Each>
record_columns const* follow_singles(record_columns const* from, index const* path, index const* end, Each each) {
    for (; path != end && from != nullptr; ++path) {
        if (*path >= from->lists.size() || !from->lists[*path].present) return nullptr;
        each(from->lists[*path]);
        from = &from->lists[*path].elements.front();
    }
    return from;
}

}  // namespace barem::columnar
