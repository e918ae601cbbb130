// Bands and decision tables: columns, cells, hit policies.
#include "check/columns.hpp"
#include "check/expressions.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::check {

using program::type_kind;

ast::expression const* single_value(context& c, ast::cell const& cell, std::string_view wanted, bool amount) {
    if (!amount && (cell.each || cell.cap)) {
        c.error("B1313", cell.where, fmt::format("expected {}, found `{}`", wanted, cell.text)).help = "`each` and `cap` belong to the amounts of deductions";
        return nullptr;
    }
    if (cell.form == ast::cell::kind::alternatives && cell.values.size() == 1) return &cell.values[0];
    c.error("B1313", cell.where, fmt::format("expected {}, found `{}`", wanted, cell.text)).help =
        wanted == "a condition" ? "write a condition, such as `late > 0`" : "write one value, or a calculation that gives one";
    return nullptr;
}

void add_citation(context const& c, program::notes& notes, ast::cell const& cell) {
    if (cell.form == ast::cell::kind::any) return;
    bool const section = !cell.text.empty() && cell.text[0] >= '0' && cell.text[0] <= '9';
    notes.citations.insert(notes.citations.begin(), {cell.text, section, c.library_at(cell.where)});
}

namespace {

/// Which column of the text holds what.
struct columns {
    index at = none, when = none, result = none;
    std::vector<index> arguments;               ///< by argument; none: the table has no such column
};

constexpr std::string_view column_help = "a table has a column for each argument, one for the result, and if need be `at` and `when`";

/// Of the columns that are no argument one is the result: the last. The others are slips.
void report_surplus(context& c, program::table const& made, std::vector<ast::name const*> const& surplus, columns const& found) {
    std::vector<std::string_view> names;
    for (index a = 0; a < made.arguments.size(); ++a)
        if (found.arguments[a] == none) names.push_back(made.arguments[a].name);
    for (auto const* name : surplus) {
        if (made.is_bands && name->text == "when") {
            c.error("B1303", name->where, "bands have no column `when`").help = "use a `table`";
            continue;
        }
        auto& d = c.error("B1303", name->where, fmt::format("`{}` is no argument of `{}`", name->text, made.name), "a column too many");
        c.propose_name(d, name->text, names);
        if (d.help.empty()) d.help = column_help;
    }
}

bool report_missing(context& c, program::table const& made, columns const& found) {
    bool fine = true;
    for (index a = 0; a < made.arguments.size(); ++a) {
        if (found.arguments[a] != none || found.when != none) continue;
        c.error("B1303", made.arguments[a].where, fmt::format("`{}` has no column `{}`", made.name, made.arguments[a].name), "no column for this argument").help =
            "name the columns in the first row after the arguments";
        fine = false;
    }
    if (found.result == none && made.policy != program::hit_policy::collect_count) {
        c.error("B1303", made.where, fmt::format("`{}` has no column for its result", made.name)).help = column_help;
        fine = false;
    }
    return fine;
}

std::optional<columns> find_columns(context& c, program::table const& made, ast::table_declaration const& tree) {
    columns found;
    found.arguments.assign(made.arguments.size(), none);
    std::vector<ast::name const*> others;
    bool fine = true;
    auto const place = [&](index& column, index i, ast::name const& name) {
        if (column != none) {
            c.error("B1303", name.where, fmt::format("there are two columns `{}`", name.text)).help = column_help;
            fine = false;
        }
        column = i;
    };
    for (index i = 0; i < tree.table.columns.size(); ++i) {
        auto const& name = tree.table.columns[i];
        auto const argument = std::ranges::find(made.arguments, name.text, &program::argument::name);
        if (argument != made.arguments.end()) place(found.arguments[static_cast<std::size_t>(argument - made.arguments.begin())], i, name);
        else if (name.text == "at") place(found.at, i, name);
        else if (name.text == "when" && !made.is_bands) place(found.when, i, name);
        else {
            others.push_back(&name);
            found.result = i;
        }
    }
    if (!others.empty()) others.pop_back();
    if (!others.empty()) {
        report_surplus(c, made, others, found);
        return std::nullopt;
    }
    return report_missing(c, made, found) && fine ? std::optional(std::move(found)) : std::nullopt;
}

bool is_constant(program::expression const& e) {
    return e.kind == program::expression_kind::constant || e.type.kind == type_kind::unknown;
}

void require_constant(context& c, program::expression const& e) {
    if (is_constant(e)) return;
    c.error("B1304", e.where, "the bounds of a table are constants", "this is not known before a record is scored").help =
        "write the number itself, so that gaps and overlaps can be proved";
}

program::test check_cell(context& c, expression_checker& x, ast::cell const& cell, program::argument const& argument) {
    program::test made;
    made.where = cell.where;
    auto type = argument.type;
    type.optional = type.integer = false;
    if (cell.form == ast::cell::kind::any) return made;
    if (cell.each || cell.cap || cell.form == ast::cell::kind::section) {
        c.error("B1313", cell.where, fmt::format("expected a test of `{}`, found `{}`", argument.name, cell.text)).help =
            "write a value, several values, an interval such as `[1 .. 10)`, a comparison such as `>= 5`, or `-` for any";
        return made;
    }
    if (cell.form == ast::cell::kind::interval) {
        if (type.kind != type_kind::number && type.kind != type_kind::date && type.kind != type_kind::unknown &&
            !(type.kind == type_kind::word && c.out.enums[type.of].ordered)) {
            c.error("B1209", cell.where, fmt::format("`{}` is {}, which has no order", argument.name, c.describe(type))).help = "list the values instead: `a, b`";
            return made;
        }
        made.form = program::test::kind::interval;
        made.in.push_back(x.interval(*cell.range, type));
        for (auto const& b : made.in[0].low) require_constant(c, b);
        for (auto const& b : made.in[0].high) require_constant(c, b);
        return made;
    }
    made.form = cell.comparison == "!=" ? program::test::kind::none_of : program::test::kind::one_of;
    for (auto const& v : cell.values) {
        made.members.push_back(x.expect(v, type, fmt::format("column `{}`", argument.name)));
        require_constant(c, made.members.back());
    }
    return made;
}

expression_checker in_table(context& c, index table) {
    surroundings s;
    s.table = table;
    return {c, std::move(s)};
}

void check_row(context& c, index t, ast::table_declaration const& tree, columns const& where, ast::row const& row) {
    if (row.cells.size() != tree.table.columns.size()) return;             // the grammar has said so
    program::table_row made;
    auto x = in_table(c, t);
    auto const arguments = c.out.tables[t].arguments;
    for (index a = 0; a < arguments.size(); ++a)
        made.tests.push_back(where.arguments[a] == none ? program::test{} : check_cell(c, x, row.cells[where.arguments[a]], arguments[a]));
    if (where.when != none) {
        program::test condition;
        condition.where = row.cells[where.when].where;
        if (row.cells[where.when].form != ast::cell::kind::any) {
            auto const* e = single_value(c, row.cells[where.when], "a condition");
            if (!e) return;
            condition.form = program::test::kind::condition;
            condition.members.push_back(x.condition(*e, "column `when`"));
        }
        made.tests.push_back(std::move(condition));
    }
    if (where.result != none) {
        auto const* e = single_value(c, row.cells[where.result], "a value");
        if (!e) return;
        auto result = c.out.tables[t].result;
        if (c.out.tables[t].policy == program::hit_policy::collect_count) made.result.push_back(x.infer(*e));
        else made.result.push_back(x.expect(*e, result, fmt::format("result of `{}`", tree.id.text)));
    }
    made.shown = to_label(c, row.shown);
    made.notes = to_notes(c, row.notes);
    if (where.at != none) add_citation(c, made.notes, row.cells[where.at]);
    made.where = row.where;
    c.out.tables[t].rows.push_back(std::move(made));
}

void check_policy(context& c, program::table const& t, ast::table_declaration const& tree) {
    using enum program::hit_policy;
    auto const& r = t.result;
    if (r.kind == type_kind::unknown) return;
    bool const ordered = r.kind == type_kind::number || r.kind == type_kind::date || (r.kind == type_kind::word && c.out.enums[r.of].ordered);
    auto const fail = [&](std::string_view policy, std::string_view wanted) {
        auto& d = c.error("B1306", tree.result.where, fmt::format("`hit {}` needs {}, not {}", policy, wanted, c.describe(r)));
        if (r.kind == type_kind::word && !ordered) d.help = "declare the words of the enum from low to high, with `<` between them";
    };
    if (t.policy == priority && !(r.kind == type_kind::word && ordered)) fail("priority", "the words of an ordered enum");
    if (t.policy == collect_sum && r.kind != type_kind::number) fail("collect sum", "a number");
    if ((t.policy == collect_min || t.policy == collect_max) && !ordered) fail(t.policy == collect_min ? "collect min" : "collect max", "something with an order");
    if (t.policy == collect_count && !(r.kind == type_kind::number && r.of == program::unit_none)) fail("collect count", "a plain number");
    if ((t.policy == collect_min || t.policy == collect_max) && !r.optional && !tree.otherwise)
        c.error("B1306", tree.result.where, fmt::format("`{}` may have no row that holds, and then no value", t.name)).help = "write `?` behind the type, or add an `otherwise`";
}

void check_clauses(context& c, program::table& made, ast::table_declaration const& tree) {
    using enum ast::band_clause::what;
    bool gaps = false, overlaps = false;
    for (auto const& clause : tree.clauses) {
        auto& seen = clause.form == overlaps_first ? overlaps : gaps;
        if (seen) c.error("B1104", clause.where, clause.form == overlaps_first ? "`overlaps take` is said twice" : "`gaps take` is said twice");
        seen = true;
        if (clause.form == overlaps_first) {
            made.overlaps_take_first = true;
            made.overlap_notes = to_notes(c, clause.notes);
            made.overlaps_where = clause.where;
            continue;
        }
        made.gaps = clause.form == gaps_lower ? program::gap_reading::lower : clause.form == gaps_higher ? program::gap_reading::higher : program::gap_reading::nothing;
        made.gap_notes = to_notes(c, clause.notes);
        made.gaps_where = clause.where;
        if (made.gaps == program::gap_reading::nothing && !made.result.optional && made.result.kind != type_kind::unknown)
            c.error("B1205", clause.where, fmt::format("`{}` would have no value in its gaps", made.name)).help = "write `?` behind the type of its result";
    }
}

void check_heading(context& c, index t, ast::table_declaration const& tree) {
    std::unordered_map<std::string, source_span> names;
    for (auto const& a : tree.arguments) {
        if (auto const [at, fresh] = names.emplace(a.id.text, a.id.where); !fresh) {
            c.error("B1104", a.id.where, fmt::format("the argument `{}` is declared twice", a.id.text)).labels.push_back({at->second, "first declared here"});
            continue;
        }
        auto const resolved = resolve_type(c, a.declared, false);
        if (resolved.type.optional)
            c.error("B1201", a.declared.where, "an argument is always given").help = "remove the `?`, and test the value before the table is used";
        if (tree.is_bands && resolved.type.kind != type_kind::number && resolved.type.kind != type_kind::date && resolved.type.kind != type_kind::unknown)
            c.error("B1306", a.declared.where, fmt::format("bands divide a number or a date, not {}", c.describe(resolved.type))).help = "use a `table`";
        c.out.tables[t].arguments.push_back({a.id.text, to_label(c, a.shown), resolved.type, resolved.range, resolved.decimals, a.id.where});
        c.out.tables[t].arguments.back().type.optional = false;
    }
    c.out.tables[t].result = resolve_type(c, tree.result, false).type;
    if (tree.result.range || tree.result.decimals)
        c.error("B1211", tree.result.where, "a range belongs to an input or an argument").help = "a result has the range that follows from the rows";
}

}  // namespace

void check_table_headings(context& c) {
    for (auto const& tree : c.tree.tables)
        if (auto const t = c.tables.find(tree.id.text); t != c.tables.end() && c.out.tables[t->second].where == tree.id.where) check_heading(c, t->second, tree);
}

void check_tables(context& c) {
    for (auto const& tree : c.tree.tables) {
        auto const found = c.tables.find(tree.id.text);
        if (found == c.tables.end() || c.out.tables[found->second].where != tree.id.where) continue;
        auto const t = found->second;
        if (tree.table.rows.size() > c.limits.max_table_rows) {
            c.error("B1902", tree.id.where, fmt::format("`{}` has {} rows, more than {}", tree.id.text, tree.table.rows.size(), c.limits.max_table_rows));
            continue;
        }
        while_defining const defining(c, &c.built[{none, t}]);
        check_policy(c, c.out.tables[t], tree);
        check_clauses(c, c.out.tables[t], tree);
        auto const where = find_columns(c, c.out.tables[t], tree);
        if (!where) continue;
        for (auto const& row : tree.table.rows) check_row(c, t, tree, *where, row);
        if (!tree.otherwise) continue;
        program::row_level level;
        level.value = in_table(c, t).expect(tree.otherwise->value, c.out.tables[t].result, "`otherwise`");
        level.shown = to_label(c, tree.otherwise->shown);
        level.notes = to_notes(c, tree.otherwise->notes);
        level.where = tree.otherwise->where;
        c.out.tables[t].otherwise.push_back(std::move(level));
    }
}

}  // namespace barem::check
