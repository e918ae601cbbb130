#pragma once
// Rosters for the readers' tests: a rule set with inputs of every type, and rows as plain records.

#include "api/implementation.hpp"
#include "batch/row_source.hpp"
#include "columnar/record_from_columns.hpp"
#include "io/json_record.hpp"

#include <barem/barem.hpp>

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace readers {

using namespace barem;

inline constexpr char const* flat_rules = R"(
ruleset school "Trường" en "School"
language vi
enum level { low < middle < high }
record guardian {
  input name : text
  input since : date?
  input phone : integer? 0..999999999
}
record conduct {
  input late : integer 0..30
  input excused : bool
  input remark : text?
}
record pupil {
  key id : text
  input level : level
  input present : bool
  input share : percent 0%..100% decimals 2
  input count : integer 0..200
  input wide : integer 0..70000
  input signed : integer? -5..5
  input born : date? 2000-01-01..2020-12-31
  input free : number
  input huge : number? 0..99999999999999999999
  input note : text?
  input conduct : conduct
  input guardian : guardian?
  let total : number = share / 1% + count
  output total(2)
}
)";

inline constexpr char const* nested_rules = R"(
ruleset school "Trường" en "School"
language vi
enum level { low < middle < high }
record part {
  input weight : integer 0..9
  input done : bool?
}
record mark {
  input level : level
  input points : number 0..10 decimals 1
  input parts : list of part
}
record guardian {
  input name : text
  input marks : list of part
}
record pupil {
  key id : text
  input level : level?
  input guardian : guardian?
  input marks : list of mark 1..3
  input notes : list of part
  let total : number = sum(points over marks)
  output total(2)
}
)";

inline ruleset compiled(char const* text) {
    auto made = compile(text, "school.barem");
    if (!made) throw std::runtime_error(made.error().to_text());
    return std::move(made).value();
}
inline program::program const& rules_of(ruleset const& rules) { return rules.inner().rules(); }

/// One row, whichever way it was read.
struct row {
    std::uint64_t line = 0;
    bool in_columns = false;
    std::optional<record_data> data;
    std::string problems;
    std::string id;
    bool id_known = false;
};

inline std::string text_of(value const& v) {
    struct {
        std::string operator()(absent) const { return "-"; }
        std::string operator()(bool b) const { return b ? "true" : "false"; }
        std::string operator()(number const& n) const { return n.to_exact(); }
        std::string operator()(word w) const { return "word " + std::to_string(w.index); }
        std::string operator()(date d) const { return "day " + std::to_string(d.days); }
        std::string operator()(std::string const& s) const { return '"' + s + '"'; }
    } const show;
    return std::visit(show, v);
}

inline std::string text_of(record_data const& data) {
    std::string text = "{";
    for (auto const& v : data.values) text += text_of(v) + ' ';
    for (auto const& list : data.lists) {
        text += '[';
        for (auto const& element : list) text += text_of(element);
        text += ']';
    }
    return text + '}';
}

inline std::string text_of(row const& r) {
    return std::to_string(r.line) + ": " + (r.data ? text_of(*r.data) : "bad") + ' ' + r.problems + (r.data || !r.id_known ? "" : " id " + r.id);
}

inline row row_of(std::uint64_t line, io::read_record const& read) {
    return {line, false, read.data, to_text(read.problems), read.id, read.id_known};
}

inline std::vector<row> rows_of(program::program const& rules, batch::row_source& source) {
    std::vector<row> rows;
    auto const parser = source.make_parser();
    batch::roster_part part;
    while (source.next(part)) {
        auto const read = parser->parse(part);
        std::size_t in_columns = 0;
        for (auto const& r : read.rows) {
            if (!r.in_columns) {
                rows.push_back(row_of(r.line, read.others[r.at]));
            } else {
                EXPECT_EQ(r.at, in_columns++);
                rows.push_back({r.line, true, columnar::record_of(rules, read.columns, r.at), "", "", false});
            }
        }
        EXPECT_EQ(in_columns, read.columns.rows);
    }
    return rows;
}

inline std::vector<row> rows_of(program::program const& rules, std::string_view text, batch::roster_options const& options) {
    auto const source = batch::open_roster(rules, batch::from_memory(text, "roster"), {}, options);
    return rows_of(rules, *source);
}

inline std::string joined(std::vector<row> const& rows) {
    std::string text;
    for (auto const& r : rows) text += text_of(r) + '\n';
    return text;
}

inline batch::roster_options options(batch::roster_format format, std::size_t part_bytes = 1 << 19, std::size_t limit = 64'000'000) {
    batch::roster_options made;
    made.format = format;
    made.part_bytes = part_bytes;
    made.limits.max_record_bytes = limit;
    return made;
}

/// Random choices that are the same on every machine.
class chooser {
public:
    explicit chooser(unsigned seed) : random_(seed) {}
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }
    bool chance(unsigned percent) { return below(100) < percent; }
    std::string of(std::vector<std::string> const& from) { return from[below(from.size())]; }

private:
    std::mt19937_64 random_;
};

}  // namespace readers
