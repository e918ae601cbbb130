// The columnar executor alone: random columnar programs on every instruction set, against a look at one row after another.

#include "differential/programs.hpp"

#include "columnar/evaluation.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

namespace differential {
namespace {

namespace columnar = barem::columnar;
using barem::int128;

std::string text_of(int128 v) {
    if (v < 0) return "-" + text_of(-v);
    return (v < 10 ? "" : text_of(v / 10)) + static_cast<char>('0' + static_cast<int>(v % 10));
}

/// The operation that makes a register.
std::string origin(columnar::stage const& s, barem::program::index r) {
    for (auto const& i : s.instructions)
        if (i.result == r) {
            auto text = std::string(columnar::name_of(i.operation)) + " " + columnar::name_of(s.registers[r].lane);
            for (auto const operand : {i.a, i.b, i.c})
                if (operand != barem::program::none) text += ", r" + std::to_string(operand) + " " + columnar::name_of(s.registers[operand].lane);
            if (i.constants != barem::program::none) text += ", k " + text_of(s.constants[i.constants]) + ", m " + text_of(s.constants[i.constants + 1]);
            if (i.table != barem::program::none) {
                auto const& t = s.lookups[i.table];
                text += std::string(t.dense ? ", dense" : ", search") + " of " + std::to_string(t.entries.size()) + " from " + std::to_string(t.low);
                    }
            return text + ", mode " + std::to_string(static_cast<int>(i.mode));
        }
    return "input " + std::string(columnar::name_of(s.registers[r].lane));
}

void run(std::uint64_t seed, std::string const& set, std::size_t batch, random_program const& made) {
    columnar::evaluation_options options;
    options.instruction_set = set;
    options.batch_rows = batch;
    columnar::evaluation run(made.program, options);
    auto const& stage = made.program.stages[0];
    for (std::size_t at = 0; at < made.columns.rows;) {
        auto const took = run.run(made.columns, at, made.columns.rows - at);
        ASSERT_TRUE(took > 0 && took <= batch && at + took <= made.columns.rows);
        for (std::size_t i = 0; i != took; ++i) {
            auto const* const fallen = run.fallback();
            bool const falls = fallen != nullptr && (fallen[i / 8] >> i % 8 & 1) != 0;
            ASSERT_EQ(falls, made.falls_back[at + i] != 0) << "seed " << seed << " on " << set << ": row " << at + i << " and falling back";
            for (std::size_t y = 0; y != stage.yields.size(); ++y) {
                auto const& column = run.results()[y];
                auto const wanted = made.wanted[y][at + i];
                int128 got = 0;
                switch (column.lane) {
                    case columnar::lane::bits: got = static_cast<std::uint8_t const*>(column.data)[i / 8] >> i % 8 & 1; break;
                    case columnar::lane::u8: got = static_cast<std::uint8_t const*>(column.data)[i]; break;
                    case columnar::lane::i16: got = static_cast<std::int16_t const*>(column.data)[i]; break;
                    case columnar::lane::i32: got = static_cast<std::int32_t const*>(column.data)[i]; break;
                    case columnar::lane::i64: got = static_cast<std::int64_t const*>(column.data)[i]; break;
                    case columnar::lane::i128: got = static_cast<int128 const*>(column.data)[i]; break;
                    case columnar::lane::text: {
                        auto const text = static_cast<std::string_view const*>(column.data)[i];
                        got = text == made.texts[static_cast<std::size_t>(wanted)] ? wanted : -1;
                    }
                }
                ASSERT_TRUE(got == wanted) << "seed " << seed << " on " << set << ", batches of " << batch << ": r" << stage.yields[y].value << " of row " << at + i << " is "
                                           << text_of(got) << ", not " << text_of(wanted) << ": " << origin(stage, stage.yields[y].value);
            }
        }
        at += took;
    }
}

TEST(programs, every_instruction_set_computes_what_one_row_after_another_gives) {
    auto const* const wanted = std::getenv("BAREM_FUZZ_PROGRAMS");
    auto const* const first = std::getenv("BAREM_FUZZ_SEED");
    std::uint64_t const programs = wanted == nullptr ? 300 : std::stoull(wanted), start = first == nullptr ? 1 : std::stoull(first);
    std::map<std::string, std::size_t> operations;
    for (auto seed = start; seed != start + programs && !HasFatalFailure(); ++seed) {
        auto const made = make_program(seed, operations);
        for (auto const& set : columnar::instruction_sets()) {
            run(seed, set, std::vector<std::size_t>{1, 7, 64, 65, 100, 1024, 4096}[seed % 7], made);
            if (HasFatalFailure()) return;
        }
    }
    std::map<std::string, std::size_t> made;
    for (auto const& [what, count] : operations) {
        if (wanted != nullptr) std::cout << what << ": " << count << "\n";
        if (!what.starts_with("none")) made[what.substr(0, what.find(' '))] += count;
    }
#define BAREM_COLUMNAR(name, meaning) EXPECT_GE(made[#name] * 60, programs) << #name << " is tested too little";
#include "columnar/operations.def"
#undef BAREM_COLUMNAR
}

}  // namespace
}  // namespace differential
