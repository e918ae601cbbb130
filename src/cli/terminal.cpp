#include "cli/terminal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <string_view>

#include <unistd.h>

namespace barem::cli {

namespace {

using namespace std::chrono_literals;

constexpr auto patience = 1000ms, pace = 100ms;
constexpr std::string_view clear_line = "\r\x1b[K";

bool is_set(char const* variable) {
    char const* const text = std::getenv(variable);
    return text != nullptr && *text != '\0';
}

bool is_dumb() {
    char const* const terminal = std::getenv("TERM");
    return terminal == nullptr || std::string_view(terminal) == "dumb";
}

/// "50 s", "12 min", "3 h 5 min"
std::string duration(std::uint64_t seconds) {
    if (seconds < 90) return fmt::format("{} s", seconds);
    auto const minutes = (seconds + 30) / 60;
    return minutes < 90 ? fmt::format("{} min", minutes) : fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

}  // namespace

bool use_colour(std::string const& choice, int descriptor) {
    if (choice != "auto") return choice == "always";
    return ::isatty(descriptor) != 0 && !is_set("NO_COLOR") && !is_dumb();
}

progress::progress(bool wanted)
    : enabled_(wanted && ::isatty(STDERR_FILENO) != 0 && !is_set("CI") && !is_dumb()), due_(started_ + patience) {}

void progress::show(std::uint64_t records, std::uint64_t bytes_read, std::optional<std::uint64_t> bytes) {
    if (!enabled_) return;
    auto const now = clock::now();
    if (now < due_) return;
    due_ = now + pace;
    auto const elapsed = static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(now - started_).count());
    auto line = fmt::format("{} record{}, {} a second", records, records == 1 ? "" : "s", records * 1000 / elapsed);
    if (bytes && *bytes > 0 && bytes_read > 0) {
        auto const read = std::min(bytes_read, *bytes);
        line += fmt::format(", {} %, {} left", read * 100 / *bytes, duration(elapsed / 1000 * (*bytes - read) / read));
    }
    std::cerr << clear_line << line << std::flush;
    visible_ = true;
}

void progress::erase() {
    if (visible_) std::cerr << clear_line << std::flush;
    visible_ = false;
}

}  // namespace barem::cli
