#pragma once
// A small program built by hand: a pupil with marks, one guardian and a few fields of every type.

#include "check/program.hpp"

#include <string>
#include <utility>

namespace sample {

using namespace barem;
namespace p = barem::program;

inline p::type number_of(p::index unit) { p::type t; t.kind = p::type_kind::number; t.of = unit; return t; }
inline p::type whole() { auto t = number_of(p::unit_none); t.integer = true; return t; }
inline p::type simple(p::type_kind kind, p::index of = p::none) { p::type t; t.kind = kind; t.of = of; return t; }
inline p::type optional(p::type t) { t.optional = true; return t; }

/// Appends an input; slots follow from its type.
inline p::member& add_input(p::record_kind& kind, std::string name, p::type type) {
    p::member m;
    m.name = std::move(name);
    m.type = type;
    bool const is_list = type.kind == p::type_kind::record || type.kind == p::type_kind::list;
    m.slot = is_list ? kind.list_slots++ : kind.value_slots++;
    return kind.members.emplace_back(std::move(m));
}

inline void add_output(p::record_kind& kind, std::string name, p::type type, unsigned digits, p::label shown = {}) {
    p::member m;
    m.name = std::move(name);
    m.type = type;
    m.kind = p::member_kind::let;
    m.shown = std::move(shown);
    m.slot = kind.computed_slots++;
    kind.outputs.push_back({static_cast<p::index>(kind.members.size()), digits, {}});
    kind.members.push_back(std::move(m));
}

inline p::expression field(p::index member, p::type type) {
    p::expression e;
    e.kind = p::expression_kind::field;
    e.target = member;
    e.type = type;
    return e;
}

inline p::expression constant(value v, p::type type) {
    p::expression e;
    e.literal = std::move(v);
    e.type = type;
    return e;
}

inline p::expression equal(p::expression a, p::expression b) {
    p::expression e;
    e.kind = p::expression_kind::equal;
    e.type.kind = p::type_kind::truth;
    e.operands = {std::move(a), std::move(b)};
    return e;
}

inline p::program make() {
    p::program program;
    program.name = "school";
    program.language = "vi";
    program.shown.texts = {{"vi", "Trường"}, {"en", "School"}};
    for (char const* name : {"number", "percent", "days", "working_days", "points"}) program.units.push_back({name, {}, {}});
    program.enums.push_back({"level", {{{"vi", "Mức"}}}, {{"low", {{{"vi", "thấp"}, {"en", "low level"}}}, {}}, {"middle", {}, {}}, {"high", {}, {}}}, true, {}});
    auto const level = simple(p::type_kind::word, 0);

    p::record_kind pupil, mark, guardian;
    pupil.name = "pupil";
    auto& id = add_input(pupil, "id", simple(p::type_kind::text));
    id.is_key = true;
    add_input(pupil, "level", level).shown.texts = {{"vi", "Mức"}, {"en", "Level"}};
    add_input(pupil, "present", simple(p::type_kind::truth));
    auto& share = add_input(pupil, "share", number_of(p::unit_percent));
    share.range = {number(0), number(100)};
    share.decimals = 2;
    add_input(pupil, "count", whole()).range = {number(0), {}};
    auto& born = add_input(pupil, "born", optional(simple(p::type_kind::date)));
    born.range = {number(date::parse("2000-01-01")->days), number(date::parse("2020-12-31")->days)};
    add_input(pupil, "free", number_of(4));
    add_input(pupil, "guardian", optional(simple(p::type_kind::record, 2)));
    add_input(pupil, "marks", simple(p::type_kind::list, 1)).range = {number(1), number(3)};
    add_input(pupil, "notes", simple(p::type_kind::list, 2));
    add_output(pupil, "total", number_of(4), 2, {{{"vi", "Tổng điểm"}, {"en", "Total points"}}});
    add_output(pupil, "result", optional(level), 0, {{{"vi", "Xếp loại"}}});
    add_output(pupil, "passed", simple(p::type_kind::truth), 0);
    add_output(pupil, "until", optional(simple(p::type_kind::date)), 0);
    add_output(pupil, "remark", simple(p::type_kind::text), 0);

    mark.name = "mark";
    mark.parent = 0;
    add_input(mark, "level", level);
    auto& points = add_input(mark, "điểm", number_of(p::unit_none));
    points.range = {number(0), number(10)};
    points.decimals = 1;
    points.required_when.push_back(equal(field(0, level), constant(word{2}, level)));

    guardian.name = "guardian";
    guardian.parent = 0;
    add_input(guardian, "name", simple(p::type_kind::text));

    program.records = {pupil, mark, guardian};
    program.roster_record = 0;
    program.key_member = 0;
    return program;
}

inline constexpr char const* good_record =
    R"({"id":"A-1","level":"low","present":true,"share":12.25,"count":5.0,"born":"2010-02-28","free":-1e3,)"
    R"("guardian":{"name":"Nguyễn \"Văn\" \u0041"},"marks":[{"level":"high","điểm":9.5},{"level":"low"}],"notes":[]})";

}  // namespace sample
