#pragma once
// Runs the built program as a person would, in a folder of its own.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

namespace cli_test {

namespace fs = std::filesystem;
using json = nlohmann::json;

inline std::string const program = BAREM_BINARY_DIR "/barem";
inline std::string const source_dir = BAREM_SOURCE_DIR;

inline std::string read_file(fs::path const& path) {
    std::ifstream in(path, std::ios::binary);
    EXPECT_TRUE(in) << path;
    return {std::istreambuf_iterator<char>(in), {}};
}

inline std::vector<std::string> lines_of(std::string const& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        auto const end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

/// JSON Lines.
inline std::vector<json> objects_of(std::string const& text) {
    std::vector<json> objects;
    for (auto const& line : lines_of(text)) {
        objects.push_back(json::parse(line, nullptr, false));
        EXPECT_FALSE(objects.back().is_discarded()) << line;
    }
    return objects;
}

struct ended {
    int status = -1;
    std::string out, err;
};

/// Each test has an empty folder, which is the working directory of what it runs.
class cli : public testing::Test {
protected:
    cli() {
        std::string pattern = (fs::temp_directory_path() / "barem-cli-XXXXXX").string();
        folder_ = ::mkdtemp(pattern.data());
    }
    ~cli() override {
        std::error_code none;
        fs::permissions(folder_, fs::perms::owner_all, none);
        fs::remove_all(folder_, none);
    }

    [[nodiscard]] fs::path path(std::string const& name) const { return folder_ / name; }
    void write(std::string const& name, std::string const& text) const { std::ofstream(path(name), std::ios::binary) << text; }
    [[nodiscard]] std::string read(std::string const& name) const { return read_file(path(name)); }
    /// Names of the files in the folder, in order; those of the runner not counted.
    [[nodiscard]] std::vector<std::string> files() const {
        std::vector<std::string> names;
        for (auto const& entry : fs::directory_iterator(folder_))
            if (!entry.path().filename().string().starts_with("stream.")) names.push_back(entry.path().filename().string());
        std::sort(names.begin(), names.end());
        return names;
    }

    /// barem with these arguments.
    ended run(std::vector<std::string> arguments, std::string const& standard_input = {}) const {
        arguments.insert(arguments.begin(), program);
        return start(arguments, standard_input);
    }
    /// A line of the shell, in which $barem is the program.
    ended shell(std::string const& line) const { return start({"/bin/sh", "-c", "barem=" + program + "; " + line}, {}); }

private:
    ended start(std::vector<std::string> const& words, std::string const& standard_input) const {
        write("stream.in", standard_input);
        std::vector<char*> arguments;
        for (auto const& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
        arguments.push_back(nullptr);

        posix_spawn_file_actions_t files;
        posix_spawn_file_actions_init(&files);
        posix_spawn_file_actions_addchdir_np(&files, folder_.c_str());
        posix_spawn_file_actions_addopen(&files, 0, "stream.in", O_RDONLY, 0);
        posix_spawn_file_actions_addopen(&files, 1, "stream.out", O_WRONLY | O_CREAT | O_TRUNC, 0600);
        posix_spawn_file_actions_addopen(&files, 2, "stream.err", O_WRONLY | O_CREAT | O_TRUNC, 0600);
        pid_t child = 0;
        int state = 0;
        EXPECT_EQ(::posix_spawn(&child, arguments[0], &files, nullptr, arguments.data(), environ), 0);
        posix_spawn_file_actions_destroy(&files);
        EXPECT_EQ(::waitpid(child, &state, 0), child);
        EXPECT_TRUE(WIFEXITED(state)) << "ended by signal " << WTERMSIG(state);
        return {WEXITSTATUS(state), read("stream.out"), read("stream.err")};
    }

    fs::path folder_;
};

inline std::string replaced(std::string text, std::string const& from, std::string const& to) {
    auto const at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

/// Its texts are what the tests need: words with labels, a rank, a parameter, a rule that can fail.
inline std::string const exams = R"(ruleset exams "Kỳ thi" en "Exams"
language vi

enum level "Xếp loại" en "Level" {
  failed "Trượt" en "Failed" < passed "Đỗ" en "Passed" < good "Giỏi" en "Good"
}

parameter pass_mark "Điểm đỗ" en "Pass mark" : number 0..30 = 15

record pupil "Học sinh" en "Pupil" {
  key id "Tên" en "Name" : text
  input group : text
  input written "Bài viết" en "Written" : number 0..10 decimals 2
  input oral "Vấn đáp" en "Oral" : number 0..10 decimals 2
  let total "Tổng" en "Total" = 2 * written + oral
  let ratio = written / oral
  classify result "Kết quả" en "Result" : level {
    good when total >= 24
    passed when total >= pass_mark
    otherwise failed
  }
  output total(1), ratio(2), result, place
}

cohort pupil by group {
  rank place "Hạng" en "Place" by total descending ties competition
}

sample one : pupil { group: "A", written: 8, oral: 8 }
example "giỏi" en "good" : one expect total = 24, result = good
example "đỗ" en "passed" : one with { written: 6 } expect total = 20, result = passed
)";

inline std::string pupil(std::string const& id, std::string const& written, std::string const& oral) {
    return R"({"id":")" + id + R"(","group":"A","written":)" + written + R"(,"oral":)" + oral + "}\n";
}

}  // namespace cli_test
