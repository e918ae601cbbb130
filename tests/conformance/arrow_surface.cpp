// Tables by the Arrow C Data Interface, in and out. Their numbers have the digits of the output, their rows no identity: what is expected is rounded
// likewise, and what a table cannot say is left out, by its reason.

#include "conformance/json_table.hpp"
#include "conformance/surface.hpp"

#include "io/text_form.hpp"
#include "number/large.hpp"

#include <barem/arrow.hpp>
#include <barem/barem.hpp>

#include <nlohmann/json.hpp>

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

class tables : public surface {
public:
    std::string name() const override { return "arrow"; }

    answer score(fs::path const& path, fs::path const& roster, settings const& values, numbers how) override {
        answer given;
        auto const lines = lines_of(read(roster));
        if (fs::is_directory(path)) {
            for (std::size_t i = 0; i != lines.size(); ++i) given.unsaid[i + 1] = "versions by the dates of records";
            return given;
        }
        auto rules = barem::compile_file(path.string()).value();
        for (auto const& [parameter, value] : values) rules = rules.with_parameter(parameter, value).value();
        auto const shape = rules.shape();
        auto const& key = std::ranges::find(shape.root().fields, true, &barem::field_shape::is_key)->name;
        std::vector<json_value> records;
        std::vector<std::size_t> line_numbers;
        std::vector<std::string> ids;
        std::set<std::string> seen;
        for (std::size_t i = 0; i != lines.size(); ++i) {
            if (lines[i].find_first_not_of(" \t\r") == std::string::npos) continue;
            json_value record;
            auto why = why_no_row(shape, lines[i], record);
            auto const* id = why.empty() ? record.find(key) : nullptr;
            auto const text = id == nullptr ? "" : barem::io::to_nfc(id->text);
            if (id != nullptr && !seen.insert(text).second) why = "an id for the second time, which tables do not look at";
            if (!why.empty()) {
                given.unsaid[i + 1] = why;
                continue;
            }
            records.push_back(std::move(record));
            line_numbers.push_back(i + 1);
            ids.push_back(text);
        }
        barem::batch_scorer scorer(rules);
        given.is_one_cohort = scorer.has_cohorts();
        given.has_order = false;
        auto const table = table_of(shape, records);
        scored_table made;
        auto const scored = score_arrow(scorer, table->schema, table->array, made.schema, made.array, {.threads = 2});
        if (!scored) throw std::runtime_error(to_text(scored.error()));
        auto next = scored->rejected.begin();
        for (std::size_t row = 0; row != records.size(); ++row) {
            if (next == scored->rejected.end() || next->row != row) {
                given.results.push_back(line_of(made, key, ids[row], row, how));
                continue;
            }
            auto const& problems = next++->problems;
            if (problems.front().expected == "a value that its column holds") {
                given.unsaid[line_numbers[row]] = "a result of more than 38 digits";
                continue;
            }
            rejected why{line_numbers[row], ids[row], {}};
            for (auto const& p : problems) why.problems.push_back({p.path, p.rule});
            given.rejections.push_back(std::move(why));
        }
        for (std::int64_t c = 0; c != made.schema.n_children; ++c)
            if (auto const& s = *made.schema.children[c]; s.format[0] == 'd') given.digits[s.name] = digits_of(s.format);
        return given;
    }

    // Tables have no part in these.
    std::vector<finding> errors(fs::path const& rules) override { return api_->errors(rules); }
    std::vector<finding> failures(fs::path const& rules) override { return api_->failures(rules); }
    bool refuses(fs::path const& rules, std::string const& parameter, std::string const& value) override { return api_->refuses(rules, parameter, value); }

private:
    std::unique_ptr<surface> api_ = api_surface();
};

}  // namespace

std::unique_ptr<surface> arrow_surface() { return std::make_unique<tables>(); }

}  // namespace conformance
