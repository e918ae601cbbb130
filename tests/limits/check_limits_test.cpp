// Hostile rule sets that are well formed: the checker ends soon, with a clear error where a limit is exceeded, and never crashes.

#include "check/check.hpp"
#include "parse.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <string>

namespace barem {
namespace {

std::string each(unsigned from, unsigned to, std::function<std::string(unsigned)> const& write) {
    std::string all;
    for (unsigned i = from; i < to; ++i) all += write(i) + "\n";
    return all;
}

std::string times(unsigned n, std::string const& text) {
    return each(0, n, [&](unsigned) { return text; });
}

std::string n(unsigned i) { return std::to_string(i); }

std::string in_record(std::string const& members, std::string const& more = {}) {
    return "ruleset t\nunit points\nrecord r {\nkey id : text\n" + members + "}\n" + more;
}

/// The codes that the checker finds, each once. Each of these rule sets takes well below a second; one that took exponential time would meet the
/// time limit that every test has.
std::set<std::string> codes(std::string const& text, compile_limits const& limits = {}) {
    auto const parsed = grammar::parse(text);
    std::set<std::string> found;
    for (auto const& f : parsed.findings) found.insert(f.code + " " + f.message);
    if (!found.empty()) return found;
    for (auto const& f : check::check(parsed.tree, text, limits).findings) found.insert(f.code);
    return found;
}

using set = std::set<std::string>;

std::string chain(unsigned length, bool forward) {
    return in_record(each(0, length, [&](unsigned i) {
        auto const next = forward ? (i + 1 == length ? "1" : "l" + n(i + 1)) : (i == 0 ? "1" : "l" + n(i - 1));
        return "let l" + n(i) + " = " + next + (next == "1" ? "" : " + 1");
    }));
}

TEST(check_limits, chains_of_definitions) {
    for (bool const forward : {true, false}) {
        EXPECT_EQ(codes(chain(200, forward)), set{});
        EXPECT_EQ(codes(chain(201, forward)), set{"B1901"});
        EXPECT_EQ(codes(chain(9'900, forward)), set{"B1901"});
        EXPECT_EQ(codes(chain(5, forward), {.max_definition_depth = 4}), set{"B1901"});
    }
}

/// Each of 190 definitions is nested as deep as an expression may be: what they are together counts.
TEST(check_limits, chains_of_nested_definitions) {
    auto const nested = [](unsigned length, std::string const& open, std::string const& close) {
        return in_record(each(0, length, [&](unsigned i) {
            std::string text = "let l" + n(i) + " = ";
            for (unsigned k = 0; k < 60; ++k) text += open;
            text += i + 1 == length ? "1" : "l" + n(i + 1);
            for (unsigned k = 0; k < 60; ++k) text += close;
            return text;
        }));
    };
    EXPECT_EQ(codes(nested(10, "abs(", ")")), set{});
    EXPECT_EQ(codes(nested(190, "abs(", ")")), set{"B1901"});
    EXPECT_EQ(codes(nested(190, "if true then ", " else 0")), set{"B1901"});
    EXPECT_EQ(codes(in_record(each(0, 190, [](unsigned i) {
        std::string sum = i == 189 ? "1" : "l" + n(i + 1);
        for (unsigned k = 0; k < 400; ++k) sum += " + 1";
        return "let l" + n(i) + " = " + sum;
    }))), set{"B1901"});
}

TEST(check_limits, many_definitions_in_a_circle) {
    EXPECT_EQ(codes(in_record(each(0, 150, [](unsigned i) { return "let l" + n(i) + " = l" + n((i + 1) % 150) + " + 1"; }))), set{"B1501"});
    EXPECT_EQ(codes(in_record(each(0, 2'000, [](unsigned i) { return "let l" + n(i) + " = l" + n(i) + " + 1"; }))), set{"B1501"});
}

TEST(check_limits, an_enum_with_10000_words) {
    std::string words;
    for (unsigned i = 0; i < 10'000; ++i) words += (i ? ", w" : "w") + n(i);
    auto const levels = each(0, 5'000, [](unsigned i) { return n(i) + " when k = w" + n(i); });
    EXPECT_EQ(codes(in_record("input k : e\nclassify c {\n" + levels + "otherwise 0 }\n", "enum e { " + words + " }\n")), set{});
    auto const rows = each(0, 10'000, [](unsigned i) { return "| w" + n(i) + " | " + n(i) + " |"; });
    EXPECT_EQ(codes(in_record("", "enum e { " + words + " }\ntable f(k : e) -> number hit unique { | k | value |\n" + rows + "}\n")), set{});
}

TEST(check_limits, a_table_of_20000_rows) {
    auto const table = [](unsigned rows) {
        auto const text = each(0, rows, [](unsigned i) { return "| " + n(i) + " | " + n(i) + " |"; });
        return in_record("", "table f(k : integer) -> points hit first { | k | points |\n" + text + "otherwise 0 }\n");
    };
    EXPECT_EQ(codes(table(20'000)), set{});
    EXPECT_EQ(codes(table(20'001)), set{"B1902"});
    EXPECT_EQ(codes(table(3), {.max_table_rows = 2}), set{"B1902"});
}

TEST(check_limits, records_within_one_another) {
    auto const nested = [](unsigned depth) {
        auto const inner = each(1, depth - 1, [](unsigned i) {
            return "record r" + n(i) + " in r" + (i == 1 ? "" : n(i - 1)) + " { input s : list of r" + n(i + 1) + "  let t = sum(t over s) + r.t }";
        });
        return in_record("input s : list of r1\nlet t = count(s)\n", inner + "record r" + n(depth - 1) + " in r" + n(depth - 2) + " { let t = 1 }\n");
    };
    EXPECT_EQ(codes(nested(50)), set{});
    EXPECT_EQ(codes(nested(64)), set{});
    EXPECT_EQ(codes(nested(65)), set{"B1904"});
    auto const parents = each(0, 5'000, [](unsigned i) { return "record p" + n(i) + " in p" + n(i + 1) + " { input x : number }"; });
    EXPECT_EQ(codes(in_record("", parents + "record p5000 { input x : number }\n")), set{});
}

/// Each record holds two of the next: 2 to the 50th of them, but none is ever written.
TEST(check_limits, records_that_branch) {
    auto const inner = each(1, 50, [](unsigned i) { return "record r" + n(i) + " { input a : r" + n(i + 1) + "  input b : r" + n(i + 1) + " }"; });
    EXPECT_EQ(codes(in_record("input a : r1\n", inner + "record r50 { input x : number }\n")), set{});
}

TEST(check_limits, samples_that_multiply) {
    auto const written = [](std::string const& count, std::string const& with) {
        return in_record("input xs : list of x\nlet total = count(xs)\n",
                         "record x { input ys : list of y }\nrecord y { input zs : list of z }\nrecord z { input n : number }\n"
                         "sample sz : z { n: 1 }\nsample sy : y { zs: [ sz times " + count + " ] }\nsample sx : x { ys: [ sy times " + count + " ] }\n"
                         "sample sr : r { xs: [ sx times " + count + " ] }\nexample \"a\" : sr with { " + with + " } expect total = 1\n");
    };
    EXPECT_EQ(codes(written("20", "xs[0].ys[*].zs[3].n: 3")), set{});
    EXPECT_EQ(codes(written("10000", "xs[*].ys[*].zs[*].n: 3")), set{"B1903"});
    EXPECT_EQ(codes(written("4294967295", "xs[0].ys[0].zs[0].n: 3")), set{"B1903"});
    EXPECT_EQ(codes(written("0", "xs: [ sx times 0 ]")), set{});
    EXPECT_EQ(codes(written("20", "xs[*].ys: [ sy times 500 ]")), set{"B1903"});          // by an override
    EXPECT_EQ(codes(written("3", "xs: []"), {.max_written_records = 10}), set{"B1903"});
    EXPECT_EQ(codes(written("3", "xs: []"), {.max_written_values = 10}), set{"B1903"});
}

TEST(check_limits, many_examples_of_a_large_sample) {
    auto const examples = each(0, 5'000, [](unsigned i) { return "example \"a\" : sr with { xs[" + n(i) + "].n: 3 } expect total = 1"; });
    EXPECT_EQ(codes(in_record("input xs : list of x\nlet total = count(xs)\n",
                              "record x { input n : number }\nsample sr : r { xs: [ { n: 1 } times 9000 ] }\n" + examples)), set{"B1903"});
}

/// Samples that copy samples as single records, not through lists.
TEST(check_limits, samples_of_branching_records) {
    std::string records, samples;
    for (unsigned i = 1; i < 20; ++i) {
        records += "record r" + n(i) + " { input a : r" + n(i + 1) + "  input b : r" + n(i + 1) + " }\n";
        samples += "sample s" + n(i) + " : r" + n(i) + " { a: s" + n(i + 1) + ", b: s" + n(i + 1) + " }\n";
    }
    EXPECT_EQ(codes(in_record("input a : r1\n", records + "record r20 { input x : number }\n" + samples + "sample s20 : r20 { x: 1 }\n")), set{"B1903"});
}

TEST(check_limits, a_long_chain_of_samples) {
    auto const records = each(1, 2'000, [](unsigned i) { return "record r" + n(i) + " { input a : r" + n(i + 1) + " }"; });
    auto const samples = each(1, 2'000, [](unsigned i) { return "sample s" + n(i) + " : r" + n(i) + " { a: s" + n(i + 1) + " }"; });
    EXPECT_EQ(codes(in_record("input a : r1\n", records + "record r2000 { input x : number }\n" + samples + "sample s2000 : r2000 { x: 1 }\n")),
              set{"B1904"});
    auto const of_itself = each(0, 2'000, [](unsigned i) { return "sample s" + n(i) + " : loop { a: s" + n(i + 1) + " }"; });
    EXPECT_EQ(codes(in_record("", "record loop { input a : loop? }\n" + of_itself + "sample s2000 : loop { }\n")), set{"B1501"});
}

TEST(check_limits, proofs_of_presence) {
    // Truths that are defined by one another, each of them twice.
    for (std::string const op : {"and", "or", "and not", "or not"}) {
        auto const truths = "input k : bool\ninput q : bool\nlet t0 = k " + op + " q\n" +
                            each(1, 190, [&](unsigned i) { return "let t" + n(i) + " = t" + n(i - 1) + " " + op + " t" + n(i - 1); });
        EXPECT_EQ(codes(in_record(truths + each(0, 2'000, [](unsigned i) { return "let u" + n(i) + " = if t" + n(i % 190) + " then 1 else 2"; }))), set{});
    }
    // Long conditions, and many cases.
    std::string either = "k0";
    for (unsigned i = 1; i < 400; ++i) either += " or k" + n(i);
    auto const inputs = each(0, 400, [](unsigned i) { return "input k" + n(i) + " : bool"; });
    EXPECT_EQ(codes(in_record(inputs + each(0, 100, [&](unsigned i) { return "let t" + n(i) + " = if " + either + " then 1 else 2"; }))), set{});
    std::string cases;
    for (unsigned i = 0; i < 20'000; ++i) cases += "if k" + n(i % 400) + " then " + n(i) + " else ";
    EXPECT_EQ(codes(in_record(inputs + "let t = " + cases + "0\n")), set{});
}

TEST(check_limits, calendars) {
    auto const calendar = [](std::string const& years, std::string const& holidays = {}) {
        return in_record("", "calendar c { years " + years + " weekend sunday\n" + holidays + "}\n");
    };
    EXPECT_EQ(codes(calendar("1801 .. 2200")), set{});
    EXPECT_EQ(codes(calendar("1801 .. 2201")), set{"B1711"});
    EXPECT_EQ(codes(calendar("1801 .. 2199") + "calendar second { years 2200 }\n"), set{});
    EXPECT_EQ(codes(calendar("1801 .. 2199") + "calendar second { years 2200 .. 2201 }\n"), set{"B1711"});
    EXPECT_EQ(codes(calendar("4000000000 .. 4294967295")), set{"B1711"});
    // Holidays over one another, and mistakes by the thousand.
    EXPECT_EQ(codes(calendar("1801 .. 2200", times(40'000, "holidays 1801-01-02 .. 2200-12-29"))), (set{"B1718", "B1719"}));
    EXPECT_EQ(codes(calendar("2021", times(40'000, "holidays 2020-01-01"))), set{"B1713"});
    EXPECT_EQ(codes(calendar("2021", times(40'000, "worked 2021-01-03 for 2021-01-04"))), set{"B1717"});
}

TEST(check_limits, findings_and_proposals) {
    auto const slips = each(0, 5'000, [](unsigned i) { return "let name_" + n(i) + " = nome_" + n(i) + " + nume_" + n(i); });
    auto const text = in_record(slips);
    auto const findings = check::check(grammar::parse(text).tree, text).findings;
    EXPECT_EQ(codes(text), set{"B1101"});
    ASSERT_EQ(findings.size(), 50U);
    EXPECT_EQ(findings.back().notes.back(), "9950 more findings are not shown");
    EXPECT_EQ(codes(in_record(times(9'000, "input x : number"))), set{"B1104"});
}

}  // namespace
}  // namespace barem
