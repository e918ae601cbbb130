#include "differential/batch.hpp"

#include "batch/score.hpp"
#include "columnar/evaluation.hpp"
#include "io/csv_record.hpp"
#include "readers/exporter.hpp"
#include "readers/packing.hpp"

#include <nlohmann/json.hpp>

#include <fmt/format.h>

namespace differential {

namespace {

namespace batch = barem::batch;
namespace program = barem::program;

/// What a roster came to, a line each; the order of results and that of rejections are both kept.
struct told {
    std::string results;
    std::vector<std::string> rejected;
};

told wanted_of(barem::ruleset const& rules, measure const& m, bool exact) {
    told made;
    std::vector<std::string> last;                          // those that fail among others
    for (std::size_t i = 0; i != m.lines.size(); ++i) {
        auto const& line = m.lines[i];
        if (line.scored) made.results += barem::outcome(rules.inner().compiled, line.id, line.scored->outputs).to_json(exact) + "\n";
        else if (!line.text.empty())
            (line.data && !line.why ? last : made.rejected).push_back(fmt::format("line {}, id {}: {}", i + 1, line.id_known ? line.id : "unknown", line.text));
    }
    std::ranges::move(last, std::back_inserter(made.rejected));
    return made;
}

struct run_of {
    batch::roster_options roster;
    batch::score_options score;
    std::string where;
};

run_of random_run(dice& d, batch::roster_format format) {
    run_of made;
    made.roster.format = format;
    made.roster.part_bytes = d.of<std::size_t>({1, 50, 333, 1000, 5000, std::size_t{1} << 19});
    made.score.threads = static_cast<unsigned>(d.between(1, 8));
    made.score.batch_rows = d.of<std::size_t>({1, 2, 7, 64, 65, 1000, 1024, 4096});
    made.score.executor = d.one_in(5) ? batch::executor::scalar : batch::executor::columnar;
    auto const sets = barem::columnar::instruction_sets();
    if (d.one_in(2)) made.score.instruction_set = d.of(sets);
    if (d.one_in(3)) made.score.memory = d.of<std::size_t>({0, 1, 1000, 100'000});
    made.score.results.exact = d.one_in(2);
    made.where = fmt::format("{} threads, parts of {} bytes, batches of {}, {} bytes of memory, {} {}", made.score.threads, made.roster.part_bytes, made.score.batch_rows,
                             made.score.memory, made.score.executor == batch::executor::scalar ? "scalar" : "columnar", made.score.instruction_set);
    return made;
}

/// As it is, compressed, or compressed in two members.
std::string packed(std::string text, dice& d) {
    auto const squeeze = d.one_in(2) ? readers::with_gzip : readers::with_zstd;
    switch (d.below(6)) {
        case 0: return squeeze(text);
        case 1: {
            auto const middle = d.below(text.size() + 1);
            return squeeze(text.substr(0, middle)) + squeeze(text.substr(middle));
        }
        default: return text;
    }
}

std::string first_difference(std::string const& got, std::string const& wanted) {
    std::size_t const at = static_cast<std::size_t>(std::ranges::mismatch(got, wanted).in1 - got.begin());
    auto const line = [&](std::string const& text) {
        auto const begin = at == 0 ? 0 : text.rfind('\n', at - 1) == std::string::npos ? 0 : text.rfind('\n', at - 1) + 1;
        return text.substr(begin, std::min(text.find('\n', at), text.size()) - begin);
    };
    return "got:    " + line(got) + "\nscalar: " + line(wanted);
}

/// A roster in one file or, by list, in several ("": the records).
using files = std::map<std::string, std::string>;

std::optional<std::string> compare(barem::ruleset const& rules, files const& given, measure const& expected, run_of const& how, char const* kind) {
    barem::family const family(rules);
    told got;
    std::vector<batch::list_file> lists;
    for (auto const& [list, text] : given)
        if (!list.empty()) lists.push_back({list, batch::from_memory(text, list + ".csv")});
    auto const source = batch::open_roster(family, batch::from_memory(given.at(""), "roster"), std::move(lists), how.roster);
    batch::score_watch watch;
    watch.results = [&](std::string_view bytes) { got.results += bytes; };
    watch.rejected = [&](batch::rejection const& r) {
        got.rejected.push_back(fmt::format("line {}, id {}: {}", r.line, r.id ? std::string(*r.id) : "unknown", reject_text(r.problems)));
    };
    auto const summary = batch::score(family, *source, how.score, watch);
    auto const wanted = wanted_of(rules, expected, how.score.results.exact);
    if (got.results != wanted.results) return fmt::format("{}: {}: results\n{}", kind, how.where, first_difference(got.results, wanted.results));
    if (got.rejected != wanted.rejected) {
        std::string all[2];
        for (auto const& r : got.rejected) all[0] += r + "\n";
        for (auto const& r : wanted.rejected) all[1] += r + "\n";
        return fmt::format("{}: {}: rejected\n{}", kind, how.where, first_difference(all[0], all[1]));
    }
    if (summary.rejected != wanted.rejected.size()) return fmt::format("{}: {}: {} rejected are counted as {}", kind, how.where, wanted.rejected.size(), summary.rejected);
    return std::nullopt;
}

// ── as CSV ──────────────────────────────────────────────────────────────────────────────────────────────────────

bool is_flat(program::program const& rules, program::index kind) {
    for (auto const& m : rules.records[kind].members) {
        if (m.kind != program::member_kind::input) continue;
        if (m.type.kind == program::type_kind::list) return false;
        if (m.type.kind == program::type_kind::record && !is_flat(rules, m.type.of)) return false;
    }
    return true;
}

void name_columns(program::program const& rules, program::index kind, std::string const& prefix, std::vector<std::string>& names) {
    for (auto const& m : rules.records[kind].members) {
        if (m.kind != program::member_kind::input) continue;
        if (m.type.kind == program::type_kind::record) name_columns(rules, m.type.of, prefix + m.name + ".", names);
        else names.push_back(prefix + m.name);
    }
}

/// The fields of an object as they are written, strings without their quotes; by path.
class cells_of {
public:
    explicit cells_of(std::string const& text) : text_(text) { object(""); }
    std::map<std::string, std::string> const& cells() const { return cells_; }

private:
    void object(std::string const& prefix) {
        ++at_;                                              // {
        while (at_ < text_.size() && text_[at_] != '}') {
            if (text_[at_] == ',' || text_[at_] == ' ') {
                ++at_;
                continue;
            }
            auto const name = string();
            at_ += 2;                                       // `: `
            if (text_[at_] == '{') object(prefix + name + ".");
            else if (text_[at_] == '"') cells_[prefix + name] = string();
            else {
                auto const end = std::min(text_.find_first_of(",}", at_), text_.size());
                auto const token = text_.substr(at_, end - at_);
                cells_[prefix + name] = token == "null" ? "" : token;
                at_ = end;
            }
        }
        ++at_;
    }
    std::string string() {
        auto end = at_ + 1;
        while (end < text_.size() && text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
        auto const token = text_.substr(at_, end + 1 - at_);
        at_ = end + 1;
        return nlohmann::json::parse(token).get<std::string>();
    }
    std::string const& text_;
    std::size_t at_ = 0;
    std::map<std::string, std::string> cells_;
};

/// Lines are counted from the header.
measure after_header(measure m) {
    m.lines.insert(m.lines.begin(), judged());
    return m;
}

/// A single record whose cells are all empty reads as absent.
bool is_told_apart(program::program const& rules, program::index kind, barem::record_data const& data, bool single) {
    bool some = false, apart = true;
    for (auto const& m : rules.records[kind].members) {
        if (m.kind != program::member_kind::input) continue;
        if (m.type.kind == program::type_kind::record || m.type.kind == program::type_kind::list) {
            for (auto const& held : data.lists[m.slot]) apart = apart && is_told_apart(rules, m.type.of, held, m.type.kind == program::type_kind::record);
        } else {
            some = some || is_given(data.values[m.slot]);
        }
    }
    return apart && (some || !single);
}

std::string cell(std::string const& text, char separator, dice& d) {
    if (text.find_first_of(std::string("\"\r\n") + separator) == std::string::npos && !d.one_in(12)) return text;
    std::string made = "\"";
    for (char const c : text) made += c == '"' ? "\"\"" : std::string(1, c);
    return made + "\"";
}

}  // namespace

std::optional<std::string> compare_batch(barem::ruleset const& rules, std::vector<std::string> const& lines, measure const& expected, dice& d, statistics& counted) {
    auto const how = random_run(d, batch::roster_format::json_lines);
    // A carriage return is white space to JSON: it shows only in the column where a broken line ends.
    bool const broken = std::ranges::any_of(expected.lines, [](judged const& l) { return l.text.find("broken JSON") != std::string::npos; });
    auto const end = !broken && d.one_in(4) ? "\r\n" : "\n";
    std::string text;
    for (auto const& l : lines) text += l + end;
    if (!text.empty() && d.one_in(5)) text.resize(text.size() - std::string_view(end).size());
    counted.batch_lines += lines.size();
    return compare(rules, {{"", packed(std::move(text), d)}}, expected, how, "batch");
}

std::optional<std::string> compare_csv(barem::ruleset const& rules, std::vector<std::string> const& lines, dice& d, statistics& counted) {
    auto const& inner = rules.inner();
    auto const record = inner.rules().roster_record;
    if (!is_flat(inner.rules(), record)) return std::nullopt;
    auto how = random_run(d, batch::roster_format::csv);
    char const separator = d.of({',', ';', '\t'});
    std::vector<std::string> names;
    name_columns(inner.rules(), record, "", names);
    d.shuffle(names);
    std::string header;
    for (auto const& n : names) header += (header.empty() ? "" : std::string(1, separator)) + n;
    std::vector<std::string> problems;
    barem::io::csv_expectation expectation;
    expectation.kind = record;
    expectation.separator = separator;
    auto const layout = barem::io::read_csv_header(inner.rules(), expectation, header, problems);
    if (!problems.empty()) return "csv: header: " + problems.front();
    std::vector<std::string> rows{header};
    for (auto const& l : lines) {
        if (!nlohmann::json::accept(l) || !l.starts_with("{\"id\": \"")) continue;
        cells_of const found(l);
        std::string row;
        for (std::size_t i = 0; i != names.size(); ++i) {
            auto const at = found.cells().find(names[i]);
            auto text = at == found.cells().end() ? std::string() : at->second;
            if (text == "true" && d.one_in(2)) text = "1";
            if (text == "false" && d.one_in(2)) text = "0";
            row += (i == 0 ? "" : std::string(1, separator)) + cell(text, separator, d);
        }
        rows.push_back(row);
    }
    barem::io::csv_record_reader ordinary(inner.rules(), layout, inner.limits);
    auto const expected = score_scalar(rules, std::vector<std::string>(rows.begin() + 1, rows.end()), [&](std::string const& text) {
        return barem::io::is_blank(text, separator) ? std::nullopt : std::optional(ordinary.read(text, {barem::io::csv_extent::ending::whole, text.size()}));
    }, counted);
    auto const shifted = after_header(expected);
    auto const end = d.one_in(4) ? "\r\n" : "\n";
    std::string text = d.one_in(6) ? "\xEF\xBB\xBF" : "";
    for (auto const& r : rows) text += r + end;
    counted.csv_lines += rows.size() - 1;
    return compare(rules, {{"", packed(std::move(text), d)}}, shifted, how, "csv");
}

std::optional<std::string> compare_joined(barem::ruleset const& rules, measure const& m, dice& d, statistics& counted) {
    auto const& program = rules.inner().rules();
    if (is_flat(program, program.roster_record)) return std::nullopt;
    readers::exporter made(program);
    std::map<std::string, std::shared_ptr<barem::record_data const>> known;
    std::vector<std::string> ids;
    for (auto const& line : m.lines) {
        if (!line.data || line.id.empty() || !is_told_apart(program, program.roster_record, *line.data, false)) continue;
        if (!known.emplace(line.id, line.data).second) continue;
        made.add(*line.data);
        ids.push_back(line.id);
    }
    auto const expected = score_scalar(rules, ids, [&](std::string const& id) { return barem::io::read_record{*known.at(id), {}, id, true, {}}; }, counted);
    for (auto& [list, text] : made.files) text = packed(std::move(text), d);
    counted.joined_lines += ids.size();
    return compare(rules, made.files, after_header(expected), random_run(d, batch::roster_format::csv), "joined");
}

}  // namespace differential
