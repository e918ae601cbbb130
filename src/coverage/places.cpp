#include "coverage/places.hpp"

#include "check/print.hpp"
#include "document/linked_text.hpp"
#include "document/phrases.hpp"
#include "explain/amounts.hpp"
#include "explain/wording.hpp"
#include "source/source_map.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::coverage {

namespace {

struct construct_name { std::string_view one, many, vi; };
constexpr construct_name names[] = {{"band", "bands", "mức"},          {"row", "rows", "dòng"},        {"reading", "readings", "cách hiểu"},
                                    {"level", "levels", "trường hợp"}, {"exception", "exceptions", "ngoại lệ"}, {"deduction", "deductions", "khoản trừ"},
                                    {"branch", "branches", "nhánh"}};

constexpr std::size_t longest_extract = 60;
explain::text const otherwise{"all other cases", "các trường hợp còn lại"};

/// What a side of a branch is called in code, and to people.
struct side { char const *en, *vi; };
constexpr side holds{"`{}` holds", "`{}` đúng"}, fails{"`{}` fails", "`{}` sai"}, otherwise_side{"`else {}`", "`else {}`"},
               given{"`{}` is given", "có `{}`"}, not_given{"`{}` is not given", "không có `{}`"};

}  // namespace

std::string_view plural(construct c) { return names[static_cast<std::size_t>(c)].many; }
std::string_view singular(construct c) { return names[static_cast<std::size_t>(c)].one; }
explain::text name_of(construct c) { return {std::string(names[static_cast<std::size_t>(c)].one), std::string(names[static_cast<std::size_t>(c)].vi)}; }

index place_list::case_of(index record, index member, index which) const {
    auto const found = cases_.find({{record, member}, which});
    return found == cases_.end() ? none : found->second;
}

/// Walks through the program and its tree side by side.
class place_list::finder {
public:
    finder(plan::compiled const& compiled, report const& text, place_list& into)
        : p_(*compiled.rules), tree_(compiled.tree), sources_(text), into_(into), links_(p_), words_(p_, links_, document::numbers::with_units) {}

    void find() {
        for (index r = 0; r != p_.records.size(); ++r)
            for (index m = 0; m != p_.records[r].members.size(); ++m) member(r, m);
        for (index t = 0; t != p_.tables.size(); ++t) table(t);
    }

private:
    /// What is already known of a condition by a place of its own.
    struct known { bool holds, fails; };

    place& add(construct form, std::string says, source_span where, program::notes const& notes, program::notes const& around) {
        place made;
        made.form = form;
        made.of = of_;
        made.told = explain::text::same(says);
        made.says = std::move(says);
        made.article = check::print_citations(p_, notes.citations.empty() ? around : notes);
        made.articles = explain::citations_of(p_, notes.citations.empty() ? around : notes);
        made.where = where;
        auto const& file = sources_.of(where);
        auto const at = file.lines.position(file.local(where).begin);
        made.file = *file.name;
        made.line = at.line;
        made.column = at.column;
        return into_.all_.emplace_back(std::move(made));
    }
    [[nodiscard]] index last() const { return static_cast<index>(into_.all_.size() - 1); }

    // ── definitions ──

    void member(index r, index m) {
        auto const& written = p_.records[r].members[m];
        auto const& lowered = tree_.records[r].members[m];
        of_ = p_.records[r].name + "." + written.name;
        around_ = &written.notes;
        auto const add_case = [&](construct form, index which, std::string says, source_span where, program::notes const& notes) {
            auto& made = add(form, std::move(says), where, notes, written.notes);
            made.record = r;
            made.member = m;
            made.part = which;
            into_.cases_.emplace(std::pair{key{r, m}, which}, last());
            return &made.told;
        };
        for (index e = 0; e != lowered.exceptions.size(); ++e) {
            auto const& x = written.exceptions[e];
            add_case(construct::exception, e, x.name, x.where, x.notes);
            visit(lowered.exceptions[e].condition, {true, false});
            visit(lowered.exceptions[e].value);
        }
        if (!lowered.exceptions.empty())
            *add_case(construct::exception, static_cast<index>(lowered.exceptions.size()), "no exception", written.where, written.notes) = {"no exception", "không có ngoại lệ nào"};
        for (index l = 0; l != lowered.levels.size(); ++l) {
            auto const& level = written.levels.front().levels[l];
            auto const says = lowered.levels[l].condition == none ? "otherwise" : check::print(p_, level.value, check::printing_scope::in_record(r));
            auto* told = add_case(construct::level, l, says, level.where, level.notes);
            if (lowered.levels[l].condition == none) *told = otherwise;
            else *told = level.shown.empty() ? words_.formula(level.value, document::place::in_record(r)) : document::plain(explain::label_of(level.shown, {}));
            visit(lowered.levels[l].condition, {true, false});
            visit(lowered.levels[l].value);
        }
        for (index d = 0; d != lowered.deductions.size(); ++d) {
            auto const& row = written.deductions.front().rows[d];
            add_case(construct::deduction, d, extract(row.condition.where), row.where, row.notes);
            visit(lowered.deductions[d].condition, {true, false});
            visit(lowered.deductions[d].amount);
            visit(lowered.deductions[d].cap);
        }
        visit(lowered.value);
        visit(lowered.cap);
        for (auto const& a : tree_.group_aggregates)
            if (r == p_.roster_record && a.member == m) visit(a.filter), visit(a.over), visit(a.by);
        for (auto const& k : tree_.ranks)
            if (r == p_.roster_record && k.member == m)
                for (auto const& key : k.keys) visit(key.value);
    }

    // ── tables ──

    void table(index t) {
        auto const& written = p_.tables[t];
        auto const& lowered = tree_.tables[t];
        of_ = written.name;
        around_ = &written.notes;
        auto const form = written.is_bands ? construct::band : construct::row;
        for (index r = 0; r != written.rows.size(); ++r) {
            auto const& row = written.rows[r];
            auto& made = add(form, cells(t, row), row.where, row.notes, written.notes);
            made.part = r;
            made.told = cells_in_words(t, row);
            enter(t, into_.rows_, {t, r});
            for (index c = 0; c != lowered.columns; ++c) visit(lowered.tests[r * lowered.columns + c].condition, {true, false});
            visit(lowered.results[r]);
        }
        if (lowered.otherwise != none) {
            auto const& otherwise = written.otherwise.front();
            auto& made = add(form, "otherwise", otherwise.where, otherwise.notes, written.notes);
            made.part = static_cast<index>(written.rows.size());
            made.told = coverage::otherwise;
            enter(t, into_.rows_, {t, static_cast<index>(written.rows.size())});
            visit(lowered.otherwise);
        }
        readings(t);
    }

    void readings(index t) {
        auto const& written = p_.tables[t];
        auto const has = [&](auto... readings) {
            return std::ranges::any_of(tree_.tables[t].pieces, [&](plan::piece const& p) { return ((p.reading == readings) || ...); });
        };
        using enum plan::piece_reading;
        if (has(gap_lower, gap_higher, gap_nothing)) {
            using enum program::gap_reading;
            auto const says = written.gaps == lower ? "gaps take lower" : written.gaps == higher ? "gaps take higher" : "gaps take nothing";
            add(construct::reading, says, written.where, written.gap_notes, written.notes).told = {"what lies between two bands", "giá trị nằm giữa hai mức"};
            enter(t, into_.readings_, {t, 0});
        }
        if (written.overlaps_take_first && has(overlap)) {
            add(construct::reading, "overlaps take first", written.where, written.overlap_notes, written.notes).told = {"where bands overlap", "chỗ các mức trùng nhau"};
            enter(t, into_.readings_, {t, 1});
        }
    }

    void enter(index table, std::map<key, index>& into, key at) {
        into_.all_.back().table = table;
        into.emplace(at, last());
    }

    /// "[1% .. 10%]", "good, 3 .. 5"
    [[nodiscard]] std::string cells(index t, program::table_row const& row) const {
        std::string all;
        for (auto const& test : row.tests) all += (all.empty() ? "" : ", ") + check::print(p_, test, check::printing_scope::in_table(t));
        return all;
    }

    /// "1 % to 10 %", "Grade: Good, Years: 3 to 5"
    [[nodiscard]] explain::text cells_in_words(index t, program::table_row const& row) const {
        auto const& arguments = p_.tables[t].arguments;
        std::vector<explain::text> all;
        for (index i = 0; i != row.tests.size(); ++i) {
            auto const& test = row.tests[i];
            if (test.form == program::test::kind::any) continue;
            auto says = words_.test(test, i < arguments.size() ? arguments[i].type : program::type{}, t);
            all.push_back(arguments.size() > 1 && i < arguments.size() ? explain::say(explain::message::labelled, {words_.argument_label(t, i), says}) : says);
        }
        return all.empty() ? explain::say(explain::message::any_value) : join(all, ", ");
    }

    // ── branches ──

    void visit(index id) { visit(id, {false, false}); }

    void visit(index id, known already) {
        if (id == none) return;
        plan::node const& n = tree_.nodes[id];
        auto const operand = [&](index i) { return tree_.operands[n.operands.first + i]; };
        switch (n.operation) {
            case plan::operation::conditional:
                for (index i = 0; i + 1 < n.operands.count; i += 2) {
                    branch(id, i / 2, operand(i), holds);
                    visit(operand(i), {true, i + 3 == n.operands.count});
                    visit(operand(i + 1));
                }
                branch(id, n.operands.count / 2, operand(n.operands.count - 1), otherwise_side);
                return visit(operand(n.operands.count - 1));
            case plan::operation::default_value:
                branch(id, 0, operand(0), given);
                branch(id, 1, operand(0), not_given);
                break;
            case plan::operation::logical_and:
            case plan::operation::logical_or: return logical(id, n, already);
            case plan::operation::aggregate: {
                auto const& a = tree_.aggregates[n.target];
                visit(a.filter), visit(a.over), visit(a.by);
                break;
            }
            default: break;
        }
        for (index i = 0; i != n.operands.count; ++i) visit(operand(i));
    }

    /// One place for each operand that may decide, and one for when none does.
    void logical(index id, plan::node const& n, known already) {
        bool const is_and = n.operation == plan::operation::logical_and;
        for (index i = 0; i != n.operands.count; ++i) {
            index const operand = tree_.operands[n.operands.first + i];
            bool const divides_itself = tree_.nodes[operand].operation == n.operation;      // `a and b and c`
            if (!divides_itself) branch(id, i, operand, is_and ? fails : holds);
            visit(operand, {true, true});
        }
        if (is_and ? !already.holds : !already.fails) branch(id, n.operands.count, id, is_and ? holds : fails);
    }

    void branch(index node, index which, index about, side const& pattern) {
        auto const where = tree_.origins[about]->where;
        auto const about_it = extract(where);
        add(construct::branch, fmt::format(fmt::runtime(pattern.en), about_it), where, {}, *around_).told.vi = fmt::format(fmt::runtime(pattern.vi), about_it);
        into_.branches_.emplace(key{node, which}, last());
    }

    /// A part of the text on one line.
    [[nodiscard]] std::string extract(source_span where) const {
        auto const& file = sources_.of(where);
        auto const at = file.local(where);
        std::string out;
        std::size_t characters = 0;
        for (char const c : file.lines.text().substr(at.begin, at.end - at.begin)) {
            bool const is_blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
            if (is_blank && (out.empty() || out.back() == ' ')) continue;
            characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
            if (characters > longest_extract) return out + "…";
            out += is_blank ? ' ' : c;
        }
        return out;
    }

    program::program const& p_;
    plan::evaluation_tree const& tree_;
    source_map sources_;
    place_list& into_;
    std::string of_;
    program::notes const* around_ = nullptr;
    document::anchors links_;
    document::phrases words_;
};

place_list::place_list(plan::compiled const& compiled, report const& text) { finder(compiled, text, *this).find(); }

}  // namespace barem::coverage
