#include "witness/witness.hpp"

#include "check/analysis/constant.hpp"
#include "check/print.hpp"
#include "plan/lower.hpp"
#include "witness/calls.hpp"
#include "witness/records.hpp"
#include "witness/search.hpp"

#include <fmt/format.h>

#include <set>

namespace barem::witness {

using analysis::goal;

namespace {

constexpr unsigned most_evaluations = 4'000; // to find one record
constexpr unsigned most_reductions = 1'500;
constexpr unsigned evaluations_of_a_point = 400;
constexpr unsigned evaluations_among_others = 600;
constexpr std::size_t most_searches = 100;   // of a report: each may take as long as everything else
constexpr std::size_t roster_sizes[] = {1, 4, 9};           // of others: a fifth of five is one, a tenth of ten

/// The same call with the values that the finding names: 10.5% rather than anything between 10% and 11%.
std::optional<goal> with_simple_values(goal wanted) {
    bool changed = false;
    auto const simplify = [&](analysis::extent& within) {
        auto const inside = analysis::tightened(within, std::nullopt);
        if (!inside || inside->is_point()) return;
        within = analysis::extent::point(analysis::simplest(*inside));
        changed = true;
    };
    for (auto& a : wanted.arguments)
        if (a.is_line) simplify(a.within);
    if (wanted.form == goal::kind::value) simplify(wanted.reach);
    return changed ? std::optional(std::move(wanted)) : std::nullopt;
}

class finder {
public:
    finder(std::shared_ptr<program::program const> const& p, record_limits const& limits) : p_(*p), shop_(p, limits) {}

    struct found {
        std::string lines;                   ///< of a roster; empty: none was found
        std::string given;                   ///< a call: `volume = 101%`, what is wanted of its arguments
        explicit operator bool() const { return !lines.empty(); }
    };

    found find(goal const& wanted) {
        if (auto const simple = with_simple_values(wanted))
            if (auto made = find_alone(*simple, evaluations_of_a_point)) return made;
        if (auto made = find_alone(wanted, most_evaluations); made || p_.cohorts.empty()) return made;
        for (auto const others : roster_sizes) {
            shop_.surround(others);
            auto made = find_alone(wanted, evaluations_among_others);
            shop_.surround(0);
            if (made) return made;
        }
        return {};
    }

private:
    found find_alone(goal const& wanted, unsigned evaluations) {
        auto made = find_record(shop_, wanted, evaluations);
        if (!made) return {};
        auto const least = minimal(shop_, wanted, std::move(*made), most_reductions);
        auto lines = to_json_line(p_, p_.roster_record, least);
        for (auto const& other : shop_.around(least)) (lines += '\n') += to_json_line(p_, p_.roster_record, other);
        return {std::move(lines), given_to(wanted, least)};
    }

    std::string given_to(goal const& wanted, record_data const& r) {
        if (wanted.form != goal::kind::call) return {};
        auto const given = shop_.given(r, wanted);
        auto const& arguments = p_.tables[wanted.table].arguments;
        std::string text;
        for (std::size_t i = 0; i < std::min(given.size(), wanted.arguments.size()); ++i)
            if (wanted.arguments[i].is_line && given[i])
                text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", arguments[i].name, check::print(p_, *given[i], arguments[i].type));
        return text;
    }

    program::program const& p_;
    workshop shop_;
};

}  // namespace

namespace {

bool is_case_of_table(analysis::finding const& f) { return f.unless_shown && f.to_show.form == goal::kind::call && !f.to_show.only; }

enum class outcome : std::uint8_t { shown, ruled_out, open };

/// Of a table: whether it can be called so at all, be it by a record or not.
outcome confirm_call(program::program const& p, plan::compiled const& compiled, record_limits const& limits, analysis::finding& f) {
    auto made = find_call(compiled, limits, f.to_show);
    if (!made.arguments) return made.complete ? outcome::ruled_out : outcome::open;
    auto const& arguments = p.tables[f.to_show.table].arguments;
    f.witness.clear();
    f.to_show.arguments.clear();
    for (std::size_t i = 0; i != arguments.size(); ++i) {
        auto const& v = (*made.arguments)[i];
        f.witness += fmt::format("{}{} = {}", i == 0 ? "" : ", ", arguments[i].name, check::print(p, v, arguments[i].type));
        auto const kind = arguments[i].type.kind;
        bool const is_line = is_given(v) && (kind == program::type_kind::number || kind == program::type_kind::date);
        f.to_show.arguments.push_back(is_line ? analysis::wanted_argument{analysis::extent::point(*analysis::as_number(v)), {}, true} : analysis::wanted_argument{{}, v, false});
    }
    return outcome::shown;
}

}  // namespace

void confirm(std::shared_ptr<program::program const> const& p, record_limits const& limits, analysis::findings& found) {
    std::optional<finder> search;
    std::optional<plan::compiled> compiled;
    std::set<std::pair<index, std::string>> told;            // tables with a case, and its kind: one that is open is no news beside it
    std::erase_if(found, [&](analysis::finding& f) {
        if (!is_case_of_table(f)) return false;
        if (!compiled) compiled = plan::compile(p);
        auto const how = confirm_call(*p, *compiled, limits, f);
        if (how != outcome::shown) return how == outcome::ruled_out;
        f.unless_shown = nullptr;
        told.emplace(f.to_show.table, f.code);
        return false;
    });
    std::erase_if(found, [&](analysis::finding& f) { return is_case_of_table(f) && !told.emplace(f.to_show.table, f.code).second; });
    for (auto& f : found) {
        if (!f.unless_shown) continue;
        if (!search && p->roster_record != program::none) search.emplace(p, limits);
        if (auto const shown = search ? search->find(f.to_show) : finder::found{}) {
            f.shown_by = shown.lines;
            if (f.witness.empty()) f.witness = shown.given;
            continue;
        }
        static_cast<diagnostic&>(f) = *f.unless_shown;
        f.to_show = goal::nothing(analysis::not_decided);
    }
}

void add_records(std::shared_ptr<program::program const> const& p, record_limits const& limits, analysis::findings& found) {
    if (found.empty() || p->roster_record == program::none) return;
    finder finder(p, limits);
    std::optional<std::string> any;          // what every record shows
    std::size_t searches = 0;
    for (auto& f : found) {
        if (f.to_show.form == goal::kind::none) {
            if (!f.to_show.why.empty()) f.notes.push_back("no record shows it: " + f.to_show.why);
            continue;
        }
        if (f.to_show.form == goal::kind::any) {
            f.witness_record = any ? *any : *(any = finder.find(f.to_show).lines);
        } else if (!f.shown_by.empty()) {
            f.witness_record = f.shown_by;
        } else if (++searches > most_searches) {
            f.notes.push_back(fmt::format("no record was looked for, since {} findings before this one have theirs", most_searches));
            continue;
        } else {
            f.witness_record = finder.find(f.to_show).lines;
        }
        if (f.witness_record.empty()) f.notes.emplace_back("no record that shows it was found");
    }
}

}  // namespace barem::witness
