#include "cli/roster.hpp"

#include "cli/input.hpp"
#include "cli/status.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <limits>
#include <optional>
#include <utility>

namespace barem::cli {

namespace {

constexpr unsigned most_threads = 1024;

std::pair<std::string, std::string> list_and_file(std::string const& argument) {
    auto const equals = argument.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == argument.size()) throw failure("--list expects path=file, found " + quote(argument));
    return {argument.substr(0, equals), argument.substr(equals + 1)};
}

template <typename T>
std::optional<T> whole_number(std::string_view text) {
    T made{};
    auto const [end, why] = std::from_chars(text.data(), text.data() + text.size(), made);
    if (why != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return made;
}

}  // namespace

void add_roster_options(CLI::App& command, roster_arguments& a, bool is_required) {
    command.add_option("ROSTER", a.path, "the roster: JSON Lines or CSV, also compressed (zstd, gzip); - is standard input")->required(is_required)->type_name("");
    command.add_option("--input-format", a.format, "of the roster: jsonl or csv, instead of what its name and its beginning say")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"auto", "jsonl", "csv"}));
    command.add_option("--separator", a.separator, "of a CSV roster: comma, semicolon or tab, instead of what its header shows")
        ->type_name("NAME")
        ->check(CLI::IsMember({"auto", "comma", "semicolon", "tab"}));
    command.add_option("--list", a.lists, "a list of the records in a CSV file of its own (tasks=tasks.csv); may be repeated")
        ->type_name("PATH=FILE")
        ->allow_extra_args(false);
    command.add_option("--threads", a.threads, "how many threads read and score; else as many as there are cores")->type_name("N");
}

std::vector<std::string> files_of(roster_arguments const& a) {
    std::vector<std::string> files{a.path};
    for (auto const& list : a.lists) files.push_back(list_and_file(list).second);
    return files;
}

void check_standard_input(std::string const& rules_path, roster_arguments const& a) {
    auto const files = files_of(a);
    auto const used = std::ranges::count(files, standard_stream);
    if (used != 0 && rules_path == standard_stream) throw failure("the rule set and the roster cannot both be read from standard input");
    if (used > 1) throw failure("two files of a roster cannot both be read from standard input");
}

std::unique_ptr<batch::row_source> open_roster(family const& rules, roster_arguments const& a,
                                               std::function<std::unique_ptr<batch::byte_source>(std::string const&)> const& open_bytes) {
    batch::roster_options options;
    if (a.format != "auto") options.format = a.format == "csv" ? batch::roster_format::csv : batch::roster_format::json_lines;
    if (a.separator != "auto") options.separator = a.separator == "comma" ? ',' : a.separator == "semicolon" ? ';' : '\t';
    std::vector<batch::list_file> lists;
    for (auto const& list : a.lists) {
        auto [path, file] = list_and_file(list);
        lists.push_back({std::move(path), open_bytes(file)});
    }
    return batch::open_roster(rules, open_bytes(a.path), std::move(lists), options);
}

unsigned threads_of(roster_arguments const& a) {
    if (a.threads == "all") return 0;
    auto const count = whole_number<unsigned>(a.threads);
    if (!count || *count == 0 || *count > most_threads)
        throw failure(fmt::format("--threads expects a whole number from 1 to {}, found {}", most_threads, quote(a.threads)));
    return *count;
}

std::size_t bytes_of(std::string const& option, std::string const& text) {
    constexpr std::string_view units = "KMGT";
    auto digits = std::string_view(text);
    unsigned shift = 0;
    if (!digits.empty())
        if (auto const unit = units.find(static_cast<char>(std::toupper(static_cast<unsigned char>(digits.back())))); unit != std::string_view::npos) {
            shift = 10 * (static_cast<unsigned>(unit) + 1);
            digits.remove_suffix(1);
        }
    auto const count = whole_number<std::size_t>(digits);
    if (!count || *count > (std::numeric_limits<std::size_t>::max() >> shift)) throw failure(option + " expects a size such as 256M, found " + quote(text));
    return *count << shift;
}

}  // namespace barem::cli
