#include "check/written_records.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::check {

using program::type_kind;

/// A part that is too large is never made, so no sum overflows.
std::uint64_t count_records(program::datum const& d) {
    std::uint64_t count = d.form == program::datum::kind::record ? 1 : 0;
    for (auto const& [member, value] : d.fields) count += count_records(value);
    for (auto const& [element, times] : d.elements) count += times * count_records(element);
    return count;
}

std::uint64_t count_values(program::datum const& d) {
    std::uint64_t count = 1;
    for (auto const& [member, value] : d.fields) count += count_values(value);
    for (auto const& [element, times] : d.elements) count += count_values(element);
    return count;
}

bool memory::take(std::uint64_t values, source_span where) {
    used_ += std::min<std::uint64_t>(values, c_.limits.max_written_values + 1);
    if (used_ <= c_.limits.max_written_values) return true;
    if (!reported_)
        c_.error("B1903", where, fmt::format("samples and examples write more than {} values in all", c_.limits.max_written_values)).help =
            "use smaller samples, or fewer examples in one rule set";
    reported_ = true;
    return false;
}

bool memory::fits(std::uint64_t records, source_span where) {
    if (records <= c_.limits.max_written_records) return true;
    c_.error("B1903", where, fmt::format("this writes {} records, more than {}", records, c_.limits.max_written_records)).help =
        "`times` multiplies what stands in samples: write shorter lists";
    return false;
}

// ── records ─────────────────────────────────────────────────────────────────────────────────────────────────────

std::optional<program::datum> record_writer::record(index kind, ast::datum const& tree) {
    if (tree.form == ast::datum::kind::word) {
        auto const* found = sample_(tree.word);
        if (found) return from_sample(kind, tree, *found);
        auto& d = c_.error("B1107", tree.where, fmt::format("there is no sample `{}`", tree.word.text), fmt::format("a record `{}` is needed here", c_.out.records[kind].name));
        std::vector<std::string_view> names;
        for (auto const& s : c_.tree.samples) names.push_back(s.id.text);
        c_.propose_name(d, tree.word.text, names);
        return std::nullopt;
    }
    if (tree.form != ast::datum::kind::object) {
        c_.error("B1602", tree.where, fmt::format("expected a record `{}` in braces", c_.out.records[kind].name));
        return std::nullopt;
    }
    program::datum made;
    made.form = program::datum::kind::record;
    made.where = tree.where;
    std::unordered_map<std::string, source_span> seen;
    bool fine = true;
    for (auto const& [name, value] : tree.fields) {
        if (auto const [at, fresh] = seen.emplace(name.text, name.where); !fresh) {
            c_.error("B1104", name.where, fmt::format("`{}` is given twice", name.text), "again here").labels.push_back({at->second, "first here"});
            fine = false;
            continue;
        }
        auto const m = input(kind, name);
        auto v = m == none ? std::nullopt : member_value(kind, m, value);
        if (v) made.fields.emplace_back(m, std::move(*v));
        else fine = false;
    }
    fine = complete(kind, tree, seen) && fine && memory_.take(1, tree.where) && memory_.fits(count_records(made), tree.where);
    return fine ? std::optional(std::move(made)) : std::nullopt;
}

index record_writer::input(index kind, ast::name const& name) {
    auto const m = c_.find_member(kind, name.text);
    if (m != none && c_.member(kind, m).kind == program::member_kind::input) return m;
    std::vector<std::string_view> names;
    for (auto const& k : c_.out.records[kind].members)
        if (k.kind == program::member_kind::input) names.push_back(k.name);
    auto& d = c_.error("B1603", name.where, fmt::format("`{}` has no input `{}`", c_.out.records[kind].name, name.text), "not found");
    if (m != none) d.help = "it is computed; only inputs are given";
    else c_.propose_name(d, name.text, names);
    return none;
}

std::optional<program::datum> record_writer::member_value(index kind, index m, ast::datum const& tree) {
    auto const member = c_.member(kind, m);
    if (member.type.kind == type_kind::unknown) return std::nullopt;
    if (member.type.kind == type_kind::list) return list(member, tree);
    if (member.type.kind == type_kind::record && !(tree.form == ast::datum::kind::literal && tree.literal->kind == ast::expression_kind::nothing))
        return record(member.type.of, tree);
    return scalar(member, tree);
}

/// Whether every input that a record of this kind must have is among the `given` ones.
bool record_writer::complete(index kind, ast::datum const& tree, std::unordered_map<std::string, source_span> const& given) {
    bool fine = true;
    for (auto const& member : c_.out.records[kind].members) {
        if (member.kind != program::member_kind::input || given.contains(member.name) || member.is_key || member.type.optional) continue;
        if (member.type.kind == type_kind::list && !(member.range.low && *member.range.low >= number(1))) continue;   // empty
        fine = false;
        if (member.type.kind == type_kind::unknown) continue;
        auto& d = c_.error("B1601", tree.where, fmt::format("`{}` is missing", member.name), fmt::format("a record `{}`", c_.out.records[kind].name));
        d.labels.push_back({member.where, "required here"});
    }
    return fine;
}

std::optional<program::datum> record_writer::from_sample(index kind, ast::datum const& tree, written const& sample) {
    if (!sample.fine) return std::nullopt;
    if (sample.record == kind) return memory_.take(count_values(sample.value), tree.where) ? std::optional(sample.value) : std::nullopt;
    c_.error("B1602", tree.where, fmt::format("expected a record `{}`, found the sample `{}` of a `{}`", c_.out.records[kind].name, tree.word.text,
                                              c_.out.records[sample.record].name));
    return std::nullopt;
}

std::optional<program::datum> record_writer::list(program::member const& member, ast::datum const& tree) {
    if (tree.form != ast::datum::kind::list) {
        c_.error("B1602", tree.where, fmt::format("`{}`: expected a list in brackets", member.name)).help = "write `[ ... ]`, also around one element";
        return std::nullopt;
    }
    program::datum made;
    made.form = program::datum::kind::list;
    made.where = tree.where;
    std::uint64_t count = 0;
    bool fine = memory_.take(1, tree.where);
    for (auto const& [element, times] : tree.elements) {
        count += times;
        auto v = record(member.type.of, element);
        fine = fine && v;
        if (v && times > 0) made.elements.emplace_back(std::move(*v), times);
    }
    number const size(static_cast<std::int64_t>(count));
    if ((member.range.low && size < *member.range.low) || (member.range.high && *member.range.high < size)) {
        c_.error("B1210", tree.where, fmt::format("`{}`: {} elements, expected {}..{}", member.name, count, member.range.low ? member.range.low->to_exact() : "",
                                                  member.range.high ? member.range.high->to_exact() : ""));
        fine = false;
    }
    fine = fine && memory_.fits(count_records(made), tree.where);
    return fine ? std::optional(std::move(made)) : std::nullopt;
}

std::optional<program::datum> record_writer::scalar(program::member const& member, ast::datum const& tree) {
    ast::expression literal;
    if (tree.form == ast::datum::kind::literal) literal = *tree.literal;
    else if (tree.form == ast::datum::kind::word) {
        literal.kind = ast::expression_kind::path;
        literal.path = {tree.word};
        literal.where = tree.where;
    } else {
        c_.error("B1602", tree.where, fmt::format("`{}`: expected {}", member.name, c_.describe(member.type)));
        return std::nullopt;
    }
    auto v = literal_value(c_, literal, member.type);
    if (!v || !check_range(c_, *v, member.type, member.range, member.decimals, tree.where) || !memory_.take(1, tree.where)) return std::nullopt;
    program::datum made;
    made.where = tree.where;
    made.scalar = std::move(*v);
    return made;
}

}  // namespace barem::check
