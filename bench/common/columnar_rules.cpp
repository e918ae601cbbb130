#include "common/columnar_rules.hpp"

#include "api/implementation.hpp"
#include "columnar/lower.hpp"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>

namespace barem_bench {

using namespace barem;

struct columnar_rules::implementation {
    explicit implementation(ruleset r)
        : rules(std::move(r)), program(columnar::lower(*rules.inner().compiled, rules.inner().parameters, rules.inner().limits)) {
        if (!program.usable()) return;
        for (index i = 0; i < program.stages[0].yields.size(); ++i)
            if (program.stages[0].yields[i].purpose == columnar::yield::purpose::output) outputs.push_back(i);
    }
    using index = columnar::index;
    ruleset rules;
    columnar::columnar_program program;
    std::vector<index> outputs;                     // yields of the first stage
    std::vector<columnar::evaluation> threads;      // kept: nothing is allocated after the first run
};

columnar_rules::columnar_rules(ruleset rules) : inner_(std::make_shared<implementation>(std::move(rules))) {}

std::string const& columnar_rules::refused() const { return inner_->program.refused; }

std::size_t columnar_rules::operations() const { return inner_->program.usable() ? inner_->program.stages[0].instructions.size() : 0; }

namespace {

using columnar::lane;

std::size_t bytes_of(lane l) {
    switch (l) {
        case lane::u8: return 1;
        case lane::i16: return 2;
        case lane::i32: return 4;
        case lane::i64: return 8;
        case lane::i128: return 16;
        default: return 1;      // bits: kept as bytes
    }
}

bool bit(std::uint8_t const* bits, std::size_t i) { return (bits[i / 8] >> (i % 8) & 1) != 0; }

void take(lane l, void const* from, std::size_t rows, std::vector<std::byte>& to, std::size_t first) {
    if (l == lane::bits) {
        for (std::size_t i = 0; i < rows; ++i) to[first + i] = std::byte{bit(static_cast<std::uint8_t const*>(from), i)};
        return;
    }
    auto const width = bytes_of(l);
    std::memcpy(to.data() + first * width, from, rows * width);
}

std::int64_t get(lane l, std::vector<std::byte> const& from, std::size_t row) {
    auto const as = [&]<typename T>(T value) {
        std::memcpy(&value, from.data() + row * sizeof value, sizeof value);
        return static_cast<std::int64_t>(value);
    };
    switch (l) {
        case lane::i16: return as(std::int16_t{});
        case lane::i32: return as(std::int32_t{});
        case lane::i64: return as(std::int64_t{});
        case lane::i128: { int128 v; std::memcpy(&v, from.data() + row * sizeof v, sizeof v); return static_cast<std::int64_t>(v); }
        default: return as(std::uint8_t{});
    }
}

}  // namespace

columnar_rules::results::fraction columnar_rules::results::at(std::size_t output, std::size_t row) const {
    auto const& from = outputs_[output];
    if (!from.given.empty() && from.given[row] == 0) return {0, 0};
    auto const divisor = from.divisor.empty() ? 1 : get(from.divisor_lane, from.divisor, row);
    return {get(from.lane, from.data, row), from.denominator * divisor};
}

void columnar_rules::run(columnar::record_columns const& records, unsigned threads, results& outputs) {
    auto const& chosen = inner_->outputs;
    auto& states = inner_->threads;
    while (states.size() < threads) states.emplace_back(inner_->program);
    if (outputs.outputs_.empty()) {
        auto const& stage = inner_->program.stages[0];
        for (auto const i : chosen) {
            auto const& yield = stage.yields[i];
            auto& made = outputs.outputs_.emplace_back();
            made.lane = stage.registers[yield.value].lane;
            made.denominator = yield.denominator;
            made.data.resize(records.rows * bytes_of(made.lane));
            if (yield.given != columnar::none) made.given.resize(records.rows);
            if (yield.divisor == columnar::none) continue;
            made.divisor_lane = stage.registers[yield.divisor].lane;
            made.divisor.resize(records.rows * bytes_of(made.divisor_lane));
        }
    }
    std::atomic<bool> fell_back = false;
    auto const part = [&](unsigned t) {
        auto const end = records.rows * (t + 1) / threads;
        for (auto first = records.rows * t / threads; first < end;) {
            auto const rows = states[t].run(records, first, end - first);
            auto const yielded = states[t].results();
            for (std::size_t o = 0; o < chosen.size(); ++o) {
                auto const& from = yielded[chosen[o]];
                auto& to = outputs.outputs_[o];
                take(to.lane, from.data, rows, to.data, first);
                if (from.divisor) take(to.divisor_lane, from.divisor, rows, to.divisor, first);
                if (from.given)
                    for (std::size_t i = 0; i < rows; ++i) to.given[first + i] = bit(from.given, i);
            }
            if (auto const* fallback = states[t].fallback()) {
                bool any = (fallback[rows / 8] & ((1u << rows % 8) - 1)) != 0;
                for (std::size_t i = 0; i < rows / 8; ++i) any |= fallback[i] != 0;
                if (any) fell_back = true;
            }
            first += rows;
        }
    };
    {
        std::vector<std::jthread> others;
        for (unsigned t = 1; t < threads; ++t) others.emplace_back(part, t);
        part(0);
    }
    outputs.fell_back_ = fell_back;
}

column_set::column_set(roster_shape const& shape, std::size_t record, std::size_t rows) : shape_(&shape.records[record]) {
    view_.rows = rows;
    view_.values.resize(shape_->values);
    view_.lists.resize(shape_->lists);
}

namespace {
field_shape const& field_of(record_shape const& shape, std::string_view name) {
    if (auto const* found = shape.find(name)) return *found;
    std::fprintf(stderr, "the rule set has no field %.*s\n", static_cast<int>(name.size()), name.data());
    std::exit(1);
}
}  // namespace

void column_set::add(std::string_view field, columnar::storage storage, void const* data, std::uint8_t places, std::uint8_t const* given) {
    auto& made = view_.values[field_of(*shape_, field).slot];
    made.storage = storage;
    made.data = data;
    made.places = places;
    made.given = given;
    made.within_bounds = vouched_;
}

void column_set::packed_truths(std::string_view field, std::uint8_t const* data, std::uint8_t const* given) {
    add(field, columnar::storage::bits, data, 0, given);
}

void column_set::truths(std::string_view field, std::uint8_t const* data, std::uint8_t const* given) {
    add(field, columnar::storage::bytes, data, 0, given);
}

void column_set::texts(std::string_view field, std::int32_t const* offsets, char const* bytes) {
    auto& made = view_.values[field_of(*shape_, field).slot];
    made.storage = columnar::storage::text;
    made.data = offsets;
    made.text_bytes = bytes;
}

void column_set::list(std::string_view field, std::int32_t const* offsets, column_set const& elements) {
    auto& made = view_.lists[field_of(*shape_, field).slot];
    made.present = true;
    made.offsets = offsets;
    made.elements = {elements.view()};
}

void column_set::single(std::string_view field, column_set const& record) {
    auto& made = view_.lists[field_of(*shape_, field).slot];
    made.present = true;
    made.elements = {record.view()};
}

}  // namespace barem_bench
