// columnar/binding: columns of any storage and places become registers; rows that do not fit fall back.

#include "kernels_harness.hpp"

#include <gtest/gtest.h>

#include <set>

namespace barem::columnar::kernels_harness {
namespace {

/// One input, yielded as it is.
struct one_input {
    columnar_program program;
    record_columns records;
    column_memory memory;

    one_input(lane l, std::size_t rows) {
        program.domains.push_back({none, {}, 0, 0, true});
        auto& s = program.stages.emplace_back();
        s.registers = {{l, 0}};
        input in;
        in.of = in.value = 0;
        s.inputs = {in};
        s.yields.push_back({});
        s.yields[0].value = 0;
        records.rows = rows;
        records.values.emplace_back();
    }
    input& in() { return program.stages[0].inputs[0]; }
    void with_given_register() {
        program.stages[0].registers.push_back({lane::bits, 0});
        in().given = program.stages[0].yields[0].given = 1;
    }

    struct outcome { std::vector<int128> values; std::set<std::size_t> fallback; std::vector<bool> given; };
    outcome run(std::size_t batch) {
        evaluation e(program, {batch, {}});
        outcome all;
        for (std::size_t first = 0; first < records.rows;) {
            std::size_t const taken = e.run(records, first, records.rows - first);
            auto const values = read(e.results()[0], taken).values;
            all.values.insert(all.values.end(), values.begin(), values.end());
            for (std::size_t i = 0; i < taken; ++i) {
                if (e.fallback() != nullptr && (e.fallback()[i / 8] >> (i % 8) & 1) != 0) all.fallback.insert(first + i);
                all.given.push_back(e.results()[0].given == nullptr || (e.results()[0].given[i / 8] >> (i % 8) & 1) != 0);
            }
            first += taken;
        }
        return all;
    }
};

TEST(inputs, any_storage_fills_any_lane_and_what_is_out_of_bounds_falls_back) {
    struct { storage kind; std::size_t width; bool is_signed; } const kinds[] = {
        {storage::u8, 1, false}, {storage::i8, 1, true}, {storage::u16, 2, false}, {storage::i16, 2, true}, {storage::u32, 4, false},
        {storage::i32, 4, true}, {storage::u64, 8, false}, {storage::i64, 8, true}, {storage::i128, 16, true}};
    std::mt19937_64 random(20);
    for (auto const& kind : kinds)
        for (lane const l : number_lanes)
            for (auto const& [places_of_column, places] : {std::pair{0, 0}, std::pair{0, 2}, std::pair{3, 1}}) {
                std::size_t const rows = 150, offset = 3;
                one_input o(l, rows);
                auto& bytes = o.memory.allocate((rows + offset) * kind.width);
                std::vector<int128> wanted;
                std::set<std::size_t> beyond;
                o.in().low = -20, o.in().high = 200;
                o.in().places = static_cast<std::uint8_t>(places);
                for (std::size_t i = 0; i < rows; ++i) {
                    int128 raw = random() % 3 == 0 ? static_cast<int128>(random()) : static_cast<int128>(random() % 40) - 10;
                    std::uint64_t const keep = kind.width * 8;
                    if (keep < 64) raw &= (int128{1} << keep) - 1;
                    std::memcpy(bytes.data() + (i + offset) * kind.width, &raw, kind.width);
                    if (kind.width < 16 && kind.is_signed && (raw >> (keep - 1) & 1) != 0) raw |= ~((int128{1} << (keep - 1)) - 1);
                    if (kind.width < 16 && !kind.is_signed && keep <= 64) raw &= (int128{1} << keep) - 1;
                    int128 const scaled = places > places_of_column ? raw * 100 : raw / (places < places_of_column ? 100 : 1);
                    bool const whole = places >= places_of_column || raw % 100 == 0;
                    if (!whole || scaled < (l == lane::u8 ? 0 : -20) || scaled > 200) beyond.insert(i);
                    wanted.push_back(scaled);
                }
                if (l == lane::u8) o.in().low = 0;
                auto& c = o.records.values[0];
                c.storage = kind.kind, c.places = static_cast<std::uint8_t>(places_of_column), c.data = bytes.data(), c.offset = offset;
                for (std::size_t const batch : {64, 100}) {
                    auto const got = o.run(batch);
                    EXPECT_EQ(got.fallback, beyond) << name_of(l) << ' ' << kind.width << ' ' << places;
                    for (std::size_t i = 0; i < rows; ++i)
                        if (!beyond.contains(i)) { ASSERT_TRUE(got.values[i] == wanted[i]) << name_of(l) << ' ' << kind.width << ' ' << i; }
                }
            }
}

TEST(inputs, truths_in_bytes_and_in_bits_from_any_bit_on) {
    std::mt19937_64 random(21);
    for (std::size_t const offset : {0, 1, 7, 8, 65}) {
        one_input o(lane::bits, 200);
        auto const truths = any_cells(lane::bits, 200, random);
        o.records.values[0] = o.memory.make(truths, offset);
        for (std::size_t const batch : {1, 64, 100}) EXPECT_TRUE(o.run(batch).values == truths.values) << offset;
        auto& bytes = o.memory.allocate(offset + 200);
        for (std::size_t i = 0; i < 200; ++i) bytes[offset + i] = static_cast<std::uint8_t>(truths.values[i]);
        bytes[offset + 77] = 2;
        o.records.values[0].storage = storage::bytes, o.records.values[0].data = bytes.data();
        auto const got = o.run(100);
        EXPECT_EQ(got.fallback, std::set<std::size_t>{77});
        for (std::size_t i = 0; i < 200; ++i)
            if (i != 77) { ASSERT_TRUE(got.values[i] == truths.values[i]); }
    }
}

TEST(inputs, rows_without_a_value_fall_back_unless_the_program_asks) {
    std::mt19937_64 random(22);
    auto const given = any_cells(lane::bits, 130, random);
    one_input o(lane::i16, 130);
    auto values = any_cells(lane::i16, 130, random);
    for (std::size_t i = 0; i < 130; ++i) values.values[i] = given.values[i] != 0 ? static_cast<int128>(i % 100) : 12345;
    o.in().high = 100;
    auto& c = o.records.values[0];
    c = o.memory.make(values, 5);
    c.within_bounds = false;
    c.given = o.memory.bits(given.values, 5);
    std::set<std::size_t> missing;
    for (std::size_t i = 0; i < 130; ++i)
        if (given.values[i] == 0) missing.insert(i);
    EXPECT_EQ(o.run(64).fallback, missing);

    o.with_given_register();
    auto const got = o.run(64);
    EXPECT_TRUE(got.fallback.empty());       // values that are not given are out of bounds without harm
    for (std::size_t i = 0; i < 130; ++i) EXPECT_EQ(got.given[i], given.values[i] != 0);

    c = {};
    auto const without = o.run(64);
    EXPECT_TRUE(without.fallback.empty());
    for (std::size_t i = 0; i < 130; ++i) EXPECT_FALSE(without.given[i]);
}

TEST(inputs, elements_out_of_bounds_make_their_record_fall_back) {
    one_input o(lane::u8, 5);
    o.program.domains.push_back({0, {0}, 1, 3, true});
    auto& s = o.program.stages[0];
    s.registers = {{lane::u8, 1}, {lane::u8, 0}};
    s.inputs[0].domain = 1;
    s.inputs[0].high = 9;
    s.instructions.push_back({.operation = operation::maximum_of, .lane = lane::u8, .result = 1, .a = 0, .elements = 1});
    s.yields[0].value = 1;
    o.records.values.clear();
    auto& list = o.records.lists.emplace_back();
    list.present = true;
    std::int32_t const offsets[] = {0, 2, 2, 5, 6, 10};      // the last has more elements than the program allows
    list.offsets = offsets;
    auto& elements = list.elements.emplace_back();
    elements.rows = 10;
    elements.values.push_back(o.memory.make({lane::u8, {1, 2, 10, 4, 5, 6, 7, 8, 9, 1}, {}}, 0));
    elements.values[0].within_bounds = false;
    for (std::size_t const batch : {1, 2, 5}) {
        auto const got = o.run(batch);
        EXPECT_EQ(got.fallback, (std::set<std::size_t>{2, 4})) << batch;
        EXPECT_TRUE(got.values[0] == 2 && got.values[3] == 6);
    }
    list.present = false;
    EXPECT_EQ(o.run(5).fallback.size(), 5u);
}

TEST(inputs, a_record_with_very_many_elements_falls_back_alone) {
    one_input o(lane::i32, 3);
    o.program.domains.push_back({0, {0}, 1, 1'000'000, true});
    auto& s = o.program.stages[0];
    s.inputs.clear();
    s.instructions.push_back({.operation = operation::element_count, .lane = lane::i32, .result = 0, .elements = 1});
    auto& list = o.records.lists.emplace_back();
    list.present = true;
    std::int32_t const offsets[] = {0, 2, 900'002, 900'003};
    list.offsets = offsets;
    list.elements.emplace_back().rows = 900'003;
    auto const got = o.run(3);
    EXPECT_EQ(got.fallback, std::set<std::size_t>{1});
    EXPECT_TRUE(got.values[0] == 2 && got.values[2] == 1);
}

TEST(inputs, a_later_stage_reads_columns_by_input_and_divisors_beside_them) {
    one_input o(lane::i64, 70);
    o.program.stages.push_back(o.program.stages[0]);
    auto& s = o.program.stages[1];
    s.registers.push_back({lane::i64, 0});
    s.inputs[0].from = input::source::group_value;
    s.inputs[0].low = 0, s.inputs[0].high = 1000;
    s.inputs[0].dividing = 1;
    s.yields[0].divisor = 1;
    stage_columns columns;
    std::vector<std::int64_t> values(70), counts(70);
    for (std::size_t i = 0; i < 70; ++i) values[i] = static_cast<std::int64_t>(i) * 3, counts[i] = static_cast<std::int64_t>(i) + 1;
    values[69] = 1001;
    columns.values.resize(1), columns.divisors.resize(1);
    columns.values[0].storage = columns.divisors[0].storage = storage::i64;
    columns.values[0].data = values.data(), columns.divisors[0].data = counts.data();
    evaluation e(o.program, {64, {}});
    e.run(1, columns, 6, 64);
    auto const& r = e.results()[0];
    for (std::size_t i = 0; i < 63; ++i) {
        EXPECT_EQ(static_cast<std::int64_t const*>(r.data)[i], values[i + 6]);
        EXPECT_EQ(static_cast<std::int64_t const*>(r.divisor)[i], counts[i + 6]);
    }
    ASSERT_NE(e.fallback(), nullptr);
    EXPECT_EQ(e.fallback()[7], 0x80);
    EXPECT_EQ(e.fallback()[0], 0);
}

TEST(inputs, single_records_are_followed) {
    // head { deputy: maybe person { age } }
    one_input o(lane::u8, 100);
    o.in().path = {0};
    o.in().high = 255;
    o.with_given_register();
    o.records.values.clear();
    auto& single = o.records.lists.emplace_back();
    single.present = true;
    std::mt19937_64 random(23);
    auto const there = any_cells(lane::bits, 100, random), ages = any_cells(lane::u8, 100, random), known = any_cells(lane::bits, 100, random);
    single.given = o.memory.bits(there.values, 3);
    single.given_offset = 3;
    auto& person = single.elements.emplace_back();
    person.rows = 100;
    person.values.push_back(o.memory.make(ages, 1));
    person.values[0].given = o.memory.bits(known.values, 1);
    auto const got = o.run(30);
    for (std::size_t i = 0; i < 100; ++i) EXPECT_EQ(got.given[i], there.values[i] != 0 && known.values[i] != 0);
    EXPECT_TRUE(got.values == ages.values);
}

}  // namespace
}  // namespace barem::columnar::kernels_harness
