// columnar/lower.hpp: the narrowest lane that holds everything, at the exact edges of each.

#include "lower_harness.hpp"
#include "random_records.hpp"

namespace barem::columnar::lower_harness {
namespace {

ruleset rules_of(std::string const& inputs, std::string const& expression) {
    auto made = barem::compile("ruleset r\nrecord head {\n  key id : text\n" + inputs + "  let x = " + expression + "\n  output x(2)\n}\n");
    EXPECT_TRUE(made) << (made ? "" : to_text(made.error()));
    return std::move(made).value();
}

/// The lane of the output, after it was computed for records at the ends of their ranges.
lane lane_of(std::string const& inputs, std::string const& expression) {
    auto const rules = rules_of(inputs, expression);
    random_records random(rules.inner().rules(), 3);
    std::vector<record_data> records;
    for (int i = 0; i != 200; ++i) records.push_back(random.next());
    compare(rules, records);
    auto const program = lowered_program(rules);
    EXPECT_EQ(program.refused, "");
    if (!program.usable()) return lane::text;
    auto const& first = program.stages[0];
    return first.registers[first.yields[0].value].lane;
}

std::string input(std::string const& name, std::string const& range) { return "  input " + name + " : integer " + range + "\n"; }

TEST(lower_lanes, inputs) {
    EXPECT_EQ(lane_of(input("a", "0..255"), "a"), lane::u8);
    EXPECT_EQ(lane_of(input("a", "0..256"), "a"), lane::i16);
    EXPECT_EQ(lane_of(input("a", "-1..255"), "a"), lane::i16);
    EXPECT_EQ(lane_of(input("a", "-32768..32767"), "a"), lane::i16);
    EXPECT_EQ(lane_of(input("a", "-32769..0"), "a"), lane::i32);
    EXPECT_EQ(lane_of(input("a", "0..32768"), "a"), lane::i32);
    EXPECT_EQ(lane_of(input("a", "-2147483648..2147483647"), "a"), lane::i32);
    EXPECT_EQ(lane_of(input("a", "0..2147483648"), "a"), lane::i64);
    EXPECT_EQ(lane_of(input("a", "-9223372036854775807..9223372036854775807"), "a"), lane::i64);
}

TEST(lower_lanes, sums_and_differences) {
    EXPECT_EQ(lane_of(input("a", "0..127") + input("b", "0..128"), "a + b"), lane::u8);
    EXPECT_EQ(lane_of(input("a", "0..128") + input("b", "0..128"), "a + b"), lane::i16);
    EXPECT_EQ(lane_of(input("a", "0..100") + input("b", "0..100"), "a - b"), lane::i16);
    EXPECT_EQ(lane_of(input("a", "0..16383") + input("b", "0..16384"), "a + b"), lane::i16);
    EXPECT_EQ(lane_of(input("a", "0..16384") + input("b", "0..16384"), "a + b"), lane::i32);
    EXPECT_EQ(lane_of(input("a", "-16384..0") + input("b", "0..16384"), "a - b"), lane::i16);
    EXPECT_EQ(lane_of(input("a", "-16384..0") + input("b", "0..16385"), "a - b"), lane::i32);
    EXPECT_EQ(lane_of(input("a", "0..2147483547") + input("b", "0..100"), "a + b"), lane::i32);
    EXPECT_EQ(lane_of(input("a", "0..2147483547") + input("b", "0..101"), "a + b"), lane::i64);
    EXPECT_EQ(lane_of(input("a", "0..9223372036854775806") + input("b", "0..1"), "a + b"), lane::i64);
    EXPECT_EQ(lane_of(input("a", "0..9223372036854775806") + input("b", "0..2"), "a + b"), lane::i128);
}

TEST(lower_lanes, products) {
    EXPECT_EQ(lane_of(input("a", "0..300") + input("b", "0..109"), "a * b"), lane::i16);
    EXPECT_EQ(lane_of(input("a", "0..300") + input("b", "0..110"), "a * b"), lane::i32);
    EXPECT_EQ(lane_of(input("a", "0..4294967296") + input("b", "0..2147483647"), "a * b"), lane::i64);
    EXPECT_EQ(lane_of(input("a", "0..4294967296") + input("b", "0..2147483648"), "a * b"), lane::i128);
    EXPECT_EQ(lane_of(input("a", "0..9223372036854775807") + input("b", "0..2305843009213693952"), "a * b"), lane::i128);
}

TEST(lower_lanes, what_needs_more_than_128_bits_is_left_to_the_scalar_executor) {
    auto const rules = rules_of(input("a", "0..9223372036854775807") + input("b", "0..9223372036854775807"), "a * b");
    EXPECT_EQ(lowered_program(rules).refused, "a number may need more than 128 bits");
}

TEST(lower_lanes, sums_of_lists) {
    auto const lane_of_sum = [](std::string const& size, std::string const& range) {
        auto const made = barem::compile("ruleset r\nrecord head {\n  key id : text\n  input l : list of e " + size +
                                         "\n  let x = sum(a over l)\n  output x(0)\n}\nrecord e { input a : integer " + range + " }\n");
        EXPECT_TRUE(made) << (made ? "" : to_text(made.error()));
        auto const program = lowered_program(*made);
        EXPECT_EQ(program.refused, "");
        return program.stages[0].registers[program.stages[0].yields[0].value].lane;
    };
    EXPECT_EQ(lane_of_sum("0..5", "0..51"), lane::u8);
    EXPECT_EQ(lane_of_sum("0..5", "0..52"), lane::i16);
    EXPECT_EQ(lane_of_sum("0..7", "0..4681"), lane::i16);
    EXPECT_EQ(lane_of_sum("0..7", "0..4682"), lane::i32);
    EXPECT_EQ(lane_of_sum("0..8", "-4096..0"), lane::i16);
    EXPECT_EQ(lane_of_sum("0..8", "-4097..0"), lane::i32);
}

}  // namespace
}  // namespace barem::columnar::lower_harness
