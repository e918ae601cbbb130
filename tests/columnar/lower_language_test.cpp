// columnar/lower.hpp: each construct of the language, on random records, beside the scalar executor.

#include "lower_harness.hpp"
#include "random_records.hpp"

#include "columnar/program_text.hpp"

#include <regex>

namespace barem::columnar::lower_harness {
namespace {

/// Says how many digits are printed of each output that needs it, so that the rule sets below need not.
std::string with_digits(std::string text) {
    auto const tried = barem::compile(text);
    if (tried) return text;
    auto const outputs = text.find("  output ");
    auto const end = text.find('\n', outputs);
    auto line = std::regex_replace(text.substr(outputs, end - outputs), std::regex("$"), ",");
    for (auto const& f : tried.error().findings) {
        if (f.code != "B1217") continue;
        auto const from = f.message.find('`') + 1;
        auto const name = f.message.substr(from, f.message.find('`', from) - from);
        line = std::regex_replace(line, std::regex(" " + name + ","), " " + name + "(2),");
    }
    line.erase(line.find_last_of(','));
    return text.replace(outputs, end - outputs, line);
}

agreement agrees(std::string const& text, std::vector<std::int64_t> liked = {}, std::size_t rows = 600) {
    auto const made = barem::compile(with_digits("ruleset r\nunit points\n" + text));
    EXPECT_TRUE(made) << (made ? "" : to_text(made.error()));
    if (!made) return {};
    if (std::getenv("BAREM_SHOW_COLUMNS")) std::puts(columnar::to_text(made->inner().rules(), lowered_program(*made)).c_str());
    random_records random(made->inner().rules(), 11);
    random.liked = std::move(liked);
    std::vector<record_data> records;
    for (std::size_t i = 0; i != rows; ++i) records.push_back(random.next());
    auto const seen = compare(*made, records);
    EXPECT_EQ(seen.rows, rows);
    EXPECT_LT(seen.fell_back, rows) << "nothing was scored in columns";
    return seen;
}

constexpr char numbers[] = R"(
record head {
  key id : text
  input a : integer -5..5
  input b : integer 0..300
  input c : points -10..10 decimals 2
  input d : integer 0..100000
  input e : integer -1000..1000
  input p : percent 0%..100% decimals 1
)";

TEST(lower_language, arithmetic) {
    agrees(std::string(numbers) + R"(
  let x = a + b * 2 - d / 4 + 7
  let y = (a - b) * (b + d) - e
  let z = c * (1 / 3) - c
  let s = p of d
  let s2 = share(b, 300)
  let t = abs(e) + abs(a) - abs(c / 1 points)
  let u = min(a, e, 3) + max(b, d, 17)
  let v = -(a * a * e) + -b
  let w = (a + 1) * (a + 2) / 3 + b / 7
  output x, y, z, s, s2, t, u, v, w
})");
}

TEST(lower_language, division_by_what_may_be_zero) {
    auto const seen = agrees(std::string(numbers) + R"(
  let x = if a != 0 then d / a else 0
  let y = if e != 0 then (d + 1) / e else nothing
  let z = if e > 10 then share(b, e) else 0%
  let w = b / (e - 1000)
  let m = (b / (d + 1)) + (a / (d + 2)) - b / (d + 1)
  let n = (b / (d + 1)) * (e / (d + 5))
  let o = (b / (d + 1)) < (e / (d + 5)) or b / (d + 1) = a
  let q = if b > 9 then b / (d + 1) else a
  let r = min(b / (d + 1), e / (d + 1))
  output x, y, z, w, m, n, o, q, r
})", {1000});
    EXPECT_GT(seen.failed, 0u);
}

TEST(lower_language, rounding) {
    std::string text = numbers;
    std::string outputs;
    int i = 0;
    for (auto const* mode : {"half_up", "half_even", "half_down", "toward_zero", "away_from_zero", "down", "up"})
        for (auto const* what : {"round(c / 3, 1, MODE)", "round_to(e / 8, 1, MODE)", "round(e * 1.5, -1, MODE)", "round_to(e, 7, MODE)", "round(b / (d + 1), 2, MODE)",
                                 "round_to(c, 0.25, MODE)"}) {
            std::string expression = what;
            expression.replace(expression.find("MODE"), 4, mode);
            text += "  let x" + std::to_string(i) + " = " + expression + "\n";
            outputs += (i ? ", x" : "x") + std::to_string(i);
            ++i;
        }
    agrees(text + "  output " + outputs + "\n}");
}

TEST(lower_language, conditions_and_choices) {
    agrees(R"(
enum colour { red < green < blue }
record head {
  key id : text
  input a : integer 0..10
  input b : integer 0..1000
  input t : bool
  input u : bool?
  input o : integer? 0..50
  input w : colour
  input v : colour?
  input s : text
  input q : text?
  let x1 = if t and a > 3 then 1 else if w = green then b else 7
  let x2 = t or not (a in [2 .. 5)) and b in (100 .. 900]
  let x3 = o default 3
  let x4 = (o default b) + (if o is given then o else 0)
  let x5 = u default t
  let x6 = w > red and (v default blue) >= w
  let x7 = v is not given or v in { red, blue }
  let x8 = s = "a" or s in { "b", "c" }
  let x9 = if t then s else "other"
  let y1 = q default s
  let y2 = if q is given then q = s else t
  let y3 = if a > 5 then o else nothing
  let y4 = position(w) * 2 + (if t then 10 else 20) + (if a = 3 then 1 else 0) + (if b > 500 then 5 else -5)
  let y5 = min(w, blue) = max(w, red)
  let y6 = q is given
  let y7 = if o is given and v is given then o = b or v = w else false
  output x1, x2, x3, x4, x5, x6, x7, x8, x9, y1, y2, y3, y4, y5, y6, y7
})", {100, 900});
}

TEST(lower_language, failures_matter_where_they_are_needed) {
    auto const seen = agrees(R"(
record head {
  key id : text
  input a : integer 0..10
  input b : integer 0..5000
  input n : integer? -3..3
  let inverse = 1 / (a - 4)
  let other = 1 / (b - 17)
  let x1 = a = 4 or inverse > 0
  let x2 = if b > 17 then other else 0
  let x3 = if a > 9 then inverse + other else 1
  let x4 = a != 4 and (a > 8 and 10 / (a - 9) > 1)
  let x5 = n default (if a = 7 then inverse / (b - 7) else a)
  output x1, x2, x3, x4, x5
})", {17, 7});
    EXPECT_GT(seen.failed, 0u);
    EXPECT_LT(seen.failed, seen.rows);
}

TEST(lower_language, definitions) {
    auto const seen = agrees(R"(
enum level { low < middle < high }
record head {
  key id : text
  input a : integer 0..20
  input b : integer 0..3000
  input t : bool
  input k : integer -1..4
  let base = a * 2 except {
    halved : a when t
    large : 40 when b > 2000
  }
  classify grade : level {
    high when a > 15 and b > 100
    middle when a > 10 or t
    otherwise low
  }
  deductions off : points {
    | when | points |
    | t | 5 |
    | k | 3 each cap 7 |
    | b > 1000 | 10 |
    cap 20
  }
  output base, grade, off
})", {1000, 2000});
    EXPECT_GT(seen.failed, 0u);
}

TEST(lower_language, bands) {
    agrees(R"(
record head {
  key id : text
  input v : percent 0%..150% decimals 0
  input w : percent 0%..1000%
  input d : date 2020-01-01..2022-12-31
  input k : integer 1..400
  let x1 = bonus(v)
  let x2 = bonus(w)
  let x3 = bonus(max(w - 100%, 0%))
  let x4 = maybe(w)
  let x5 = linear(w)
  let x6 = season(d)
  let x7 = bonus(share(v / 1%, k * 150))
  output x1, x2, x3, x4, x5, x6, x7
}
bands bonus (x : percent 0%..1000%) -> points {
  | x | points |
  | < 1% | 0 |
  | [1% .. 10%] | 1 |
  | (11% .. 20%) | 2.5 |
  | > 20% | 3 |
  gaps take lower reading "r"
}
bands maybe (x : percent 0%..1000%) -> points? {
  | x | points |
  | [1% .. 10%] | 1 |
  | [11% .. 20%] | 2 |
  gaps take nothing reading "r"
}
bands linear (x : percent 0%..1000%) -> number {
  | x | y |
  | < 500% | x / 1% * 2 |
  | >= 500% | 1000 |
}
bands season (x : date 2020-01-01..2022-12-31) -> number {
  | x | y |
  | < 2020-06-01 | 1 |
  | [2020-06-01 .. 2021-06-01) | 2 |
  | >= 2021-06-01 | 3 |
}
)", {10000, 100000, 110000, 200000, 18414, 18779});
}

TEST(lower_language, tables) {
    agrees(R"(
enum kind { resident, visitor, guest }
enum level { low < middle < high }
record head {
  key id : text
  input k : kind
  input age : integer 0..120
  input big : integer 0..100000
  input t : bool
  input s : text
  let x1 = fee(k, age)
  let x2 = grid(k, age, big, t)
  let x3 = named(s, t)
  let x4 = highest(age, big)
  let x5 = added(age, big)
  let x6 = counted(age, big)
  let x7 = least(age, big)
  let x8 = computed(k, big)
  let x9 = conditioned(age, big)
  let y1 = agreed(age)
  output x1, x2, x3, x4, x5, x6, x7, x8, x9, y1
}
table fee (kind : kind, age : integer 0..120) -> points hit first {
  | kind | age | points |
  | resident | [0 .. 6) | 0 |
  | resident | - | 10 |
  | visitor, guest | != 18 | 20 |
  otherwise 30
}
table grid (kind : kind, age : integer 0..120, big : integer 0..100000, t : bool) -> points hit first {
  | kind | age | big | t | points |
  | resident | < 18 | [100 .. 5000) | true | 1 |
  | != resident | >= 18 | - | false | 2.5 |
  | visitor | 30, 31 | 77 | - | 3 |
  | - | - | >= 50000 | - | 4 |
  otherwise 5
}
table named (s : text, t : bool) -> number hit first {
  | s | t | y |
  | "a", "b" | true | 1 |
  | != "c" | - | 2 |
  otherwise 3
}
table highest (age : integer 0..120, big : integer 0..100000) -> level hit priority {
  | age | big | level |
  | > 60 | - | middle |
  | - | > 100 | high |
  otherwise low
}
table added (age : integer 0..120, big : integer 0..100000) -> number hit collect sum {
  | age | big | y |
  | > 60 | - | 1 |
  | - | > 100 | 2 |
  | < 80 | < 1000 | 4.5 |
}
table counted (age : integer 0..120, big : integer 0..100000) -> integer hit collect count {
  | age | big |
  | > 60 | - |
  | - | > 100 |
}
table least (age : integer 0..120, big : integer 0..100000) -> number? hit collect min {
  | age | big | y |
  | > 60 | - | 1 |
  | - | > 100 | 2 |
}
table computed (kind : kind, big : integer 0..100000) -> number hit first {
  | kind | big | y |
  | resident | > 100 | big / 3 |
  | - | < 50 | 0 |
  otherwise big * 2
}
table conditioned (age : integer 0..120, big : integer 0..100000) -> number hit first {
  | age | when | y |
  | < 18 | big > 1000 | 1 |
  | - | big > age * 500 | 2 |
  otherwise 3
}
table agreed (age : integer 0..120) -> number hit any {
  | age | y |
  | <= 60 | 1 |
  | >= 50 | 1 |
}
)", {18, 100, 1000, 5000, 50000});
}

TEST(lower_language, lists) {
    auto const seen = agrees(R"(
enum colour { red < green < blue }
record head {
  key id : text
  input base : integer 0..10
  input parts : list of part
  input some : list of part 1..3
  let n1 = count(parts)
  let n2 = count(parts where ok)
  let n3 = sum(size over parts)
  let n4 = sum(size over parts where ok and size > head.base * 1 points)
  let n5 = any(parts where ok)
  let n6 = all(ok over parts)
  let n7 = min(size over parts)
  let n8 = max(colour over parts where ok)
  let n9 = mean(size over parts)
  let m1 = first(name over parts where ok)
  let m2 = latest(size over parts by day)
  let m3 = mean(size over some)
  let m4 = max(size over some) / 1 points + count(some)
  let m5 = sum(sum over parts)
  let m6 = count(parts.bits)
  let m7 = sum(x over parts.bits where ok)
  let m8 = any(10 / x > head.base over parts.bits)
  let m9 = first(x over parts.bits where ok)
  let k1 = latest(x over parts.bits by y)
  let k2 = first(note default 7 over parts where note is given or ok)
  let k3 = all(10 / x > head.base over parts.bits)
  let k4 = 100 / count(some)
  let k5 = sum(1 over parts)
  output n1, n2, n3, n4, n5, n6, n7, n8, n9, m1, m2, m3, m4, m5, m6, m7, m8, m9, k3, k1, k2, k4, k5
}
record part {
  input ok : bool
  input size : points -5..300
  input colour : colour
  input day : date 2020-01-01..2020-01-05
  input name : text
  input note : integer?
  input bits : list of bit 0..3
  let sum = sum(x over bits) * count(bits)
}
record bit { input x : integer -2..2  input y : integer 0..3  input ok : bool }
)");
    (void)seen;
}

TEST(lower_language, elements_fail_where_they_are_reached) {
    auto const seen = agrees(R"(
record head {
  key id : text
  input base : integer 0..10
  input parts : list of part
  let a = any(10 / x > head.base over parts)
  let b = all(10 / x > head.base over parts)
  let c = base > 5 or sum(10 / x over parts where y > 1) > 3
  let d = first(10 / x over parts where y > 0)
  output a, b, c, d
}
record part { input x : integer -1..6  input y : integer 0..3 }
)");
    EXPECT_GT(seen.failed, 0u);
    EXPECT_LT(seen.failed, seen.rows);
}

TEST(lower_language, single_records_and_dependent_inputs) {
    auto const seen = agrees(R"(
record head {
  key id : text
  input low : integer 0..5
  input high : integer low..9
  input kind : bool
  input extra : integer? 0..100
  input needed : integer 0..3 required when kind
  input conduct : conduct
  input note : note?
  let x = conduct.points + low
  let y = if note is given then note.size + note.more else 0
  let z = if note is given then count(note.items) else 5
  let w = if kind then needed else 0
  let v = sum(k over conduct.items) + high
  let u = note.size default 7
  output x, y, z, w, v, u
}
record conduct in head { input points : integer 0..40  input items : list of item  let k = points + head.low }
record note in head { input size : integer 0..1000  input items : list of item 1..4  let more = size / (size - 3) }
record item { input k : integer 0..9  input when_big : integer 0..2 required when k > 7 }
)");
    EXPECT_GT(seen.failed, 0u);
    EXPECT_LT(seen.failed, seen.rows);
}

TEST(lower_language, dates) {
    auto const seen = agrees(R"(
calendar c {
  years 2020 .. 2021
  weekend saturday, sunday
  holidays 2020-05-01 "May"
}
record head {
  key id : text
  input d : date 2020-01-01..2021-12-31
  input e : date 2019-12-01..2022-01-31
  input n : integer 0..40
  input o : date?
  let a = d + 7 days
  let b = (d - e) / 1 days
  let f = year(d) * 100 + month(e) * 10 + day(e)
  let g = date(year(d), month(e), 15)
  let h = 3 working days after d using c
  let i = if d > 2020-06-01 then 2 working days before d using c else d
  let k = working_days(d, d + 3 days)
  let l = is_working_day(d)
  let m = n * 1 working days after d
  let p = n * 1 days before d
  let q = (if n > 20 then 5 working days else 2 working days) before d
  output a, b, f, g, h, i, l, m, p, q, k
}
)", {18262, 18992});
    EXPECT_LT(seen.failed, seen.rows);
}

}  // namespace
}  // namespace barem::columnar::lower_harness
