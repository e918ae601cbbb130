// Reports of `barem check` about the rule sets of the project, as golden/NAME.check.txt. BAREM_ACCEPT=1 writes them anew.

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
        auto const found = shell("cd " + entry.path().parent_path().string() + " && $barem check " + name).out;
        auto const file = source_dir + "/tests/cli/golden/" + entry.path().stem().string() + ".check.txt";
        if (std::getenv("BAREM_ACCEPT")) std::ofstream(file, std::ios::binary) << found;
        EXPECT_EQ(found, read_file(file)) << name;
    }
}
