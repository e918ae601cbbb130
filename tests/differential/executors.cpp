#include "differential/executors.hpp"

#include "differential/batch.hpp"
#include "differential/columnar.hpp"

#include "api/imports.hpp"
#include "exec/explained.hpp"
#include "explain/explain.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <unordered_set>

namespace differential {

namespace exec = barem::exec;
using barem::program::index;

std::string result_text(barem::ruleset const& rules, std::string const& id, std::vector<barem::value> const& outputs) {
    barem::outcome const made(rules.inner().compiled, id, outputs);
    return made.to_json(true) + " " + made.to_json();
}

std::string reject_text(barem::issues const& problems) {
    std::string text = "rejected";
    for (auto const& p : problems) text += " | " + p.path + " | " + p.rule + " | " + p.citation + " | " + p.expected + " | " + p.found + " | " + p.message;
    return text;
}

// ── scalar ──────────────────────────────────────────────────────────────────────────────────────────────────────

measure score_scalar(barem::ruleset const& rules, std::vector<std::string> const& lines, line_reader const& read, statistics& counted) {
    auto const& inner = rules.inner();
    exec::roster_scorer scorer(*inner.compiled, inner.rules().roster_record, inner.parameters, inner.limits);
    measure made;
    std::unordered_set<std::string> taken;
    std::vector<std::size_t> line_of;                               // by call of add()
    for (auto const& text : lines) {
        auto& line = made.lines.emplace_back();
        auto found = read(text);
        if (!found) continue;
        ++counted.lines;
        if (found->data) found->problems = barem::api::check_dependent_inputs(inner, *found->data);
        line.id = found->data ? barem::api::id_of(inner, *found->data) : found->id;
        line.id_known = found->data || found->id_known;
        if (!found->problems.empty()) {
            ++counted.unreadable;
            line.text = reject_text(found->problems);
            continue;
        }
        if (taken.contains(line.id)) {
            line.text = reject_text(barem::api::taken_id(inner, line.id));
            continue;
        }
        line.data = std::make_shared<barem::record_data const>(std::move(*found->data));
        line_of.push_back(made.lines.size() - 1);
        line.why = scorer.add(line.data, line.id);
        if (line.why) {
            ++counted.failed;
            line.text = reject_text({*line.why});
        } else {
            taken.insert(line.id);
        }
    }
    auto done = scorer.finish();
    for (auto const& r : done.rejected) {
        ++counted.failed_in_groups;
        made.lines[line_of[r.position]].text = reject_text({r.why});
    }
    for (auto& s : done.scored) {
        auto& line = made.lines[line_of[s.position]];
        line.text = result_text(rules, s.id, s.outputs);
        line.scored = std::move(s);
        ++counted.scored;
    }
    made.groups = std::move(done.groups);
    return made;
}

// ── explained ───────────────────────────────────────────────────────────────────────────────────────────────────

namespace {

/// The sheet as data says the same values as the result.
std::optional<std::string> compare_sheet(barem::ruleset const& rules, judged const& line, exec::peers peers) {
    auto const told = nlohmann::json::parse(barem::explain::explain(rules.inner(), line.data, std::move(peers)).to_json());
    barem::outcome const result(rules.inner().compiled, line.id, line.scored->outputs);
    for (auto const& output : told.at("results")) {
        auto const name = output.at("name").get<std::string>();
        auto const& exact = output.at("value").at("exact");
        auto const shown = exact.is_string() ? exact.get<std::string>() : std::string();
        if (shown != result.exact(name)) return "the sheet of " + line.id + " says " + name + " = " + shown + ", the result " + result.exact(name);
    }
    return std::nullopt;
}

/// A trace keeps what was computed for each element, of each element where these look at one another.
bool has_long_list(barem::record_data const& data) {
    return std::ranges::any_of(data.lists, [](auto const& held) { return held.size() > 500 || std::ranges::any_of(held, has_long_list); });
}

}  // namespace

std::optional<std::string> compare_explained(barem::ruleset const& rules, measure const& expected, statistics& counted) {
    auto const& inner = rules.inner();
    auto const& tree = inner.compiled->tree;
    auto const record = inner.rules().roster_record;
    auto const& outputs = tree.records[record].outputs;
    for (auto const& line : expected.lines) {
        if ((!line.scored && !line.why) || has_long_list(*line.data)) continue;
        ++counted.explained;
        auto peers = line.scored ? exec::peers_of(tree, *line.scored, expected.groups) : exec::peers();
        peers.standings.resize(tree.ranks.size());
        peers.values.resize(tree.group_aggregates.size());
        peers.sizes.resize(tree.cohorts.size());
        if (line.scored && counted.explained % 40 == 0)
            if (auto wrong = compare_sheet(rules, line, peers)) return wrong;
        exec::explained_record traced(*inner.compiled, record, inner.parameters, *line.data, peers, inner.limits);
        std::vector<barem::value> values;
        std::optional<barem::issue> why;
        for (auto const member : outputs) {
            if (!line.scored && tree.records[record].members[member].stratum != 0) continue;
            auto const answer = traced.member(0, member);
            if (!answer.result) {
                why = *answer.why;
                break;
            }
            values.push_back(*answer.result);
        }
        if (why && reject_text({*why}) != line.text) return "explained: " + reject_text({*why}) + "\nscalar:    " + line.text;
        if (!why && line.scored && result_text(rules, line.id, values) != line.text) return "explained: " + result_text(rules, line.id, values) + "\nscalar:    " + line.text;
    }
    return std::nullopt;
}

// ── all ─────────────────────────────────────────────────────────────────────────────────────────────────────────

std::optional<std::string> difference(test_case const& given, statistics& counted) {
    ++counted.rule_sets;
    barem::compile_options options;
    // As if it stood beside the one regulation that imports.
    auto const place = std::string(BAREM_SOURCE_DIR) + "/rulesets/ninh-hai-2021/case.barem";
    options.imports = barem::api::imports_of_files(place, {}, options.compile.max_imported_bytes);
    auto const rules = barem::compile(given.rules, place, options);
    if (!rules) {
        ++counted.refused_rules;
        auto const text = rules.error().to_text();
        auto const at = text.find("error[");
        ++counted.findings[at == std::string::npos ? text : text.substr(at + 6, 5)];
        return std::nullopt;
    }
    barem::io::json_record_reader reader(rules->inner().rules(), rules->inner().limits);
    auto const read = [&](std::string const& line) {
        return line.find_first_not_of(" \t\r") == std::string::npos ? std::nullopt : std::optional(reader.read(line));
    };
    auto const expected = score_scalar(*rules, given.lines, read, counted);
    if (auto wrong = compare_explained(*rules, expected, counted)) return wrong;
    dice d(given.choices);
    if (auto wrong = compare_columnar(*rules, expected, d, counted)) return wrong;
    if (auto wrong = compare_batch(*rules, given.lines, expected, d, counted)) return wrong;
    if (auto wrong = compare_joined(*rules, expected, d, counted)) return wrong;
    return compare_csv(*rules, given.lines, d, counted);
}

}  // namespace differential
