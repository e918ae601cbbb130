#include "batch/bound_columns.hpp"

#include "batch/offsets.hpp"
#include "columnar/doubles.hpp"
#include "columnar/record_from_columns.hpp"
#include "io/expectation.hpp"
#include "io/validate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

namespace barem::batch {

namespace {

using column_form = column_view::form;
using program::type_kind;

constexpr std::int64_t unfit = std::numeric_limits<std::int64_t>::min();    // within the bounds of no input

bool bit_at(std::uint8_t const* bits, std::size_t at) { return (bits[at / 8] >> (at % 8) & 1) != 0; }

bool is_text(column_form f) { return f == column_form::text32 || f == column_form::text64 || f == column_form::views; }
bool is_count(column_form f) { return f >= column_form::u8 && f <= column_form::i64; }
bool is_days(column_form f) { return f == column_form::days32 || f == column_form::days64; }

columnar::storage storage_of(column_form f) {
    using columnar::storage;
    switch (f) {
        case column_form::none: return storage::none;
        case column_form::bits: return storage::bits;
        case column_form::bytes: return storage::bytes;
        case column_form::u8: return storage::u8;
        case column_form::i8: return storage::i8;
        case column_form::u16: return storage::u16;
        case column_form::i16: return storage::i16;
        case column_form::u32: return storage::u32;
        case column_form::days32:
        case column_form::i32: return storage::i32;
        case column_form::u64: return storage::u64;
        case column_form::days64:
        case column_form::i64: return storage::i64;
        case column_form::i128: return storage::i128;
        case column_form::f64: return storage::f64;
        case column_form::text32: return storage::text;
        case column_form::text64: return storage::text64;
        case column_form::views: return storage::views;
    }
    return storage::none;
}

/// A position in a dictionary; -1: in none.
std::int64_t code_at(column_view const& from, std::size_t row) {
    auto const as = [&]<typename T>(T) {
        T read;
        std::memcpy(&read, static_cast<char const*>(from.data) + (from.offset + row) * sizeof(T), sizeof(T));
        return std::cmp_less(read, 0) || std::cmp_greater_equal(read, from.words.size()) ? std::int64_t{-1} : static_cast<std::int64_t>(read);
    };
    switch (from.kind) {
        case column_form::u8: return as(std::uint8_t{});
        case column_form::i8: return as(std::int8_t{});
        case column_form::u16: return as(std::uint16_t{});
        case column_form::i16: return as(std::int16_t{});
        case column_form::u32: return as(std::uint32_t{});
        case column_form::i32: return as(std::int32_t{});
        case column_form::u64: return as(std::uint64_t{});
        default: return as(std::int64_t{});
    }
}

/// The forms that a type is given in, in words; empty when this is one of them.
std::string wanted_instead(program::type const& type, column_form f) {
    switch (type.kind) {
        case type_kind::truth: return f == column_form::bits || f == column_form::bytes ? "" : "truths";
        case type_kind::number: return is_count(f) || f == column_form::i128 || f == column_form::f64 ? "" : "integers or decimals";
        case type_kind::text: return is_text(f) ? "" : "texts";
        case type_kind::date: return is_count(f) || is_days(f) || is_text(f) ? "" : "dates, integers (days since 1970-01-01) or texts";
        case type_kind::word: return is_count(f) || is_text(f) ? "" : "texts or integers (positions of words)";
        default: return "a list or a record";
    }
}

std::string in_words(column_form f) {
    if (is_count(f) || f == column_form::i128) return "integers";
    if (is_text(f)) return "texts";
    if (is_days(f)) return "dates";
    return f == column_form::f64 ? "decimals" : f == column_form::none ? "nothing" : "truths";
}

std::string_view text_at(column_view const& from, std::size_t row) {
    std::size_t const at = from.offset + row;
    if (from.kind == column_form::views) return static_cast<std::string_view const*>(from.data)[at];
    auto const between = [&](auto const* offsets) {
        return std::string_view(from.bytes + offsets[at], static_cast<std::size_t>(offsets[at + 1] - offsets[at]));
    };
    return from.kind == column_form::text32 ? between(static_cast<std::int32_t const*>(from.data)) : between(static_cast<std::int64_t const*>(from.data));
}

std::int64_t day_of(std::string_view text) {
    auto const day = date::parse(text);
    return day ? std::int64_t{day->days} : unfit;
}

}  // namespace

/// One walk over the columns and the kinds of records that they belong to.
class bound_columns::one_binding {
public:
    explicit one_binding(bound_columns& into) : into_(into), rules_(into.rules_) {}

    void bind(program::index record, batch_columns const& from, columnar::record_columns& evaluated, columnar::record_columns& given);
    issues problems;

private:
    struct target { columnar::column& evaluated; columnar::column& given; };

    void bind_scalar(program::member const&, column_view const&, std::size_t rows, target);
    void bind_nested(program::member const&, batch_columns::nested const&, std::size_t rows, columnar::list_column& evaluated, columnar::list_column& given);
    bool fits(program::member const&, column_view const&, std::size_t rows);
    bool missing(program::record_kind const&, program::member const&);
    template <typename F>
    void convert(column_view const&, target, F count_at);
    void refuse(std::string_view field, std::string expected, std::string found);

    bound_columns& into_;
    program::program const& rules_;
    std::string path_;
};

void bound_columns::one_binding::refuse(std::string_view field, std::string expected, std::string found) {
    issue made;
    made.path = path_ + std::string(field);
    made.expected = std::move(expected);
    made.found = std::move(found);
    made.message = fmt::format("{}: expected {}, found {}", made.path, made.expected, made.found);
    problems.push_back(std::move(made));
}

/// Numbers of what stands in columns after a conversion.
template <typename F>
void bound_columns::one_binding::convert(column_view const& from, target to, F count_at) {
    if (into_.used_ == into_.converted_.size()) into_.converted_.emplace_back();
    auto& counts = into_.converted_[into_.used_++];
    counts.resize(from.rows);
    for (std::size_t row = 0; row != from.rows; ++row)
        counts[row] = from.given && !bit_at(from.given, from.offset + row) ? 0 : count_at(row);
    to.evaluated.storage = columnar::storage::i64;
    to.evaluated.data = counts.data() - from.offset;            // the bitmap keeps its offset
}

bool bound_columns::one_binding::fits(program::member const& input, column_view const& from, std::size_t rows) {
    auto const kind = from.has_words ? column_form::views : from.kind;
    if (auto const wanted = wanted_instead(input.type, kind); !wanted.empty()) {
        refuse(input.name, wanted, from.has_words ? "codes" : in_words(from.kind));
        return false;
    }
    bool const counted = from.kind == column_form::i128 || from.kind == column_form::f64 || is_count(from.kind);
    unsigned const most_places = input.type.kind != type_kind::number || !counted ? 0 : from.kind == column_form::f64 ? 15 : from.kind == column_form::i128 ? 38 : 18;
    if (counted && from.places > most_places) {
        refuse(input.name, fmt::format("counts of at most {} places", most_places), fmt::format("{} places", from.places));
        return false;
    }
    if (from.rows != rows) {
        refuse(input.name, fmt::format("{} rows", rows), fmt::format("{}", from.rows));
        return false;
    }
    std::uint64_t const bytes = from.byte_count;
    auto disorder = from.kind == column_form::text32   ? disorder_of(static_cast<std::int32_t const*>(from.data) + from.offset, rows, bytes)
                    : from.kind == column_form::text64 ? disorder_of(static_cast<std::int64_t const*>(from.data) + from.offset, rows, bytes)
                                                       : std::string();
    if (disorder.empty()) return true;
    refuse(input.name, fmt::format("offsets that ascend from 0 to at most {}", bytes), std::move(disorder));
    return false;
}

void bound_columns::one_binding::bind_scalar(program::member const& input, column_view const& from, std::size_t rows, target to) {
    if (!fits(input, from, rows)) return;
    columnar::column made;
    made.storage = storage_of(from.kind);
    made.places = static_cast<std::uint8_t>(from.places);
    made.data = from.data;
    made.offset = from.offset;
    made.given = from.given;
    made.text_bytes = from.bytes;
    to.evaluated = to.given = made;
    if (from.has_words) {
        if (into_.used_spelled_ == into_.spelled_.size()) into_.spelled_.emplace_back();
        auto& spelled = into_.spelled_[into_.used_spelled_++];
        spelled.resize(rows);
        for (std::size_t row = 0; row != rows; ++row) {
            bool const is_given = from.given == nullptr || bit_at(from.given, from.offset + row);
            auto const code = is_given ? code_at(from, row) : -1;
            if (is_given && code < 0 && input.type.kind != type_kind::word)
                return refuse(input.name, fmt::format("codes of a dictionary of {}", from.words.size()), fmt::format("another in row {}", row));
            spelled[row] = code < 0 ? std::string_view() : from.words[static_cast<std::size_t>(code)];
        }
        to.given.storage = columnar::storage::views;
        to.given.data = spelled.data() - from.offset;           // the bitmap keeps its offset
        to.evaluated = to.given;
        if (input.type.kind == type_kind::date) convert(from, to, [&](std::size_t row) { return day_of(spelled[row]); });
        if (input.type.kind != type_kind::word) return;
        auto& positions = into_.positions_;
        positions.resize(from.words.size());
        for (std::size_t i = 0; i != positions.size(); ++i) positions[i] = into_.words_[input.type.of].find(from.words[i]);
        convert(from, to, [&](std::size_t row) {
            auto const code = code_at(from, row);
            return code < 0 ? unfit : positions[static_cast<std::size_t>(code)];
        });
    } else if (from.kind == column_form::f64) {
        convert(from, to, [&](std::size_t row) {
            auto count = columnar::decimal_count(from.data, from.offset + row, from.places);
            if (!count && from.inexact == inexact::rounded) count = columnar::rounded_count(from.data, from.offset + row, from.places);
            return count.value_or(unfit);
        });
        if (from.inexact == inexact::rounded) to.given = to.evaluated;
    } else if (is_text(from.kind) && input.type.kind == type_kind::word) {
        auto const& words = into_.words_[input.type.of];
        convert(from, to, [&](std::size_t row) { return words.find(text_at(from, row)); });
    } else if (is_text(from.kind) && input.type.kind == type_kind::date) {
        convert(from, to, [&](std::size_t row) { return day_of(text_at(from, row)); });
    }
}

void bound_columns::one_binding::bind_nested(program::member const& input, batch_columns::nested const& from, std::size_t rows,
                                             columnar::list_column& evaluated, columnar::list_column& given) {
    bool const single = input.type.kind == type_kind::record;
    if (single != from.single) return refuse(input.name, single ? "a record" : "a list", single ? "a list" : "a record");
    batch_columns const& held = from.held.front();
    if (single && held.rows() != rows) return refuse(input.name, fmt::format("{} rows", rows), fmt::format("{}", held.rows()));
    if (!single && from.offsets.size() != rows + 1) return refuse(input.name, fmt::format("{} offsets", rows + 1), fmt::format("{}", from.offsets.size()));
    if (!single)
        if (auto disorder = disorder_of(from.offsets.data(), rows, held.rows()); !disorder.empty())
            return refuse(input.name, fmt::format("offsets that ascend from 0 to at most {}", held.rows()), std::move(disorder));
    for (auto* to : {&evaluated, &given}) {
        to->present = true;
        to->offsets = single ? nullptr : from.offsets.data();
        to->given = single ? from.given : nullptr;
        to->given_offset = from.given_offset;
        to->elements.resize(1);
    }
    auto const outside = path_.size();
    path_ += input.name + ".";
    bind(input.type.of, held, evaluated.elements.front(), given.elements.front());
    path_.resize(outside);
}

/// The key is the caller's business; what may be absent may be without a column.
bool bound_columns::one_binding::missing(program::record_kind const& kind, program::member const& input) {
    bool const is_key = &kind == &rules_.records[rules_.roster_record] && &input == &kind.members[rules_.key_member];
    return !is_key && !io::may_be_absent(input);
}

void bound_columns::one_binding::bind(program::index record, batch_columns const& from, columnar::record_columns& evaluated,
                                      columnar::record_columns& given) {
    program::record_kind const& kind = rules_.records[record];
    for (auto* to : {&evaluated, &given}) {
        to->rows = from.rows();
        to->values.assign(kind.value_slots, {});
        to->lists.resize(kind.list_slots);
        for (auto& l : to->lists) l.present = false;
    }
    auto const input_of = [&](std::string_view name) -> program::member const* {
        for (auto const& m : kind.members)
            if (m.kind == program::member_kind::input && m.name == name) return &m;
        std::vector<std::string_view> names;
        for (auto const& m : kind.members)
            if (m.kind == program::member_kind::input) names.push_back(m.name);
        auto const meant = io::meant_by(name, names);
        refuse(name, fmt::format("a field of `{}`", kind.name) + (meant.empty() ? "" : fmt::format(" (did you mean `{}`?)", meant)), "an unknown name");
        return nullptr;
    };
    for (auto const& [name, column] : from.fields())
        if (auto const* m = input_of(name); m != nullptr && column.kind != column_form::none) {
            bool const nested = m->type.kind == type_kind::list || m->type.kind == type_kind::record;
            if (nested) refuse(name, m->type.kind == type_kind::list ? "a list" : "a record", in_words(column.kind));
            else bind_scalar(*m, column, from.rows(), {evaluated.values[m->slot], given.values[m->slot]});
        }
    for (auto const& list : from.lists())
        if (auto const* m = input_of(list.name)) {
            bool const nested = m->type.kind == type_kind::list || m->type.kind == type_kind::record;
            if (!nested) refuse(list.name, wanted_instead(m->type, column_form::none), list.single ? "a record" : "a list");
            else bind_nested(*m, list, from.rows(), evaluated.lists[m->slot], given.lists[m->slot]);
        }
    auto const is_named = [&](std::string const& name) {
        return std::ranges::any_of(from.fields(), [&](auto const& f) { return f.first == name && f.second.kind != column_form::none; }) ||
               std::ranges::any_of(from.lists(), [&](auto const& l) { return l.name == name; });
    };
    for (auto const& m : kind.members)
        if (m.kind == program::member_kind::input && missing(kind, m) && !is_named(m.name)) refuse(m.name, io::expectation(rules_, m), "no column");
}

bound_columns::bound_columns(program::program const& rules) : rules_(rules) {
    for (auto const& e : rules.enums) words_.emplace_back(e);
}

issues bound_columns::bind(batch_columns const& from) {
    used_ = used_spelled_ = 0;
    one_binding walk(*this);
    walk.bind(rules_.roster_record, from, evaluated_, given_);
    return std::move(walk.problems);
}

record_data bound_columns::record(std::size_t row) const {
    auto made = columnar::record_of(rules_, given_, row);
    auto const slot = rules_.records[rules_.roster_record].members[rules_.key_member].slot;
    if (given_.values[slot].empty()) made.values[slot] = std::string();        // nobody asks for it
    return made;
}

}  // namespace barem::batch
