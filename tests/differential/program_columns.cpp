// Random columns: what programs read.

#include "differential/program_maker.hpp"

#include <barem/value.hpp>

#include <algorithm>
#include <limits>

namespace differential {

namespace columnar = barem::columnar;
using columnar::storage;

void program_maker::domains() {
    auto& all = made_.program.domains;
    all.resize(3);
    all[1].parent = 0;
    all[1].path = {0};
    all[2].parent = 1;
    all[2].path = {0};
    for (auto& one : all) one.max_elements = 100;
    auto& rows = known_.rows;
    rows[0] = d_.of<std::size_t>({1, 2, 7, 63, 64, 65, 100, 130, 300});
    auto* columns = &made_.columns;
    for (index domain = 0; domain != 3; ++domain) {
        columns->rows = rows[domain];
        if (domain == 2) break;
        auto* const offsets = room<std::int32_t>(rows[domain] + 1);
        bool const dense = d_.one_in(3);
        for (std::size_t i = 0; i != rows[domain]; ++i) offsets[i + 1] = offsets[i] + (dense ? d_.between(1, 4) : d_.one_in(30) ? d_.between(5, 90) : d_.between(0, 3));
        rows[domain + 1] = static_cast<std::size_t>(offsets[rows[domain]]);
        known_.offsets[domain + 1].assign(offsets, offsets + rows[domain] + 1);
        columns->lists.resize(1);
        columns->lists[0].present = true;
        columns->lists[0].offsets = offsets;
        columns->lists[0].elements.resize(1);
        columns = &columns->lists[0].elements[0];
    }
}

/// A column of 128 bits is read with bounds of 64 bits.
static lane_bounds bounds_of_input(columnar::lane l) { return bounds_of(l == columnar::lane::i128 ? columnar::lane::i64 : l); }

std::vector<barem::int128> program_maker::input_values(lane l, std::size_t rows) {
    std::vector<int128> made;
    auto const ends = bounds_of_input(l);
    auto const manner = d_.below(4);                        // small, the ends, anything, dates
    for (std::size_t i = 0; i != rows; ++i) {
        int128 v = 0;
        if (l == lane::bits) v = d_.below(2);
        else if (l == lane::text) v = d_.below(made_.texts.size());
        else if (manner == 0) v = d_.between(l == lane::u8 ? 0 : -20, 30);
        else if (manner == 1) v = d_.one_in(2) ? ends.low + d_.between(0, 1) : ends.high - d_.between(0, 1);
        else if (manner == 2) v = ends.low + static_cast<int128>(d_.next()) % (ends.high - ends.low + 1);
        else v = d_.one_in(20) ? d_.of({barem::first_day, barem::last_day}) : d_.between(-30000, 30000);
        made.push_back(l == lane::text ? v : std::clamp(v, ends.low, ends.high));
    }
    return made;
}

/// The content in memory, as a caller has it.
columnar::column program_maker::stored(content const& c) {
    columnar::column made;
    auto const numbers = [&]<typename T>(T, storage s) {
        auto* const to = room<T>(c.values.size() + 1);
        for (std::size_t i = 0; i != c.values.size(); ++i) to[i] = static_cast<T>(c.values[i]);
        made.storage = s;
        made.data = to;
    };
    switch (c.lane) {
        case lane::u8: numbers(std::uint8_t{}, storage::u8); break;
        case lane::i16: numbers(std::int16_t{}, storage::i16); break;
        case lane::i32: numbers(std::int32_t{}, storage::i32); break;
        case lane::i64: numbers(std::int64_t{}, storage::i64); break;
        case lane::i128: numbers(int128{}, storage::i128); break;
        case lane::bits: {
            auto* const to = room<std::uint8_t>(c.values.size() / 8 + 1);
            for (std::size_t i = 0; i != c.values.size(); ++i) to[i / 8] = static_cast<std::uint8_t>(to[i / 8] | (c.values[i] != 0 ? 1U << i % 8 : 0U));
            made.storage = storage::bits;
            made.data = to;
            break;
        }
        case lane::text: {
            auto* const offsets = room<std::int32_t>(c.values.size() + 1);
            std::string all;
            for (std::size_t i = 0; i != c.values.size(); ++i) {
                all += made_.texts[static_cast<std::size_t>(c.values[i])];
                offsets[i + 1] = static_cast<std::int32_t>(all.size());
            }
            auto* const bytes = room<char>(all.size() + 1);
            std::ranges::copy(all, bytes);
            made.storage = storage::text;
            made.data = offsets;
            made.text_bytes = bytes;
        }
    }
    return made;
}

void program_maker::input(index domain) {
    auto* columns = &made_.columns;
    for (index i = 0; i != domain; ++i) columns = &columns->lists[0].elements[0];
    auto const l = d_.of({lane::bits, lane::u8, lane::i16, lane::i16, lane::i32, lane::i32, lane::i64, lane::i128, lane::text});
    content made{l, domain, input_values(l, known_.rows[domain])};
    columnar::input in;
    in.domain = domain;
    in.of = static_cast<index>(columns->values.size());
    in.value = static_cast<index>(known_.registers.size());
    auto const ends = bounds_of_input(l);
    in.low = static_cast<std::int64_t>(ends.low);
    in.high = static_cast<std::int64_t>(ends.high);
    stage().inputs.push_back(in);
    columns->values.push_back(stored(made));
    columns->values.back().within_bounds = d_.one_in(2);
    add_register(std::move(made));
}

}  // namespace differential
