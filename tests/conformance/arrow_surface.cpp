// Tables by the Arrow C Data Interface, in and out. Their numbers have the digits of the output, their rows no identity: what is expected is rounded
// likewise, and what no table can say is left out, by its reason.

#include "conformance/json_table.hpp"
#include "conformance/surface.hpp"

#include "io/text_form.hpp"
#include "number/large.hpp"

#include <barem/arrow.hpp>
#include <barem/barem.hpp>

#include <nlohmann/json.hpp>

#include <map>
#include <optional>
#include <set>

namespace conformance {

namespace {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;

/// What came out; releases itself.
struct scored_table {
    ArrowSchema schema{};
    ArrowArray array{};
    ~scored_table() {
        if (schema.release != nullptr) schema.release(&schema);
        if (array.release != nullptr) array.release(&array);
    }
};

std::string text_at(ArrowArray const& of, std::size_t row) {
    auto const* ends = static_cast<std::int32_t const*>(of.buffers[1]);
    return {static_cast<char const*>(of.buffers[2]) + ends[row], static_cast<std::size_t>(ends[row + 1] - ends[row])};
}

barem::number decimal_at(ArrowArray const& of, std::size_t row, unsigned digits) {
    auto const* halves = static_cast<std::uint64_t const*>(of.buffers[1]) + 2 * row;
    barem::number n = static_cast<std::int64_t>(halves[1]);
    for (int i = 0; i != 2; ++i) n *= barem::number(std::int64_t{1} << 32);
    for (int shift : {32, 0}) {
        barem::number part = static_cast<std::int64_t>(halves[0] >> shift & 0xffffffff);
        if (shift != 0) part *= barem::number(std::int64_t{1} << 32);
        n += part;
    }
    for (unsigned i = 0; i != digits; ++i) n = n / barem::number(10);
    return n;
}

unsigned digits_of(std::string_view format) { return static_cast<unsigned>(std::stoul(std::string(format.substr(format.find(',') + 1)))); }

json value_at(ArrowSchema const& schema, ArrowArray const& of, std::size_t row, numbers how) {
    auto const* given = static_cast<std::uint8_t const*>(of.buffers[0]);
    if (given != nullptr && (given[row / 8] >> row % 8 & 1) == 0) return nullptr;
    std::string_view const format = schema.format;
    if (format == "b") return (static_cast<std::uint8_t const*>(of.buffers[1])[row / 8] >> row % 8 & 1) != 0;
    if (format == "u") return text_at(of, row);
    if (format == "i") return text_at(*of.dictionary, static_cast<std::size_t>(static_cast<std::int32_t const*>(of.buffers[1])[row]));
    if (format == "tdD") return barem::date{static_cast<std::int32_t const*>(of.buffers[1])[row]}.to_text();
    auto const n = decimal_at(of, row, digits_of(format));
    return how == numbers::exact ? n.to_exact() : n.to_fixed(digits_of(format));
}

/// As a result line: printed numbers are no strings there.
std::string line_of(scored_table const& table, std::string const& key, std::string const& id, std::size_t row, numbers how) {
    std::string line = "{" + json(key).dump() + ":" + json(id).dump();
    for (std::int64_t c = 0; c != table.array.n_children; ++c) {
        auto const& schema = *table.schema.children[c];
        auto const value = value_at(schema, *table.array.children[c], row, how);
        bool const is_bare = how == numbers::printed && schema.format[0] == 'd' && value.is_string();
        line += "," + json(schema.name).dump() + ":" + (is_bare ? value.get<std::string>() : value.dump());
    }
    return line + "}";
}

/// What came to a record: a result, a rejection, or why it could not be asked.
struct told {
    std::string id, result, unsaid;
    std::optional<rejected> rejection;
};

/// The records of one rule set: as many as can be in one table, each other one in a table of its own.
class tables_of {
public:
    explicit tables_of(barem::ruleset const& rules)
        : shape_(rules.shape()), key_(std::ranges::find(shape_.root().fields, true, &barem::field_shape::is_key)->name), scorer_(rules) {}

    [[nodiscard]] bool has_cohorts() const { return scorer_.has_cohorts(); }
    void add(std::size_t line, json_value record) { records_.emplace(line, std::move(record)); }
    void drop(std::size_t line) { records_.erase(line); }

    /// By line.
    [[nodiscard]] std::map<std::size_t, told> ask(answer& given, numbers how) {
        std::map<std::size_t, told> all;
        auto const together = lines_together();
        ask(together, false, all, given, how);
        for (auto const& [line, record] : records_)
            if (!std::ranges::binary_search(together, line)) ask({line}, true, all, given, how);
        return all;
    }

private:
    using line_numbers = std::vector<std::size_t>;

    [[nodiscard]] std::unique_ptr<arrow_tree::node> table(line_numbers const& of, std::string& why_not) const {
        std::vector<json_value> rows;
        for (auto const line : of) rows.push_back(records_.at(line));
        return table_of(shape_, rows, why_not);
    }

    /// Those whose numbers have many digits join as far as there is a decimal column for all.
    [[nodiscard]] line_numbers lines_together() const {
        line_numbers made, long_ones;
        for (auto const& [line, record] : records_) {
            if (!is_row(shape_, record)) continue;
            (has_short_numbers(record) ? made : long_ones).push_back(line);
        }
        for (auto const line : long_ones) {
            auto more = made;
            more.insert(std::ranges::lower_bound(more, line), line);
            if (std::string why_not; table(more, why_not)) made = std::move(more);
        }
        return made;
    }

    void ask(line_numbers const& lines, bool alone, std::map<std::size_t, told>& all, answer& given, numbers how) {
        std::string why_not;
        auto const in = table(lines, why_not);
        if (!in) {
            for (auto const line : lines) all[line].unsaid = why_not;
            return;
        }
        scored_table made;
        auto const scored = score_arrow(scorer_, in->schema, in->array, made.schema, made.array, {.threads = 2});
        if (!scored) {
            if (!alone) throw std::runtime_error(to_text(scored.error()));
            all[lines.front()].rejection = rejection(lines.front(), scored.error());
            all[lines.front()].rejection->of_columns = true;
            return;
        }
        auto next = scored->rejected.begin();
        for (std::size_t row = 0; row != lines.size(); ++row) {
            auto& to = all[lines[row]];
            to.id = id_of(lines[row]).value_or("");
            bool const is_scored = next == scored->rejected.end() || next->row != row;
            if (is_scored && alone && has_cohorts()) to.unsaid = "a result that rests on the records of another table";
            else if (is_scored) to.result = line_of(made, key_, to.id, row, how);
            else if (next->problems.front().expected == "a value that its column holds") to.unsaid = "a result of more than 38 digits";
            else to.rejection = rejection(lines[row], next->problems);
            if (!is_scored) ++next;
        }
        for (std::int64_t c = 0; c != made.schema.n_children; ++c)
            if (auto const& s = *made.schema.children[c]; s.format[0] == 'd') given.digits[s.name] = digits_of(s.format);
    }

    [[nodiscard]] std::optional<std::string> id_of(std::size_t line) const {
        auto const* const id = records_.at(line).find(key_);
        return id != nullptr && id->kind == json_value::kind::text ? std::optional(barem::io::to_nfc(id->text)) : std::nullopt;
    }
    [[nodiscard]] rejected rejection(std::size_t line, barem::issues const& problems) const {
        rejected made{line, id_of(line), {}};
        for (auto const& p : problems) made.problems.push_back({p.path, p.rule});
        return made;
    }

    barem::roster_shape shape_;
    std::string key_;
    barem::batch_scorer scorer_;
    std::map<std::size_t, json_value> records_;         ///< by line
};

class tables : public surface {
public:
    std::string name() const override { return "arrow"; }

    answer score(fs::path const& path, fs::path const& roster, settings const& values, numbers how) override {
        auto rules = fs::is_directory(path) ? barem::compile_folder(path.string()).value() : barem::family(barem::compile_file(path.string()).value());
        for (auto const& [parameter, value] : values) rules = rules.with_parameter(parameter, value).value();
        std::map<barem::family::version const*, tables_of> by_version;
        for (auto const& v : rules.versions()) by_version.try_emplace(&v, v.rules);
        answer given;
        given.has_order = false;
        for (auto const& [version, tables] : by_version) given.is_one_cohort = given.is_one_cohort || tables.has_cohorts();
        auto const lines = lines_of(read(roster));
        for (std::size_t i = 0; i != lines.size(); ++i) {
            if (lines[i].find_first_not_of(" \t\r") == std::string::npos) continue;
            auto record = read_record(lines[i]);
            auto const chosen = rules.choose(lines[i]);                         // as whoever has a table for each version does
            if (!record) given.unsaid[i + 1] = "no JSON object, and so no row";
            else if (!chosen) given.unsaid[i + 1] = "no version for its date, and so no table";
            else by_version.at(*chosen).add(i + 1, std::move(*record));
        }
        for (auto& [line, t] : ask_with_ids_once(by_version, given, how)) {
            if (!t.unsaid.empty()) given.unsaid[line] = t.unsaid;
            else if (t.rejection) given.rejections.push_back(std::move(*t.rejection));
            else given.results.push_back(std::move(t.result));
        }
        return given;
    }

    // Tables have no part in these.
    std::vector<finding> errors(fs::path const& rules) override { return api_->errors(rules); }
    std::vector<finding> failures(fs::path const& rules) override { return api_->failures(rules); }
    bool refuses(fs::path const& rules, std::string const& parameter, std::string const& value) override { return api_->refuses(rules, parameter, value); }

private:
    /// Ids are the caller's: of two records that have results, only the first is asked.
    static std::map<std::size_t, told> ask_with_ids_once(std::map<barem::family::version const*, tables_of>& by_version, answer& given, numbers how) {
        for (;;) {
            std::map<std::size_t, told> all;
            for (auto& [version, tables] : by_version) all.merge(tables.ask(given, how));
            std::set<std::string> ids;
            auto const before = given.unsaid.size();
            for (auto const& [line, t] : all) {
                if (t.result.empty() || ids.insert(t.id).second) continue;
                given.unsaid[line] = "an id for the second time, which tables do not look at";
                for (auto& [version, tables] : by_version) tables.drop(line);
            }
            if (given.unsaid.size() == before) return all;
        }
    }

    std::unique_ptr<surface> api_ = api_surface();
};

}  // namespace

std::unique_ptr<surface> arrow_surface() { return std::make_unique<tables>(); }

}  // namespace conformance
