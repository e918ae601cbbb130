#include "batch/csv_file.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::batch {

namespace {

constexpr std::size_t most_shown = 10;

std::string listed(std::string const& file, std::vector<std::string> const& problems) {
    std::string text;
    for (std::size_t i = 0; i < std::min(problems.size(), most_shown); ++i) text += fmt::format("{}{}:1: {}", i == 0 ? "" : "\n", file, problems[i]);
    if (problems.size() > most_shown) text += fmt::format("\n{}:1: and {} more", file, problems.size() - most_shown);
    return text;
}

}  // namespace

io::csv_layout open_csv(program::program const& rules, io::csv_expectation const& expected, record_cutter& from) {
    auto const& file = from.bytes().name();
    if (from.is_at_end()) throw input_failure(fmt::format("{}: expected a header, found an empty file", file));
    auto header = from.peek_line(longest_header);
    std::vector<std::string> problems;
    if (header.find('\r') + 1 < header.size() && header.find('\r') != std::string_view::npos)
        throw input_failure(fmt::format("{}:1: expected lines that end with LF or CRLF, found CR alone", file));
    if (header.size() == longest_header) throw input_failure(fmt::format("{}:1: the header is longer than {} bytes", file, longest_header));
    if (header.starts_with(byte_order_mark)) header.remove_prefix(byte_order_mark.size());
    auto layout = io::read_csv_header(rules, expected, header, problems);
    if (!problems.empty()) throw input_failure(listed(file, problems));
    from.skip_line();
    from.set_separator(layout.separator);
    return layout;
}

}  // namespace barem::batch
