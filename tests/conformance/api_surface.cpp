// The C++ interface: the scalar executor, and the traced one that explanations are made of.

#include "conformance/surface.hpp"

#include <barem/barem.hpp>

#include <nlohmann/json.hpp>

#include <stdexcept>

namespace conformance {

namespace {

using json = nlohmann::ordered_json;

std::vector<problem> problems_of(barem::issues const& issues) {
    std::vector<problem> problems;
    for (auto const& i : issues) problems.push_back({i.path, i.rule});
    return problems;
}

barem::ruleset compile(std::filesystem::path const& rules, settings const& values = {}) {
    auto compiled = barem::compile_file(rules.string());
    if (!compiled) throw std::runtime_error(to_text(compiled.error()));
    auto made = *compiled;
    for (auto const& [parameter, value] : values) made = made.with_parameter(parameter, value).value();
    return made;
}

class api : public surface {
public:
    std::string name() const override { return "api"; }

    answer score(std::filesystem::path const& rules, std::filesystem::path const& roster, settings const& values, numbers how) override {
        auto const compiled = compile(rules, values);
        barem::roster records(compiled);
        answer given;
        std::map<std::string, std::size_t> line_of;
        std::map<std::string, barem::record> record_of;
        std::size_t line = 0;
        for (auto const& text : lines_of(read(roster))) {
            ++line;
            if (text.find_first_not_of(" \t\r") == std::string::npos) continue;
            auto const record = compiled.read(text);
            auto const added = record ? records.add(*record) : record.error();
            if (!added) {
                given.rejections.push_back({line, {}, problems_of(added.error())});
                continue;
            }
            line_of[*added] = line;
            record_of.emplace(*added, *record);
        }
        for (auto const& scored : records.finish()) given.results.push_back(how == numbers::printed ? scored.to_json() : exact(scored, records, record_of.at(scored.id())));
        for (auto const& failed : records.failures()) given.rejections.push_back({line_of.at(failed.id), failed.id, problems_of(failed.problems)});
        return given;
    }

    std::vector<finding> errors(std::filesystem::path const& rules) override {
        auto const compiled = barem::compile_file(rules.string());
        return compiled ? std::vector<finding>() : errors_of(compiled.error().to_json());
    }

    std::vector<finding> failures(std::filesystem::path const& rules) override {
        return errors_of(compile(rules).run_examples().failures.to_json());
    }

    bool refuses(std::filesystem::path const& rules, std::string const& parameter, std::string const& value) override {
        return !compile(rules).with_parameter(parameter, value);
    }

private:
    virtual std::string exact(barem::outcome const& scored, barem::roster const&, barem::record const&) const { return scored.to_json(true); }
};

/// The values that the explanation of each record tells.
class explanations : public api {
public:
    std::string name() const override { return "explanation"; }

private:
    std::string exact(barem::outcome const& scored, barem::roster const& records, barem::record const& record) const override {
        auto const sheet = records.explain(record).value();
        auto const told = json::parse(sheet.to_json());
        for (auto const language : {"en", "vi"})
            if (sheet.to_text(language).empty() || sheet.to_markdown(language).empty() || sheet.to_html(language).empty())
                throw std::runtime_error("an empty explanation of " + scored.id());
        auto line = json::parse(scored.to_json(true));
        if (told.at("results").size() + 1 != line.size()) throw std::runtime_error("the explanation of " + scored.id() + " has not every output");
        for (auto const& output : told.at("results")) {
            auto& value = line.at(output.at("name").get<std::string>());
            auto const& told_value = output.at("value").at("exact");
            if (value.is_boolean()) value = told_value == "true";
            else value = told_value;
        }
        return line.dump();
    }
};

}  // namespace

std::unique_ptr<surface> api_surface() { return std::make_unique<api>(); }
std::unique_ptr<surface> explanation_surface() { return std::make_unique<explanations>(); }

}  // namespace conformance
