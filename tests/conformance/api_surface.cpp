#include "conformance/surface.hpp"

#include <barem/barem.hpp>

#include <stdexcept>

namespace conformance {

namespace {

std::vector<problem> problems_of(barem::issues const& issues) {
    std::vector<problem> problems;
    for (auto const& i : issues) problems.push_back({i.path, i.rule});
    return problems;
}

barem::ruleset compile(std::filesystem::path const& rules) {
    auto compiled = barem::compile_file(rules.string());
    if (!compiled) throw std::runtime_error(to_text(compiled.error()));
    return *compiled;
}

class api : public surface {
public:
    std::string name() const override { return "api"; }

    answer score(std::filesystem::path const& rules, std::filesystem::path const& roster, settings const& values) override {
        auto compiled = compile(rules);
        for (auto const& [parameter, value] : values) compiled = compiled.with_parameter(parameter, value).value();
        barem::roster records(compiled);
        answer given;
        std::map<std::string, std::size_t> line_of;
        std::size_t line = 0;
        for (auto const& text : lines_of(read(roster))) {
            ++line;
            if (text.find_first_not_of(" \t\r") == std::string::npos) continue;
            auto const added = records.add_json(text);
            if (added) line_of[*added] = line;
            else given.rejections.push_back({line, {}, problems_of(added.error())});
        }
        for (auto const& scored : records.finish()) given.results.push_back(scored.to_json(true));
        for (auto const& failed : records.failures()) given.rejections.push_back({line_of.at(failed.id), failed.id, problems_of(failed.problems)});
        return given;
    }

    std::vector<finding> errors(std::filesystem::path const& rules) override {
        auto const compiled = barem::compile_file(rules.string());
        return compiled ? std::vector<finding>() : errors_of(compiled.error().to_json());
    }

    bool refuses(std::filesystem::path const& rules, std::string const& parameter, std::string const& value) override {
        return !compile(rules).with_parameter(parameter, value);
    }
};

}  // namespace

std::unique_ptr<surface> api_surface() { return std::make_unique<api>(); }

}  // namespace conformance
