#include "conformance/surface.hpp"

#include "cli/program.hpp"

#include <stdexcept>

namespace conformance {

namespace {

/// The program, in a folder of its own.
class shell : public cli_test::cli {
public:
    using cli::run;
    using cli::read;
    void TestBody() override {}
};

void expect(cli_test::ended const& done, std::initializer_list<int> statuses) {
    if (std::ranges::find(statuses, done.status) == statuses.end())
        throw std::runtime_error("barem ended with " + std::to_string(done.status) + ": " + done.err + done.out);
}

std::vector<problem> problems_of(nlohmann::json const& reject) {
    auto const problem_of = [](nlohmann::json const& p) { return problem{p.at("path"), p.value("rule", "")}; };
    std::vector<problem> problems{problem_of(reject)};
    for (auto const& further : reject.value("more", nlohmann::json::array())) problems.push_back(problem_of(further));
    return problems;
}

class program : public surface {
public:
    std::string name() const override { return "program"; }

    answer score(std::filesystem::path const& rules, std::filesystem::path const& roster, settings const& values, numbers how) override {
        shell sh;
        std::vector<std::string> words{"score", rules.string(), roster.string(), "--quiet", "--rejects", "rejects.jsonl"};
        if (how == numbers::exact) words.push_back("--exact");
        for (auto const& [parameter, value] : values) words.insert(words.end(), {"--set", parameter + "=" + value});
        auto const done = sh.run(words);
        expect(done, {0, 3});
        answer given;
        given.results = lines_of(done.out);
        for (auto const& line : lines_of(sh.read("rejects.jsonl"))) {
            auto const reject = nlohmann::json::parse(line);
            auto const& id = reject.at("id");
            given.rejections.push_back({reject.at("line"), id.is_null() ? std::nullopt : std::optional<std::string>(id), problems_of(reject)});
        }
        if (given.rejections.empty() != (done.status == 0)) throw std::runtime_error("exit status " + std::to_string(done.status));
        return given;
    }

    std::vector<finding> errors(std::filesystem::path const& rules) override {
        auto const done = shell().run({"check", "--format", "json", rules.string()});
        expect(done, {0, 1});
        return errors_of(done.out);
    }

    /// There is no report in JSON: error[B1650]: ..., and the place in the line behind it, --> rules.barem:12:5
    std::vector<finding> failures(std::filesystem::path const& rules) override {
        auto const done = shell().run({"test", rules.string()});
        expect(done, {0, 1});
        std::vector<finding> found;
        for (auto const& line : lines_of(done.out)) {
            if (line.starts_with("error[")) found.push_back({line.substr(6, 5), 0, ""});
            else if (auto const path = line.find("--> " + rules.string() + ":"); path != std::string::npos)
                found.back().line = std::stoul(line.substr(path + 5 + rules.string().size()));
        }
        if (found.empty() != (done.status == 0)) throw std::runtime_error("exit status " + std::to_string(done.status));
        return found;
    }

    bool refuses(std::filesystem::path const& rules, std::string const& parameter, std::string const& value) override {
        auto const done = shell().run({"score", rules.string(), "-", "--set", parameter + "=" + value});
        expect(done, {0, 2});
        return done.status == 2;
    }
};

}  // namespace

std::unique_ptr<surface> program_surface() { return std::make_unique<program>(); }

}  // namespace conformance
