// `barem diff` with a roster: who moves, and why. Compared with what two runs of `barem score` give.

#include "program.hpp"

#include <cstdlib>
#include <map>
#include <numeric>
#include <set>

using namespace cli_test;

namespace {

/// 2,000 agencies in four types; many totals lie near 65 and 80 points, and many are equal.
std::string agencies() {
    std::string out;
    std::uint32_t state = 2022;
    auto const below = [&](std::uint32_t n) { return (state = state * 1664525 + 1013904223) / 65536 % n; };
    char const* const types[] = {"department", "district", "public_unit", "vertical"};
    for (int i = 0; i != 2000; ++i) {
        auto const criterion = [&](std::string const& section, std::string const& most, std::uint32_t tenths) {
            auto const points = std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
            return R"({"section":")" + section + R"(","max":)" + most + R"(,"self":)" + points + R"(,"explained":true,"evidenced":true,"round1":"agree","score1":)" + points + "}";
        };
        auto const id = "Cơ quan số " + std::to_string(i);
        auto const leaders = below(3) == 0 ? std::string() : R"({"points":)" + std::to_string(below(5)) + R"(},{"points":3},{"points":4})";
        out += R"({"id":")" + id + R"(","type":")" + types[below(4)] + R"(","criteria":[)" + criterion("duty", "39", 300 + below(91)) + "," +
               criterion("reform", "27", 200 + below(71)) + "," + criterion("discipline", "8", 60 + below(21)) + "," + criterion("bonus", "8", below(81)) +
               R"(],"ballots":[{"group":"public","right_person":true,"answered_self":true,"filled_in":true,"satisfaction":)" + std::to_string(60 + below(41)) +
               R"(}],"leaders":[)" + leaders + R"(],"penalties":[)" + (below(4) == 0 ? R"({"item":1,"points":)" + std::to_string(below(20)) + "}" : "") + "]}\n";
    }
    return out;
}

/// Asks for one input more.
std::string with_years() { return replaced(replaced(exams, "input oral", "input years : integer 0..9\n  input oral"), "oral: 8 }", "oral: 8, years: 1 }"); }

class diff_roster : public cli {
protected:
    /// Phú Thọ with a floor of 82 points instead of 80 and a quota of 15 % instead of 20 %.
    void write_phu_tho() const {
        auto const rules = read_file(source_dir + "/rulesets/phu-tho-2022/phu-tho-2022.barem");
        write("old.barem", rules);
        write("new.barem", replaced(replaced(rules, "points 0..100 = 80 @ 6", "points 0..100 = 82 @ 6"), "= 20% of agency", "= 15% of agency"));
    }
    [[nodiscard]] json scored(std::string const& rules, std::string const& roster) const {
        auto const done = run({"score", rules, roster, "--exact", "--quiet"});
        json by_id;
        for (auto const& one : objects_of(done.out)) by_id[one["id"].get<std::string>()] = one;
        return by_id;
    }
    [[nodiscard]] json compared(std::vector<std::string> more) const {
        more.insert(more.begin(), "diff");
        more.insert(more.end(), {"--format", "json"});
        return json::parse(run(more).out);
    }
};

json const& output(json const& report, std::string const& name) {
    for (auto const& of : report["roster"]["outputs"])
        if (of["name"] == name) return of;
    ADD_FAILURE() << name;
    return report;
}

/// A number as results have it exactly, as a fraction of 64 bits.
struct fraction {
    std::int64_t over, under;
    explicit fraction(std::string const& text) : over(0), under(1) {
        auto const slash = text.find('/'), point = text.find('.');
        if (slash != std::string::npos) over = std::stoll(text.substr(0, slash)), under = std::stoll(text.substr(slash + 1));
        else if (point == std::string::npos) over = std::stoll(text);
        else {
            for (auto i = point + 1; i != text.size(); ++i) under *= 10;
            over = std::stoll(text.substr(0, point) + text.substr(point + 1));
        }
    }
    fraction() : over(0), under(1) {}
    friend bool operator<(fraction const& a, fraction const& b) { return a.over * b.under < b.over * a.under; }
    friend fraction operator+(fraction const& a, fraction const& b) {
        fraction made;
        made.under = std::lcm(a.under, b.under);
        made.over = a.over * (made.under / a.under) + b.over * (made.under / b.under);
        return made;
    }
    [[nodiscard]] bool equals(fraction const& b) const { return over * b.under == b.over * under; }
};

}  // namespace

TEST_F(diff_roster, agrees_with_scoring_both) {
    write_phu_tho();
    write("roster.jsonl", agencies());
    auto const before = scored("old.barem", "roster.jsonl"), after = scored("new.barem", "roster.jsonl");
    ASSERT_EQ(before.size(), 2000u);
    auto const report = compared({"old.barem", "new.barem", "roster.jsonl", "--by", "type", "--changes", "changes.jsonl"});
    EXPECT_EQ(report["roster"]["scored_by_both"], 2000);

    std::map<std::string, std::map<std::string, int>> transitions;
    std::set<std::string> changed;
    for (auto const& [id, old] : before.items()) {
        ++transitions[old["rating"]][after[id]["rating"]];
        if (old != after[id]) changed.insert(id);
    }
    EXPECT_GT(transitions["excellent"]["good"], 0);
    EXPECT_GT(transitions["good"]["completed"], 0);
    for (auto const& [from, to] : output(report, "rating")["transitions"].items())
        for (auto const& [level, count] : to.items()) EXPECT_EQ(count, transitions[from][level]) << from << " " << level;

    EXPECT_EQ(report["roster"]["changed"], changed.size());
    std::set<std::string> told;
    for (auto const& line : objects_of(read("changes.jsonl"))) {
        auto const id = line["id"].get<std::string>();
        told.insert(id);
        for (auto const& [name, values] : line.items()) {
            if (name == "id" || name == "line") continue;
            EXPECT_EQ(values[0], before[id][name]) << id << " " << name;
            EXPECT_EQ(values[1], after[id][name]) << id << " " << name;
        }
    }
    EXPECT_EQ(told, changed);

    for (auto const* name : {"total", "quota", "rank"}) {
        int up = 0, down = 0;
        for (auto const& [id, old] : before.items()) {
            fraction const from(old[name].get<std::string>()), to(after[id][name].get<std::string>());
            up += from < to ? 1 : 0;
            down += to < from ? 1 : 0;
        }
        EXPECT_EQ(output(report, name)["up"], up) << name;
        EXPECT_EQ(output(report, name)["down"], down) << name;
        for (auto const* side : {"before", "after"}) {
            std::vector<fraction> values;
            for (auto const& [id, one] : (side == std::string("before") ? before : after).items()) values.emplace_back(one[name].get<std::string>());
            std::sort(values.begin(), values.end());
            auto const& told_of = output(report, name)[side];
            auto const same = [&](char const* what, fraction const& value) {
                fraction const found(told_of[what].get<std::string>());
                EXPECT_TRUE(found.equals(value)) << name << " " << side << " " << what;
            };
            same("least", values.front());
            same("lower_quartile", values[499]);
            same("median", values[999]);
            same("upper_quartile", values[1499]);
            same("greatest", values.back());
            same("sum", std::accumulate(values.begin(), values.end(), fraction()));
            std::uint64_t in_bins = 0;
            for (auto const& bin : output(report, name)["bins"]) in_bins += bin[side].get<std::uint64_t>();
            EXPECT_EQ(in_bins, 2000u) << name << " " << side;
        }
    }

    std::map<std::string, std::map<std::string, int>> excellent;
    std::map<std::string, std::map<std::string, fraction>> places;
    auto const roster = objects_of(read("roster.jsonl"));
    for (auto const& one : roster) {
        for (auto const* side : {"before", "after"}) {
            auto const& scored_as = (side == std::string("before") ? before : after)[one["id"].get<std::string>()];
            excellent[one["type"]][side] += scored_as["rating"] == "excellent" ? 1 : 0;
            auto& sum = places[one["type"]][side];
            sum = sum + fraction(scored_as["quota"].get<std::string>());
        }
    }
    auto const& groups = report["roster"]["by"][0]["groups"];
    EXPECT_EQ(groups.size(), 4u);
    for (auto const& group : groups)
        for (auto const* side : {"before", "after"}) {
            EXPECT_EQ(group["outputs"]["rating"][side]["excellent"], excellent[group["value"]][side]) << group["value"];
            EXPECT_TRUE(fraction(group["outputs"]["quota"][side]["sum"].get<std::string>()).equals(places[group["value"]][side])) << group["value"];
        }

    // The farthest movers: levels down, of equals the first in the roster.
    std::map<std::string, int> const height{{"excellent", 3}, {"good", 2}, {"completed", 1}, {"not_completed", 0}};
    std::vector<std::pair<int, std::string>> farthest;
    for (auto const& one : roster) {
        auto const id = one["id"].get<std::string>();
        auto const distance = std::abs(height.at(before[id]["rating"]) - height.at(after[id]["rating"]));
        if (distance != 0) farthest.emplace_back(-distance, id);
    }
    std::stable_sort(farthest.begin(), farthest.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
    auto const& movers = output(report, "rating")["movers"];
    ASSERT_EQ(movers.size(), 10u);
    for (std::size_t i = 0; i != movers.size(); ++i) {
        EXPECT_EQ(movers[i]["id"], farthest[i].second);
        EXPECT_EQ(movers[i]["before"], before[farthest[i].second]["rating"]);
        EXPECT_EQ(movers[i]["after"], after[farthest[i].second]["rating"]);
    }
}

TEST_F(diff_roster, each_mover_has_the_rule_that_moved_it) {
    write_phu_tho();
    write("roster.jsonl", agencies());
    auto const report = compared({"old.barem", "new.barem", "roster.jsonl", "--top", "200"});
    auto const after = scored("new.barem", "roster.jsonl");
    std::set<std::string> rules;
    for (auto const& mover : output(report, "rating")["movers"]) {
        ASSERT_EQ(mover["causes"].size(), 1u) << mover.dump(2);
        auto const rule = mover["causes"][0]["rule"].get<std::string>();
        // Who is still above the floor fell out of the quota; who is not fell below the floor.
        bool const below = fraction(after[mover["id"].get<std::string>()]["total"].get<std::string>()) < fraction("82");
        EXPECT_EQ(rule, below ? "good_floor" : "agency.quota") << mover.dump(2);
        rules.insert(rule);
    }
    EXPECT_EQ(rules.size(), 2u);
}

TEST_F(diff_roster, a_band_that_moved_is_found_inside_of_lists) {
    auto const rules = read_file(source_dir + "/rulesets/viet-yen-2015/viet-yen-2015.barem");
    write("old.barem", rules);
    write("new.barem", replaced(rules, "[21% .. 30%)  |      3", "[21% .. 30%)  |      4"));
    auto const report = compared({"old.barem", "new.barem", source_dir + "/examples/viet-yen-2015/roster.jsonl"});
    auto const& movers = output(report, "total")["movers"];
    ASSERT_FALSE(movers.empty());
    for (auto const& mover : movers) {
        EXPECT_EQ(mover["causes"][0]["rule"], "volume_bonus");
        EXPECT_EQ(mover["causes"][0]["written"]["after"], "[21% .. 30%): 4 points");
        EXPECT_EQ(mover["causes"][0]["after"]["vi"], "từ 21\u00A0% đến dưới 30\u00A0%: 4\u00A0điểm");
        EXPECT_EQ(mover["causes"][0]["article"]["vi"], "Điều 6.1.b");
    }
}

TEST_F(diff_roster, a_place_moves_by_the_rule_that_moved_its_own_points_else_by_the_others) {
    std::string const ranked = R"(ruleset work
record staff {
  key id : text
  input done : integer 0..100
  let total = bonus(done)
  output total(0), place(0)
}
cohort staff {
  rank place by total descending ties competition
}
bands bonus(done : integer 0..100) -> number {
  | done       | points |
  | < 50       |      1 |
  | [50 .. 80) |      3 |
  | >= 80      |      4 |
}
)";
    write("old.barem", ranked);
    write("new.barem", replaced(ranked, "[50 .. 80) |      3", "[50 .. 80) |      9"));
    write("roster.csv", "id,done\nNguyễn Thị Đào,90\nTrần Văn Ứng,60\n");
    auto const report = compared({"old.barem", "new.barem", "roster.csv"});
    std::map<std::string, json> causes;
    for (auto const& mover : output(report, "place")["movers"]) causes[mover["id"]] = mover["causes"][0];
    ASSERT_EQ(causes.size(), 2u) << report.dump(2);
    EXPECT_EQ(causes["Trần Văn Ứng"]["rule"], "bonus");
    EXPECT_EQ(causes["Trần Văn Ứng"]["by_others"], false);
    EXPECT_EQ(causes["Nguyễn Thị Đào"]["by_others"], true);
}

TEST_F(diff_roster, threads_and_pipes_do_not_show) {
    write_phu_tho();
    auto const roster = agencies();
    write("roster.jsonl", roster);
    std::vector<std::string> const asked{"diff", "old.barem", "new.barem", "roster.jsonl", "--by", "type", "--format", "json", "--threads", "1"};
    auto with_threads = asked, by_pipe = asked;
    with_threads.back() = "4";
    by_pipe[3] = "-";
    auto const one = run(asked);
    EXPECT_EQ(one.status, 0);
    EXPECT_EQ(run(with_threads).out, one.out);
    EXPECT_EQ(run(by_pipe, roster).out, one.out);
}

TEST_F(diff_roster, the_same_rules_move_nobody) {
    write("rules.barem", exams);
    write("roster.jsonl", pupil("A", "8", "8") + pupil("B", "3", "8") + pupil("C", "5", "0"));
    auto const report = compared({"rules.barem", "rules.barem", "roster.jsonl"});
    EXPECT_EQ(report["roster"]["changed"], 0);
    EXPECT_EQ(report["roster"]["scored_by_both"], 2);
    EXPECT_EQ(report["roster"]["rejected_by_both"], 1);        // 5 / 0
    auto const done = run({"diff", "rules.barem", "rules.barem", "roster.jsonl", "--by", "group"});
    EXPECT_EQ(done.out, "no differences; 2 records are scored alike, 1 is rejected by both\n");
    EXPECT_EQ(done.status, 3);
    auto const page = run({"diff", "rules.barem", "rules.barem", "roster.jsonl", "--format", "html"}).out;
    EXPECT_EQ(page.find("<script"), std::string::npos);
    EXPECT_EQ(page.find("<table"), std::string::npos);
}

TEST_F(diff_roster, sums_are_exact_and_say_when_they_are_not) {
    write("rules.barem", exams);
    write("few.jsonl", pupil("A", "1", "3") + pupil("B", "1", "7"));
    auto const few = output(compared({"rules.barem", "rules.barem", "few.jsonl"}), "ratio")["after"];
    EXPECT_EQ(few["sum"], "10/21");
    EXPECT_EQ(few["mean"], "5/21");
    EXPECT_EQ(few["sum_is_exact"], true);

    std::string roster;
    long double sum = 0;
    for (int i = 101; i != 500; ++i) {
        roster += pupil(std::to_string(i), "1", std::to_string(i / 100) + "." + std::to_string(i % 100 / 10) + std::to_string(i % 10));
        sum += 100.0L / i;
    }
    write("many.jsonl", roster);
    auto const many = output(compared({"rules.barem", "rules.barem", "many.jsonl"}), "ratio")["after"];
    EXPECT_EQ(many["sum_is_exact"], false);
    EXPECT_NEAR(static_cast<double>(std::stold(many["sum"].get<std::string>())), static_cast<double>(sum), 1e-9);
}

TEST_F(diff_roster, another_value_of_a_parameter_instead_of_another_file) {
    write("rules.barem", exams);
    write("roster.jsonl", pupil("A", "5", "5") + pupil("B", "8", "8"));
    auto const report = compared({"rules.barem", "rules.barem", "roster.jsonl", "--set", "pass_mark=16"});
    EXPECT_EQ(report["rules"][0]["changes"][0]["subject"], "pass_mark");
    EXPECT_EQ(output(report, "result")["transitions"]["passed"]["failed"], 1);
    EXPECT_EQ(output(report, "result")["movers"][0]["causes"][0]["rule"], "pass_mark");
}

TEST_F(diff_roster, records_of_another_shape_are_told_with_reasons) {
    write("old.barem", exams);
    write("new.barem", with_years());
    write("roster.jsonl", pupil("A", "8", "8") + pupil("B", "6", "8"));
    auto const done = run({"diff", "old.barem", "new.barem", "roster.jsonl", "--format", "json"});
    EXPECT_EQ(done.status, 3);
    auto const report = json::parse(done.out);
    EXPECT_EQ(report["rules"][0]["changes"][0]["path"][1]["what"], "input");
    EXPECT_EQ(report["roster"]["rejected_by_new_only"]["count"], 2);
    EXPECT_NE(report["roster"]["rejected_by_new_only"]["records"][0]["why"].get<std::string>().find("years"), std::string::npos);
    EXPECT_EQ(output(report, "total")["before"]["records"], 2);
    EXPECT_EQ(output(report, "total")["after"]["records"], 0);
}

TEST_F(diff_roster, a_roster_that_fits_one_side_only_still_gives_a_report) {
    write("old.barem", exams);
    write("new.barem", with_years());
    write("roster.csv", "id,group,written,oral\nA,A,8,8\n");
    auto const done = run({"diff", "old.barem", "new.barem", "roster.csv"});
    EXPECT_EQ(done.status, 2);
    EXPECT_NE(done.err.find("years"), std::string::npos) << done.err;
    EXPECT_NE(done.out.find("the roster does not fit the new rules"), std::string::npos) << done.out;
    EXPECT_NE(done.out.find("data added"), std::string::npos) << done.out;
}

TEST_F(diff_roster, outputs_that_cannot_be_compared_are_named) {
    write("old.barem", exams);
    write("new.barem", replaced(replaced(exams, "output total(1), ratio(2), result", "output written(1), ratio, result"), "let ratio = written / oral", "let ratio = written > oral"));
    write("roster.jsonl", pupil("A", "8", "8"));
    auto const report = compared({"old.barem", "new.barem", "roster.jsonl"})["roster"]["not_compared"];
    EXPECT_EQ(report["old_only"], json({"total"}));
    EXPECT_EQ(report["new_only"], json({"written"}));
    EXPECT_EQ(report["unlike"], json({"ratio: number -> bool"}));
}

TEST_F(diff_roster, a_field_to_group_by_has_to_exist) {
    write("rules.barem", exams);
    write("roster.jsonl", pupil("A", "8", "8"));
    auto const done = run({"diff", "rules.barem", "rules.barem", "roster.jsonl", "--by", "grup"});
    EXPECT_EQ(done.status, 2);
    EXPECT_NE(done.err.find("did you mean `group`?"), std::string::npos) << done.err;
}

TEST_F(diff_roster, a_page_of_html_needs_nothing_else) {
    write_phu_tho();
    write("roster.jsonl", agencies());
    auto const page = run({"diff", "old.barem", "new.barem", "roster.jsonl", "--by", "type", "--lang", "vi", "--format", "html"}).out;
    EXPECT_TRUE(page.starts_with("<!doctype html>\n<html lang=\"vi\">"));
    EXPECT_TRUE(page.ends_with("</body>\n</html>\n"));
    for (auto const* text : {"So sánh quy tắc", "Mức điểm hoàn thành tốt", "Hoàn thành xuất sắc nhiệm vụ", "UBND huyện, thành, thị", "Điều 6"})
        EXPECT_NE(page.find(text), std::string::npos) << text;
    for (auto const* outside : {"<link", "<img", " src=", "@import", "url("}) EXPECT_EQ(page.substr(0, page.find("<script>")).find(outside), std::string::npos) << outside;
    EXPECT_EQ(page.find("<script src"), std::string::npos);
    // The charts' data, and a place for each.
    auto const from = page.find("const charts = ") + 15;
    auto const charts = json::parse(page.substr(from, page.find(";\n", from) - from));
    ASSERT_EQ(charts.size(), 2u);
    for (auto const& chart : charts) {
        EXPECT_NE(page.find("id=\"" + chart["id"].get<std::string>() + "\""), std::string::npos);
        EXPECT_EQ(chart["categories"].size(), chart["old"].size());
        std::uint64_t records = 0;
        for (auto const& n : chart["fresh"]) records += n.get<std::uint64_t>();
        EXPECT_EQ(records, 2000u);
    }
}

TEST_F(diff_roster, many_numbers_to_group_by_are_shown_in_bins_and_kept_apart_in_json) {
    write_phu_tho();
    write("roster.jsonl", agencies());
    auto const told = run({"diff", "old.barem", "new.barem", "roster.jsonl", "--by", "total", "--lang", "vi"}).out;
    EXPECT_NE(told.find("Theo Tổng điểm"), std::string::npos);
    EXPECT_NE(told.find("\n  80\u00A0–\u00A0<82 "), std::string::npos) << told;
    EXPECT_EQ(told.find("/150"), std::string::npos) << told;
    auto const by = compared({"old.barem", "new.barem", "roster.jsonl", "--by", "total"})["roster"]["by"][0]["groups"];
    EXPECT_GT(by.size(), 100u);
    std::uint64_t records = 0;
    for (auto const& group : by) records += group["before"].get<std::uint64_t>();
    EXPECT_EQ(records, 2000u);
}

TEST_F(diff_roster, who_changes_level_is_told_apart_from_who_only_has_other_figures) {
    auto const rules = read_file(source_dir + "/rulesets/phu-tho-2022/phu-tho-2022.barem");
    write("old.barem", rules);
    write("new.barem", replaced(rules, "= 20% of agency", "= 15% of agency"));
    write("roster.jsonl", agencies());
    auto const report = compared({"old.barem", "new.barem", "roster.jsonl"});
    EXPECT_EQ(report["roster"]["changed_levels"], output(report, "rating")["changed"]);
    EXPECT_EQ(report["roster"]["changed"], 2000);
    auto const told = run({"diff", "old.barem", "new.barem", "roster.jsonl"}).out;
    EXPECT_NE(told.find("more only in Quota of excellent\n"), std::string::npos) << told;
    // The rule once, and those that it moved alike on one line.
    std::string const rule = "Quota of excellent (Art. 6): at most 20\u00A0% of the records with the same type, rounded down -> ";
    auto const list = told.substr(told.find("\nQuota of excellent: "));
    EXPECT_NE(list.find(rule), std::string::npos) << told;
    EXPECT_EQ(list.find(rule), list.rfind(rule)) << told;
}
