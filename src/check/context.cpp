#include "check/context.hpp"

#include "source/suggest.hpp"

#include <fmt/format.h>

namespace barem::check {

diagnostic& context::add(severity how, std::string code, source_span where, std::string message, std::string label) {
    diagnostic& d = findings.emplace_back();
    d.severity = how;
    d.code = std::move(code);
    d.message = std::move(message);
    d.labels.push_back({where, std::move(label)});
    return d;
}

std::string context::similar(std::string_view wanted, std::vector<std::string_view> const& candidates) {
    if (candidates.size() > comparisons_left_) return {};
    comparisons_left_ -= candidates.size();
    return suggest(wanted, candidates).value_or(std::string());
}

void context::propose_name(diagnostic& d, std::string_view wanted, std::vector<std::string_view> const& candidates) {
    auto const meant = similar(wanted, candidates);
    if (meant.empty()) return;
    d.help = fmt::format("did you mean `{}`?", meant);
    auto const where = d.labels.front().where;
    if (tree_text.substr(where.begin, where.end - where.begin) == wanted)
        d.fixes.push_back({fmt::format("write `{}`", meant), false, {{where, meant}}});
}

void context::propose_word(diagnostic& d, program::enumeration const& e, std::string_view wanted) {
    std::vector<std::string_view> names;
    for (auto const& w : e.words) names.push_back(w.name);
    propose_name(d, wanted, names);
    if (d.help.empty() && names.size() <= 8) d.help = fmt::format("its words are {}", fmt::join(names, ", "));
}

void context::report_depth(source_span where) {
    if (depth_reported) return;
    depth_reported = true;
    error("B1901", where, fmt::format("definitions build on one another more than {} deep, or {} with the expressions in them",
                                      limits.max_definition_depth, limits.max_evaluation_depth)).help =
        "build on fewer intermediate definitions, or on shorter ones";
}

std::string context::describe(program::type const& t) const {
    using enum program::type_kind;
    auto const base = [&]() -> std::string {
        switch (t.kind) {
            case unknown: return "unknown";
            case nothing: return "`nothing`";
            case truth: return "a truth (bool)";
            case text: return "a text";
            case date: return "a date";
            case word: return fmt::format("a word of `{}`", out.enums[t.of].name);
            case record: return fmt::format("a record `{}`", out.records[t.of].name);
            case list: return fmt::format("a list of `{}`", out.records[t.of].name);
            case number:
                if (t.of == program::unit_none) return t.integer ? "a plain integer" : "a plain number";
                return out.units[t.of].name;
        }
        return {};
    }();
    return t.optional ? base + " that may be absent" : base;
}

index context::find_member(index record, std::string const& name) const {
    auto const found = members[record].find(name);
    return found == members[record].end() ? none : found->second;
}

index context::library_at(source_span where) const {
    for (index l = 0; l != tree.libraries.size(); ++l)
        if (tree.libraries[l].text.begin <= where.begin && where.begin < tree.libraries[l].text.end) return l;
    return none;
}

program::label to_label(context const& c, ast::label const& from) {
    program::label to;
    if (from.texts.empty()) return to;
    auto const library = c.library_at(from.where);
    auto const& plain = library == none ? c.out.language : c.out.libraries[library].language;
    for (auto const& t : from.texts) to.texts.emplace_back(t.language.text.empty() ? plain : t.language.text, t.text);
    return to;
}

program::notes to_notes(context const& c, ast::annotations const& from) {
    program::notes to;
    for (auto const& r : from.citations) to.citations.push_back({r.text, r.is_section, c.library_at(r.where)});
    for (auto const& r : from.readings) to.readings.push_back(to_label(c, r));
    return to;
}

}  // namespace barem::check
