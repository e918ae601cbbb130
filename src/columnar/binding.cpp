#include "columnar/binding.hpp"

#include <cstring>
#include <stdexcept>
#include <string_view>

namespace barem::columnar {

namespace {

using kernels::block;
using kernels::padded;

storage storage_of(lane l) {
    switch (l) {
        case lane::bits: return storage::bits;
        case lane::u8: return storage::u8;
        case lane::i16: return storage::i16;
        case lane::i32: return storage::i32;
        case lane::i64: return storage::i64;
        case lane::i128: return storage::i128;
        case lane::text: return storage::text;
    }
    return storage::none;
}

std::size_t bytes_of(storage s) {
    switch (s) {
        case storage::u16: case storage::i16: return 2;
        case storage::u32: case storage::i32: return 4;
        case storage::u64: case storage::i64: return 8;
        case storage::i128: return 16;
        default: return 1;
    }
}

/// 64 bits from any bit on, of which `count` may be read; the others are 0.
std::uint64_t bits_from(std::uint8_t const* bits, std::size_t at, std::size_t count) {
    count = count < 64 ? count : 64;
    std::size_t const shift = at % 8, bytes = (shift + count + 7) / 8;
    std::uint64_t low = 0;
    std::memcpy(&low, bits + at / 8, bytes < 8 ? bytes : 8);
    low >>= shift;
    if (bytes > 8) low |= static_cast<std::uint64_t>(bits[at / 8 + 8]) << (64 - shift);
    return count == 64 ? low : low & ((std::uint64_t{1} << count) - 1);
}

void copy_bits(std::uint8_t const* bits, std::size_t at, std::size_t rows, void* to) {
    for (std::size_t i = 0; i < rows; i += 64) {
        std::uint64_t const word = bits_from(bits, at + i, rows - i);
        std::memcpy(static_cast<char*>(to) + i / 8, &word, 8);
    }
}

/// 10^places; beyond 18 nothing is asked for.
std::int64_t power_of_ten(unsigned places) {
    std::int64_t power = 1;
    for (unsigned i = 0; i < places && i < 18; ++i) power *= 10;
    return power;
}

}  // namespace

binding::binding(stage const& s, kernels::instruction_set const& set) : stage_(&s), set_(set), ways_(s.registers.size()) {}

binding::ways const& binding::ways_of(index reg, columnar::storage from) {
    ways& w = ways_[reg];
    if (w.from == from) return w;
    lane const l = stage_->registers[reg].lane;
    w = {from, kernels::loading(set_, from, l), from == storage_of(l) ? kernels::checking(set_, l) : nullptr};
    if (w.load == nullptr) throw std::invalid_argument("a column of this storage cannot fill a register of lane " + std::string(name_of(l)));
    return w;
}

void* binding::own(index reg, batch const& b) const {
    void* const memory = b.registers->memory(reg);
    (*b.pointers)[reg] = memory;
    return memory;
}

void binding::bind(batch_domains const& domains, register_file const& registers, std::vector<void const*>& pointers, fallback_rows& fallback) {
    batch const b{&domains, &registers, &pointers, &fallback};
    for (auto const& in : stage_->inputs) {
        auto const& rows = domains[in.domain];
        if (void const* const there = readable_there(in, rows)) {
            pointers[in.value] = there;
            continue;
        }
        given_.clear();
        auto const* const holder = follow_singles(rows.columns, in.path.data(), in.path.data() + in.path.size(), [&](list_column const& single) {
            if (single.given != nullptr) given_.push_back({single.given, single.given_offset + rows.first});
        });
        bool const field = in.from == input::source::field;
        column const* const from = holder != nullptr && field && in.of < holder->values.size() ? &holder->values[in.of] : nullptr;
        bool const there = holder != nullptr && (!field || (from != nullptr && !from->empty()));
        source s{from, in.domain, rows.first, rows.rows, holder != nullptr ? holder->rows - rows.first : 0};
        if (field && there && from->given != nullptr) given_.push_back({from->given, from->offset + rows.first});
        bind_given(in, s, there, b);
        bind_value(in, s, there && field, b);
    }
}

/// Where the values of an input stand, when they can be read there and nothing is to be checked: the usual case, made short. Else null.
void const* binding::readable_there(input const& in, batch_domains::rows_of const& rows) const {
    if (in.from != input::source::field || !in.path.empty() || in.given != none || in.value == none || rows.columns == nullptr) return nullptr;
    if (in.of >= rows.columns->values.size()) return nullptr;
    column const& from = rows.columns->values[in.of];
    lane const l = stage_->registers[in.value].lane;
    bool const as_is = from.storage == storage_of(l) && from.within_bounds && from.given == nullptr && from.places == in.places && l != lane::text;
    if (!as_is || rows.rows == 0 || rows.columns->rows - rows.first < padded(rows.rows)) return nullptr;
    std::size_t const at = from.offset + rows.first;
    auto const* const data = static_cast<std::uint8_t const*>(from.data);
    if (l == lane::bits) return at % 8 == 0 ? data + at / 8 : nullptr;
    std::size_t const width = bytes_of(from.storage);
    auto const* const first = data + at * width;
    return reinterpret_cast<std::uintptr_t>(first) % width == 0 ? first : nullptr;
}

void binding::bind(std::vector<column> const& columns, std::vector<column> const& divisors, batch_domains const& domains,
                   register_file const& registers, std::vector<void const*>& pointers, fallback_rows& fallback) {
    batch const b{&domains, &registers, &pointers, &fallback};
    for (std::size_t i = 0; i < stage_->inputs.size(); ++i) {
        auto const& in = stage_->inputs[i];
        auto const& rows = domains[0];
        column const* const from = i < columns.size() ? &columns[i] : nullptr;
        bool const there = from != nullptr && !from->empty();
        source s{from, 0, rows.first, rows.rows, rows.rows};
        given_.clear();
        if (there && from->given != nullptr) given_.push_back({from->given, from->offset + rows.first});
        bind_given(in, s, there, b);
        bind_value(in, s, there, b);
        if (in.dividing == none) continue;
        source d = s;
        d.from = i < divisors.size() ? &divisors[i] : nullptr;
        if (d.from != nullptr && !d.from->empty()) bind_register(in.dividing, d, d.from->places, 1, 0, false, b);
        else fall_back(d, std::vector<std::uint64_t>(padded(d.rows) / 64, ~std::uint64_t{0}).data(), b);
    }
}

/// Works out which rows are missing, and binds the register that says it; without one such rows fall back.
void binding::bind_given(input const& in, source const& s, bool there, batch const& b) {
    all_given_ = there && given_.empty();
    if (all_given_ && in.given == none) return;
    missing_.assign(padded(s.rows) / 64, there ? 0 : ~std::uint64_t{0});
    for (std::size_t i = 0; i < missing_.size(); ++i)
        for (auto const& g : given_) missing_[i] |= ~bits_from(g.bits, g.offset + i * 64, s.rows - i * 64);
    if (in.given == none) {
        fall_back(s, missing_.data(), b);
        return;
    }
    void* const to = own(in.given, b);
    for (std::size_t i = 0; i < missing_.size(); ++i) {
        std::uint64_t const word = ~missing_[i];
        std::memcpy(static_cast<char*>(to) + i * 8, &word, 8);
    }
}

void binding::bind_value(input const& in, source const& s, bool has_value, batch const& b) {
    if (in.value == none) return;
    if (has_value) {
        bind_register(in.value, s, in.places, in.low, in.high, true, b);
        return;
    }
    // Nobody looks at these values, but texts of an earlier batch must not linger.
    std::size_t const bits = bits_of(stage_->registers[in.value].lane);
    std::memset(own(in.value, b), 0, padded(s.rows) * bits / 8);
}

void binding::bind_register(index reg, source const& s, std::uint8_t places, int128 low, int128 high, bool ranged, batch const& b) {
    lane const l = stage_->registers[reg].lane;
    column const& from = *s.from;
    std::size_t const at = from.offset + s.first;
    auto const* const data = static_cast<std::uint8_t const*>(from.data);
    bool const whole = s.rows > 0 && s.readable >= padded(s.rows);
    if (l == lane::text && from.storage == storage::text) {
        auto const* const offsets = static_cast<std::int32_t const*>(from.data) + at;
        auto* const texts = static_cast<std::string_view*>(own(reg, b));
        for (std::size_t i = 0; i < s.rows; ++i) texts[i] = {from.text_bytes + offsets[i], static_cast<std::size_t>(offsets[i + 1] - offsets[i])};
        return;
    }
    if (l == lane::text && from.storage == storage::text64) {
        auto const* const offsets = static_cast<std::int64_t const*>(from.data) + at;
        auto* const texts = static_cast<std::string_view*>(own(reg, b));
        for (std::size_t i = 0; i < s.rows; ++i) texts[i] = {from.text_bytes + offsets[i], static_cast<std::size_t>(offsets[i + 1] - offsets[i])};
        return;
    }
    if (l == lane::text && from.storage == storage::views) {
        std::memcpy(own(reg, b), static_cast<std::string_view const*>(from.data) + at, s.rows * sizeof(std::string_view));
        return;
    }
    if (l == lane::bits && from.storage == storage::bits) {
        if (whole && at % 8 == 0) (*b.pointers)[reg] = data + at / 8;
        else copy_bits(data, at, s.rows, own(reg, b));
        return;
    }
    std::size_t const width = bytes_of(from.storage);
    void const* const first = data + at * width;
    bool const trusted = from.within_bounds || !ranged;
    bool const same = from.storage == storage_of(l) && from.places == places;
    bool const in_place = same && whole && reinterpret_cast<std::uintptr_t>(first) % width == 0;
    if (in_place && trusted) {
        (*b.pointers)[reg] = first;
        return;
    }
    ways const& way = ways_of(reg, from.storage);
    if (outside_.size() < padded(s.rows) / 64) outside_.resize(padded(s.rows) / 64);
    kernels::load_operands o{nullptr, first, s.rows, !trusted, low, high, 1, 1, outside_.data()};
    if (in_place && way.check != nullptr) {
        (*b.pointers)[reg] = first;
        if (!way.check(o)) return;
    } else {
        o.result = own(reg, b);
        if (l != lane::bits && places > from.places) o.times = power_of_ten(places - from.places);
        if (l != lane::bits && places < from.places) o.over = power_of_ten(from.places - places);
        if (!way.load(o)) return;
    }
    for (std::size_t i = 0; !all_given_ && i < missing_.size(); ++i) outside_[i] &= ~missing_[i];     // what is not given is not out of bounds
    fall_back(s, outside_.data(), b);
}

/// Rows of the source's domain fall back: their records do.
void binding::fall_back(source const& s, std::uint64_t const* rows, batch const& b) const {
    if (s.domain == 0) {
        b.fallback->set_words(rows, s.rows);
        return;
    }
    for (std::size_t i = 0; i < s.rows; i += 64) {
        std::size_t const left = s.rows - i;
        std::uint64_t word = left >= 64 ? rows[i / 64] : rows[i / 64] & ((std::uint64_t{1} << left) - 1);
        for (; word != 0; word &= word - 1)
            b.fallback->set(b.domains->record_above(s.domain, i + static_cast<std::size_t>(__builtin_ctzll(word))));
    }
}

}  // namespace barem::columnar
