// docs/embedding/cpp.md, "Your own structs": what a binding refuses, what it takes, and that nothing is lost on the way.

#include "random_head.hpp"

#include <barem/barem.hpp>
#include <barem/bind.hpp>

#include <gtest/gtest.h>

#include <array>
#include <chrono>
#include <limits>
#include <list>
#include <ranges>

namespace {

using barem::binding;

constexpr char const* all_types = R"(ruleset shapes "Shapes"
language en
unit points "points"
enum colour "Colour" { red "red", green "green", blue "blue" }
record thing "Thing" {
  key id : text
  input sure "Sure" : bool
  input count "Count" : integer
  input amount "Amount" : points 0..1000000000000000000000 decimals 2
  input day "Day" : date 2015-01-01..2020-12-31
  input colour "Colour" : colour
  input note "Note" : text?
  input reason "Reason" : text required when sure
  input part "Part" : part?
  input parts "Parts" : list of part 0..3
  let total "Total" = amount + sum(size over parts)
  output total(2), count(0), amount(2), day, colour, note, part_size(0)
  let part_size "Size" : points? = if part is given then part.size else nothing
}
record part "Part" in thing {
  input size "Size" : points
}
)";

enum class colour : signed char { red, green, blue };

struct part {
    std::int16_t size = 0;
};

struct thing {
    std::string id = "T";
    bool sure = false;
    std::uint64_t count = 3;
    long long cents = 125;
    std::chrono::year_month_day day{std::chrono::year{2016} / 2 / 29};
    colour shade = colour::green;
    std::optional<std::string> note;
    std::optional<std::string> reason;
    std::optional<part> single;
    std::list<part> parts;
};

barem::word_list<colour> const colours{{colour::red, "red"}, {colour::green, "green"}, {colour::blue, "blue"}};

binding<part> part_binding() { return binding<part>("part").field("size", &part::size); }

binding<thing> thing_binding() {
    return binding<thing>("thing")
        .field("id", &thing::id)
        .field("sure", &thing::sure)
        .field("count", &thing::count)
        .decimal("amount", &thing::cents, 2)
        .field("day", &thing::day)
        .field("colour", &thing::shade, colours)
        .field("note", &thing::note)
        .field("reason", &thing::reason)
        .field("part", &thing::single, part_binding())
        .field("parts", &thing::parts, part_binding());
}

barem::ruleset const& shapes() {
    static auto const rules = barem::compile(all_types, "shapes.barem").value();
    return rules;
}

std::string viet_yen_path() { return std::string(BAREM_SOURCE_DIR) + "/rulesets/viet-yen-2015/viet-yen-2015.barem"; }

std::string run(thing const& t) {
    auto const scored = barem::bind(shapes(), thing_binding()).value().score(t);
    return scored ? scored->to_json(true) : to_text(scored.error());
}

template <typename T>
std::string bind_error(binding<T> const& b) {
    auto const bound = barem::bind(shapes(), b);
    return bound ? "" : to_text(bound.error());
}

std::string first_lines(int count, std::string const& text) {
    std::size_t end = 0;
    for (; count > 0; --count) end = text.find('\n', end) + 1;
    return text.substr(0, end);
}

// ── what is taken ───────────────────────────────────────────────────────────────────────────────────────────────

TEST(bind, every_type) {
    thing t;
    t.single = part{7};
    t.parts = {{1}, {2}};
    t.note = "a";
    EXPECT_EQ(run(t), R"({"id":"T","total":"4.25","count":"3","amount":"1.25","day":"2016-02-29","colour":"green","note":"a","part_size":"7"})");
}

TEST(bind, absent_values) {
    EXPECT_EQ(run({}), R"({"id":"T","total":"1.25","count":"3","amount":"1.25","day":"2016-02-29","colour":"green","note":null,"part_size":null})");
}

TEST(bind, integers_at_the_ends_of_their_range) {
    auto const exact = [](auto n) {
        struct holder { decltype(n) value; };
        auto b = binding<holder>("thing")
                     .field("id", [](holder const&) { return "T"; })
                     .field("sure", [](holder const&) { return false; })
                     .field("count", &holder::value)
                     .field("amount", [](holder const&) { return 0; })
                     .field("day", [](holder const&) { return *barem::date::parse("2016-01-01"); })
                     .field("colour", [](holder const&) { return std::string_view("red"); })
                     .field("reason", [](holder const&) { return std::optional<char const*>(); })
                     .field("parts", [](holder const&) { return std::array<part, 0>(); }, part_binding());
        return barem::bind(shapes(), b).value().score({n}).value().exact("count");
    };
    EXPECT_EQ(exact(std::numeric_limits<std::uint64_t>::max()), "18446744073709551615");
    EXPECT_EQ(exact(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
    EXPECT_EQ(exact(std::numeric_limits<std::int8_t>::min()), "-128");
    EXPECT_EQ(exact(std::numeric_limits<std::uint8_t>::max()), "255");
    EXPECT_EQ(exact(std::numeric_limits<std::uint32_t>::max()), "4294967295");
    EXPECT_EQ(exact(std::uint64_t{1} << 63), "9223372036854775808");
}

TEST(bind, decimals_of_any_number_of_places) {
    thing t;
    t.cents = std::numeric_limits<long long>::max();
    EXPECT_NE(run(t).find(R"("amount":"92233720368547758.07")"), std::string::npos);
    auto const fine = binding<part>("part").decimal("size", &part::size, 30);
    auto const b = binding<thing>("thing").field("parts", &thing::parts, fine);
    EXPECT_EQ(bind_error(b).find("size"), std::string::npos);
}

TEST(bind, lambdas_member_functions_and_views) {
    struct table {
        std::vector<int> sizes{4, 5};
        std::string name() const { return "made"; }
        char code[4] = {'b', 'l', 'u', 'e'};                           // no zero at its end
        std::chrono::sys_days when = std::chrono::sys_days(std::chrono::year{2015} / 1 / 1);
    };
    auto const parts = [](table const& t) { return t.sizes | std::views::transform([](int n) { return part{static_cast<std::int16_t>(n)}; }); };
    auto const b = binding<table>("thing")
                       .field("id", &table::name)
                       .field("sure", [](table const&) { return true; })
                       .field("count", [](table const& t) { return t.sizes.size(); })
                       .field("amount", [](table const&) { return barem::number::ratio(1, 4); })
                       .field("day", &table::when)
                       .field("colour", &table::code)
                       .field("reason", [](table const&) { return "r"; })
                       .field("part", [](table const&) { return part{1}; }, part_binding())
                       .field("parts", parts, part_binding());
    EXPECT_EQ(barem::bind(shapes(), b).value().score({}).value().to_json(true),
              R"({"id":"made","total":"9.25","count":"2","amount":"0.25","day":"2015-01-01","colour":"blue","note":null,"part_size":"1"})");
}

TEST(bind, texts_are_compared_in_normal_form) {
    thing t;
    t.note = "e\xCC\x81";                                               // e with a combining acute accent
    EXPECT_NE(run(t).find("\"note\":\"\xC3\xA9\""), std::string::npos);
}

// ── what a binding refuses ──────────────────────────────────────────────────────────────────────────────────────

TEST(bind, unknown_and_repeated_names) {
    EXPECT_EQ(bind_error(thing_binding().field("colur", &thing::id)), "colur: `thing` has no such field; did you mean `colour`?");
    EXPECT_EQ(bind_error(thing_binding().field("xyz", &thing::id)), "xyz: `thing` has no such field");
    EXPECT_EQ(bind_error(thing_binding().field("total", &thing::count)), "total: `thing` has no such field");
    EXPECT_EQ(bind_error(thing_binding().field("id", &thing::id)), "id: expected one binding, found a second one");
}

TEST(bind, fields_that_are_not_bound) {
    auto const b = binding<thing>("thing").field("parts", &thing::parts, binding<part>("part"));
    EXPECT_EQ(bind_error(b), "parts.size: expected a bound field for a number of points, found none\n"
                             "id: expected a bound field for a text, found none\n"
                             "sure: expected a bound field for true or false, found none\n"
                             "count: expected a bound field for an integer, found none\n"
                             "amount: expected a bound field for a number of points from 0 to 1000000000000000000000 with at most 2 decimals, found none\n"
                             "day: expected a bound field for a date as YYYY-MM-DD from 2015-01-01 to 2020-12-31, found none\n"
                             "colour: expected a bound field for one of `red`, `green`, `blue`, found none\n"
                             "reason: expected a bound field for a text, found none");
}

TEST(bind, record_kinds_that_do_not_fit) {
    EXPECT_EQ(bind_error(binding<thing>("think")), "expected a binding of `thing`, found one of `think`");
    EXPECT_EQ(first_lines(1, bind_error(binding<thing>("thing").field("parts", &thing::parts, binding<part>("thing")))),
              "parts: expected a binding of `part`, found one of `thing`\n");
}

/// Of a binding whose field gives something of another type; the other fields are fine.
template <typename Accessor, typename... More>
std::string misfit(std::string name, Accessor accessor, More const&... more) {
    auto const line = first_lines(1, bind_error(binding<thing>("thing").field(name, accessor, more...)));
    return line.substr(0, line.size() - 1);
}

TEST(bind, types_that_do_not_fit) {
    EXPECT_EQ(misfit("sure", &thing::count), "sure: expected true or false, found an integer");
    EXPECT_EQ(misfit("count", &thing::id), "count: expected an integer, found a text");
    EXPECT_EQ(misfit("count", &thing::sure), "count: expected an integer, found a truth");
    EXPECT_EQ(misfit("note", &thing::day), "note: expected a text, found a date");
    EXPECT_EQ(misfit("id", &thing::count), "id: expected a text, found an integer");
    EXPECT_EQ(misfit("day", &thing::id), "day: expected a date as YYYY-MM-DD from 2015-01-01 to 2020-12-31, found a text");
    EXPECT_EQ(misfit("note", &thing::shade, colours), "note: expected a text, found an enum");
    EXPECT_EQ(misfit("parts", &thing::id), "parts: expected a list of 0 to 3 elements, found a text");
    EXPECT_EQ(misfit("parts", &thing::single, part_binding()), "parts: expected a list of 0 to 3 elements, found a single record");
    EXPECT_EQ(misfit("part", &thing::parts, part_binding()), "part: expected an object, found a list");
    EXPECT_EQ(misfit("colour", &thing::count), "colour: expected one of `red`, `green`, `blue`, found an integer");
}

TEST(bind, words_that_do_not_exist_or_are_not_covered) {
    barem::word_list<colour> const mistyped{{colour::red, "red"}, {colour::green, "gren"}, {colour::blue, "blue"}};
    EXPECT_EQ(first_lines(2, bind_error(binding<thing>("thing").field("colour", &thing::shade, mistyped))),
              "colour: expected one of `red`, `green`, `blue`, found \"gren\"; did you mean `green`?\n"
              "colour: expected a value for one of `red`, `green`, `blue`, found none for `green`\n");
    EXPECT_EQ(misfit("colour", &thing::shade, barem::word_list<colour>{{colour::blue, "blue"}}),
              "colour: expected a value for one of `red`, `green`, `blue`, found none for `red`, `green`");
}

// ── what a record refuses ───────────────────────────────────────────────────────────────────────────────────────

TEST(bind, values_out_of_range) {
    thing t;
    t.cents = -1;
    t.day = std::chrono::year{2014} / 12 / 31;
    t.parts.resize(4);
    EXPECT_EQ(run(t), "amount: expected a number of points from 0 to 1000000000000000000000 with at most 2 decimals, found -0.01\n"
                      "day: expected a date as YYYY-MM-DD from 2015-01-01 to 2020-12-31, found \"2014-12-31\"\n"
                      "parts: expected a list of 0 to 3 elements, found a list of 4");
}

TEST(bind, values_that_are_none) {
    thing t;
    t.shade = static_cast<colour>(-7);
    t.day = std::chrono::year{2015} / 2 / 30;
    t.id = "\xFF";
    EXPECT_EQ(run(t), "day: expected a date as YYYY-MM-DD from 2015-01-01 to 2020-12-31, found \"2015-02-30\"\n"
                      "colour: expected one of `red`, `green`, `blue`, found the value -7, which has no word\n"
                      "id: expected UTF-8, found byte 0xFF at column 1");
}

TEST(bind, null_pointers_and_unknown_words) {
    struct raw { char const* id = nullptr; std::string colour = "grene"; };
    auto const b = binding<raw>("thing")
                       .field("id", &raw::id)
                       .field("sure", [](raw const&) { return std::optional<bool>(); })
                       .field("count", [](raw const&) { return barem::number::ratio(1, 2); })
                       .field("amount", [](raw const&) { return barem::number::ratio(1, 3); })
                       .field("day", [](raw const&) { return barem::date{barem::last_day + 1}; })
                       .field("colour", &raw::colour)
                       .field("reason", [](raw const&) { return "r"; })
                       .field("parts", [](raw const&) { return std::vector<part>(); }, part_binding());
    EXPECT_EQ(to_text(barem::bind(shapes(), b).value().score({}).error()),
              "id: expected a text, found a null pointer\n"
              "sure: expected true or false, found nothing\n"
              "count: expected an integer, found 0.5\n"
              "amount: expected a number of points from 0 to 1000000000000000000000 with at most 2 decimals, found 1/3\n"
              "day: expected a date as YYYY-MM-DD from 2015-01-01 to 2020-12-31, found day 2932897 since 1970-01-01\n"
              "colour: expected one of `red`, `green`, `blue`, found \"grene\"; did you mean `green`?");
}

TEST(bind, values_that_are_required_under_a_condition) {
    thing t;
    t.sure = true;
    auto const refused = barem::bind(shapes(), thing_binding()).value().record(t);
    ASSERT_FALSE(refused);
    ASSERT_EQ(refused.error().size(), 1U);
    EXPECT_EQ(refused.error()[0].path, "reason");
    t.reason = "because";
    EXPECT_TRUE(barem::bind(shapes(), thing_binding()).value().record(t));
}

TEST(bind, paths_into_lists) {
    auto const rules = barem::compile_file(viet_yen_path()).value();
    auto h = embed::random_heads(1).next();
    h.tasks.assign(3, {viet_yen::origin::own, {{}, {{{}, {}}}}});
    h.tasks[2].indicators[1].contents[1].adjusted = static_cast<viet_yen::adjustment>(3);
    auto const refused = barem::bind(rules, viet_yen::head_binding()).value().record(h);
    ASSERT_FALSE(refused);
    std::vector<std::string> paths;
    for (auto const& problem : refused.error()) paths.push_back(problem.path);
    EXPECT_EQ(paths, (std::vector<std::string>{"tasks[2].indicators[1].contents[1].adjusted", "tasks[0].indicators[0].contents",
                                               "tasks[1].indicators[0].contents", "tasks[2].indicators[0].contents"}));
}

// ── one meaning for structs and JSON ────────────────────────────────────────────────────────────────────────────

TEST(bind, structs_score_exactly_as_their_json) {
    auto const rules = barem::compile_file(viet_yen_path()).value();
    auto const bound = barem::bind(rules, viet_yen::head_binding()).value();
    embed::random_heads heads(2015);
    for (int i = 0; i < 200; ++i) {
        auto const head = heads.next();
        auto const json = embed::to_json(head);
        ASSERT_EQ(bound.score(head).value().to_json(true), rules.score_json(json).value().to_json(true)) << json;
    }
}

TEST(bind, structs_and_json_share_a_roster) {
    auto const rules = barem::compile_file(viet_yen_path()).value();
    auto const bound = barem::bind(rules, viet_yen::head_binding()).value();
    barem::roster mixed(rules), plain(rules);
    embed::random_heads heads(7);
    for (int i = 0; i < 60; ++i) {
        auto const head = heads.next();
        plain.add_json(embed::to_json(head)).value();
        if (i % 2 == 0) mixed.add(bound.record(head).value()).value();
        else mixed.add_json(embed::to_json(head)).value();
    }
    auto const a = mixed.finish(), b = plain.finish();
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) EXPECT_EQ(a[i].to_json(true), b[i].to_json(true));
}

}  // namespace
