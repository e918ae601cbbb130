#include "batch/row_block.hpp"

#include <algorithm>
#include <cstring>

namespace barem::batch {

using columnar::lane;

// ── columns ─────────────────────────────────────────────────────────────────────────────────────────────────────

std::size_t width_of(lane l) {
    switch (l) {
        case lane::bits:
        case lane::text: return 0;
        case lane::u8: return 1;
        case lane::i16: return 2;
        case lane::i32: return 4;
        case lane::i64: return 8;
        case lane::i128: return 16;
    }
    return 0;
}

int128 integer_of(lane l, void const* data, std::size_t row) { return l == lane::bits ? int128(io::bit_at(data, row)) : io::count_at(l, data, row); }

kept_columns::kept_columns(columnar::stage const& stage, std::function<bool(columnar::yield const&)> const& leave_out) {
    for (index y = 0; y != stage.yields.size(); ++y) {
        columnar::yield const& yield = stage.yields[y];
        if (leave_out(yield)) {
            of_yield.push_back(none);
            continue;
        }
        column made{yield.value, yield.given, yield.divisor, stage.registers[yield.value].lane, lane::i64, yield.denominator, y};
        if (yield.divisor != none) made.divisor_lane = stage.registers[yield.divisor].lane;
        auto const same = [&](column const& c) {
            return c.value == made.value && c.given == made.given && c.divisor == made.divisor && c.denominator == made.denominator;
        };
        auto const found = std::ranges::find_if(columns, same);
        of_yield.push_back(static_cast<index>(found - columns.begin()));
        if (found == columns.end()) columns.push_back(made);
    }
}

// ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────

namespace {

template <typename T>
std::span<T const> as(std::span<std::byte const> bytes) {
    return {reinterpret_cast<T const*>(bytes.data()), bytes.size() / sizeof(T)};
}

}  // namespace

block_view::block_view(kept_columns const& kept, std::span<std::byte const> block) : kept_(kept), block_(block) {
    std::memcpy(&head_, block.data(), sizeof head_);
    std::size_t const first = kept.columns.size() * 3;
    ends_ = {reinterpret_cast<std::uint64_t const*>(block.data() + sizeof head_), first + fixed_sections + 1};
    id_ends_ = as<std::uint32_t>(part(first + id_ends_part));
    auto const id_bytes = part(first + ids_part);
    ids_ = {reinterpret_cast<char const*>(id_bytes.data()), id_bytes.size()};
    lines_ = as<std::uint32_t>(part(first + lines_part));
    places_ = as<std::uint32_t>(part(first + places_part));
    other_ = as<std::uint8_t>(part(first + other_rows_part));
    other_ends_ = as<std::uint32_t>(part(first + other_ends_part));
    other_bytes_ = part(first + other_bytes_part);
    records_ = part(first + records_part);
}

/// Sections begin at multiples of 16; their exact sizes are kept, their beginnings follow from those.
std::span<std::byte const> block_view::part(std::size_t number) const {
    auto const from = (ends_[number] + 15) / 16 * 16;
    return block_.subspan(from, ends_[number + 1] - from);
}

columnar::result_column block_view::column(index kept) const {
    auto const& c = kept_.columns[kept];
    columnar::result_column made;
    made.lane = c.lane;
    made.denominator = c.denominator;
    made.divisor_lane = c.divisor_lane;
    made.data = part(kept * 3).data();
    if (c.given != none) made.given = reinterpret_cast<std::uint8_t const*>(part(kept * 3 + 1).data());
    if (c.divisor != none) made.divisor = part(kept * 3 + 2).data();
    return made;
}

std::vector<std::string_view> block_view::texts(index kept) const {
    auto const ends = as<std::uint32_t>(part(kept * 3));
    auto const bytes = part(kept * 3 + 2);
    std::string_view const all(reinterpret_cast<char const*>(bytes.data()), bytes.size());
    std::vector<std::string_view> made(head_.column_rows);
    for (std::size_t r = 0; r != made.size(); ++r) made[r] = all.substr(ends[r], ends[r + 1] - ends[r]);
    return made;
}

// ── making ──────────────────────────────────────────────────────────────────────────────────────────────────────

namespace {

void append(bytes& to, void const* from, std::size_t size) {
    auto const* first = static_cast<std::byte const*>(from);
    to.insert(to.end(), first, first + size);
}

/// `from`: null for ones everywhere.
void append_bits(bytes& to, std::size_t have, std::uint8_t const* from, std::size_t rows) {
    to.resize((have + rows + 7) / 8);
    if (have % 8 == 0 && from != nullptr) {
        std::memcpy(to.data() + have / 8, from, (rows + 7) / 8);
        return;
    }
    for (std::size_t r = 0; r != rows; ++r) {
        auto const bit = static_cast<std::byte>(1u << ((have + r) % 8));
        if (from == nullptr || io::bit_at(from, r)) to[(have + r) / 8] |= bit;
        else to[(have + r) / 8] &= ~bit;
    }
}

}  // namespace

void block_builder::add_columns(std::span<columnar::result_column const> results, std::size_t rows) {
    for (std::size_t i = 0; i != columns_.size(); ++i) {
        auto const& kept = kept_->columns[i];
        auto const& from = results[kept.yield];
        column& to = columns_[i];
        if (kept.lane == lane::bits) {
            append_bits(to.values, column_rows_, static_cast<std::uint8_t const*>(from.data), rows);
        } else if (kept.lane == lane::text) {
            auto const* texts = static_cast<std::string_view const*>(from.data);
            if (to.text_ends.empty()) to.text_ends.push_back(0);
            for (std::size_t r = 0; r != rows; ++r) {
                bool const is_given = from.given == nullptr || io::bit_at(from.given, r);
                if (is_given) append(to.divisors, texts[r].data(), texts[r].size());
                to.text_ends.push_back(static_cast<std::uint32_t>(to.divisors.size()));
            }
        } else {
            append(to.values, from.data, rows * width_of(kept.lane));
        }
        if (kept.given != none) append_bits(to.given, column_rows_, from.given, rows);
        if (kept.divisor != none) append(to.divisors, from.divisor, rows * width_of(kept.divisor_lane));
    }
    column_rows_ += static_cast<std::uint32_t>(rows);
}

void block_builder::skip_columns(std::size_t rows) {
    column_rows_ += static_cast<std::uint32_t>(rows);
    for (std::size_t i = 0; i != columns_.size(); ++i) {
        auto const& kept = kept_->columns[i];
        column& to = columns_[i];
        if (kept.lane == lane::text) to.text_ends.resize(column_rows_ + 1, to.text_ends.empty() ? 0 : to.text_ends.back());
        else to.values.resize(kept.lane == lane::bits ? (column_rows_ + 7) / 8 : column_rows_ * width_of(kept.lane));
        if (kept.given != none) to.given.resize((column_rows_ + 7) / 8);
        if (kept.divisor != none) to.divisors.resize(column_rows_ * width_of(kept.divisor_lane));
    }
}

void block_builder::add_row(std::string_view id, std::uint64_t line, std::uint32_t at, bool other) {
    append(ids_, id.data(), id.size());
    id_ends_.push_back(static_cast<std::uint32_t>(ids_.size()));
    lines_.push_back(line);
    places_.push_back(at);
    other_.push_back(other);
}

void block_builder::add_row(std::string_view id, std::uint64_t line, std::uint32_t at) { add_row(id, line, at, false); }

void block_builder::add_other(std::string_view id, std::uint64_t line, std::span<std::byte const> coded) {
    add_row(id, line, others_++, true);
    append(other_bytes_, coded.data(), coded.size());
    other_ends_.push_back(static_cast<std::uint32_t>(other_bytes_.size()));
}

bytes block_builder::finish() {
    block_view::header head{rows(), column_rows_, others_, 0, lines_.empty() ? 0 : *std::ranges::min_element(lines_)};
    std::vector<std::uint32_t> lines;
    lines.reserve(lines_.size());
    bool consecutive = true, plain = others_ == 0;
    for (std::size_t r = 0; r != places_.size(); ++r) {
        lines.push_back(static_cast<std::uint32_t>(lines_[r] - head.first_line));
        consecutive = consecutive && lines_[r] == lines_[0] + r;
        plain = plain && places_[r] == r;
    }
    if (consecutive || ids_.empty()) lines.clear();     // without ids, the rows stand beside another block's
    if (ids_.empty()) id_ends_.clear();
    if (plain) places_.clear();
    bytes others((other_.size() + 7) / 8);
    for (std::size_t r = 0; r != other_.size(); ++r)
        if (other_[r]) others[r / 8] |= static_cast<std::byte>(1u << (r % 8));
    if (others_ == 0) others.clear();

    std::size_t const sections = columns_.size() * 3 + block_view::fixed_sections;
    bytes made(sizeof head + (sections + 1) * sizeof(std::uint64_t));
    std::size_t room = made.size() + sections * 16 + id_ends_.size() * 4 + ids_.size() + lines.size() * 4 + places_.size() * 4 + others.size() +
                       other_ends_.size() * 4 + other_bytes_.size() + records_.size();
    for (column const& c : columns_) room += c.text_ends.size() * 4 + c.values.size() + c.given.size() + c.divisors.size();
    made.reserve(room);                                 // the block stays as it is made: no more memory than it needs
    std::vector<std::uint64_t> ends{made.size()};
    auto const add = [&](void const* from, std::size_t size) {
        made.resize((made.size() + 15) / 16 * 16);
        append(made, from, size);
        ends.push_back(made.size());
    };
    auto const add_all = [&](auto const& from) { add(from.data(), from.size() * sizeof(from[0])); };
    for (std::size_t i = 0; i != columns_.size(); ++i) {
        if (kept_->columns[i].lane == lane::text) add_all(columns_[i].text_ends);
        else add_all(columns_[i].values);
        add_all(columns_[i].given);
        add_all(columns_[i].divisors);
    }
    add_all(id_ends_), add_all(ids_), add_all(lines), add_all(places_), add_all(others), add_all(other_ends_), add_all(other_bytes_), add_all(records_);
    std::memcpy(made.data(), &head, sizeof head);
    std::memcpy(made.data() + sizeof head, ends.data(), ends.size() * sizeof ends[0]);
    *this = block_builder(*kept_);
    return made;
}

}  // namespace barem::batch
