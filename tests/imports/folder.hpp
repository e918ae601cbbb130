#pragma once
// A folder of files that is gone with the test.

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include <stdlib.h>

namespace barem::testing {

class folder {
public:
    folder(std::initializer_list<std::pair<std::string, std::string>> files) {
        std::string name = (std::filesystem::temp_directory_path() / "barem.XXXXXX").string();
        root_ = std::filesystem::canonical(::mkdtemp(name.data()));
        for (auto const& [path, text] : files) {
            std::filesystem::create_directories((root_ / path).parent_path());
            std::ofstream(root_ / path, std::ios::binary) << text;
        }
    }
    ~folder() { std::filesystem::remove_all(root_); }
    folder(folder const&) = delete;
    folder& operator=(folder const&) = delete;

    [[nodiscard]] std::string path(std::string const& file) const { return (root_ / file).string(); }
    void link(std::string const& from, std::string const& to) const { std::filesystem::create_symlink(root_ / from, root_ / to); }

private:
    std::filesystem::path root_;
};

}  // namespace barem::testing
