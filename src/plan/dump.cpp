#include "plan/dump.hpp"

#include "check/print.hpp"
#include "source/indented_lines.hpp"

#include <fmt/format.h>


namespace barem::plan {

namespace {

std::string_view name_of(piece_reading reading) {
    switch (reading) {
        case piece_reading::row: return "";
        case piece_reading::overlap: return "  (overlap)";
        case piece_reading::gap_lower: return "  (gap, lower)";
        case piece_reading::gap_higher: return "  (gap, higher)";
        case piece_reading::gap_nothing: return "nothing";
        case piece_reading::uncovered: return "uncovered";
    }
    return "";
}

std::string_view name_of(program::aggregate_function f) {
    constexpr std::string_view names[] = {"sum", "count", "any", "all", "min", "max", "mean", "first", "latest"};
    return names[static_cast<int>(f)];
}

class dumper : indented_lines {
public:
    explicit dumper(compiled const& from) : rules_(*from.rules), tree_(from.tree) {}

    std::string run() {
        for (index t = 0; t != tree_.tables.size(); ++t) table(t);
        for (index r = 0; r != tree_.records.size(); ++r) record(r);
        for (index c = 0; c != tree_.cohorts.size(); ++c) cohort(c);
        for (index p = 0; p != tree_.parameters.size(); ++p) parameter(p);
        return std::move(out_);
    }

private:
    void part(int depth, std::string_view name, index root);
    void node(int depth, index id);
    [[nodiscard]] std::string detail(plan::node const& n) const;
    [[nodiscard]] std::string place(plan::interval const& i, program::type const& type) const;
    void table(index t);
    void record(index r);
    void member(index r, index m);
    void cohort(index c);
    void parameter(index p);

    program::program const& rules_;
    evaluation_tree const& tree_;
    index table_ = none;                    ///< whose nodes are written
};

/// A named root, when there is one.
void dumper::part(int depth, std::string_view name, index root) {
    if (root == none) return;
    line(depth, "{}", name);
    node(depth + 1, root);
}

void dumper::node(int depth, index id) {
    plan::node const& n = tree_.nodes[id];
    line(depth, "{} {}{} : {}", id, info(n.operation).name, detail(n), check::print(rules_, n.type));
    for (index i = 0; i != n.operands.count; ++i) node(depth + 1, tree_.operands[n.operands.first + i]);
    if (n.operation != operation::aggregate) return;
    plan::aggregate const& a = tree_.aggregates[n.target];
    part(depth + 1, "where", a.filter);
    part(depth + 1, "over", a.over);
    part(depth + 1, "by", a.by);
}

/// What a node says besides its operands.
std::string dumper::detail(plan::node const& n) const {
    switch (n.operation) {
        case operation::constant: return " " + check::print(rules_, tree_.constants[n.target], n.type);
        case operation::parameter: return " " + rules_.parameters[n.target].name;
        case operation::argument: return " " + rules_.tables[table_].arguments[n.target].name;
        case operation::look_up: return " " + rules_.tables[n.target].name;
        case operation::in_interval:
            return fmt::format(" {}..{}", n.qualifier.low_closed ? '[' : '(', n.qualifier.high_closed ? ']' : ')');
        case operation::field: {
            field_access const& f = tree_.fields[n.target];
            constexpr std::string_view storages[] = {"input", "list", "computed"};
            return fmt::format(" {}.{} (out {}, up {}, {} {})", rules_.records[f.record].name, rules_.records[f.record].members[f.member].name,
                               f.from.lexical, f.from.up, storages[static_cast<int>(f.storage)], f.slot);
        }
        case operation::aggregate: {
            plan::aggregate const& a = tree_.aggregates[n.target];
            return fmt::format(" {} of {} (out {}, up {}, {} lists)", name_of(a.function), rules_.records[a.element].name,
                               a.origin.lexical, a.origin.up, a.lists.count);
        }
        case operation::group_value: return fmt::format(" {}", n.target);
        default: return counts_working_days(n.operation) ? " " + rules_.calendars[n.target].name : "";
    }
}

std::string dumper::place(plan::interval const& i, program::type const& type) const {
    auto const at = [&](bound const& b) { return check::print(rules_, program::range{b.at, std::nullopt}, type); };   // `5%..`
    auto const shown = [&](bound const& b) { auto text = at(b); return text.substr(0, text.size() - 2); };
    if (!i.low && !i.high) return "all";
    if (!i.low) return (i.high->closed ? "<= " : "< ") + shown(*i.high);
    if (!i.high) return (i.low->closed ? ">= " : "> ") + shown(*i.low);
    return fmt::format("{}{} .. {}{}", i.low->closed ? '[' : '(', shown(*i.low), shown(*i.high), i.high->closed ? ']' : ')');
}

void dumper::table(index t) {
    plan::table const& from = tree_.tables[t];
    program::table const& shown = rules_.tables[t];
    table_ = t;
    line(0, "table {}", shown.name);
    for (piece const& p : from.pieces) {
        std::string const row = p.row == none ? "" : fmt::format("row {}", p.row + 1);
        line(1, "{} -> {}{}", place(p.where, shown.arguments.front().type), row, name_of(p.reading));
    }
    for (index row = 0; row != from.results.size(); ++row) {
        line(1, "row {}", row + 1);
        for (index c = 0; c != from.columns; ++c) {
            test const& cell = from.tests[row * from.columns + c];
            if (cell.condition != none) part(2, "when", cell.condition);
            else line(2, "{}", check::print(rules_, shown.rows[row].tests[c], check::printing_scope::in_table(t)));
        }
        if (from.results[row] != none) node(2, from.results[row]);
    }
    part(1, "otherwise", from.otherwise);
    table_ = none;
}

void dumper::record(index r) {
    line(0, "record {}", rules_.records[r].name);
    for (index m = 0; m != tree_.records[r].members.size(); ++m) member(r, m);
}

void dumper::member(index r, index m) {
    plan::member const& from = tree_.records[r].members[m];
    constexpr std::string_view kinds[] = {"input", "let", "classify", "deductions", "rank", "quota", "admit"};
    line(1, "{} {} : {} (slot {}, stratum {})", kinds[static_cast<int>(from.kind)], rules_.records[r].members[m].name,
         check::print(rules_, from.type), from.slot, from.stratum);
    part(2, "required when", from.required_when);
    if (from.low_input != none) line(2, "at least {}", rules_.records[r].members[from.low_input].name);
    if (from.high_input != none) line(2, "at most {}", rules_.records[r].members[from.high_input].name);
    if (from.value != none) node(2, from.value);
    for (exception_case const& e : from.exceptions) {
        part(2, "except when", e.condition);
        part(2, "value", e.value);
    }
    for (level const& l : from.levels) {
        part(2, "when", l.condition);
        part(2, l.condition == none ? "otherwise" : "level", l.value);
    }
    for (deduction_row const& d : from.deductions) {
        part(2, d.each ? "for each" : "when", d.condition);
        part(2, "deduct", d.amount);
        part(2, "at most", d.cap);
    }
    part(2, "at most in all", from.cap);
}

void dumper::cohort(index c) {
    plan::cohort const& from = tree_.cohorts[c];
    line(0, "cohort {} (stratum {})", c, from.stratum);
    for (index m : from.partition) line(1, "by {}", m);
    for (plan::rank const& r : tree_.ranks) {
        if (r.cohort != c) continue;
        line(1, "rank {} (stratum {}{})", r.member, r.stratum, r.dense ? ", dense" : "");
        for (sort_key const& k : r.keys) part(2, k.descending ? "descending" : "ascending", k.value);
    }
    for (index a = 0; a != tree_.group_aggregates.size(); ++a) {
        plan::group_aggregate const& g = tree_.group_aggregates[a];
        if (g.cohort != c) continue;
        line(1, "aggregate {} {} (stratum {})", a, name_of(g.function), g.stratum);
        part(2, "where", g.filter);
        part(2, "over", g.over);
        part(2, "by", g.by);
    }
    for (plan::admission const& a : tree_.admissions)
        if (tree_.ranks[a.rank].cohort == c) line(1, "admit by rank {} up to {} ties {}", tree_.ranks[a.rank].member, a.quota, a.ties_in ? "in" : "out");
}

void dumper::parameter(index p) {
    if (tree_.parameters[p].dated.empty()) return;
    line(0, "parameter {} (by value {})", rules_.parameters[p].name, tree_.date_slot);
    for (auto const& [from, at] : tree_.parameters[p].dated) line(1, "from {} {}", from.to_text(), check::print(rules_, at, rules_.parameters[p].type));
}

}  // namespace

std::string dump(compiled const& from) { return dumper(from).run(); }

}  // namespace barem::plan
