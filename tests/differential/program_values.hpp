#pragma once
// What a columnar program computes, by a look at one row after another: the meanings in columnar/operations.def, written down once more.

#include "columnar/program.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace differential {

struct lane_bounds { barem::int128 low, high; };

/// What a lane of numbers holds (of 128 bits: what the lowering lets it hold); 0 and 1 of truths.
[[nodiscard]] lane_bounds bounds_of(barem::columnar::lane);

/// A register: its value in every row of its domain. Texts are numbers of a list of texts.
struct content {
    barem::columnar::lane lane = barem::columnar::lane::bits;
    barem::program::index domain = 0;
    std::vector<barem::int128> values;
};

/// Everything that a stage has computed so far. Domain 1 holds the elements of lists of domain 0, domain 2 those of domain 1.
struct program_values {
    std::vector<content> registers;
    std::size_t rows[3] = {};
    std::vector<std::int32_t> offsets[3];       ///< of domains 1 and 2 in their parents
};

/// The lane of what an instruction makes.
[[nodiscard]] barem::columnar::lane result_lane(barem::columnar::stage const&, barem::columnar::instruction const&);

/// What an instruction makes of registers that are known; where its meaning is "any value", 0 or that of an element. nullopt: some value is
/// beyond its lane.
[[nodiscard]] std::optional<content> interpret(barem::columnar::stage const&, barem::columnar::instruction const&, program_values const&);

}  // namespace differential
