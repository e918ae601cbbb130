#pragma once
// A rule set with a field of every type, and records of it in columns and as JSON.

#include <barem/barem.hpp>
#include <barem/batch.hpp>

#include <fmt/format.h>

#include <cstdint>
#include <string>
#include <vector>

namespace barem::trips {

inline constexpr auto text = R"(ruleset trips "Trips"
language en

enum grade "Grade" { low "Low" < middle "Middle" < high "High" }

record trip "Trip" {
  key id "Id" : text
  input share "Share" : number 0..100 decimals 2
  input count "Count" : integer 0..50
  input grade "Grade" : grade
  input done "Done" : bool
  input day "Day" : date 2020-01-01..2029-12-31
  input back "Back" : date?
  input unused "Unused" : integer 0..9
  input place "Place" : text
  input stops "Stops" : list of stop 1..3
  input driver "Driver" : driver

  let points "Points" = share + sum(km over stops) / 4 - driver.faults + (if done then 5 else 0)
  let per_count "Per count" = points / count
  let far "Far" = count(stops where km > 50) >= 2
  let home "Home" = if back is given then back else day
  classify rating "Rating" : grade {
    high when points >= 60 and grade >= middle
    middle when points >= 20 and place != "nowhere"
    otherwise low
  }
  output points(1), per_count(2), far, home, rating, place
}

record stop "Stop" in trip { input km "Km" : integer 0..100 }
record driver "Driver" in trip { input faults "Faults" : integer 0..9 }
)";

/// The rows of a roster; as JSON a record each.
struct rows {
    std::vector<std::int32_t> share;            // hundredths
    std::vector<std::int8_t> count;
    std::vector<std::uint8_t> grade, done, unused, back_given;
    std::vector<std::int32_t> day, back;
    std::vector<std::string> places;
    std::vector<std::string_view> place;
    std::vector<std::int32_t> first_stop{0};
    std::vector<std::int16_t> km;
    std::vector<std::uint64_t> faults;

    [[nodiscard]] std::size_t size() const { return share.size(); }
    [[nodiscard]] batch_columns columns() const;
    [[nodiscard]] std::string json(std::size_t row) const;
};

inline batch_columns rows::columns() const {
    batch_columns stops(km.size()), driver(size()), made(size());
    stops.set("km", counts(km));
    driver.set("faults", counts(faults));
    made.set("share", counts(share, 2)).set("count", counts(count)).set("grade", counts(grade)).set("done", truths(done)).set("day", counts(day));
    made.set("back", counts(back).where(back_given)).set("unused", counts(unused)).set("place", texts(place));
    made.set_list("stops", first_stop, stops).set_record("driver", driver);
    return made;
}

inline std::string rows::json(std::size_t row) const {
    static constexpr char const* words[] = {"low", "middle", "high", "higher"};
    std::string stops;
    for (auto s = first_stop[row]; s != first_stop[row + 1]; ++s) stops += fmt::format("{}{{\"km\":{}}}", stops.empty() ? "" : ",", km[static_cast<std::size_t>(s)]);
    bool const has_back = (back_given[row / 8] >> row % 8 & 1) != 0;
    auto const back_text = has_back ? fmt::format(",\"back\":\"{}\"", date{back[row]}.to_text()) : "";
    return fmt::format(R"({{"id":"","share":{}.{:02},"count":{},"grade":"{}","done":{},"day":"{}"{},"unused":{},"place":"{}","stops":[{}],"driver":{{"faults":{}}}}})",
                       share[row] / 100, share[row] % 100, count[row], words[grade[row]], done[row] != 0, date{day[row]}.to_text(), back_text, unused[row],
                       places[row], stops, faults[row]);
}

/// A row that is in order; random ones differ at and beside every bound.
template <typename Draw>
void add_random(rows& to, Draw draw) {
    auto const row = to.size();
    auto const mostly = [&](std::int64_t in, std::int64_t out) { return draw(20) == 0 ? out : in; };
    to.share.push_back(static_cast<std::int32_t>(mostly(draw(10001), 10001)));
    to.count.push_back(static_cast<std::int8_t>(mostly(draw(51), 51)));
    to.grade.push_back(static_cast<std::uint8_t>(mostly(draw(3), 3)));
    to.done.push_back(static_cast<std::uint8_t>(draw(2)));
    to.day.push_back(static_cast<std::int32_t>(mostly(18262 + draw(3653), 18261)));
    to.back.push_back(static_cast<std::int32_t>(19000 + draw(100)));
    if (row % 8 == 0) to.back_given.push_back(static_cast<std::uint8_t>(draw(256)));
    to.unused.push_back(static_cast<std::uint8_t>(mostly(draw(10), 10)));
    static constexpr char const* names[] = {"Hà Nội", "nowhere", "Ca\u0300 Mau", "", "Huế"};
    to.places.emplace_back(names[draw(5)]);
    auto const stops = mostly(1 + draw(3), draw(2) * 4);
    for (int s = 0; s != stops; ++s) to.km.push_back(static_cast<std::int16_t>(mostly(draw(101), 101)));
    to.first_stop.push_back(static_cast<std::int32_t>(to.km.size()));
    to.faults.push_back(static_cast<std::uint64_t>(mostly(draw(10), 10)));
}

/// Random rows; `place` is filled when all are there.
template <typename Draw>
rows random_rows(std::size_t count, Draw draw) {
    rows made;
    for (std::size_t i = 0; i != count; ++i) add_random(made, draw);
    made.place.assign(made.places.begin(), made.places.end());
    return made;
}

/// Results of a call, all of them.
struct results {
    explicit results(std::size_t rows)
        : points(rows), home(rows), numerators(rows), denominators(rows), rating(rows), given(rows / 8 + 1, 0xFF), place(rows), far(rows, 7), status(rows) {}
    std::vector<std::int64_t> points, home, numerators, denominators;
    std::vector<std::uint8_t> rating, given;
    std::vector<std::string> place;
    std::vector<std::uint8_t> far;
    std::vector<row_status> status;

    [[nodiscard]] batch_outputs outputs() {
        batch_outputs made;
        made.set("points", into_counts(points).where(given)).set("home", into_counts(home)).set("per_count", into_fractions(numerators, denominators));
        made.set("rating", into_counts(rating)).set("place", into_texts(place)).set("far", into_truths(far)).set_status(status);
        return made;
    }
    bool operator==(results const&) const = default;
};

}  // namespace barem::trips
