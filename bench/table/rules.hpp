#pragma once
// Scenario `table`: a decision table of 16,000 rows over 6 columns, such as fees by region, kind, category, place, amount and age.
// Where the amounts and ages of its rows begin depends on the category and the kind. Row r is row r of the text, from 0.

#include "common/random.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace barem_bench::table {

constexpr int regions = 8, kinds = 5, categories = 20, places = 2, amounts = 5, ages = 2;
constexpr std::size_t all_rows = static_cast<std::size_t>(regions) * kinds * categories * places * amounts * ages;
constexpr int most_amount = 20'000, most_age = 120;
static_assert(all_rows == 16'000);

/// Where the amounts of range i begin in a category; range `amounts` begins above all.
constexpr int amount_from(int category, int i) { return i == 0 ? 0 : i == amounts ? most_amount + 1 : 100 * i * i + 170 * category + 500 * i; }
/// Where the second range of ages begins.
constexpr int age_from(int kind) { return 18 + 9 * kind; }

struct record { std::uint8_t region, kind, category, urban, age; std::int16_t amount; };

struct row_place { int region, kind, category, urban, amount, age; };
constexpr row_place place_of(std::size_t row) {
    auto left = static_cast<int>(row);
    auto const next = [&](int size) {
        auto const digit = left % size;
        left /= size;
        return digit;
    };
    row_place made{};
    made.age = next(ages);
    made.amount = next(amounts);
    made.urban = next(places);
    made.category = next(categories);
    made.kind = next(kinds);
    made.region = next(regions);
    return made;
}

inline int points_of(std::size_t row) { return draw(16'000, row).between(0, 5'000); }

/// A record that row r holds for.
inline record record_in(std::size_t row, draw& random) {
    auto const at = place_of(row);
    auto const amount = random.between(amount_from(at.category, at.amount), amount_from(at.category, at.amount + 1) - 1);
    auto const age = at.age == 0 ? random.between(0, age_from(at.kind) - 1) : random.between(age_from(at.kind), most_age);
    return {static_cast<std::uint8_t>(at.region), static_cast<std::uint8_t>(at.kind), static_cast<std::uint8_t>(at.category),
            static_cast<std::uint8_t>(at.urban), static_cast<std::uint8_t>(age), static_cast<std::int16_t>(amount)};
}

/// The rule set with the first `rows` rows of the table; the others are `otherwise`.
inline std::string rule_set(std::size_t rows) {
    std::string text = "# Made by bench/table/rules.hpp.\nruleset fees\nlanguage en\nunit points\n\nenum region { ";
    auto const word = [](char letter, int i) { return letter + std::to_string(i); };
    for (int i = 0; i < regions; ++i) text += (i ? ", " : "") + word('r', i);
    text += " }\nenum kind { ";
    for (int i = 0; i < kinds; ++i) text += (i ? ", " : "") + word('k', i);
    text += " }\n\nrecord case {\n  key id : text\n  input region : region\n  input kind : kind\n  input category : "
            "integer 0..19\n  input urban : bool\n"
            "  input amount : integer 0..20000\n  input age : integer 0..120\n  let fee = fee_of(region, kind, "
            "category, urban, amount, age)\n  output fee\n}\n\n"
            "table fee_of (region : region, kind : kind, category : integer 0..19, urban : bool, amount : integer "
            "0..20000, age : integer 0..120)"
            " -> integer hit unique {\n  | region | kind | category | urban | amount | age | fee |\n";
    for (std::size_t r = 0; r < rows; ++r) {
        auto const at = place_of(r);
        text += "  | " + word('r', at.region) + " | " + word('k', at.kind) + " | " + std::to_string(at.category)
                + (at.urban ? " | true | [" : " | false | [");
        text += std::to_string(amount_from(at.category, at.amount)) + " .. " + std::to_string(amount_from(at.category, at.amount + 1)) + ") | ";
        text += (at.age ? ">= " : "< ") + std::to_string(age_from(at.kind)) + " | " + std::to_string(points_of(r)) + " |\n";
    }
    if (rows < all_rows) text += "  otherwise 0\n";
    return text + "}\n";
}

}  // namespace barem_bench::table
