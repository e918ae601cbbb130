#pragma once
// The rows of a decision table by the values of its arguments, so that a look-up does not try them one by one.

#include "check/program.hpp"

#include <boost/container/small_vector.hpp>

#include <bit>
#include <compare>
#include <optional>
#include <span>
#include <vector>

namespace barem::plan {

struct evaluation_tree;
struct table;

/// The values of an argument are cut into pieces; of each piece is known in which rows it may pass the argument's test, a bit a row. The rows
/// that a look-up has to try are those whose bits are set for all arguments. Immutable.
class row_index {
public:
    /// The nodes of the table's tests are in the tree.
    row_index(evaluation_tree const&, table const&);

    /// Whether all rows that are left hold, so that nothing has to be tried.
    [[nodiscard]] bool is_exact() const { return is_exact_; }

    /// `visit(row)` for each row that may hold, in the order of the text, until it returns false. A row whose test may fail is left out only
    /// for a test before that.
    template <typename Visit>
    void each(std::span<value const> arguments, Visit visit) const {
        boost::container::small_vector<std::uint64_t const*, 8> passed;
        for (column const& c : columns_) passed.push_back(c.rows.data() + c.piece_of(arguments[c.argument]) * words_);
        for (std::size_t w = 0; w != words_; ++w) {
            std::uint64_t left = ~std::uint64_t{0};
            for (std::uint64_t const* rows : passed) left &= rows[w];
            for (; left != 0; left &= left - 1) {
                std::size_t const row = w * 64 + static_cast<std::size_t>(std::countr_zero(left));
                if (row >= row_count_ || !visit(static_cast<program::index>(row))) return;
            }
        }
    }

    /// A place between values of one type: just before `at`, or just after it. Absent comes before all others.
    struct cut {
        value at;
        bool after = false;
        friend bool operator==(cut const&, cut const&) = default;
        friend std::strong_ordering operator<=>(cut const&, cut const&) = default;
    };

    /// Where a row passes the test of an argument; without `first` from before all values, without `last` to after them.
    struct run {
        program::index row = 0;
        std::optional<cut> first = {}, last = {};
    };

private:
    struct column {
        program::index argument = 0;
        std::vector<cut> cuts;                  ///< ascending; piece i lies before cut i, the last piece after all
        std::vector<std::uint64_t> rows;        ///< the words of piece 0, of piece 1, ...

        [[nodiscard]] std::size_t piece_of(value const&) const;
    };

    [[nodiscard]] std::vector<std::uint64_t> rows_by_piece(std::vector<cut> const&, std::vector<run> const&) const;

    std::size_t row_count_, words_;
    std::vector<column> columns_;               ///< of the arguments that leave out any row
    bool is_exact_ = true;
};

}  // namespace barem::plan
