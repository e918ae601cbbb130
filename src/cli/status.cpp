#include "cli/status.hpp"

#include "source/suggest.hpp"

#include <fmt/format.h>

#include <cstring>
#include <iostream>

namespace barem::cli {

failure cannot(std::string_view what_to_do, std::string_view path, int error_number) {
    return failure(fmt::format("cannot {} {}: {}", what_to_do, quote(path), std::strerror(error_number)));
}

std::string did_you_mean(std::string_view wanted, std::vector<std::string_view> const& known) {
    auto const best = suggest(wanted, known);
    return best ? fmt::format("; did you mean {}?", quote(*best)) : std::string();
}

void complain(std::string_view message) { std::cerr << fmt::format("barem: {}\n", message); }

}  // namespace barem::cli
