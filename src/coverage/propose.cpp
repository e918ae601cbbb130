#include "coverage/propose.hpp"

#include "coverage/changed_records.hpp"
#include "coverage/follow.hpp"
#include "coverage/table_cases.hpp"
#include "counterfactual/search.hpp"
#include "examples/written_value.hpp"
#include "exec/roster.hpp"
#include "exec/written.hpp"
#include "parse.hpp"
#include "source/display.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace barem::coverage {

namespace {

using examples::written;

constexpr std::size_t most_records = 10'000;        // that are tried with one change
constexpr std::size_t most_evaluations = 3'000;     // in a search for several changes, of one example for one place
constexpr std::size_t most_bases = 5;               // examples that such searches begin with

/// An input and its other value, as they are written.
struct change { std::string path, now; };

/// The text of an example's record, to which a change can be added.
struct base {
    program::example const* example = nullptr;
    std::string text;
    bool has_overrides = false;

    [[nodiscard]] std::string with(std::vector<change> const& changes) const {
        std::string all;
        for (auto const& c : changes) all += fmt::format("{}{}: {}", all.empty() ? "" : ", ", c.path, c.now);
        if (!has_overrides) return fmt::format("{} with {{ {} }}", text, all);
        auto open = text.substr(0, text.rfind('}'));
        while (open.ends_with(' ') || open.ends_with('\n') || open.ends_with(',')) open.pop_back();
        return fmt::format("{}, {} }}", open, all);
    }
};

/// On one line, so that it can stand behind another text. Texts in quotes hold no line ends.
std::string on_one_line(std::string_view text) {
    std::string out;
    for (char const c : text) {
        bool const is_blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
        if (!is_blank) out += c;
        else if (!out.empty() && out.back() != ' ') out += ' ';
    }
    return out;
}

std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (char const c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

class proposer {
public:
    proposer(ruleset const& rules, compile_options const& options)
        : options_(options), inner_(rules.inner()), p_(inner_.rules()), places_(*inner_.compiled, *inner_.findings),
          run_(*inner_.compiled, inner_.parameters, inner_.limits) {}

    std::vector<proposal> propose() {
        auto const reached = touched_by(inner_, places_, p_.examples);
        for (index i = 0; i != reached.size(); ++i)
            if (!reached[i] && places_.all()[i].form != construct::branch) wanted_.insert(i);
        auto const asked = wanted_;
        for (index i : asked)
            if (places_.all()[i].table != none) call(i);
        if (!wanted_.empty()) change_records();
        auto const left = wanted_;
        for (index i : left)
            if (wanted_.contains(i) && places_.all()[i].member != none) search(i);
        std::vector<proposal> made;
        for (index i : asked) made.push_back({places_.all()[i], verified(i)});
        std::ranges::stable_sort(made, {}, [](proposal const& p) { return p.about.where.begin; });
        return made;
    }

private:
    // ── tables ──

    void call(index i) {
        auto const& about = places_.all()[i];
        auto const& t = p_.tables[about.table];
        auto const arguments = places_.overlaps(about.table) == i ? arguments_of_overlap(p_, t)
                                                                  : arguments_for(p_, t, about.form == construct::reading ? t.rows.size() : about.part);
        if (!arguments) return;
        value result;
        if (!run_.call(about.table, *arguments, result)) return;
        touched found(places_.all().size());
        follower(*inner_.compiled, places_, run_, found).call(about.table, *arguments);
        if (!found[i]) return;
        std::string text;
        for (std::size_t a = 0; a != arguments->size(); ++a) text += (a == 0 ? "" : ", ") + written(p_, (*arguments)[a], t.arguments[a].type);
        found_[i] = fmt::format("example {}({}) = {}", t.name, text, written(p_, result, t.result));
        wanted_.erase(i);
    }

    // ── records ──

    /// Examples of one record that is a sample, with its changes; the simplest first.
    std::vector<base> bases() const {
        auto const parsed = grammar::parse(inner_.findings->text);
        std::vector<base> found;
        std::size_t at = parsed.tree.call_examples.size();
        if (at + parsed.tree.record_examples.size() != p_.examples.size()) return found;
        for (auto const& e : parsed.tree.record_examples) {
            auto const& example = p_.examples[at++];
            if (e.is_roster || e.records.front().value) continue;
            auto const where = e.records.front().where;
            found.push_back({&example, on_one_line(std::string_view(inner_.findings->text).substr(where.begin, where.end - where.begin)), !e.records.front().overrides.empty()});
        }
        std::ranges::stable_sort(found, {}, [](base const& b) { return std::pair(b.has_overrides, b.text.size()); });
        return found;
    }

    void change_records() {
        program::turning_points const points(p_);
        std::size_t left = most_records;
        for (auto const& b : bases()) {
            program::example tried = *b.example;
            tried.expectations.clear();
            bool const goes_on = each_change(p_, points, p_.roster_record, tried.records.front(), [&](std::string const& path, program::member const& m, value const& v) {
                try_record(b, tried, {path, written(p_, v, m.type)});
                return --left != 0 && !wanted_.empty();
            });
            if (!goes_on) return;
        }
    }

    void try_record(base const& b, program::example const& tried, change const& changed) {
        examples::observer watch;
        watch.scored = [&](program::example const&, examples::evaluation& run) { take(run, b, {changed}); };
        static_cast<void>(examples::run(inner_, {tried}, watch));
    }

    /// Whatever the record comes by that is still wanted.
    void take(examples::evaluation& run, base const& b, std::vector<change> const& changes) {
        touched found(places_.all().size());
        follower followed(*inner_.compiled, places_, run, found);
        followed.record();
        for (auto i = wanted_.begin(); i != wanted_.end();) {
            auto const place = *i++;
            if (!found[place]) continue;
            auto const expected = expectation(place, run, followed);
            if (expected.empty()) continue;
            auto const& about = places_.all()[place];
            found_[place] = fmt::format("example {} : {} expect {}", in_quotes(about.of + ": " + about.says), b.with(changes), expected);
            wanted_.erase(place);
        }
    }

    /// Several inputs changed, led by how far the case is from being taken.
    void search(index place) {
        auto const& about = places_.all()[place];
        auto all = bases();
        if (all.size() > most_bases) all.resize(most_bases);
        for (auto const& b : all) {
            auto from = exec::to_record(p_, p_.roster_record, b.example->records.front());
            auto& id = from.values[p_.records[p_.roster_record].members[p_.key_member].slot];
            if (!is_given(id)) id = "example 0";
            auto const alone = exec::score(*inner_.compiled, p_.roster_record, inner_.parameters, std::make_shared<record_data const>(from), inner_.limits);
            if (!alone.scored) continue;
            counterfactual::setting const setting{*inner_.compiled, inner_.parameters, inner_.limits, alone.peers};
            auto const found = counterfactual::find_changes(p_, from, counterfactual::distance_to_case(setting, about.record, about.member, about.part), most_evaluations);
            if (!found || found->empty()) continue;
            std::vector<change> changes;
            for (auto const& c : *found) changes.push_back({c.path, is_given(c.after) ? written(p_, c.after, c.input->type) : "nothing"});
            for (auto const& c : *found) *counterfactual::find_input(p_, from, c.path)->at = c.after;
            try_data(b, from, changes);
            if (!wanted_.contains(place)) return;
        }
    }

    void try_data(base const& b, record_data const& data, std::vector<change> const& changes) {
        auto const& compiled = *inner_.compiled;
        auto const alone = exec::score(compiled, p_.roster_record, inner_.parameters, std::make_shared<record_data const>(data), inner_.limits);
        if (!alone.scored) return;
        run_.begin(data, p_.roster_record);
        run_.join(alone.peers);
        value ignored;
        for (index output : compiled.tree.records[p_.roster_record].outputs) {
            run_.restart_steps();
            static_cast<void>(run_.member(0, output, ignored));
        }
        take(run_, b, changes);
    }

    /// `criteria[0].points = 30`: the definition that came by the place, else the first output.
    std::string expectation(index place, examples::evaluation& run, follower& followed) {
        auto const& about = places_.all()[place];
        for (auto const& [frame, member] : followed.evaluated())
            if (run.frames()[frame].record == about.record && member == about.member && followed.comes_by(frame, member, place)) return expect(run, frame, member);
        auto const& outputs = inner_.compiled->tree.records[p_.roster_record].outputs;
        return outputs.empty() ? "" : expect(run, 0, outputs.front());
    }

    std::string expect(examples::evaluation& run, index frame, index member) {
        value v;
        run.restart_steps();
        if (!run.member(frame, member, v)) return {};
        auto const& m = p_.records[run.frames()[frame].record].members[member];
        auto const path = run.frames().path(p_, frame);
        return fmt::format("{}{} = {}", path.empty() ? "" : path + ".", m.name, written(p_, v, m.type));
    }

    // ── trying ──

    /// The proposal, when it does what it says below the rule set.
    std::string verified(index i) {
        auto const found = found_.find(i);
        if (found == found_.end()) return {};
        auto const rules = compile(inner_.findings->text + "\n" + found->second + "\n", inner_.findings->name, options_);
        if (!rules) return {};
        auto const& all = rules->inner().rules().examples;
        auto const& written_last = found->second.starts_with("example " + places_.all()[i].of + "(") ? all[call_examples_of(all) - 1] : all.back();
        auto const results = examples::run(rules->inner(), {written_last});
        place_list const list(*rules->inner().compiled, *rules->inner().findings);
        bool const does = results.failures.empty() && touched_by(rules->inner(), list, {written_last})[i];
        return does ? found->second : "";
    }

    static std::size_t call_examples_of(std::vector<program::example> const& all) {
        return static_cast<std::size_t>(std::ranges::count_if(all, [](program::example const& e) { return !e.call.empty(); }));
    }

    compile_options const& options_;
    ruleset::implementation const& inner_;
    program::program const& p_;
    place_list places_;
    examples::evaluation run_;
    std::set<index> wanted_;
    std::map<index, std::string> found_;
};

}  // namespace

std::vector<proposal> propose(ruleset const& rules, compile_options const& options) { return proposer(rules, options).propose(); }

std::string to_text(std::string const& file, std::vector<proposal> const& all, explain::language l) {
    bool const is_english = l == explain::language::en;
    auto const say = [&](std::string_view en, std::string_view vi) { return std::string(is_english ? en : vi); };
    if (all.empty()) return fmt::format(fmt::runtime(say("# {}: every row and level has an example.\n", "# {}: mọi dòng, mọi trường hợp đều đã có ví dụ.\n")), printable(file));
    auto out = fmt::format(fmt::runtime(say("# For {}: what comes out now. Take what is right.\n", "# Cho {}: kết quả hiện nay. Chỉ lấy những ví dụ đúng.\n")), printable(file));
    for (auto const& p : all) {
        out += fmt::format("\n# {}:{}: {}\n", printable(p.about.file), p.about.line, in_words(p.about, l));
        out += p.text.empty() ? say("# No example found.\n", "# Không tìm được ví dụ.\n") : p.text + "\n";
    }
    return out;
}

}  // namespace barem::coverage
