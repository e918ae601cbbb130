#pragma once
// Inputs of a stage bound to the columns of a caller, for one batch: where they lie when they can be read there, else loaded.

#include "columnar/batch_domains.hpp"
#include "columnar/kernels/kernel.hpp"
#include "columnar/program.hpp"
#include "columnar/record_columns.hpp"
#include "columnar/register_file.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace barem::columnar {

class binding {
public:
    binding(stage const&, kernels::instruction_set const&);

    /// Fills `pointers` (by register) for the inputs of the rows that `domains` says.
    void bind(batch_domains const& domains, register_file const&, std::vector<void const*>& pointers, fallback_rows&);
    /// The same for a later stage, whose columns come by input.
    void bind(std::vector<column> const& columns, std::vector<column> const& divisors, batch_domains const& domains, register_file const&,
              std::vector<void const*>& pointers, fallback_rows&);

private:
    struct bitmap { std::uint8_t const* bits = nullptr; std::size_t offset = 0; };     ///< the bit of the batch's first row
    struct batch { batch_domains const* domains; register_file const* registers; std::vector<void const*>* pointers; fallback_rows* fallback; };
    /// A column with the rows of it that are wanted. `readable`: rows from `first` on that may be read.
    struct source { column const* from = nullptr; index domain = 0; std::size_t first = 0, rows = 0, readable = 0; };

    void const* readable_there(input const&, batch_domains::rows_of const&) const;
    void bind_value(input const&, source const&, bool has_value, batch const&);
    void bind_given(input const&, source const&, bool there, batch const&);
    void bind_register(index reg, source const&, std::uint8_t places, int128 low, int128 high, bool ranged, batch const&);
    void fall_back(source const&, std::uint64_t const* rows, batch const&) const;
    void* own(index reg, batch const&) const;
    /// How a register is filled from columns of a storage; kept from batch to batch.
    struct ways { columnar::storage from = columnar::storage::none; kernels::loader load = nullptr, check = nullptr; };
    ways const& ways_of(index reg, columnar::storage);

    stage const* stage_;
    kernels::instruction_set set_;
    std::vector<bitmap> given_;                     ///< of the column at hand: a row is given where all are set
    bool all_given_ = true;                         ///< of the column at hand: no row is missing
    std::vector<std::uint64_t> missing_, outside_;  ///< of the column at hand
    std::vector<ways> ways_;                        ///< by register
};

}  // namespace barem::columnar
