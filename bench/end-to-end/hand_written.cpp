#include "end-to-end/hand_written.hpp"

#include "flat/hand_written.hpp"

#include <charconv>
#include <cstring>

namespace barem_bench::flat {

namespace {

constexpr std::string_view ratings[] = {"not_completed", "completed", "good", "excellent"};

void append(std::string& to, int number) {
    char digits[12];
    to.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
    to.push_back(',');
}

/// A number of at most three digits, and the separator behind it.
inline std::uint8_t take(char const*& at) {
    unsigned value = static_cast<unsigned>(*at++ - '0');
    while (*at >= '0') value = value * 10 + static_cast<unsigned>(*at++ - '0');
    ++at;
    return static_cast<std::uint8_t>(value);
}

}  // namespace

void score_csv(std::string_view csv, std::string& results) {
    results = "id,total,failed,exceeded,rating\n";
    auto const* at = csv.data() + csv.find('\n') + 1;
    auto const* const end = csv.data() + csv.size();
    while (at < end) {
        auto const* const comma = static_cast<char const*>(std::memchr(at, ',', static_cast<std::size_t>(end - at)));
        std::string_view const id(at, static_cast<std::size_t>(comma - at));
        at = comma + 1;
        row r;
        for (auto& value : r) value = take(at);
        result scored;
        score_structs_lookup(&r, 1, &scored);
        results.append(id);
        results.push_back(',');
        append(results, scored.total);
        append(results, scored.failed);
        append(results, scored.exceeded);
        results.append(ratings[scored.rating]);
        results.push_back('\n');
    }
}

}  // namespace barem_bench::flat
