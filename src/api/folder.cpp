#include "api/folder.hpp"

#include "keywords.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <limits>

namespace barem::api {

namespace fs = std::filesystem;

bool is_folder(std::string const& path) {
    std::error_code none;
    return fs::is_directory(path, none);
}

std::string wrong_root(std::string const& root) {
    if (root.empty() || is_folder(root)) return {};
    std::error_code none;
    return fmt::format("the root of imports `{}` {}", root, fs::exists(root, none) ? "is no folder" : "does not exist");
}

result<std::vector<std::string>, std::string> rule_files(std::string const& folder) {
    std::error_code failed;
    std::vector<std::string> files;
    auto at = fs::directory_iterator(folder, failed);
    for (; !failed && at != fs::directory_iterator(); at.increment(failed)) {
        std::error_code none;
        auto const& path = at->path();
        bool const hidden = path.filename().string().starts_with('.');
        if (hidden || path.extension() != ".barem" || fs::is_directory(path, none)) continue;
        // A pipe would be waited for. A link to nowhere is left to whoever reads the file.
        if (fs::exists(path, none) && !fs::is_regular_file(path, none)) return fmt::format("cannot read `{}`: it is no regular file", path.string());
        files.push_back(path.string());
    }
    if (failed) return fmt::format("cannot read `{}`: {}", folder, failed.message());
    std::ranges::sort(files);
    return files;
}

bool is_library(std::string const& file) {
    constexpr int longest_word = 64;
    std::error_code none;
    if (!fs::is_regular_file(file, none)) return false;          // a pipe would be waited for
    std::ifstream in(file, std::ios::binary);
    std::string word;
    if (in.peek() == 0xEF) in.ignore(3);                         // a byte order mark
    while (in >> std::setw(longest_word) >> word && word.starts_with('#')) in.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
    return word == grammar::spelling(grammar::keyword::library);
}

}  // namespace barem::api
