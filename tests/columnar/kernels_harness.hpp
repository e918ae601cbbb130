#pragma once
// Columnar programs of one operation, run on columns whose memory ends where their rows end.

#include "columnar/evaluation.hpp"

#include <cstring>
#include <deque>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace barem::columnar::kernels_harness {


struct bounds { int128 low, high; };
inline bounds bounds_of(lane l) {
    switch (l) {
        case lane::bits: return {0, 1};
        case lane::u8: return {0, 255};
        case lane::i16: return {std::numeric_limits<std::int16_t>::min(), std::numeric_limits<std::int16_t>::max()};
        case lane::i32: return {std::numeric_limits<std::int32_t>::min(), std::numeric_limits<std::int32_t>::max()};
        case lane::i64: return {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
        default: { int128 const most = static_cast<int128>(~barem::uint128{0} >> 1); return {-most - 1, most}; }
    }
}
inline bool fits(lane l, int128 value) { return value >= bounds_of(l).low && value <= bounds_of(l).high; }
inline std::size_t bytes_of(lane l) { return l == lane::u8 ? 1 : l == lane::i16 ? 2 : l == lane::i32 ? 4 : l == lane::i64 ? 8 : 16; }
inline storage storage_of(lane l) {
    constexpr storage kinds[] = {storage::bits, storage::u8, storage::i16, storage::i32, storage::i64, storage::i128, storage::text};
    return kinds[static_cast<std::size_t>(l)];
}
inline std::vector<lane> const number_lanes = {lane::u8, lane::i16, lane::i32, lane::i64, lane::i128};

/// What a register of an input holds.
struct cells {
    columnar::lane lane = lane::bits;
    std::vector<int128> values;
    std::vector<std::string> texts;
    [[nodiscard]] std::size_t rows() const { return lane == lane::text ? texts.size() : values.size(); }
};

/// Values at and beside the lane's edges, around zero, and any others.
inline int128 any_value(lane l, std::mt19937_64& random) {
    auto const [low, high] = bounds_of(l);
    switch (random() % 8) {
        case 0: return low + static_cast<int128>(random() % (l == lane::bits ? 2 : 3));
        case 1: return high - static_cast<int128>(random() % (l == lane::bits ? 2 : 3));
        case 2: case 3: case 4: {
            auto const small = static_cast<int128>(random() % 21) - (low < 0 ? 10 : 0);
            return l == lane::bits ? static_cast<int128>(random() % 2) : small;
        }
        default: {
            auto const wide = static_cast<barem::uint128>(random()) << 64 | random();
            if (l == lane::i128) return static_cast<int128>(wide) >> (random() % 100);
            return low + static_cast<int128>(wide % static_cast<barem::uint128>(high - low + 1));
        }
    }
}

inline cells any_cells(lane l, std::size_t rows, std::mt19937_64& random) {
    cells made{l, {}, {}};
    static std::string const words[] = {"", "a", "ab", "green", "một hai", "a text that is longer than any short string"};
    for (std::size_t i = 0; i < rows; ++i) {
        if (l == lane::text) made.texts.push_back(words[random() % std::size(words)]);
        else made.values.push_back(any_value(l, random));
    }
    return made;
}

/// Columns over memory of their own, exactly as long as needed, from element `offset` on.
class column_memory {
public:
    column make(cells const& c, std::size_t offset) {
        column made;
        made.storage = storage_of(c.lane);
        made.offset = offset;
        made.within_bounds = true;
        if (c.lane == lane::bits) made.data = bits(c.values, offset);
        else if (c.lane == lane::text) texts(made, c, offset);
        else {
            std::size_t const width = bytes_of(c.lane);
            auto& bytes = allocate((offset + c.rows()) * width);
            for (std::size_t i = 0; i < c.rows(); ++i) std::memcpy(bytes.data() + (offset + i) * width, &c.values[i], width);
            made.data = bytes.data();
        }
        return made;
    }
    std::uint8_t const* bits(std::vector<int128> const& truths, std::size_t offset) {
        auto& bytes = allocate((offset + truths.size() + 7) / 8);
        for (std::size_t i = 0; i < truths.size(); ++i)
            if (truths[i] != 0) bytes[(offset + i) / 8] = static_cast<std::uint8_t>(bytes[(offset + i) / 8] | 1u << ((offset + i) % 8));
        return bytes.data();
    }
    std::vector<std::uint8_t>& allocate(std::size_t bytes) {
        blocks_.emplace_back(bytes);
        blocks_.back().shrink_to_fit();
        return blocks_.back();
    }
    std::deque<std::vector<std::int32_t>> offsets;

private:
    void texts(column& made, cells const& c, std::size_t offset) {
        std::string all;
        auto& ends = offsets.emplace_back(offset + 1, 0);
        for (auto const& t : c.texts) {
            all += t;
            ends.push_back(static_cast<std::int32_t>(all.size()));
        }
        auto& bytes = allocate(all.size());
        if (!all.empty()) std::memcpy(bytes.data(), all.data(), all.size());
        made.data = ends.data();
        made.text_bytes = reinterpret_cast<char const*>(bytes.data());
    }
    std::deque<std::vector<std::uint8_t>> blocks_;
};

/// One operation on the records, or on the elements of the one list that they have.
struct trial {
    instruction of;                             ///< registers are filled in
    lane result = lane::bits;
    std::vector<cells> operands;                ///< a, b, c; one without rows is missing
    std::vector<int128> constants;
    std::vector<lookup> lookups;
    std::vector<std::string> texts;
    bool over_elements = false;                 ///< operands are of the elements
    std::vector<std::int32_t> offsets;          ///< of the list; empty: there is none
    std::vector<std::int32_t> inner;            ///< of a list in the elements, which operands are of then; empty: there is none
};

struct way { std::string set; std::size_t batch = 1024, offset = 0; };

inline cells read(result_column const& from, std::size_t rows) {
    cells made{from.lane, {}, {}};
    for (std::size_t i = 0; i < rows; ++i) {
        if (from.lane == lane::text) made.texts.emplace_back(static_cast<std::string_view const*>(from.data)[i]);
        else if (from.lane == lane::bits) made.values.push_back(static_cast<std::uint8_t const*>(from.data)[i / 8] >> (i % 8) & 1);
        else {
            int128 value = 0;
            auto const* const at = static_cast<char const*>(from.data) + i * bytes_of(from.lane);
            std::memcpy(&value, at, bytes_of(from.lane));
            switch (from.lane) {
                case lane::i16: value = static_cast<std::int16_t>(value); break;
                case lane::i32: value = static_cast<std::int32_t>(value); break;
                case lane::i64: value = static_cast<std::int64_t>(value); break;
                default: break;
            }
            made.values.push_back(value);
        }
    }
    return made;
}

inline void append(cells& to, cells const& more) {
    to.lane = more.lane;
    to.values.insert(to.values.end(), more.values.begin(), more.values.end());
    to.texts.insert(to.texts.end(), more.texts.begin(), more.texts.end());
}

/// A program with the trial's operands as inputs: its first instruction is the trial's, others may be added before it is run.
struct prepared_trial {
    columnar_program program;
    record_columns records;
    index result = none;

    prepared_trial(trial const& t, std::size_t rows, std::size_t offset, column_memory& memory) {
        auto& s = program.stages.emplace_back();
        program.domains.push_back({none, {}, 0, 0, true});
        records.rows = rows;
        record_columns* holder = &records;
        instruction i = t.of;
        index elements = 0;
        for (auto const* offsets : {&t.offsets, &t.inner}) {
            if (offsets->empty()) continue;
            program.domains.push_back({elements, {0}, 1, 1'000'000, true});
            ++elements;
            auto& list = (t.over_elements ? *holder : records).lists.emplace_back();
            list.present = true;
            list.offsets = memory.offsets.emplace_back(*offsets).data();
            list.elements.emplace_back().rows = static_cast<std::size_t>(offsets->back());
            if (t.over_elements) holder = &list.elements.front();
        }
        if (i.elements != none) i.elements = elements;
        index* const places[] = {&i.a, &i.b, &i.c};
        for (std::size_t o = 0; o < t.operands.size(); ++o)
            if (t.operands[o].lane != lane::text || !t.operands[o].texts.empty() || holder->rows == 0)
                *places[o] = add_input(t.operands[o], *holder, t.over_elements ? elements : 0, offset, memory);
        s.registers.push_back({t.result, i.domain});
        result = i.result = static_cast<index>(s.registers.size() - 1);
        if (!t.constants.empty()) i.constants = 0;
        if (!t.lookups.empty()) i.table = 0;
        s.constants = t.constants;
        s.lookups = t.lookups;
        s.texts = t.texts;
        s.instructions.push_back(i);
    }

    index add_input(cells const& c, record_columns& holder, index domain, std::size_t offset, column_memory& memory) {
        auto& s = program.stages.front();
        s.registers.push_back({c.lane, domain});
        input in;
        in.domain = domain;
        in.of = static_cast<index>(holder.values.size());
        in.value = static_cast<index>(s.registers.size() - 1);
        s.inputs.push_back(in);
        holder.values.push_back(memory.make(c, offset));
        return in.value;
    }

    cells run(index reg, way const& w) {
        program.stages.front().yields.push_back({});
        program.stages.front().yields.back().value = reg;
        evaluation e(program, {w.batch, w.set});
        cells all;
        for (std::size_t first = 0; first < records.rows;) {
            std::size_t const taken = e.run(records, first, records.rows - first);
            if (e.fallback() != nullptr) throw std::runtime_error("falls back");
            append(all, read(e.results()[0], taken));
            first += taken;
        }
        return all;
    }
};

inline cells run(trial const& t, std::size_t rows, way const& w) {
    column_memory memory;
    prepared_trial p(t, rows, w.offset, memory);
    return p.run(p.result, w);
}

/// Every instruction set, with numbers of rows around the sizes of vectors and batches that divide them or do not.
template <typename Each>
void in_every_way(Each each) {
    struct shape { std::size_t rows, batch, offset; };
    static shape const shapes[] = {{1, 1024, 0}, {63, 64, 1}, {64, 64, 0}, {65, 64, 3}, {127, 1, 0}, {128, 4096, 8}, {300, 100, 5}, {1030, 1024, 64}};
    for (auto const& set : instruction_sets())
        for (auto const& s : shapes) each(s.rows, way{set, s.batch, s.offset});
}

}  // namespace barem::columnar::kernels_harness
