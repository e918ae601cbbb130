#pragma once
// Random records of a rule set: values within the layout's bounds, with a liking for edges; optional ones sometimes absent.

#include "check/program.hpp"
#include "columnar/layout.hpp"

#include <barem/record_data.hpp>

#include <random>

namespace barem::columnar::lower_harness {

class random_records {
public:
    random_records(program::program const& rules, std::uint64_t seed) : rules_(rules), random_(seed) {}

    /// Counts of 10^-places that values of numbers and dates are drawn from besides their range's ends.
    std::vector<std::int64_t> liked;
    std::size_t most_elements = 4;

    record_data next() { return of(rules_.roster_record); }

private:
    std::int64_t between(std::int64_t low, std::int64_t high) { return std::uniform_int_distribution<std::int64_t>(low, high)(random_); }

    std::int64_t count(field_layout const& l) {
        switch (random_() % 6) {
            case 0: return std::min(l.high, l.low + between(0, 1));
            case 1: return std::max(l.low, l.high - between(0, 1));
            case 2:
                if (!liked.empty()) {
                    auto const c = liked[random_() % liked.size()] + between(-1, 1);
                    if (c >= l.low && c <= l.high) return c;
                }
                [[fallthrough]];
            case 3: return between(std::max<std::int64_t>(l.low, -3), std::min<std::int64_t>(l.high, std::max<std::int64_t>(l.low, 12)));
            default: return between(l.low, l.high);
        }
    }

    value scalar(program::member const& m) {
        if ((m.type.optional || !m.required_when.empty()) && random_() % 3 == 0) return absent{};
        if (m.type.kind == program::type_kind::truth) return random_() % 2 == 0;
        if (m.type.kind == program::type_kind::text) return std::string(1, static_cast<char>('a' + random_() % 4));
        auto const l = *layout_of(rules_, m);
        auto const c = count(l);
        if (m.type.kind == program::type_kind::date) return date{static_cast<std::int32_t>(c)};
        if (m.type.kind == program::type_kind::word) return word{static_cast<std::uint32_t>(c)};
        number made(c);
        for (int i = 0; i != l.places; ++i) made = made / number(10);
        return made;
    }

    record_data of(program::index record) {
        auto const& kind = rules_.records[record];
        record_data made{std::vector<value>(kind.value_slots), std::vector<std::vector<record_data>>(kind.list_slots)};
        for (auto const& m : kind.members) {
            if (m.kind != program::member_kind::input) continue;
            if (m.type.kind == program::type_kind::record) {
                if (!m.type.optional || random_() % 3 != 0) made.lists[m.slot].push_back(of(m.type.of));
            } else if (m.type.kind == program::type_kind::list) {
                auto const low = m.range.low ? m.range.low->to_int64().value() : 0;
                auto const high = std::min<std::int64_t>(columnar::most_elements(m), low + static_cast<std::int64_t>(most_elements));
                for (auto n = between(low, high); n > 0; --n) made.lists[m.slot].push_back(of(m.type.of));
            } else {
                made.values[m.slot] = scalar(m);
            }
        }
        return made;
    }

    program::program const& rules_;
    std::mt19937_64 random_;
};

}  // namespace barem::columnar::lower_harness
