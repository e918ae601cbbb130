#pragma once
// Random columnar programs with their data, and what each register is by a look at one row after another.

#include "differential/dice.hpp"

#include "columnar/program.hpp"
#include "columnar/record_columns.hpp"

#include <deque>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace differential {

struct random_program {
    barem::columnar::columnar_program program;
    barem::columnar::record_columns columns;
    std::vector<std::vector<barem::int128>> wanted;         ///< by yield, by row: the value; texts as numbers of `texts`
    std::vector<std::string> texts;
    std::vector<char> falls_back;                           ///< by row
    std::deque<std::vector<barem::int128>> memory;
};

/// `operations` counts what was made, by operation and lane.
[[nodiscard]] random_program make_program(std::uint64_t seed, std::map<std::string, std::size_t>& operations);

}  // namespace differential
