#include "cli/status.hpp"

#include <fmt/format.h>

#include <cstring>
#include <iostream>

namespace barem::cli {

failure cannot(std::string_view what_to_do, std::string_view path, int error_number) {
    return failure(fmt::format("cannot {} {}: {}", what_to_do, quote(path), std::strerror(error_number)));
}

void complain(std::string_view message) { std::cerr << fmt::format("barem: {}\n", message); }

}  // namespace barem::cli
