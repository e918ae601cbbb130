#pragma once
// Rule sets lowered to columns and run on records, beside the scalar executor: both must say the same.

#include "api/implementation.hpp"
#include "columnar/columns_from_records.hpp"
#include "columnar/evaluation.hpp"
#include "columnar/lower.hpp"
#include "exec/roster.hpp"
#include "io/json_record.hpp"

#include <barem/barem.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace barem::columnar::lower_harness {

inline columnar_program lowered_program(ruleset const& rules) {
    return lower(*rules.inner().compiled, rules.inner().parameters, rules.inner().limits);
}

inline int128 integer_at(lane l, void const* data, std::size_t row) {
    switch (l) {
        case lane::bits: return static_cast<std::uint8_t const*>(data)[row / 8] >> row % 8 & 1;
        case lane::u8: return static_cast<std::uint8_t const*>(data)[row];
        case lane::i16: return static_cast<std::int16_t const*>(data)[row];
        case lane::i32: return static_cast<std::int32_t const*>(data)[row];
        case lane::i64: return static_cast<std::int64_t const*>(data)[row];
        default: return static_cast<int128 const*>(data)[row];
    }
}

inline number wide(int128 x) {
    return number(static_cast<std::int64_t>(x >> 62)) * number(std::int64_t{1} << 62) + number(static_cast<std::int64_t>(x & ((int128{1} << 62) - 1)));
}

inline value value_at(yield const& y, result_column const& c, std::size_t row) {
    if (c.given && !(c.given[row / 8] >> row % 8 & 1)) return absent{};
    if (y.type.kind == program::type_kind::text) return std::string(static_cast<std::string_view const*>(c.data)[row]);
    int128 const count = integer_at(c.lane, c.data, row);
    switch (y.type.kind) {
        case program::type_kind::truth: return count != 0;
        case program::type_kind::date: return date{static_cast<std::int32_t>(count)};
        case program::type_kind::word: return word{static_cast<std::uint32_t>(count)};
        default: break;
    }
    number made = wide(count) / number(c.denominator);
    if (c.divisor) made = made / wide(integer_at(c.divisor_lane, c.divisor, row));
    return made;
}

inline std::string show(value const& v) {
    if (auto* n = std::get_if<number>(&v)) return n->to_exact();
    if (auto* b = std::get_if<bool>(&v)) return *b ? "true" : "false";
    if (auto* w = std::get_if<word>(&v)) return "#" + std::to_string(w->index);
    if (auto* d = std::get_if<date>(&v)) return d->to_text();
    if (auto* s = std::get_if<std::string>(&v)) return *s;
    return "nothing";
}

/// What a row of stage 0 has for its outputs: absent where they are of a later stage; or nothing when it falls back.
using rows = std::vector<std::optional<std::vector<value>>>;

inline rows run_columns(columnar_program const& program, std::size_t outputs, record_columns const& columns, evaluation_options const& options = {}) {
    evaluation run(program, options);
    rows made(columns.rows);
    for (std::size_t first = 0; first < columns.rows;) {
        std::size_t const count = run.run(columns, first, columns.rows - first);
        for (std::size_t r = 0; r != count; ++r) {
            if (run.fallback() && run.fallback()[r / 8] >> r % 8 & 1) continue;
            auto& row = made[first + r].emplace(outputs);
            for (std::size_t y = 0; y != program.stages[0].yields.size(); ++y) {
                yield const& from = program.stages[0].yields[y];
                if (from.purpose == yield::purpose::output) row[from.of] = value_at(from, run.results()[y], r);
            }
        }
        first += count;
    }
    return made;
}

struct agreement { std::size_t rows = 0, fell_back = 0, failed = 0; };

/// Scores the records both ways. A row that does not fall back must have the scalar executor's outputs, and one that does must have failed
/// there, or (`may_fall_back`) at least be within its rights.
inline agreement compare(ruleset const& rules, std::vector<record_data> const& records, bool may_fall_back = false, evaluation_options const& options = {}) {
    agreement seen;
    auto const& inner = rules.inner();
    auto const& shape = inner.roster_record();
    auto const program = lowered_program(rules);
    EXPECT_EQ(program.refused, "");
    if (!program.usable()) return seen;
    std::vector<record_data const*> pointers;
    for (auto const& r : records) pointers.push_back(&r);
    auto const made = columns_from_records(inner.rules(), inner.rules().roster_record, pointers);
    auto const results = run_columns(program, shape.outputs.size(), made.columns, options);
    exec::evaluation scalar(*inner.compiled, inner.parameters, inner.limits);
    for (std::size_t row = 0; row != results.size(); ++row) {
        record_data const& data = records[made.fitting[row]];
        ++seen.rows;
        scalar.begin(data, inner.rules().roster_record);
        bool ok = api::check_dependent_inputs(inner, data).empty();
        std::string why = ok ? "" : "dependent input";
        for (std::size_t o = 0; o != shape.outputs.size(); ++o) {
            auto const& member = shape.members[shape.outputs[o].member];
            if (member.stratum != 0) continue;
            value v;
            if (ok && !scalar.member(0, shape.outputs[o].member, v)) {
                ok = false;
                why = scalar.why().message;
            }
            if (ok && results[row]) {
                EXPECT_EQ(show((*results[row])[o]), show(v)) << member.name << " of record " << made.fitting[row];
            }
        }
        if (!ok) ++seen.failed;
        if (!results[row]) ++seen.fell_back;
        EXPECT_FALSE(!ok && results[row]) << "record " << made.fitting[row] << ": " << why;
        EXPECT_TRUE(!ok || may_fall_back || results[row]) << "record " << made.fitting[row] << " falls back without need";
        if (::testing::Test::HasFailure()) break;
    }
    return seen;
}

inline std::vector<record_data> read_records(ruleset const& rules, std::vector<std::string> const& json) {
    io::json_record_reader reader(rules.inner().rules(), rules.inner().limits);
    std::vector<record_data> made;
    for (auto const& text : json) {
        auto read = reader.read(text);
        EXPECT_TRUE(read.data) << text << ": " << to_text(read.problems);
        if (read.data) made.push_back(std::move(*read.data));
    }
    return made;
}

inline agreement compare(std::string const& rules_text, std::vector<std::string> const& json, bool may_fall_back = false) {
    auto const rules = barem::compile(rules_text);
    EXPECT_TRUE(rules) << (rules ? "" : to_text(rules.error()));
    if (!rules) return {};
    return compare(*rules, read_records(*rules, json), may_fall_back);
}

}  // namespace barem::columnar::lower_harness
