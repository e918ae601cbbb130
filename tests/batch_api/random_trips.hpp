#pragma once
// Random trips, most of them sound.

#include "batch_api/trips.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace barem::trips {

class dice {
public:
    explicit dice(std::uint32_t seed) : engine_(seed) {}
    std::size_t below(std::size_t n) { return engine_() % n; }
    bool one_in(std::size_t n) { return below(n) == 0; }
    std::int64_t from_to(std::int64_t low, std::int64_t high) { return low + static_cast<std::int64_t>(below(static_cast<std::size_t>(high - low + 1))); }

private:
    std::mt19937 engine_;
};

using count = std::optional<std::int64_t>;

/// Mostly a record that is scored; what is missing or out of bounds is refused in every form.
struct trip {
    std::string id;
    count share, number, unused, grade, done, day, back;
    std::optional<std::string> place;
    std::vector<count> stops;
    bool has_driver = true;
    count faults;

    explicit trip(dice& d) : id("chuyến " + std::to_string(d.below(1000))) {
        auto const some = [&d](std::int64_t low, std::int64_t high) -> count {
            if (d.one_in(150)) return std::nullopt;
            return d.one_in(150) ? high + 1 : d.from_to(low, high);
        };
        share = some(0, 10000);
        number = some(0, 50);
        unused = some(0, 9);
        grade = some(0, 2);
        done = d.one_in(2);
        day = some(18262, 21913);
        if (d.one_in(2)) back = d.from_to(-100'000, 100'000);
        static constexpr std::array<std::string_view, 5> places{"Huế", "", "nowhere", "Thành phố Hồ Chí Minh", "Hue\xCC\x82\xCC\x81"};
        if (!d.one_in(150)) place = places[d.below(places.size())];
        for (auto n = d.one_in(100) ? d.below(2) * 4 : 1 + d.below(3); stops.size() != n;) stops.push_back(some(0, 100));
        has_driver = !d.one_in(150);
        faults = some(0, 9);
    }

    [[nodiscard]] std::string json() const {
        static constexpr std::array<std::string_view, 4> grades{"low", "middle", "high", "none"};
        std::string text = R"({"id":")" + id + "\"";
        auto const add = [&text](std::string_view name, auto const& value, auto form) {
            if (value) text += ",\"" + std::string(name) + "\":" + form(*value);
        };
        auto const plain = [](std::int64_t n) { return std::to_string(n); };
        auto const date_text = [](std::int64_t days) { return "\"" + date{static_cast<std::int32_t>(days)}.to_text() + "\""; };
        add("share", share, [](std::int64_t n) { return fmt::format("{}.{:02}", n / 100, n % 100); });
        add("count", number, plain);
        add("unused", unused, plain);
        add("grade", grade, [](std::int64_t n) { return "\"" + std::string(grades[static_cast<std::size_t>(n)]) + "\""; });
        add("done", done, [](std::int64_t n) { return n != 0 ? "true" : "false"; });
        add("day", day, date_text);
        add("back", back, date_text);
        add("place", place, [](std::string const& s) { return "\"" + s + "\""; });
        text += ",\"stops\":[";
        for (std::size_t i = 0; i != stops.size(); ++i) text += (i == 0 ? "{" : ",{") + (stops[i] ? "\"km\":" + plain(*stops[i]) : "") + "}";
        text += "]";
        if (has_driver) text += ",\"driver\":{" + (faults ? "\"faults\":" + plain(*faults) : "") + "}";
        return text + "}";
    }
};

}  // namespace barem::trips
