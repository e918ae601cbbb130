#pragma once
// What a caller's columns may hold that readers would have refused, and that the columnar executor does not look at: it reads what the rules
// need, within bounds, and takes texts and the sizes of lists as they come.

#include "check/program.hpp"
#include "columnar/program.hpp"
#include "columnar/record_columns.hpp"

#include <barem/limits.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace barem::batch {

/// What to check of the columns of one binding. `program`: null when none reads them.
class column_checks {
public:
    column_checks(program::program const&, columnar::columnar_program const* program, record_limits const&);

    /// Before find(), for columns bound anew.
    void prepare(columnar::record_columns const&);
    /// Calls `doubtful(row)`, perhaps more than once, for every row in [first, first + count) that is not surely in order. May be called by
    /// many threads at once, each with its own scratch.
    struct scratch { std::vector<std::vector<std::uint32_t>> owners; };
    template <typename F>
    void find(std::size_t first, std::size_t count, scratch& s, F doubtful) const {
        std::function<void(std::size_t)> const call = std::ref(doubtful);
        visit(rules_.roster_record, *columns_, {first, first + count, nullptr}, 0, s, call);
    }

private:
    using index = program::index;
    using doubt = std::function<void(std::size_t row)>;
    /// Rows of a record kind; `owners`: the row of the roster that each belongs to, or none; null: they are rows of the roster.
    struct rows_of {
        std::size_t first, end;
        std::uint32_t const* owners;
        [[nodiscard]] bool counts(std::size_t row) const { return owners == nullptr || owners[row - first] != program::none; }
        void tell(std::size_t row, doubt const& d) const { d(owners == nullptr ? row : owners[row - first]); }
    };

    [[nodiscard]] bool is_read(columnar::column const&) const;
    void visit(index record, columnar::record_columns const&, rows_of, std::size_t depth, scratch&, doubt const&) const;
    void check_scalar(program::member const&, columnar::column const&, rows_of, doubt const&) const;
    void check_nested(program::member const&, columnar::list_column const&, rows_of, std::size_t depth, scratch&, doubt const&) const;

    program::program const& rules_;
    columnar::columnar_program const* program_;
    record_limits limits_;
    columnar::record_columns const* columns_ = nullptr;
    std::vector<columnar::column const*> read_;         ///< in order
};

}  // namespace barem::batch
