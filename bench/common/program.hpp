#pragma once
// Runs the program `barem` as a user does, and says what it took.

#include <string>
#include <vector>

namespace barem_bench {

struct run_cost {
    double clock_seconds = 0, processor_seconds = 0;
    double peak_mib = 0;            ///< most memory at a time; never less than what the caller has
};

/// The arguments behind the program's name; `piped_from`, when not empty, is another command line whose output it reads. Stops when it fails.
run_cost run_barem(std::vector<std::string> const& arguments, std::vector<std::string> const& piped_from = {});

}  // namespace barem_bench
