#pragma once
// What the generator knows of the rule set that it writes: enough to write expressions of the right type, and records for it.

#include <barem/number.hpp>
#include <barem/value.hpp>

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace differential {

using barem::number;

enum class kind { truth, number, word, date, text };
enum class unit { plain, percent, points, days, working_days };

struct type {
    differential::kind kind = kind::number;
    differential::unit unit = unit::plain;
    bool integer = false;
    std::size_t enumeration = 0;        ///< word
    bool optional = false;
    /// Of the same kind of amount; whether it may be absent, or is whole, is asked besides.
    [[nodiscard]] bool alike(type const& t) const {
        return kind == t.kind && (kind != kind::number || unit == t.unit) && (kind != kind::word || enumeration == t.enumeration);
    }
};

struct enumeration { std::string name; std::vector<std::string> words; bool ordered = false; };

struct bounds { std::optional<number> low, high; };

/// A member of a record that has been written.
struct field {
    std::string name;
    differential::type type;
    bool input = false;
    bounds range;                       ///< of an input, or of the size of a list
    std::optional<int> decimals;
    std::string low_input, high_input;  ///< inputs at which the range begins and ends
    std::string needed_when;            ///< condition
    enum class shape { value, single, list } form = shape::value;
    std::size_t record = 0;             ///< single, list
};

struct record {
    std::string name;
    std::optional<std::size_t> parent;
    std::vector<field> fields;
    std::vector<std::string> lines;     ///< the text of its members
};

struct table {
    std::string name;
    struct argument { std::string name; differential::type type; bounds range; std::optional<int> decimals; };
    std::vector<argument> arguments;
    differential::type result;
};

struct rule_set {
    std::vector<enumeration> enumerations;
    std::vector<record> records;        ///< 0: the one that rosters hold
    std::vector<table> tables;
    std::vector<field> parameters;
    std::array<std::vector<number>, 5> constants;       ///< by unit: numbers that its text names, at which something changes
    std::vector<barem::date> days;                      ///< likewise
    bool calendar = false;
    std::string dated_by;
    std::string text;
};

inline number power_of_ten(int n) {
    number made(1);
    for (int i = 0; i != n; ++i) made *= 10;
    return made;
}

}  // namespace differential
