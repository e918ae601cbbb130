#include "batch/bound_outputs.hpp"

#include "batch/result_values.hpp"
#include "batch/row_block.hpp"
#include "io/expectation.hpp"
#include "number/to_int128.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace barem::batch {

namespace {

using output_form = output_view::form;
using program::type_kind;

bool bit_of(std::uint8_t const* bits, std::size_t at) { return (bits[at / 8] >> (at % 8) & 1) != 0; }

void set_bit(std::uint8_t* bits, std::size_t at, bool on) {
    auto const mask = static_cast<std::uint8_t>(1U << at % 8);
    bits[at / 8] = static_cast<std::uint8_t>(on ? bits[at / 8] | mask : bits[at / 8] & ~mask);
}

bool is_count(output_form f) { return (f >= output_form::u8 && f <= output_form::i64) || f == output_form::i128; }

/// The forms that a type is written in, in words; empty when this is one of them.
std::string wanted_instead(program::type const& type, output_form f) {
    switch (type.kind) {
        case type_kind::truth: return f == output_form::bits || f == output_form::bytes ? "" : "truths";
        case type_kind::number: return is_count(f) || f == output_form::exact ? "" : "counts or fractions";
        case type_kind::text: return f == output_form::text ? "" : "texts";
        default: return is_count(f) || f == output_form::text ? "" : "counts or texts";
    }
}

std::string in_words(output_form f) {
    if (is_count(f)) return "counts";
    return f == output_form::exact ? "fractions" : f == output_form::text ? "texts" : f == output_form::none ? "nothing" : "truths";
}

issue refusal(std::string_view output, std::string expected, std::string found) {
    issue made;
    made.path = output;
    made.expected = std::move(expected);
    made.found = std::move(found);
    made.message = fmt::format("{}: expected {}, found {}", made.path, made.expected, made.found);
    return made;
}

/// `f(pointer of the right type)`.
template <typename F>
auto with_counts(output_view const& to, F f) {
    switch (to.kind) {
        case output_form::u8: return f(static_cast<std::uint8_t*>(to.data));
        case output_form::i8: return f(static_cast<std::int8_t*>(to.data));
        case output_form::u16: return f(static_cast<std::uint16_t*>(to.data));
        case output_form::i16: return f(static_cast<std::int16_t*>(to.data));
        case output_form::u32: return f(static_cast<std::uint32_t*>(to.data));
        case output_form::i32: return f(static_cast<std::int32_t*>(to.data));
        case output_form::u64: return f(static_cast<std::uint64_t*>(to.data));
        case output_form::i128: return f(static_cast<int128*>(to.data));
        default: return f(static_cast<std::int64_t*>(to.data));
    }
}

template <typename F>
void with_lane(columnar::lane l, void const* data, F f) {
    switch (l) {
        case columnar::lane::u8: return f(static_cast<std::uint8_t const*>(data));
        case columnar::lane::i16: return f(static_cast<std::int16_t const*>(data));
        case columnar::lane::i32: return f(static_cast<std::int32_t const*>(data));
        default: return f(static_cast<std::int64_t const*>(data));
    }
}

template <typename T, typename Count>
bool holds(Count n) {
    if constexpr (sizeof(T) == sizeof(int128)) return true;
    else if constexpr (sizeof(Count) == sizeof(int128)) return n >= std::numeric_limits<T>::min() && n <= std::numeric_limits<T>::max();
    else return std::in_range<T>(n);
}

std::optional<std::int64_t> power_of_ten(unsigned digits) {
    if (digits > 18) return std::nullopt;
    std::int64_t power = 1;
    for (unsigned i = 0; i != digits; ++i) power *= 10;
    return power;
}

}  // namespace

issues bound_outputs::bind(batch_outputs const& from, std::size_t rows) {
    issues problems;
    targets_.clear();
    auto const& record = rules_.records[rules_.roster_record];
    for (auto const& [name, column] : from.columns()) {
        auto const found = std::ranges::find_if(record.outputs, [&](auto const& o) { return record.members[o.member].name == name; });
        if (found == record.outputs.end()) {
            std::vector<std::string_view> names;
            for (auto const& o : record.outputs) names.push_back(record.members[o.member].name);
            auto const meant = io::meant_by(name, names);
            problems.push_back(refusal(name, "an output" + (meant.empty() ? "" : fmt::format(" (did you mean `{}`?)", meant)), "an unknown name"));
            continue;
        }
        auto const& type = record.members[found->member].type;
        if (auto const wanted = wanted_instead(type, column.kind); !wanted.empty()) problems.push_back(refusal(name, wanted, in_words(column.kind)));
        else if (column.rows < rows) problems.push_back(refusal(name, fmt::format("{} rows", rows), fmt::format("{}", column.rows)));
        else targets_.push_back({static_cast<std::size_t>(found - record.outputs.begin()), type, found->digits, &record.members[found->member].name, column});
    }
    return problems;
}

// ── by columns ──────────────────────────────────────────────────────────────────────────────────────────────────

void bound_outputs::write(std::vector<columnar::result_column> const& results, std::size_t first, std::size_t count, std::uint8_t* unfit) const {
    for (target const& t : targets_) {
        auto const& from = results[t.output];
        bool const narrow = from.lane == columnar::lane::u8 || from.lane == columnar::lane::i16 || from.lane == columnar::lane::i32 || from.lane == columnar::lane::i64;
        auto const unit = t.type.kind == type_kind::number ? power_of_ten(t.digits) : 1;
        bool const plain = narrow && from.divisor == nullptr && unit && (t.type.kind != type_kind::number || *unit % from.denominator == 0);
        if (is_count(t.to.kind) && plain) {
            write_counts(t, from, first, count, unfit);
            continue;
        }
        for (std::size_t row = 0; row != count; ++row) {
            if (bit_of(unfit, row)) continue;
            if (t.type.kind == type_kind::text) write_text(t, from, row, first + row);
            else if (!write_value(t, value_at(t.type, from, row), first + row)) set_bit(unfit, row, true);
        }
    }
}

/// Counts of a unit that the output's digits show whole.
void bound_outputs::write_counts(target const& t, columnar::result_column const& from, std::size_t first, std::size_t count, std::uint8_t* unfit) const {
    std::int64_t const times = t.type.kind == type_kind::number ? *power_of_ten(t.digits) / from.denominator : 1;
    with_counts(t.to, [&](auto* to) {
        using out = std::remove_pointer_t<decltype(to)>;
        with_lane(from.lane, from.data, [&](auto const* counts) {
            bool all = true;
            for (std::size_t row = 0; row != count; ++row) {
                std::int64_t made = 0;
                bool const fits = !__builtin_mul_overflow(std::int64_t{counts[row]}, times, &made) && holds<out>(made);
                to[first + row] = static_cast<out>(made);
                all &= fits;
            }
            if (all) return;
            for (std::size_t row = 0; row != count; ++row) {
                std::int64_t made = 0;
                if (__builtin_mul_overflow(std::int64_t{counts[row]}, times, &made) || !holds<out>(made)) set_bit(unfit, row, true);
            }
        });
        if (from.given != nullptr)
            for (std::size_t row = 0; row != count; ++row)
                if (!bit_of(from.given, row)) to[first + row] = 0;
    });
    if (t.to.given == nullptr) return;
    for (std::size_t row = 0; row != count; ++row) set_bit(t.to.given, first + row, from.given == nullptr || bit_of(from.given, row));
}

/// A text without a value of its own between: the caller's string keeps its memory.
void bound_outputs::write_text(target const& t, columnar::result_column const& from, std::size_t of, std::size_t row) const {
    if (from.given != nullptr && !bit_of(from.given, of)) return write_nothing(t, row);
    if (t.to.given != nullptr) set_bit(t.to.given, row, true);
    static_cast<std::string*>(t.to.data)[row] = static_cast<std::string_view const*>(from.data)[of];
}

// ── by rows ─────────────────────────────────────────────────────────────────────────────────────────────────────

bool bound_outputs::put_count(target const& t, int128 count, std::size_t row) const {
    return with_counts(t.to, [&](auto* to) {
        using out = std::remove_pointer_t<decltype(to)>;
        to[row] = holds<out>(count) ? static_cast<out>(count) : out{0};
        return holds<out>(count);
    });
}

void bound_outputs::put_text(target const& t, value const& v, std::string& to) const {
    if (auto const* s = std::get_if<std::string>(&v)) to = *s;
    else if (auto const* w = std::get_if<word>(&v)) to = rules_.enums[t.type.of].words[w->index].name;
    else to = std::get<date>(v).to_text();
}

bool bound_outputs::write_value(target const& t, value const& v, std::size_t row) const {
    if (!is_given(v)) {
        write_nothing(t, row);
        return true;
    }
    if (t.to.given != nullptr) set_bit(t.to.given, row, true);
    if (t.to.kind == output_form::text) {
        put_text(t, v, static_cast<std::string*>(t.to.data)[row]);
        return true;
    }
    if (auto const* b = std::get_if<bool>(&v)) {
        if (t.to.kind == output_form::bits) set_bit(static_cast<std::uint8_t*>(t.to.data), row, *b);
        else static_cast<std::uint8_t*>(t.to.data)[row] = *b ? 1 : 0;
        return true;
    }
    if (auto const* w = std::get_if<word>(&v)) return put_count(t, w->index, row);
    if (auto const* d = std::get_if<date>(&v)) return put_count(t, d->days, row);
    auto const& n = std::get<number>(v);
    if (t.to.kind == output_form::exact) {
        if (n.is_large()) return false;
        static_cast<std::int64_t*>(t.to.data)[row] = number_access::numerator(n);
        t.to.denominators[row] = number_access::denominator(n);
        return true;
    }
    number counts = n.rounded(static_cast<int>(t.digits), rounding::half_up);
    for (unsigned i = 0; i != t.digits; ++i) counts *= number(10);
    auto const whole = to_int128(counts);
    return whole && put_count(t, *whole, row);
}

void bound_outputs::write_nothing(target const& t, std::size_t row) const {
    if (t.to.given != nullptr) set_bit(t.to.given, row, false);
    switch (t.to.kind) {
        case output_form::text: static_cast<std::string*>(t.to.data)[row].clear(); break;
        case output_form::bits: set_bit(static_cast<std::uint8_t*>(t.to.data), row, false); break;
        case output_form::bytes: static_cast<std::uint8_t*>(t.to.data)[row] = 0; break;
        case output_form::exact:
            static_cast<std::int64_t*>(t.to.data)[row] = 0;
            t.to.denominators[row] = 1;
            break;
        default: static_cast<void>(put_count(t, 0, row));
    }
}

std::optional<issue> bound_outputs::write_row(std::vector<value> const& outputs, std::size_t row) const {
    for (target const& t : targets_)
        if (value const& v = outputs[t.output]; !write_value(t, v, row)) {
            std::string found;
            if (auto const* n = std::get_if<number>(&v)) found = n->to_exact();
            else put_text(t, v, found);
            return refusal(*t.name, "a value that its column holds", std::move(found));
        }
    return std::nullopt;
}

void bound_outputs::clear_row(std::size_t row) const {
    for (target const& t : targets_) write_nothing(t, row);
}

}  // namespace barem::batch
