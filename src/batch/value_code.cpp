#include "batch/value_code.hpp"

#include "number/large.hpp"

namespace barem::batch {

namespace {

enum class tag : unsigned char { nothing, no, yes, whole, ratio, large, word, date, text };

}  // namespace

void value_writer::count(std::uint64_t n) {             // seven bits a byte, the least first
    for (; n >= 0x80; n >>= 7) byte(static_cast<unsigned>(n & 0x7F) | 0x80);
    byte(static_cast<unsigned>(n));
}

void value_writer::text(std::string_view s) {
    count(s.size());
    auto const* first = reinterpret_cast<std::byte const*>(s.data());
    out_.insert(out_.end(), first, first + s.size());
}

void value_writer::write(value const& v) {
    auto const is = [&](tag t) { byte(static_cast<unsigned>(t)); };
    if (auto const* n = std::get_if<number>(&v)) {
        if (n->is_large()) return is(tag::large), text(n->to_exact());
        auto const denominator = number_access::denominator(*n);
        is(denominator == 1 ? tag::whole : tag::ratio);
        integer(number_access::numerator(*n));
        if (denominator != 1) integer(denominator);
    } else if (auto const* truth = std::get_if<bool>(&v)) {
        is(*truth ? tag::yes : tag::no);
    } else if (auto const* w = std::get_if<word>(&v)) {
        is(tag::word), count(w->index);
    } else if (auto const* day = std::get_if<barem::date>(&v)) {
        is(tag::date), integer(day->days);
    } else if (auto const* s = std::get_if<std::string>(&v)) {
        is(tag::text), text(*s);
    } else {
        is(tag::nothing);
    }
}

void value_writer::write(record_data const& record) {
    count(record.values.size());
    for (value const& v : record.values) write(v);
    count(record.lists.size());
    for (auto const& list : record.lists) {
        count(list.size());
        for (record_data const& element : list) write(element);
    }
}

std::uint64_t value_reader::count() {
    std::uint64_t made = 0;
    for (unsigned shift = 0;; shift += 7) {
        auto const next = static_cast<std::uint64_t>(*at_++);
        made |= (next & 0x7F) << shift;
        if (next < 0x80) return made;
    }
}

std::int64_t value_reader::integer() {
    auto const folded = count();
    return static_cast<std::int64_t>(folded >> 1 ^ (0 - (folded & 1)));
}

std::string_view value_reader::text() {
    auto const size = static_cast<std::size_t>(count());
    std::string_view const made(reinterpret_cast<char const*>(at_), size);
    at_ += size;
    return made;
}

value value_reader::read() {
    switch (static_cast<tag>(*at_++)) {
        case tag::nothing: break;
        case tag::no: return false;
        case tag::yes: return true;
        case tag::whole: return number(integer());
        case tag::ratio: {
            auto const numerator = integer();
            return number_access::small(numerator, integer());
        }
        case tag::large: return *number::parse_exact(text());
        case tag::word: return word{static_cast<std::uint32_t>(count())};
        case tag::date: return barem::date{static_cast<std::int32_t>(integer())};
        case tag::text: return std::string(text());
    }
    return {};
}

record_data value_reader::record() {
    record_data made;
    made.values.resize(static_cast<std::size_t>(count()));
    for (value& v : made.values) v = read();
    made.lists.resize(static_cast<std::size_t>(count()));
    for (auto& list : made.lists) {
        list.resize(static_cast<std::size_t>(count()));
        for (record_data& element : list) element = record();
    }
    return made;
}

}  // namespace barem::batch
