// The guides for drafters (docs/drafting.md, docs/drafting.vi.md) say what is so. In their fences
//   ```barem below `<!-- file NAME -->`    is a file that the commands below use; it grows and changes as the guide goes on;
//   ```barem below `<!-- from PATH -->`    stands in that file of the project, line by line;
//   ```console                             is a session: what stands below `$ COMMAND` is what the command prints, where `[...]` is some lines of it.
// BAREM_ACCEPT=1 writes what the commands print; a person reviews the difference.

#include "program.hpp"

#include <cstdlib>

using namespace cli_test;

namespace {

struct fence {
    std::string mark, kind;                         ///< "file bonus.barem", "barem"
    std::size_t begin = 0, end = 0;                 ///< its lines, without the marks
};

std::vector<fence> fences_of(std::vector<std::string> const& lines) {
    std::vector<fence> found;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!lines[i].starts_with("```")) continue;
        fence f;
        f.kind = lines[i].substr(3);
        if (i > 0 && lines[i - 1].starts_with("<!-- ")) f.mark = lines[i - 1].substr(5, lines[i - 1].size() - 9);
        f.begin = i + 1;
        f.end = static_cast<std::size_t>(std::find(lines.begin() + static_cast<long>(i) + 1, lines.end(), "```") - lines.begin());
        EXPECT_LT(f.end, lines.size()) << "line " << i + 1 << " opens a fence that never closes";
        found.push_back(f);
        i = f.end;
    }
    return found;
}

std::vector<std::string> part_of(std::vector<std::string> const& lines, std::size_t begin, std::size_t end) {
    return {lines.begin() + static_cast<long>(begin), lines.begin() + static_cast<long>(end)};
}

std::string text_of(std::vector<std::string> const& lines) {
    std::string text;
    for (auto const& line : lines) text += line + "\n";
    return text;
}

/// `[...]` stands for any lines.
bool shows(std::vector<std::string> const& extract, std::vector<std::string> const& whole) {
    std::size_t at = 0;
    bool skips = false;
    for (std::size_t i = 0; i != extract.size(); ++i) {
        if (extract[i] == "[...]") {
            skips = true;
            continue;
        }
        while (skips && at < whole.size() && whole[at] != extract[i]) ++at;
        if (at >= whole.size() || whole[at] != extract[i]) return false;
        ++at;
        skips = false;
    }
    return skips || at == whole.size();
}

class guide : public cli, public testing::WithParamInterface<char const*> {
protected:
    guide() {
        for (auto const* folder : {"rulesets", "examples"}) fs::create_directory_symlink(source_dir + "/" + folder, path(folder));
        fs::create_directory(path("bin"));
        fs::create_symlink(program, path("bin/barem"));
    }

    void session(std::vector<std::string>& lines, fence const& f, std::vector<std::string>& made) {
        for (std::size_t i = f.begin; i < f.end;) {
            EXPECT_TRUE(lines[i].starts_with("$ ")) << "line " << i + 1;
            std::string const command = lines[i].substr(2);
            std::size_t next = i + 1;
            while (next < f.end && !lines[next].starts_with("$ ")) ++next;
            auto const shown = part_of(lines, i + 1, next);
            auto const printed = lines_of(shell("PATH=$PWD/bin:$PATH; { " + command + "; } 2>&1").out);
            bool const is_so = shows(shown, printed);
            EXPECT_TRUE(is_so || accepts) << "line " << i + 1 << ": $ " << command << "\nprints\n" << text_of(printed);
            made.push_back(lines[i]);
            auto const& kept = is_so ? shown : printed;
            made.insert(made.end(), kept.begin(), kept.end());
            i = next;
        }
    }

    bool const accepts = std::getenv("BAREM_ACCEPT") != nullptr;
};

}  // namespace

TEST_P(guide, says_what_is_so) {
    auto const file = source_dir + "/docs/" + GetParam();
    auto lines = lines_of(read_file(file));
    std::vector<std::string> made;
    std::size_t at = 0, sessions = 0, snippets = 0;
    for (fence const& f : fences_of(lines)) {
        made.insert(made.end(), lines.begin() + static_cast<long>(at), lines.begin() + static_cast<long>(f.begin));
        at = f.end;
        auto const shown = part_of(lines, f.begin, f.end);
        if (f.kind == "console") {
            session(lines, f, made);
            ++sessions;
            continue;
        }
        made.insert(made.end(), shown.begin(), shown.end());
        if (f.mark.starts_with("file ")) {
            write(f.mark.substr(5), text_of(shown));
        } else if (f.mark.starts_with("from ")) {
            EXPECT_NE(read_file(source_dir + "/" + f.mark.substr(5)).find(text_of(shown)), std::string::npos) << "line " << f.begin;
        } else {
            EXPECT_EQ(f.kind, "text") << "line " << f.begin << ": a snippet that nothing tests";
        }
        snippets += f.mark.empty() ? 0 : 1;
    }
    made.insert(made.end(), lines.begin() + static_cast<long>(at), lines.end());
    if (accepts) std::ofstream(file, std::ios::binary) << text_of(made);
    EXPECT_GT(sessions, 5U);
    EXPECT_GT(snippets, 8U);
}

INSTANTIATE_TEST_SUITE_P(both, guide, testing::Values("drafting.md", "drafting.vi.md"),
                         [](auto const& one) { return std::string(one.param) == "drafting.md" ? "english" : "vietnamese"; });

/// What both languages of a guide have in common of a snippet: of a session its commands, whose answers are in the language asked for.
static std::string common_part(fence const& f, std::vector<std::string> const& shown) {
    if (f.kind != "console") return f.mark + "\n" + text_of(shown);
    std::string commands;
    for (std::string line : shown) {
        if (!line.starts_with("$ ")) continue;
        std::string const asked = " --lang vi";
        if (auto const at = line.find(asked); at != std::string::npos) line.erase(at, asked.size());
        commands += line + "\n";
    }
    return commands;
}

TEST(guides, have_the_same_snippets) {
    std::vector<std::string> all[2];
    std::string const names[2] = {"drafting.md", "drafting.vi.md"};
    for (int i = 0; i != 2; ++i) {
        auto const lines = lines_of(read_file(source_dir + "/docs/" + names[i]));
        for (fence const& f : fences_of(lines))
            if (f.kind != "text") all[i].push_back(common_part(f, part_of(lines, f.begin, f.end)));
    }
    EXPECT_EQ(all[0], all[1]);
}
