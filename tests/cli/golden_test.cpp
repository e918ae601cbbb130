// Reports of `barem check` about the rule sets of the project, as golden/NAME.check.txt, with --speed where that says more NAME.speed.txt.
// BAREM_ACCEPT=1 writes them anew.

#include "program.hpp"

#include <cstdlib>

using namespace cli_test;

namespace {

class golden : public cli {};

}  // namespace

TEST_F(golden, check) {
    for (auto const& entry : fs::recursive_directory_iterator(source_dir + "/rulesets")) {
        if (entry.path().extension() != ".barem") continue;
        auto const name = entry.path().filename().string();
        auto const expect = [&](std::string const& option, std::string const& kind) {
            auto const found = shell("cd " + entry.path().parent_path().string() + " && $barem check " + option + name).out;
            auto const file = source_dir + "/tests/cli/golden/" + entry.path().stem().string() + kind;
            if (std::getenv("BAREM_ACCEPT")) std::ofstream(file, std::ios::binary) << found;
            EXPECT_EQ(found, read_file(file)) << name;
            return found;
        };
        if (expect("", ".check.txt").find("--speed") != std::string::npos) expect("--speed ", ".speed.txt");
    }
}
