// Random rule sets with few values for each input, so that all records there are can be scored. Whatever `barem check` claims is tried on
// them: what it says is dead is changed or taken out at the place that the finding shows, and no result may change; a gap or an overlap has a
// record that fails, and where none is found no record fails. BAREM_FUZZ_CLAIMS=100000 tries more, BAREM_FUZZ_SEED begins elsewhere.

#include <barem/barem.hpp>
#include <barem/witness.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <random>

namespace barem::testing {
namespace {

using lines = std::vector<std::string>;

class maker {
public:
    explicit maker(std::uint64_t seed) : lot_(seed) {}

    std::string rules() {
        std::string text = "ruleset random\nenum rating { r0 < r1 < r2 < r3 < r4 }\nenum kind { k0, k1, k2 }\nrecord head {\n  key id : text\n"
                           "  input a : integer 0..3\n  input b : integer 0..4\n  input c : bool\n  input k : kind\n";
        text += "  let s = " + sum() + "\n";
        text += "  let t = " + sum() + "\n";
        of_inputs_ = false;
        text += "  let q = " + condition(2) + "\n";
        text += levels() + deductions() + "  let fee = fee(a, b)\n  output fee(0)";
        for (auto const* name : {", s(0)", ", t(0)", ", q", ", lost(0)", ", rating"})
            if (below(4) != 0) text += name;
        return text + "\n}\n" + table();
    }

    /// What bands are given depends on itself in many ways; rows of a table compare what is computed.
    std::string calls() {
        auto const argument = one_of({"a - min(a, b)", "a - b", "abs(a - b)", "max(a, b) - b", "a * b - a", "a + b - max(a, b)", "2 * a - b", "min(a, 2) + b",
                                      "if a > b then a - b else b - a", "a * a - b", "s", "s - a"});
        auto call = "graded(" + argument + ")";
        if (below(2) == 0) call = "if " + (below(2) == 0 ? one_of({"a >= b", "a < b", "c", "s > a"}) : condition(1)) + " then " + call + " else 0";
        auto const low = below(5), high = 1 + below(9);
        return "ruleset random\nenum kind { k0, k1, k2 }\nrecord head {\n  key id : text\n"
               "  input a : integer 0..3\n  input b : integer 0..4\n  input c : bool\n  input k : kind\n  let s = " + sum() +
               "\n  let extra = " + call + "\n  let fine = fine(a, b)\n  output extra(0), fine(0)\n}\n" +
               "bands graded(z : integer -" + std::to_string(low) + ".." + std::to_string(high) + ") -> number {\n  | z | extra |\n  | < 1 | 1 |\n  | >= 1 | 2 |\n}\n" +
               "table fine(x : integer 0..3, y : integer 0..4) -> number hit " + one_of({"unique", "unique", "any", "first"}) + " {\n  | when | fine |\n" +
               "  | " + of_arguments() + " | 1 |\n  | " + of_arguments() + " | 2 |\n" + (below(2) == 0 ? "  | " + of_arguments() + " | 3 |\n" : "") + "}\n";
    }

private:
    std::uint64_t below(std::uint64_t n) { return lot_() % n; }

    std::string of_arguments() {
        if (below(5) == 0) return one_of({"x < y", "x >= y", "x = y"});
        return one_of({"x * y", "x + y", "2 * x", "x", "y", "max(x, y)", "x - y"}) + one_of({" < ", " <= ", " > ", " >= "}) + digit(8);
    }

    std::string digit(std::uint64_t most) { return std::to_string(below(most + 1)); }
    std::string one_of(lines const& all) { return all[below(all.size())]; }

    std::string sum() {
        auto const plain = one_of({"a + b", "2 * a", "b", "10 - b", "a + 1"});
        switch (below(4)) {
            case 0: return "min(" + plain + ", " + digit(12) + ")";
            case 1: return "max(" + plain + ", " + digit(12) + ")";
            case 2: return "if " + condition(1) + " then " + digit(5) + " else if " + condition(1) + " then " + digit(5) + " else " + digit(5);
            default: return plain;
        }
    }

    std::string comparison() {
        switch (below(8)) {
            case 0: return "c";
            case 1: return one_of({"k = ", "k != "}) + one_of({"k0", "k1", "k2"});
            case 2: return "k in {k0, " + one_of({"k1", "k2"}) + "}";
            case 3: {
                auto const low = below(5);
                return one_of({"a", "b", "s"}) + " in [" + std::to_string(low) + " .. " + std::to_string(low + below(3)) + "]";
            }
            default: return one_of({"a", "b", "s", "t", "a + b"}) + one_of({" < ", " <= ", " > ", " >= ", " = "}) + digit(6);
        }
    }

    std::string condition(unsigned depth) {
        if (depth != 0 && below(3) != 0) return "(" + condition(depth - 1) + one_of({" and ", " or "}) + condition(depth - 1) + ")";
        auto made = comparison();
        if (of_inputs_)
            while (made.find('s') != std::string::npos || made.find('t') != std::string::npos) made = comparison();
        return below(6) == 0 ? "not (" + made + ")" : made;
    }

    std::string levels() {
        std::string text = "  classify rating : rating" + std::string(below(3) == 0 ? " hit unique" : "") + " {\n";
        auto const count = 2 + below(3);
        for (std::uint64_t i = 0; i != count; ++i) text += "    r" + std::to_string(i) + " when " + condition(2) + "\n";
        return text + (below(2) == 0 ? "    otherwise r4\n" : "") + "  }\n";
    }

    std::string deductions() {
        std::string text = "  deductions lost : number {\n    | when | points |\n";
        for (auto count = 1 + below(3); count != 0; --count)
            text += below(3) == 0 ? "    | " + one_of({"a", "b"}) + " | " + digit(5) + " each cap " + digit(20) + " |\n" : "    | " + condition(1) + " | " + digit(5) + " |\n";
        return text + (below(2) == 0 ? "    cap " + digit(30) + "\n" : "") + "  }\n";
    }

    std::string test(std::uint64_t most) {
        auto const low = below(most + 1);
        switch (below(4)) {
            case 0: return "-";
            case 1: return "< " + digit(most + 1);
            case 2: return ">= " + digit(most + 1);
            default: return "[" + std::to_string(low) + " .. " + std::to_string(std::min(most, low + below(3))) + "]";
        }
    }

    std::string table() {
        auto const policy = one_of({"first", "unique", "any", "collect sum", "first"});
        std::string text = "table fee(x : integer 0..3, y : integer 0..4) -> number hit " + policy + " {\n  | x | y | fee |\n";
        for (auto count = 2 + below(5); count != 0; --count) text += "  | " + test(3) + " | " + test(4) + " | " + digit(9) + " |\n";
        return text + (below(2) == 0 && policy != "collect sum" ? "  otherwise 99\n" : "") + "}\n";
    }

    std::mt19937_64 lot_;
    bool of_inputs_ = true;                  // while `s` and `t` are made, which cannot ask themselves
};

compile_options lenient() {
    compile_options options;
    for (auto const* code : {"B1301", "B1302", "B1305", "B1308", "B1311", "B1401", "B1402"}) options.severities.emplace_back(code, severity_choice::warning);
    return options;
}

struct all_records {
    lines written;
    all_records() {
        for (int a = 0; a != 4; ++a)
            for (int b = 0; b != 5; ++b)
                for (auto const* k : {"k0", "k1", "k2"})
                    for (auto const* c : {"false", "true"})
                        written.push_back(R"({"id":"x","a":)" + std::to_string(a) + R"(,"b":)" + std::to_string(b) + R"(,"c":)" + c + R"(,"k":")" + k + "\"}");
    }
};

/// By record, its results; "error: ..." where it has none.
lines results(std::string const& text) {
    static all_records const records;
    auto const rules = compile(text, "", lenient());
    if (!rules) {
        ADD_FAILURE() << rules.error().to_text() << text;
        return {};
    }
    lines all;
    for (auto const& record : records.written) {
        auto const scored = rules->score_json(record);
        all.emplace_back(scored ? scored->to_json() : "error:");
        if (!scored)
            for (auto const& issue : scored.error()) all.back() += " " + issue.path + " " + issue.message;
    }
    return all;
}

bool any_fails(lines const& all, std::string const& how) {
    return std::ranges::any_of(all, [&](auto const& r) { return r.starts_with("error:") && r.find(how) != std::string::npos; });
}

/// Why there is no result may be told otherwise, by other rows.
lines without_reasons(lines all) {
    for (auto& r : all)
        if (r.starts_with("error:")) r = "error";
    return all;
}

std::string without_line(std::string text, std::uint32_t at) {
    auto const begin = text.rfind('\n', at) + 1, end = text.find('\n', at) + 1;
    return text.erase(begin, end - begin);
}

/// The rule set without what the finding says is without effect; empty when it says no such thing.
std::string without_what_is_dead(std::string const& text, diagnostic const& f) {
    auto const where = f.labels.front().where;
    auto const with = [&](std::string const& instead) { return std::string(text).replace(where.begin, where.end - where.begin, instead); };
    bool const is_row = f.message.starts_with("this row");
    bool const is_block = f.message.find("table of deductions") != std::string::npos || f.message.find("classification") != std::string::npos;
    if (is_block) return {};                 // more than a line, and not asked for
    if (f.code == "B1403" || f.code == "B1307" || f.code == "B1113" || f.code == "B1314" || (f.code == "B1405" && is_row)) return without_line(text, where.begin);
    if (f.code == "B1404" || f.code == "B1405") return with(f.message.find("is always true") != std::string::npos ? "true" : "false");
    if (f.code == "B1316") {
        auto const line = text.substr(text.rfind('\n', where.begin), where.begin - text.rfind('\n', where.begin));
        return with(line.find("max(") == std::string::npos ? "1000000" : "-1000000");
    }
    return {};
}

/// The results do not depend on an input: those of records that differ in nothing else are the same.
void expect_no_influence(std::string const& input, lines const& its) {
    static all_records const records;
    std::map<std::string, std::string> by_others;
    for (std::size_t i = 0; i != its.size(); ++i) {
        auto others = records.written[i];
        auto const at = others.find("\"" + input + "\":");
        others.erase(at, others.find_first_of(",}", at) - at);
        EXPECT_EQ(by_others.try_emplace(others, its[i]).first->second, its[i]) << input << " does influence " << records.written[i];
    }
}

/// The same, and with nothing else in the result.
std::string with_output(std::string text, std::string const& output) {
    auto const at = text.find("  output ");
    return text.replace(at, text.find('\n', at) - at, "  output " + output);
}

struct seeds {
    std::uint64_t first, end;
    seeds() {
        auto const* const wanted = std::getenv("BAREM_FUZZ_CLAIMS");
        auto const* const begin = std::getenv("BAREM_FUZZ_SEED");
        first = begin == nullptr ? 1 : std::stoull(begin);
        end = first + (wanted == nullptr ? 60 : std::stoull(wanted));
    }
};

void say_how_often(std::map<std::string, std::size_t> const& tried) {
    if (std::getenv("BAREM_FUZZ_CLAIMS") == nullptr) return;
    for (auto const& [code, n] : tried) std::cout << code << ": " << n << '\n';
}

/// An argument out of range, a gap and an overlap are claimed where a record fails by them, and nowhere else.
TEST(every_claim, about_a_call_is_shown_by_a_record) {
    std::map<std::string, std::size_t> tried;
    for (auto [seed, end] = seeds(); seed != end && !HasFailure(); ++seed) {
        auto const text = maker(seed).calls();
        SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + text);
        auto const found = check_rules_with_records(text, "", lenient());
        auto const of_call = results(with_output(text, "extra(0)")), of_table = results(with_output(text, "fine(0)"));
        std::map<std::string, bool> says;
        for (auto const& f : found.findings) {
            SCOPED_TRACE(f.code + " " + f.message + " " + f.witness_record);
            ++tried[f.code];
            bool const of_graded = f.message.find("`graded`") != std::string::npos;
            says[f.code + (of_graded ? " graded" : " fine")] = true;
            if (f.code != "B1310") continue;
            auto const shown = compile(with_output(text, "extra(0)"), "", lenient()).value().score_json(f.witness_record);
            EXPECT_FALSE(shown) << "the record that shows it has a result";
        }
        bool const leaves = any_fails(of_call, "outside"), misses = any_fails(of_table, "no row of `fine`"), meets = any_fails(of_table, "rows ");
        EXPECT_LE(says["B1310 graded"] || says["B1311 graded"], leaves);
        EXPECT_LE(leaves, says["B1310 graded"] || says["B1311 graded"] || says["B1312 graded"]);
        if (says["B1311 graded"]) {
            EXPECT_TRUE(std::ranges::none_of(of_call, [](auto const& r) { return r.find("\"extra\":1") != std::string::npos || r.find("\"extra\":2") != std::string::npos; }));
        }
        tried["gap: missed"] += misses && !says["B1301 fine"];
        tried["overlap: missed"] += meets && !(says["B1302 fine"] || says["B1308 fine"]);
        tried["argument: missed"] += leaves && !(says["B1310 graded"] || says["B1311 graded"]);
        tried["gap: false doubt"] += !misses && says["B1312 fine"];
        tried["argument: false doubt"] += !leaves && says["B1312 graded"];
        EXPECT_LE(says["B1301 fine"], misses);
        EXPECT_LE(misses, says["B1301 fine"] || says["B1312 fine"]);
        EXPECT_LE(says["B1302 fine"] || says["B1308 fine"], meets);
        EXPECT_LE(meets, says["B1302 fine"] || says["B1308 fine"] || says["B1312 fine"]);
    }
    say_how_often(tried);
    for (auto const* code : {"B1301", "B1302", "B1310", "B1312"}) {
        EXPECT_TRUE(std::getenv("BAREM_FUZZ_SEED") != nullptr || tried[code] != 0) << code << " was never claimed";
    }
}

TEST(every_claim, holds_of_all_records) {
    auto const first = std::getenv("BAREM_FUZZ_SEED");
    std::map<std::string, std::size_t> tried;
    for (auto [seed, end] = seeds(); seed != end && !HasFailure(); ++seed) {
        auto const text = maker(seed).rules();
        SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + text);
        auto const found = check_rules(text, "", lenient());
        auto const its = results(text);
        std::map<std::string, bool> says;
        bool undecided = false;
        for (auto const& f : found.findings) {
            SCOPED_TRACE(f.code + " " + f.message);
            ++tried[f.code];
            if (auto const changed = without_what_is_dead(text, f); !changed.empty()) {
                EXPECT_EQ(without_reasons(results(changed)), without_reasons(its)) << changed;
            }
            if (f.code == "B1115") expect_no_influence(text.substr(f.labels.front().where.begin, 1), its);
            says[f.code] = true;
            undecided |= f.code == "B1312" || f.message.find("could not be proved") != std::string::npos;
        }
        EXPECT_EQ(says["B1301"], any_fails(its, "no row of `fee`"));
        EXPECT_EQ(says["B1302"] || says["B1308"], any_fails(its, "rows "));      // "rows 1 and 2 of `fee` hold at once"
        bool const is_asked = text.find(", rating\n") != std::string::npos && !any_fails(its, "`fee`");       // the first error is all that is told
        if (undecided || !is_asked) continue;
        EXPECT_EQ(says["B1401"], any_fails(its, "no level holds"));
        EXPECT_EQ(says["B1402"], any_fails(its, "two levels hold at once"));
    }
    say_how_often(tried);
    for (auto const* code : {"B1115", "B1301", "B1302", "B1307", "B1316", "B1401", "B1402", "B1403", "B1404", "B1405"}) {
        EXPECT_TRUE(first != nullptr || tried[code] != 0) << code << " was never claimed";
    }
}

}  // namespace
}  // namespace barem::testing
