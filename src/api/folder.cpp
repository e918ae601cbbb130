#include "api/folder.hpp"

#include "keywords.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace barem::api {

namespace fs = std::filesystem;

bool is_folder(std::string const& path) {
    std::error_code none;
    return fs::is_directory(path, none);
}

result<std::vector<std::string>, std::string> rule_files(std::string const& folder) {
    std::error_code failed;
    std::vector<std::string> files;
    auto at = fs::directory_iterator(folder, failed);
    for (; !failed && at != fs::directory_iterator(); at.increment(failed)) {
        std::error_code none;
        auto const& path = at->path();
        bool const hidden = path.filename().string().starts_with('.');
        if (!hidden && path.extension() == ".barem" && !fs::is_directory(path, none)) files.push_back(path.string());
    }
    if (failed) return fmt::format("cannot read `{}`: {}", folder, failed.message());
    std::ranges::sort(files);
    return files;
}

bool is_library(std::string const& file) {
    std::ifstream in(file, std::ios::binary);
    std::string word, comment;
    if (in.peek() == 0xEF) in.ignore(3);                         // a byte order mark
    while (in >> word && word.starts_with('#')) std::getline(in, comment);
    return word == grammar::spelling(grammar::keyword::library);
}

}  // namespace barem::api
