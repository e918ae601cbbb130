// Names in expressions: fields of the record, parents by their names, arguments, parameters, words.
#include "check/expressions.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::check {

using program::expression_kind;
using program::type_kind;

std::optional<std::pair<frame, program::scope>> find_record(context const& c, frames const& around, std::string const& name) {
    for (index lexical = 0; lexical < around.size(); ++lexical) {
        auto at = around[around.size() - 1 - lexical];
        // The element of an aggregate is meant by plain names, so that its record's name can mean the record outside.
        bool const element = lexical + 1 < around.size();
        for (index up = 0; at.record != none; ++up) {
            if (c.out.records[at.record].name == name && !(element && up == 0)) return std::pair{at, program::scope{lexical, up}};
            at = outward(c, std::move(at));
        }
    }
    return std::nullopt;
}

/// A finding when the name of the record is written in an aggregate over its group: it would mean the record outside.
bool expression_checker::reads_outside_group(ast::name const& record, program::scope const& found) {
    if (!s_.in_group || found != program::scope{}) return false;
    auto& d = c_.error("B1507", record.where, fmt::format("an aggregate over the group cannot read the record outside, `{}`", record.text),
                       "the value is the same for all records of the group");
    d.help = "plain names are of each record of the group; write what depends on the record outside of the aggregate";
    return true;
}

bool expression_checker::is_value_name(std::string const& name) const {
    if (s_.table != none)
        for (auto const& a : c_.out.tables[s_.table].arguments)
            if (a.name == name) return true;
    if (!s_.around.empty() && c_.find_member(s_.around.back().record, name) != none) return true;
    return c_.parameters.contains(name);
}

program::expression expression_checker::unknown(ast::expression const& e) const {
    program::expression made;
    made.where = e.where;
    return made;
}

/// `completed`, or `content_outcome.completed` where several enums have the word.
std::optional<program::expression> expression_checker::word_of(ast::expression const& e, program::type const* hint) {
    auto const make = [&](index enumeration, index at) {
        auto made = unknown(e);
        made.kind = expression_kind::constant;
        made.type = {type_kind::word, enumeration};
        made.literal = word{at};
        return made;
    };
    auto const position = [&](index enumeration, std::string const& name) {
        auto const& words = c_.out.enums[enumeration].words;
        for (index w = 0; w < words.size(); ++w)
            if (words[w].name == name) return w;
        return none;
    };
    auto const& last = e.path.back();
    if (e.path.size() == 2) {
        auto const found = c_.enums.find(e.path[0].text);
        if (found == c_.enums.end()) return std::nullopt;
        auto const w = position(found->second, last.text);
        if (w != none) return make(found->second, w);
        auto& d = c_.error("B1105", last.where, fmt::format("`{}` is no word of `{}`", last.text, e.path[0].text));
        c_.propose_word(d, c_.out.enums[found->second], last.text);
        return unknown(e);
    }
    if (e.path.size() != 1) return std::nullopt;
    if (hint && hint->kind == type_kind::word)
        if (auto const w = position(hint->of, last.text); w != none) return make(hint->of, w);
    std::vector<index> having;
    for (index k = 0; k < c_.out.enums.size(); ++k)
        if (position(k, last.text) != none) having.push_back(k);
    if (hint && hint->kind == type_kind::word) {
        auto const& wanted = c_.out.enums[hint->of];
        if (having.empty() && is_rather_a_field(last.text, wanted)) return std::nullopt;
        auto& d = c_.error("B1105", e.where, fmt::format("`{}` is no word of `{}`", last.text, wanted.name),
                           having.empty() ? "not found" : fmt::format("this is a word of `{}`", c_.out.enums[having[0]].name));
        c_.propose_word(d, wanted, last.text);
        return unknown(e);
    }
    if (having.empty()) return std::nullopt;
    if (having.size() == 1) return make(having[0], position(having[0], last.text));
    auto& d = c_.error("B1106", e.where, fmt::format("`{}` is a word of `{}` and of `{}`", last.text, c_.out.enums[having[0]].name,
                                                     c_.out.enums[having[1]].name), "which one is meant?");
    d.help = fmt::format("write `{0}.{2}` or `{1}.{2}`", c_.out.enums[having[0]].name, c_.out.enums[having[1]].name, last.text);
    return unknown(e);
}

/// Whether a name that is no word of the enum that is expected is like a field, and like no word.
bool expression_checker::is_rather_a_field(std::string const& name, program::enumeration const& wanted) {
    std::vector<std::string_view> words, fields;
    for (auto const& w : wanted.words) words.push_back(w.name);
    if (s_.around.empty() || !c_.similar(name, words).empty()) return false;
    for (auto const& m : c_.out.records[s_.around.back().record].members) fields.push_back(m.name);
    return !c_.similar(name, fields).empty();
}

/// Help where a path begins with the name of a record that is none around this one; empty: it does not.
std::string expression_checker::record_by_name(ast::expression const& e) const {
    auto const& name = e.path[0].text;
    if (e.path.size() < 2 || s_.around.empty() || !c_.records.contains(name)) return {};
    auto const rest = std::string_view(c_.tree_text).substr(e.path[1].where.begin, e.path.back().where.end - e.path[1].where.begin);
    auto const& own = c_.out.records[s_.around.back().record];
    if (s_.around.size() > 1 && own.name == name) return fmt::format("an element's own fields stand alone: write `{}`", rest);
    for (auto const& m : own.members)
        if (m.kind == program::member_kind::input && (m.type.kind == type_kind::record || m.type.kind == type_kind::list) && c_.out.records[m.type.of].name == name)
            return m.type.kind == type_kind::record ? fmt::format("write `{}.{}`", m.name, rest)
                                                    : fmt::format("`{0}` holds them: write `{0}.{1}` where a list is needed, else aggregate over `{0}`", m.name, rest);
    return "a record within this one is read by the field that holds it, a list by an aggregate";
}

program::expression expression_checker::unknown_name(ast::expression const& e) {
    auto const& first = e.path[0];
    std::vector<std::string_view> candidates;
    auto& d = c_.error("B1101", first.where, fmt::format("there is no `{}` here", first.text), "not found");
    if (s_.table != none)
        for (auto const& a : c_.out.tables[s_.table].arguments) candidates.push_back(a.name);
    if (!s_.around.empty()) {
        auto const own = s_.around.back().record;
        for (auto const& m : c_.out.records[own].members) candidates.push_back(m.name);
        // A name of an enclosing record is reached through that record's name only, so that nothing is captured by accident.
        for (auto const& around : s_.around)
            for (auto r = around.record; r != none; r = c_.out.records[r].parent)
                if (r != own && c_.find_member(r, first.text) != none) {
                    d.help = fmt::format("write `{}.{}`", c_.out.records[r].name, first.text);
                    return unknown(e);
                }
    }
    if (s_.constants_only) {
        d.message = fmt::format("`{}` cannot stand here", first.text);
        d.labels[0].text = "only a constant can";
        return unknown(e);
    }
    if (auto help = record_by_name(e); !help.empty()) {
        d.help = std::move(help);
        return unknown(e);
    }
    for (auto const& p : c_.out.parameters) candidates.push_back(p.name);
    for (auto const& k : c_.out.enums)
        for (auto const& w : k.words) candidates.push_back(w.name);
    c_.propose_name(d, first.text, candidates);
    if (d.help.empty() && s_.table != none) d.help = "a table sees its own arguments and parameters only: pass what it needs as an argument";
    return unknown(e);
}

/// Whether member `m` of the record at `at` may be absent here. An input that is `required when` its condition holds is given
/// wherever that condition is known to hold.
bool expression_checker::may_be_absent(frame const& at, index m) const {
    auto const& member = c_.member(at.record, m);
    if (!member.type.optional || s_.known.given(at, {m})) return false;
    return member.required_when.empty() || s_.known.decide(c_, member.required_when[0], {at}) != std::optional(true);
}

void expression_checker::no_such_member(index record, ast::name const& name) {
    std::vector<std::string_view> names;
    for (auto const& k : c_.out.records[record].members) names.push_back(k.name);
    auto& d = c_.error("B1112", name.where, fmt::format("`{}` has no `{}`", c_.out.records[record].name, name.text), "not found");
    c_.propose_name(d, name.text, names);
}

/// Walks `conduct.iso_missing` from the record at `at`.
program::expression expression_checker::member_path(ast::expression const& e, std::size_t first, frame at, program::scope scope) {
    auto made = unknown(e);
    made.kind = expression_kind::field;
    made.scope = scope;
    bool optional = false;
    for (std::size_t i = first; i < e.path.size(); ++i) {
        auto const& step = e.path[i];
        auto const m = c_.find_member(at.record, step.text);
        if (m == none) {
            no_such_member(at.record, step);
            return unknown(e);
        }
        c_.builds_on({at.record, m});
        check_member(c_, at.record, m);
        auto const& member = c_.member(at.record, m);
        made.type = member.type;
        optional = optional || may_be_absent(at, m);
        made.target = m;
        if (i + 1 == e.path.size()) break;
        if (member.type.kind == type_kind::list) {
            auto& d = c_.error("B1109", step.where, fmt::format("`{}` is a list, which has no `{}` of its own", step.text, e.path[i + 1].text), "a list");
            d.help = fmt::format("say which: `sum({} over {})`, `any({} where ...)`, `max(...)`, ...", e.path[i + 1].text, step.text, step.text);
            return unknown(e);
        }
        if (member.type.kind != type_kind::record) {
            if (member.type.kind != type_kind::unknown)
                c_.error("B1112", e.path[i + 1].where, fmt::format("`{}` is {}, which has no fields", step.text, c_.describe(member.type)));
            return unknown(e);
        }
        at = inward(c_, std::move(at), {m});
        made.through.push_back(m);
    }
    made.type.optional = optional;
    return made;
}

/// Where a word of an enum is expected, its words go before other names: `outcome = completed` means the word also where the record
/// has a truth `completed`. Only a name whose own type is that enum could be meant as well.
bool expression_checker::means_word(ast::expression const& e, program::type const* hint) {
    if (!hint || hint->kind != type_kind::word || e.path.size() != 1 || !c_.words.contains(e.path[0].text)) return false;
    auto const& wanted = c_.out.enums[hint->of];
    auto const& name = e.path[0].text;
    if (std::ranges::find(wanted.words, name, &program::enumeration::word::name) == wanted.words.end()) return false;
    auto const* other = value_type_name(name);
    if (!other || *other != wanted.name) return true;
    c_.error("B1106", e.where, fmt::format("`{0}` is a word of `{1}`, and the name of a value of `{1}`", name, wanted.name), "which one is meant?").help =
        fmt::format("write `{}.{}` for the word, or rename the other", wanted.name, name);
    return true;
}

/// The declared type of the argument, field or parameter that a name means; null: it means none, or its type is not written.
std::string const* expression_checker::value_type_name(std::string const& name) const {
    if (s_.table != none)
        for (auto const& tree : c_.tree.tables)
            if (tree.id.text == c_.out.tables[s_.table].name)
                for (auto const& a : tree.arguments)
                    if (a.id.text == name) return &a.declared.base.text;
    if (!s_.around.empty()) {
        auto const record = s_.around.back().record;
        if (auto const m = c_.find_member(record, name); m != none) {
            auto const& declared = c_.sources[record][m].declared;
            return declared ? &declared->base.text : nullptr;
        }
    }
    for (auto const& p : c_.tree.parameters)
        if (p.id.text == name && !s_.constants_only) return &p.declared.base.text;
    return nullptr;
}

program::expression expression_checker::path(ast::expression const& e, program::type const* hint) {
    auto const& first = e.path[0].text;
    if (means_word(e, hint)) return *word_of(e, hint);
    auto made = unknown(e);
    if (s_.table != none && e.path.size() == 1)
        for (index a = 0; a < c_.out.tables[s_.table].arguments.size(); ++a)
            if (auto const& argument = c_.out.tables[s_.table].arguments[a]; argument.name == first) {
                made.kind = expression_kind::argument;
                made.type = argument.type;
                made.target = a;
                return made;
            }
    if (!s_.around.empty()) {
        auto const own = c_.find_member(s_.around.back().record, first);
        // `measure.quantitative` is a word even where the record has a field `measure`: a field that is no record has no fields.
        auto const word = [&] {
            if (e.path.size() != 2 || !c_.enums.contains(first)) return false;
            auto const& source = c_.sources[s_.around.back().record][own];
            return !source.input || !c_.records.contains(source.declared->base.text);
        };
        if (own != none && !word()) return member_path(e, 0, locate(c_, s_.around, {}), {});
        if (auto const found = find_record(c_, s_.around, first)) {
            if (reads_outside_group(e.path[0], found->second)) return made;
            if (e.path.size() > 1) return member_path(e, 1, found->first, found->second);
            made.kind = expression_kind::parent;
            made.scope = found->second;
            made.type = {type_kind::record, found->first.record};
            return made;
        }
    }
    if (e.path.size() == 1 && !s_.constants_only)
        if (auto const p = c_.parameters.find(first); p != c_.parameters.end()) {
            made.kind = expression_kind::parameter;
            made.target = p->second;
            made.type = c_.out.parameters[p->second].type;
            return made;
        }
    if (auto found = word_of(e, hint)) return std::move(*found);
    return unknown_name(e);
}

}  // namespace barem::check
