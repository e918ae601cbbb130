#pragma once
// What is shown on a terminal only: colours and progress.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace barem::cli {

/// Whether to colour what goes to a descriptor. The choice is `auto`, `always` or `never`; `auto` colours on a terminal, unless
/// NO_COLOR is set (no-color.org) or the terminal is dumb.
[[nodiscard]] bool use_colour(std::string const& choice, int descriptor);

/// One line on standard error that says how far the reading of a roster is, for work that takes longer than a second. Only on a
/// terminal, and not in continuous integration. Debian has no library for this in C++; it is small enough to be here.
class progress {
public:
    explicit progress(bool wanted);
    ~progress() { erase(); }
    progress(progress const&) = delete;
    progress& operator=(progress const&) = delete;

    /// `bytes`: of the whole roster, when that is known.
    void show(std::uint64_t records, std::uint64_t bytes_read, std::optional<std::uint64_t> bytes);
    /// Makes room for other lines.
    void erase();

private:
    using clock = std::chrono::steady_clock;

    bool enabled_;
    bool visible_ = false;
    clock::time_point const started_ = clock::now();
    clock::time_point due_;
};

}  // namespace barem::cli
