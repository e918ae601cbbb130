#include "cohort/agencies.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <vector>

namespace barem_bench::cohort {

namespace {

struct agency {
    char const* id;
    std::uint32_t id_size, rank = 0, quota = 0;
    std::int32_t total;
    bool admitted = false;
};

/// Type, then total, duty and reform from high to low: one number to sort by.
struct place { std::uint64_t key; std::uint32_t row; };

inline unsigned take_whole(char const*& at) {
    unsigned value = 0;
    for (; *at >= '0' && *at <= '9'; ++at) value = value * 10 + static_cast<unsigned>(*at - '0');
    return value;
}

/// Points in hundredths, and the separator behind them.
inline int take_points(char const*& at) {
    int value = static_cast<int>(take_whole(at)) * 100;
    if (*at == '.') {
        value += 10 * (*++at - '0');
        if (*++at >= '0' && *at <= '9') value += *at++ - '0';
    }
    ++at;
    return value;
}

void rank_group(std::vector<place> const& places, std::size_t begin, std::size_t end, std::vector<agency>& agencies) {
    auto const quota = static_cast<std::uint32_t>((end - begin) / 5);
    for (auto first = begin; first < end;) {
        auto last = first;
        while (last < end && places[last].key == places[first].key) ++last;
        for (auto i = first; i < last; ++i) {
            auto& one = agencies[places[i].row];
            one.rank = static_cast<std::uint32_t>(first - begin + 1);
            one.quota = quota;
            one.admitted = last - begin <= quota;
        }
        first = last;
    }
}

void append(std::string& to, unsigned number) {
    char digits[12];
    to.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

void write(std::vector<agency> const& agencies, std::string& results) {
    results = "id,total,rank,quota,rating\n";
    for (auto const& a : agencies) {
        results.append(a.id, a.id_size);
        results.push_back(',');
        append(results, static_cast<unsigned>(a.total / 100));
        results.push_back('.');
        results.push_back(static_cast<char>('0' + a.total % 100 / 10));
        results.push_back(static_cast<char>('0' + a.total % 10));
        results.push_back(',');
        append(results, a.rank);
        results.push_back(',');
        append(results, a.quota);
        results += a.total >= 8000 ? (a.admitted ? ",excellent\n" : ",good\n") : a.total >= 6500 ? ",completed\n" : ",not_completed\n";
    }
}

}  // namespace

void score_csv(std::string_view csv, std::string& results) {
    std::vector<agency> agencies;
    std::vector<place> places;
    auto const* at = csv.data() + csv.find('\n') + 1;
    auto const* const end = csv.data() + csv.size();
    while (at < end) {
        auto const* const comma = static_cast<char const*>(std::memchr(at, ',', static_cast<std::size_t>(end - at)));
        agency one{at, static_cast<std::uint32_t>(comma - at), 0, 0, 0, false};
        at = comma + 1;
        std::uint64_t const type = take_whole(at);
        ++at;
        auto const duty = std::min(take_points(at), 3900), reform = std::min(take_points(at), 2700);
        auto const discipline = std::min(take_points(at), 800), bonus = std::min(take_points(at), 800);
        auto const survey = take_points(at), leadership = take_points(at), penalty = take_points(at);
        one.total = std::max(duty + reform + discipline + bonus + survey + leadership - penalty, 0);
        auto const key = type << 38 | static_cast<std::uint64_t>(16383 - one.total) << 24 | static_cast<std::uint64_t>(4095 - duty) << 12
                         | static_cast<std::uint64_t>(4095 - reform);
        places.push_back({key, static_cast<std::uint32_t>(agencies.size())});
        agencies.push_back(one);
    }
    std::sort(places.begin(), places.end(), [](place const& a, place const& b) { return a.key < b.key; });
    for (std::size_t begin = 0; begin < places.size();) {
        auto last = begin;
        while (last < places.size() && places[last].key >> 38 == places[begin].key >> 38) ++last;
        rank_group(places, begin, last, agencies);
        begin = last;
    }
    write(agencies, results);
}

}  // namespace barem_bench::cohort
