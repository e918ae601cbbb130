// Imports from the file system.
#include "api/imports.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>

namespace barem::api {
namespace {

namespace fs = std::filesystem;
using found = result<imported_source, std::string>;

/// Lexically: neither path is asked for on the disk.
bool is_within(fs::path const& folder, fs::path const& file) {
    return std::mismatch(folder.begin(), folder.end(), file.begin(), file.end()).first == folder.end();
}

fs::path folder_of(fs::path const& file) { return file.has_parent_path() ? file.parent_path() : fs::path("."); }

struct known_file { fs::path real, shown; };

class file_imports {
public:
    file_imports(std::string const& rules, std::string const& root, std::size_t most) : most_(most) {
        std::error_code ignored;
        root_ = fs::canonical(root.empty() ? folder_of(rules) : fs::path(root), ignored);
        auto const real = fs::canonical(rules, ignored);
        files_[rules] = {real.empty() ? fs::current_path(ignored) / "-" : real, rules};
        names_[files_[rules].real] = rules;
    }

    found operator()(std::string_view path, std::string_view importer) {
        if (auto const why = malformed(path); !why.empty()) return why;
        auto const from = files_.find(std::string(importer));
        if (from == files_.end() || root_.empty()) return std::string("the folder of the importing file is not known");
        auto const wanted = (folder_of(from->second.real) / path).lexically_normal();
        auto const outside = std::string("this leads outside of `") + root_.string() + "`";
        if (!is_within(root_, wanted)) return outside;
        std::error_code failed;
        auto const real = fs::canonical(wanted, failed);
        if (failed) return failed == std::errc::no_such_file_or_directory ? std::string("there is no such file") : failed.message();
        if (!is_within(root_, real)) return outside;                 // by a symbolic link
        if (fs::is_directory(real, failed)) return std::string("this is a folder");
        if (!fs::is_regular_file(real, failed)) return std::string("this is no regular file");
        auto const [name, fresh] = names_.try_emplace(real, (folder_of(from->second.shown) / path).lexically_normal().generic_string());
        if (!fresh) return imported_source{name->second, {}};        // is there already
        auto made = read(real, name->second);
        if (made) files_[name->second] = {real, name->second};
        else names_.erase(name);
        return made;
    }

private:
    static std::string malformed(std::string_view path) {
        if (path.empty()) return "the path is empty";
        if (path.find('\\') != std::string_view::npos) return "folders are separated by `/`";
        if (path.front() == '/' || (path.size() > 1 && path[1] == ':')) return "the path is absolute; it must be relative to this file";
        return "";
    }

    [[nodiscard]] found read(fs::path const& real, std::string const& name) const {
        std::ifstream in(real, std::ios::binary);
        std::string text;
        std::error_code ignored;
        auto const size = fs::file_size(real, ignored);
        text.resize(std::min<std::uintmax_t>(ignored ? 0 : size, most_ + 1));
        in.read(text.data(), static_cast<std::streamsize>(text.size()));
        if (!in.is_open() || in.bad()) return std::string("the file cannot be read");
        text.resize(static_cast<std::size_t>(in.gcount()));
        return imported_source{name, std::move(text)};
    }

    fs::path root_;
    std::size_t most_;
    std::map<std::string, known_file> files_;       ///< by the name that reports show
    std::map<fs::path, std::string> names_;         ///< by what they are on the disk: one file has one name
};

}  // namespace

import_resolver imports_of_files(std::string const& rules, std::string const& root, std::size_t most) {
    return [files = std::make_shared<file_imports>(rules, root, most)](std::string_view path, std::string_view importer) {
        return (*files)(path, importer);
    };
}

}  // namespace barem::api
