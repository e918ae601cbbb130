// The members of records: inputs, lets, classifications, deductions.
#include "check/columns.hpp"
#include "check/expressions.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::check {
namespace {

using program::type_kind;

expression_checker in_record(context& c, index record, index member = none) {
    surroundings s;
    s.around.push_back({.record = record});
    if (member != none) {
        s.cohort = c.sources[record][member].cohort;
        s.member = member;
    }
    return {c, std::move(s)};
}

// ── inputs ──────────────────────────────────────────────────────────────────────────────────────────────────────

void check_child(context& c, index record, program::member const& m) {
    auto const& child = c.out.records[m.type.of];
    if (child.parent != none && child.parent != record) {
        auto& d = c.error("B1108", m.where, fmt::format("`{}` stands in `{}`, it cannot be a field of `{}`", child.name, c.out.records[child.parent].name,
                                                       c.out.records[record].name));
        d.labels.push_back({child.where, fmt::format("declared `in {}` here", c.out.records[child.parent].name)});
        d.help = fmt::format("remove its `in {}`, or declare another record", c.out.records[child.parent].name);
    }
}

/// Whether a condition reads inputs only: it is decided before anything is computed.
bool inputs_only(context& c, index record, program::expression const& e) {
    using enum program::expression_kind;
    if (e.kind == aggregate || e.kind == look_up || e.kind == parent) return false;
    if (e.kind == field) {
        auto at = record;
        for (index up = 0; up < e.scope.up && at != none; ++up) at = c.out.records[at].parent;
        for (auto const m : e.through) at = c.member(at, m).type.of;
        if (c.member(at, e.target).kind != program::member_kind::input) return false;
    }
    return std::ranges::all_of(e.operands, [&](auto const& o) { return inputs_only(c, record, o); });
}

void check_input(context& c, index record, index m, ast::input const& source) {
    auto const resolved = resolve_type(c, source.declared, true);
    auto& made = c.member(record, m);
    made.type = resolved.type;
    made.range = resolved.range;
    made.decimals = resolved.decimals;
    made.is_key = source.is_key;
    if (made.type.kind == type_kind::list || made.type.kind == type_kind::record) check_child(c, record, made);
    if (made.type.kind == type_kind::list && (made.type.optional || source.required_when)) {
        c.error("B1201", source.declared.where, "a list is never absent; it may be empty").help =
            source.required_when ? "remove the `required when`" : "remove the `?`";
        made.type.optional = false;
        return;
    }
    made.type.optional = made.type.optional || source.required_when.has_value();
    if (source.is_key && made.type != program::type{type_kind::text} && made.type.kind != type_kind::unknown)
        c.error("B1201", source.declared.where, fmt::format("the key of a record is a text, not {}", c.describe(made.type)));
    if (!source.required_when) return;
    auto checker = in_record(c, record);
    auto condition = checker.condition(*source.required_when, "`required when`");
    if (condition.type.kind == type_kind::unknown) return;
    if (!inputs_only(c, record, condition))
        c.error("B1213", condition.where, "`required when` may only read inputs", "decided before anything is computed").help =
            "test the inputs themselves, without lets, tables and aggregates";
    else
        c.member(record, m).required_when.push_back(std::move(condition));
}

// ── lets ────────────────────────────────────────────────────────────────────────────────────────────────────────

/// The declared type of a member, if it has one.
std::optional<program::type> declared_type(context& c, index record, index m, member_source const& source) {
    if (!source.declared) return std::nullopt;
    auto bare = *source.declared;
    bare.range.reset();
    bare.decimals.reset();
    auto const resolved = resolve_type(c, bare, false);
    c.member(record, m).type = resolved.type;
    if (source.declared->range || source.declared->decimals)
        c.error("B1211", source.declared->where, "a range belongs to an input").help = "a computed value has the range that follows from its definition";
    return resolved.type;
}

void settle(context& c, index record, index m, program::type const& found) {
    if (found.kind == type_kind::nothing) {
        c.error("B1216", c.member(record, m).where, fmt::format("the type of `{}` cannot be told", c.member(record, m).name)).help = "declare it: `: points?`";
        return;
    }
    c.member(record, m).type = found;
}

/// The type that the values of a let have in common: `found`, widened by what the exceptions add unless it is declared.
program::type check_exceptions(context& c, index record, index m, ast::let const& source, program::type found, bool declared) {
    auto wanted = found;
    if (!declared) {
        wanted.optional = true;
        wanted.integer = false;
    }
    std::unordered_map<std::string, source_span> names;
    for (auto const& e : source.exceptions) {
        if (auto const [at, fresh] = names.emplace(e.id.text, e.id.where); !fresh) {
            c.error("B1104", e.id.where, fmt::format("the exception `{}` is declared twice", e.id.text), "declared again here")
                .labels.push_back({at->second, "first declared here"});
            continue;
        }
        auto checker = in_record(c, record, m);
        auto condition = checker.condition(e.condition, "`when`");
        checker.assume(condition, true);
        auto value = checker.expect(e.value, wanted, fmt::format("exception `{}`", e.id.text));
        found.optional = found.optional || value.type.optional || value.type.kind == type_kind::nothing;
        found.integer = found.integer && (value.type.integer || value.type.kind != type_kind::number);
        c.member(record, m).exceptions.push_back({e.id.text, to_label(c, e.shown), std::move(value), std::move(condition), to_notes(c, e.notes), e.where});
    }
    return declared ? wanted : found;
}

void check_let(context& c, index record, index m, member_source const& source) {
    auto const declared = declared_type(c, record, m, source);
    auto checker = in_record(c, record, m);
    auto const name = c.member(record, m).name;
    auto value = declared ? checker.expect(source.let->value, *declared, fmt::format("`{}`", name)) : checker.infer(source.let->value);
    auto const type = check_exceptions(c, record, m, *source.let, declared.value_or(value.type), declared.has_value());
    if (!declared) settle(c, record, m, type);
    c.member(record, m).value.push_back(std::move(value));
}

// ── classifications ─────────────────────────────────────────────────────────────────────────────────────────────

void check_classification(context& c, index record, index m, member_source const& source) {
    auto const& tree = *source.classification;
    auto type = declared_type(c, record, m, source);
    auto const name = c.member(record, m).name;
    auto checker = in_record(c, record);
    program::classification made;
    made.unique = tree.unique;
    bool optional = false;
    auto const add = [&](ast::level const& l) {
        program::row_level level;
        auto const before = checker.where().known;
        if (l.condition) {
            level.condition.push_back(checker.condition(*l.condition, "`when`"));
            checker.assume(level.condition[0], true);
        }
        level.value = type ? checker.expect(l.value, *type, fmt::format("level of `{}`", name)) : checker.infer(l.value);
        if (!type && level.value.type.kind != type_kind::unknown && level.value.type.kind != type_kind::nothing) {
            type = level.value.type;
            type->optional = true;                       // until all levels are known
            if (type->kind == type_kind::number) type->integer = false;
        }
        optional = optional || level.value.type.optional || level.value.type.kind == type_kind::nothing;
        checker.where().known = before;
        if (l.condition && !tree.unique) checker.assume(level.condition[0], false);
        level.shown = to_label(c, l.shown);
        level.notes = to_notes(c, l.notes);
        level.where = l.where;
        made.levels.push_back(std::move(level));
    };
    for (auto const& l : tree.levels) add(l);
    if (tree.unique)
        for (auto const& l : made.levels) checker.assume(l.condition[0], false);
    if (tree.otherwise) add(*tree.otherwise);
    if (!source.declared) {
        // Without a type that any level settles, each of them is `nothing` or has a finding of its own.
        bool const all_nothing = std::ranges::all_of(made.levels, [](auto const& l) { return l.value.type.kind == type_kind::nothing; });
        program::type found = type.value_or(program::type{all_nothing ? type_kind::nothing : type_kind::unknown});
        found.optional = optional;
        settle(c, record, m, found);
    }
    c.member(record, m).levels.push_back(std::move(made));
}

// ── deductions ──────────────────────────────────────────────────────────────────────────────────────────────────

struct deduction_columns { index at = none, when = none, amount = none; };

std::optional<deduction_columns> find_columns(context& c, ast::deductions const& tree) {
    deduction_columns found;
    bool fine = true;
    for (index i = 0; i < tree.table.columns.size(); ++i) {
        auto const& name = tree.table.columns[i];
        auto& column = name.text == "at" ? found.at : name.text == "when" ? found.when : found.amount;
        if (column != none) {
            c.error("B1303", name.where, fmt::format("`{}` is a column too many", name.text)).help = "deductions have the columns `at` (optional), `when` and one for the amount";
            fine = false;
        }
        column = i;
    }
    if (found.when == none || found.amount == none) {
        c.error("B1303", tree.id.where, fmt::format("`{}` lacks the column {}", tree.id.text, found.when == none ? "`when`" : "of the amount")).help =
            "deductions have the columns `at` (optional), `when` and one for the amount";
        fine = false;
    }
    return fine ? std::optional(found) : std::nullopt;
}

/// The declared type; else the unit after which the amount column is named; else that of the first amount.
program::type deduction_type(context& c, index record, index m, member_source const& source, deduction_columns const& columns) {
    if (auto const declared = declared_type(c, record, m, source)) return *declared;
    auto const& header = source.deductions->table.columns[columns.amount];
    if (auto const u = c.units.find(header.text); u != c.units.end()) return {type_kind::number, u->second};
    return {type_kind::number, program::unit_none};
}

program::expression deduction_condition(context& c, expression_checker& checker, ast::expression const& when) {
    auto const before = c.findings.size();
    auto made = checker.condition(when, "column `when`");
    if (c.findings.size() == before + 1 && c.findings.back().code == "B1204")
        c.findings.back().help = "compare it (`... > 0`), or write `each` behind the amount to take it so many times";
    return made;
}

void check_deductions(context& c, index record, index m, member_source const& source) {
    auto const& tree = *source.deductions;
    auto const columns = find_columns(c, tree);
    if (!columns) return;
    auto const type = deduction_type(c, record, m, source, *columns);
    if (type.kind != type_kind::number && type.kind != type_kind::unknown) {
        c.error("B1201", tree.id.where, fmt::format("deductions add up numbers, not {}", c.describe(type)));
        return;
    }
    c.member(record, m).type = type;
    program::deduction_table made;
    for (auto const& row : tree.table.rows) {
        if (row.cells.size() != tree.table.columns.size()) continue;       // the grammar has said so
        auto const* when = single_value(c, row.cells[columns->when], "a condition");
        auto const& amount_cell = row.cells[columns->amount];
        auto const* amount = single_value(c, amount_cell, "an amount", true);
        if (!when || !amount) continue;
        program::deduction_row made_row;
        auto checker = in_record(c, record);
        made_row.each = amount_cell.each;
        if (amount_cell.each) {
            made_row.condition = checker.expect(*when, {type_kind::number, program::unit_none, true}, "counted by `each`");
        } else {
            made_row.condition = deduction_condition(c, checker, *when);
            checker.assume(made_row.condition, true);
        }
        made_row.amount = checker.expect(*amount, type, "amount");
        if (amount_cell.cap) made_row.cap.push_back(checker.expect(*amount_cell.cap, type, "`cap`"));
        made_row.shown = to_label(c, row.shown);
        made_row.notes = to_notes(c, row.notes);
        if (columns->at != none) add_citation(c, made_row.notes, row.cells[columns->at]);
        made_row.where = row.where;
        made.rows.push_back(std::move(made_row));
    }
    if (tree.limit) {
        made.cap.push_back(in_record(c, record).expect(tree.limit->value, type, "`cap`"));
        made.cap_notes = to_notes(c, tree.limit->notes);
    }
    c.member(record, m).deductions.push_back(std::move(made));
}

// ── outputs and the whole ───────────────────────────────────────────────────────────────────────────────────────

void check_outputs(context& c, index record, ast::record_declaration const& tree) {
    std::unordered_map<std::string, source_span> named;
    for (auto const& o : tree.outputs) {
        auto const m = c.find_member(record, o.id.text);
        if (m == none) {
            std::vector<std::string_view> names;
            for (auto const& k : c.out.records[record].members) names.push_back(k.name);
            auto& d = c.error("B1101", o.id.where, fmt::format("`{}` has no `{}` to put out", c.out.records[record].name, o.id.text), "not found");
            c.propose_name(d, o.id.text, names);
            continue;
        }
        if (auto const [at, fresh] = named.emplace(o.id.text, o.id.where); !fresh) {
            c.error("B1104", o.id.where, fmt::format("`{}` is put out twice", o.id.text), "again here").labels.push_back({at->second, "first here"});
            continue;
        }
        auto const& type = c.member(record, m).type;
        if (type.kind == type_kind::list || type.kind == type_kind::record)
            c.error("B1217", o.id.where, fmt::format("`{}` is {}; only values can be put out", o.id.text, c.describe(type)));
        else if (o.digits && type.kind != type_kind::number && type.kind != type_kind::unknown)
            c.error("B1217", o.where, fmt::format("`{}` is {}, which has no digits", o.id.text, c.describe(type))).help = "remove the number in parentheses";
        else if (o.digits && *o.digits > 18)
            c.error("B1217", o.where, "more than 18 digits");
        else if (!o.digits && type.kind == type_kind::number && !type.integer)
            c.error("B1217", o.id.where, fmt::format("say how many digits of `{}` are printed", o.id.text)).help = fmt::format("write `{}(2)`", o.id.text);
        c.out.records[record].outputs.push_back({m, o.digits.value_or(0), o.where});
    }
}

/// A record that contains itself would never end.
void check_containment(context& c) {
    std::vector<int> state(c.out.records.size(), 0);
    std::vector<unsigned> depth(c.out.records.size(), 1);
    auto const visit = [&](auto const& self, index r) -> bool {
        if (state[r] == 1) return false;
        if (state[r] == 2) return true;
        state[r] = 1;
        for (auto const& m : c.out.records[r].members) {
            if (m.kind != program::member_kind::input || (m.type.kind != type_kind::list && m.type.kind != type_kind::record)) continue;
            if (!self(self, m.type.of)) {
                c.error("B1501", m.where, fmt::format("`{}` contains itself through `{}`", c.out.records[m.type.of].name, m.name)).help =
                    "records nest to a fixed depth: declare one record for each level";
                c.nesting_sound = false;
            }
            depth[r] = std::max(depth[r], depth[m.type.of] + 1);
        }
        state[r] = 2;
        if (depth[r] == c.limits.max_record_nesting + 1) {             // those around it go deeper still: one mistake
            c.error("B1904", c.out.records[r].where, fmt::format("records nest in `{}` more than {} deep", c.out.records[r].name, c.limits.max_record_nesting));
            c.nesting_sound = false;
        }
        return true;
    };
    for (index r = 0; r < c.out.records.size(); ++r) visit(visit, r);
}

void find_roster_record(context& c) {
    source_span first{};
    for (index r = 0; r < c.out.records.size(); ++r)
        for (index m = 0; m < c.out.records[r].members.size(); ++m) {
            auto const& member = c.member(r, m);
            if (!member.is_key) continue;
            if (c.out.roster_record == none) {
                c.out.roster_record = r;
                c.out.key_member = m;
                first = member.where;
                if (auto const p = c.out.records[r].parent; p != none)
                    c.error("B1110", member.where, fmt::format("`{}` has a key, but stands in `{}`", c.out.records[r].name, c.out.records[p].name),
                            "the records of the roster stand in no other").help = "give the key to the outermost record";
            } else {
                c.error("B1110", member.where, "a second key", r == c.out.roster_record ? "one key tells the records apart" : "the roster has records of one kind").labels.push_back({first, "the first key is here"});
            }
        }
    if (c.out.roster_record == none && !c.tree.is_library)
        c.error("B1110", c.tree.id.where, "no record has a key").help = "say what identifies a record of the roster: `key id : text`";
}

}  // namespace

void check_member(context& c, index record, index m) {
    auto& source = c.sources[record][m];
    if (source.progress != member_source::state::waiting) return;      // running: a cycle, found by dependencies.cpp
    if (c.definition_depth >= c.limits.max_definition_depth || c.levels > c.limits.max_evaluation_depth)
        return c.report_depth(c.member(record, m).where);              // its own turn comes later
    while_defining const defining(c, source.input ? nullptr : &c.built[{record, m}]);
    source.progress = member_source::state::running;
    ++c.definition_depth;
    if (source.input) check_input(c, record, m, *source.input);
    if (source.let) check_let(c, record, m, source);
    if (source.classification) check_classification(c, record, m, source);
    if (source.deductions) check_deductions(c, record, m, source);
    --c.definition_depth;
    c.sources[record][m].progress = member_source::state::done;
}

void check_records(context& c) {
    for (index r = 0; r < c.out.records.size(); ++r)
        for (index m = 0; m < c.out.records[r].members.size(); ++m)
            if (c.sources[r][m].input) check_member(c, r, m);
    check_input_ranges(c);
    for (index r = 0; r < c.out.records.size(); ++r)
        for (index m = 0; m < c.out.records[r].members.size(); ++m) check_member(c, r, m);
    for (auto const& tree : c.tree.records)
        if (auto const r = c.records.find(tree.id.text); r != c.records.end() && c.out.records[r->second].where == tree.id.where)
            check_outputs(c, r->second, tree);
    check_containment(c);
    find_roster_record(c);
}

}  // namespace barem::check
