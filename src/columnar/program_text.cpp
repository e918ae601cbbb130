#include "columnar/program_text.hpp"

#include "source/indented_lines.hpp"

#include <fmt/format.h>

namespace barem::columnar {

namespace {

std::string digits(int128 x) {
    if (x < 0) return "-" + digits(-x);
    if (x < 10) return std::string(1, static_cast<char>('0' + static_cast<int>(x)));
    return digits(x / 10) + static_cast<char>('0' + static_cast<int>(x % 10));
}

class writer : indented_lines {
public:
    writer(program::program const& rules, columnar_program const& from) : rules_(rules), program_(from) {}

    std::string run() {
        if (!program_.usable()) {
            line(0, "columns: none, because of {}", program_.refused);
            return std::move(out_);
        }
        line(0, "columns (at most {} steps of a record)", program_.steps_of_record);
        for (index d = 0; d != program_.domains.size(); ++d) domain(d);
        line(1, "proofs");
        for (proof const& p : program_.proofs) prove(p);
        for (index s = 0; s != program_.stages.size(); ++s) stage(s);
        return std::move(out_);
    }

private:
    void domain(index d);
    void prove(proof const&);
    void stage(index s);
    [[nodiscard]] std::string source(input const&) const;
    [[nodiscard]] std::string instruction_text(columnar::stage const&, instruction const&) const;
    [[nodiscard]] std::string purpose(yield const&) const;
    [[nodiscard]] std::string name(columnar::stage const& s, index reg) const {
        return fmt::format("r{}:{}", reg, name_of(s.registers[reg].lane));
    }

    program::program const& rules_;
    columnar_program const& program_;
};

void writer::domain(index d) {
    columnar::domain const& at = program_.domains[d];
    if (!at.used) return;
    auto const& record = rules_.records[at.record].name;
    if (d == 0) line(1, "domain 0: {}", record);
    else line(1, "domain {}: {}, at most {} of a row of domain {}", d, record, at.max_elements, at.parent);
}

void writer::prove(proof const& p) {
    std::string text = p.node == none ? "" : fmt::format("{} of ", p.node);
    if (p.record != none) text += rules_.records[p.record].name + "." + rules_.records[p.record].members[p.member].name;
    text += fmt::format(": {}", name_of(p.lane));
    if (!p.low.empty()) text += fmt::format(" in {}..{}", p.low, p.high);
    if (p.denominator != 1) text += fmt::format(" by 1/{}", p.denominator);
    if (p.divided) text += ", divided by a column";
    line(2, "{}", text);
}

std::string writer::source(input const& in) const {
    using from = input::source;
    index record = program_.domains[in.domain].record;
    std::string path;
    auto const member = [&](index slot, bool is_list) -> program::member const& {
        for (auto const& m : rules_.records[record].members) {
            bool const lists = m.type.kind == program::type_kind::list || m.type.kind == program::type_kind::record;
            if (m.kind == program::member_kind::input && lists == is_list && m.slot == slot) return m;
        }
        return rules_.records[record].members.front();
    };
    for (index slot : in.path) {
        auto const& m = member(slot, true);
        path += m.name + ".";
        record = m.type.of;
    }
    switch (in.from) {
        case from::field: return rules_.records[program_.domains[in.domain].record].name + "." + path + member(in.of, false).name;
        case from::given_record: return rules_.records[program_.domains[in.domain].record].name + "." + path;
        case from::carried: return fmt::format("yield {} of stage {}", in.of, in.stage);
        case from::place: return fmt::format("place of rank {}", in.of);
        case from::place_before: return fmt::format("places before in rank {}", in.of);
        case from::place_sharing: return fmt::format("places shared in rank {}", in.of);
        case from::group_value: return fmt::format("value of group aggregate {}", in.of);
        case from::group_size: return fmt::format("size of the group of cohort {}", in.of);
    }
    return "";
}

std::string writer::instruction_text(columnar::stage const& s, instruction const& i) const {
    std::string text = fmt::format("{} = {}", name(s, i.result), name_of(i.operation));
    if (i.a != none) text += fmt::format(" {}", name(s, i.a));
    if (i.b != none) text += fmt::format(" {}", name(s, i.b));
    if (i.c != none) text += fmt::format(" where {}", name(s, i.c));
    bool const two = i.operation == operation::within || i.operation == operation::select_constants;
    if (i.constants != none) text += " " + digits(s.constants[i.constants]);
    if (i.constants != none && two) text += " " + digits(s.constants[i.constants + 1]);
    if (i.table != none) {
        lookup const& t = s.lookups[i.table];
        text += fmt::format(" table {} ({} entries{})", i.table, t.entries.size(), t.dense ? fmt::format(" from {}", t.low) : "");
    }
    if (i.elements != none) text += fmt::format(" over domain {}", i.elements);
    if (i.domain != 0) text += fmt::format(" in domain {}", i.domain);
    return text;
}

std::string writer::purpose(yield const& y) const {
    using purpose = decltype(yield::purpose);
    auto const& roster = rules_.records[rules_.roster_record];
    switch (y.purpose) {
        case purpose::output: return "output " + roster.members[roster.outputs[y.of].member].name;
        case purpose::partition: return fmt::format("partition {} of cohort {}", y.of, y.in);
        case purpose::key: return fmt::format("key {} of rank {}", y.of, y.in);
        case purpose::over: return fmt::format("over of group aggregate {}", y.in);
        case purpose::by: return fmt::format("by of group aggregate {}", y.in);
        case purpose::filter: return fmt::format("filter of group aggregate {}", y.in);
        case purpose::carried: return "carried";
    }
    return "";
}

void writer::stage(index which) {
    columnar::stage const& s = program_.stages[which];
    line(1, "stage {}", which);
    for (input const& in : s.inputs) {
        std::string text = in.value == none ? "" : fmt::format("{} = {} in {}..{}", name(s, in.value), source(in), in.low, in.high);
        if (in.value == none) text = fmt::format("{} = is given {}", name(s, in.given), source(in));
        else if (in.given != none) text += fmt::format(", given {}", name(s, in.given));
        if (in.dividing != none) text += fmt::format(", divided by {}", name(s, in.dividing));
        line(2, "{}", text);
    }
    for (instruction const& i : s.instructions) line(2, "{}", instruction_text(s, i));
    for (yield const& y : s.yields) {
        std::string text = fmt::format("{}: {}", purpose(y), name(s, y.value));
        if (y.denominator != 1) text += fmt::format(" / {}", y.denominator);
        if (y.divisor != none) text += fmt::format(" / {}", name(s, y.divisor));
        if (y.given != none) text += fmt::format(" where {}", name(s, y.given));
        line(2, "{}", text);
    }
    if (s.fallback != none) line(2, "falls back: {}", name(s, s.fallback));
}

}  // namespace

std::string to_text(program::program const& rules, columnar_program const& from) { return writer(rules, from).run(); }

}  // namespace barem::columnar
