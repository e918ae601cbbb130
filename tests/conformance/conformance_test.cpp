// Asks every surface every question of the vectors. Failures name the file and the line of the expectation.

#include "conformance/surface.hpp"
#include "conformance/tally.hpp"

#include <barem/number.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <regex>
#include <set>

namespace conformance {

namespace {

using json = nlohmann::ordered_json;

auto* const cases = static_cast<tally*>(testing::AddGlobalTestEnvironment(new tally));

/// A question of a group to a surface.
class asked {
public:
    asked(surface& of, group const& g) : of_(of), g_(g) {}

    void run() {
        if (!g_.expected.empty()) ask(g_.expected, [this] { roster(); });
        if (!g_.printed.empty()) ask(g_.printed, [this] { printed(); });
        if (!g_.errors.empty()) ask(g_.errors, [this] { findings(g_.errors, of_.errors(g_.rules), true); });
        if (!g_.failures.empty()) ask(g_.failures, [this] { findings(g_.failures, of_.failures(g_.rules), false); });
        if (!g_.refused.empty()) ask(g_.refused, [this] { refused_values(); });
    }

private:
    template <typename F>
    void ask(std::filesystem::path const& file, F question) {
        file_ = file.lexically_relative(BAREM_SOURCE_DIR).string();
        try {
            question();
        } catch (std::exception const& why) {
            judge(1, std::string("no answer: ") + why.what());
        }
    }

    /// One case: what is wrong with it, nothing if it passed.
    void judge(std::size_t line, std::string const& wrong) {
        cases->count(of_.name(), g_.topic, wrong.empty());
        if (!wrong.empty()) ADD_FAILURE_AT(file_.c_str(), static_cast<int>(line)) << of_.name() << ": " << wrong;
    }

    [[nodiscard]] answer score(numbers how) {
        return of_.score(g_.rules, g_.roster, g_.settings.empty() ? settings() : json::parse(read(g_.settings)).get<settings>(), how);
    }
    void leave_out(std::size_t count, std::string const& why) {
        for (; count != 0; --count) cases->leave_out(of_.name(), why);
    }
    void roster();
    std::vector<std::size_t> record_lines();
    json rounded(json expected);
    void printed();
    std::string result(json const& expected);
    std::string rejection(json const& expected);
    void findings(std::filesystem::path const& list, std::vector<finding> const& told, bool some);
    void refused_values();

    surface& of_;
    group const& g_;
    std::string file_;
    answer given_;
    std::size_t next_ = 0;                       // of the results
};

std::string shown(std::vector<problem> const& problems) {
    std::string text;
    for (auto const& p : problems) text += (text.empty() ? "" : ", ") + ("`" + p.path + "`") + (p.rule.empty() ? "" : " by rule " + p.rule);
    return text;
}

void asked::roster() {
    given_ = score(numbers::exact);
    auto const lines = lines_of(read(g_.expected));
    auto const records = record_lines();
    bool const lacks_peers = given_.is_one_cohort && std::ranges::any_of(given_.unsaid, [&](auto const& u) {
        auto const at = static_cast<std::size_t>(std::ranges::find(records, u.first) - records.begin());
        return at < lines.size() && !json::parse(lines[at]).contains("reject");
    });
    if (lacks_peers) return leave_out(lines.size(), "a roster of which another record cannot be said");
    std::size_t line = 0;
    for (auto const& text : lines) {
        auto const unsaid = ++line > records.size() ? given_.unsaid.end() : given_.unsaid.find(records[line - 1]);
        if (unsaid != given_.unsaid.end()) {
            leave_out(1, unsaid->second);
            continue;
        }
        auto expected = json::parse(text);
        judge(line, expected.contains("reject") ? rejection(expected) : result(rounded(std::move(expected))));
    }
    for (; next_ < given_.results.size(); ++next_) judge(line + 1, "not expected: " + given_.results[next_]);
    for (auto const& r : given_.rejections) judge(line + 1, "not expected: a rejection of line " + std::to_string(r.line) + ": " + shown(r.problems));
}

/// Lines of the roster that hold a record, from 1.
std::vector<std::size_t> asked::record_lines() {
    std::vector<std::size_t> made;
    std::size_t line = 0;
    for (auto const& text : lines_of(read(g_.roster)))
        if (++line; text.find_first_not_of(" \t\r") != std::string::npos) made.push_back(line);
    return made;
}

/// As the surface tells it.
json asked::rounded(json expected) {
    for (auto const& [output, digits] : given_.digits)
        if (expected.contains(output) && expected[output].is_string()) {
            auto const exact = barem::number::parse_exact(expected[output].get<std::string>()).value();
            expected[output] = exact.rounded(static_cast<int>(digits), barem::rounding::half_up).to_exact();
        }
    return expected;
}

/// The results come in order, so that one of another record means that this one has none.
std::string asked::result(json const& expected) {
    if (next_ == given_.results.size()) return "no result; expected " + expected.dump();
    auto const found = json::parse(given_.results[next_]);
    if (found.front() != expected.front()) return "no result; expected " + expected.dump() + ", the next result is " + found.dump();
    ++next_;
    return found.dump() == expected.dump() ? "" : "found " + found.dump() + ", expected " + expected.dump();
}

/// Without the white space between tokens.
std::string compact(std::string const& line) {
    std::string text;
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"' && (i == 0 || line[i - 1] != '\\')) quoted = !quoted;
        if (quoted || line[i] != ' ') text += line[i];
    }
    return text;
}

/// As text: 1.50 is another number than 1.5 on paper.
void asked::printed() {
    auto const told = score(numbers::printed);
    auto const& found = told.results;
    auto const expected = lines_of(read(g_.printed));
    if (!told.unsaid.empty()) return leave_out(expected.size(), told.unsaid.begin()->second);
    for (std::size_t i = 0; i < std::max(found.size(), expected.size()); ++i) {
        auto const line = i < found.size() ? compact(found[i]) : "no result", wanted = i < expected.size() ? compact(expected[i]) : "none";
        judge(i + 1, line == wanted ? "" : "found " + line + ", expected " + wanted);
    }
}

/// Whether each column that was refused is that of a value that is expected to be refused.
bool are_among(std::vector<problem> const& columns, std::vector<problem> const& values) {
    static std::regex const position("\\[[0-9]+\\]");
    return !columns.empty() && std::ranges::all_of(columns, [&](problem const& c) {
        return std::ranges::any_of(values, [&](problem const& v) { return v.rule.empty() && std::regex_replace(v.path, position, "") == c.path; });
    });
}

std::string asked::rejection(json const& expected) {
    auto const problem_of = [](json const& p) { return problem{p.at("path"), p.value("rule", "")}; };
    std::vector<problem> problems{problem_of(expected.at("reject"))};
    for (auto const& further : expected.value("more", json::array())) problems.push_back(problem_of(further));

    auto const found = std::ranges::find(given_.rejections, expected.at("line").get<std::size_t>(), &rejected::line);
    if (found == given_.rejections.end()) return "not rejected; expected " + expected.dump();
    auto reject = *found;
    given_.rejections.erase(found);
    if (reject.id && !expected.at("id").is_null() && *reject.id != expected.at("id")) return "found id " + *reject.id + ", expected " + expected.at("id").dump();
    if (reject.of_columns) return are_among(reject.problems, problems) ? "" : "found columns " + shown(reject.problems) + ", expected " + shown(problems);
    if (!given_.has_order) std::ranges::sort(reject.problems), std::ranges::sort(problems);
    return reject.problems == problems ? "" : "found " + shown(reject.problems) + ", expected " + shown(problems);
}

/// Those of the list, in its order; `some`: it cannot be empty.
void asked::findings(std::filesystem::path const& list, std::vector<finding> const& told, bool some) {
    auto const text_of = [](std::string const& code, std::size_t line, std::string const& file) {
        return code + " in line " + std::to_string(line) + (file.empty() ? "" : " of " + file) + "; ";
    };
    std::string expected, found;
    auto const main = g_.rules.filename().string();
    for (auto const& e : json::parse(read(list))) expected += text_of(e.at("code"), e.at("line"), e.value("file", ""));
    for (auto const& f : told) {
        auto const imported = std::filesystem::path(f.file).lexically_relative(g_.rules.parent_path()).generic_string();
        found += text_of(f.code, f.line, f.file.empty() || imported == main ? "" : imported);
    }
    if (some && expected.empty()) return judge(1, "it lists nothing");
    judge(1, found == expected ? "" : "found " + (found.empty() ? "nothing; " : found) + "expected " + expected);
}

void asked::refused_values() {
    std::size_t line = 0;
    for (auto const& o : json::parse(read(g_.refused))) {
        std::string const parameter = o.at("parameter"), value = o.at("value");
        judge(++line, of_.refuses(g_.rules, parameter, value) ? "" : "`" + parameter + "=" + value + "` was accepted");
    }
}

std::string as_word(std::string text) {
    std::ranges::replace_if(text, [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
    return text;
}

class vectors : public testing::TestWithParam<group> {};

}  // namespace

TEST(conformance, every_file_belongs_to_a_group) {
    for (auto const& mistake : all_groups().mistakes) ADD_FAILURE() << mistake;
    EXPECT_FALSE(all_groups().groups.empty());
}

TEST_P(vectors, hold) {
    for (auto const& of : surfaces()) asked(*of, GetParam()).run();
}

INSTANTIATE_TEST_SUITE_P(conformance, vectors, testing::ValuesIn(all_groups().groups),
                         [](auto const& made) { return as_word(made.param.topic + "__" + made.param.name); });

}  // namespace conformance
