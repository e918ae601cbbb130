// `barem dump --stage plan`: golden/*.plan. BAREM_ACCEPT=1 writes them anew.

#include "lower_harness.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace barem::columnar::lower_harness {
namespace {

TEST(plan_dump, lanes_at_their_ends) {
    auto const file = std::string(BAREM_SOURCE_DIR) + "/tests/columnar/golden/lanes";
    auto const rules = compile_file(file + ".barem");
    ASSERT_TRUE(rules) << to_text(rules.error());
    auto const shown = rules->dump(barem::stage::plan);
    if (std::getenv("BAREM_ACCEPT")) std::ofstream(file + ".plan", std::ios::binary) << shown;
    std::ifstream in(file + ".plan", std::ios::binary);
    EXPECT_EQ(shown, std::string(std::istreambuf_iterator<char>(in), {}));
}

}  // namespace
}  // namespace barem::columnar::lower_harness
