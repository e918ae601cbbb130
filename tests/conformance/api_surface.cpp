// The C++ interface: the scalar executor, and what explanations tell of it.

#include "conformance/surface.hpp"

#include <barem/barem.hpp>

#include <nlohmann/json.hpp>

#include <functional>
#include <stdexcept>

namespace conformance {

namespace {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;

std::vector<problem> problems_of(barem::issues const& issues) {
    std::vector<problem> problems;
    for (auto const& i : issues) problems.push_back({i.path, i.rule});
    return problems;
}

/// A rule set or the versions of one, with other values of parameters.
template <typename Compiled>
auto with(Compiled compiled, settings const& values) {
    if (!compiled) throw std::runtime_error(to_text(compiled.error()));
    auto made = *compiled;
    for (auto const& [parameter, value] : values) made = made.with_parameter(parameter, value).value();
    return made;
}

barem::ruleset one(fs::path const& rules, settings const& values = {}) { return with(barem::compile_file(rules.string()), values); }
barem::family versions(fs::path const& rules, settings const& values = {}) { return with(barem::compile_folder(rules.string()), values); }

class api : public surface {
public:
    std::string name() const override { return "api"; }

    answer score(fs::path const& rules, fs::path const& roster, settings const& values, numbers how) override {
        return fs::is_directory(rules) ? score<barem::family_roster>(versions(rules, values), roster, how)
                                       : score<barem::roster>(one(rules, values), roster, how);
    }

    std::vector<finding> errors(fs::path const& rules) override {
        if (!fs::is_directory(rules)) {
            auto const compiled = barem::compile_file(rules.string());
            return compiled ? std::vector<finding>() : errors_of(compiled.error().to_json());
        }
        std::vector<finding> all;
        if (auto const compiled = barem::compile_folder(rules.string()); !compiled)
            for (auto const& report : compiled.error()) std::ranges::copy(errors_of(report.to_json()), std::back_inserter(all));
        return all;
    }

    std::vector<finding> failures(fs::path const& rules) override { return errors_of(one(rules).run_examples().failures.to_json()); }

    bool refuses(fs::path const& rules, std::string const& parameter, std::string const& value) override {
        return fs::is_directory(rules) ? !versions(rules).with_parameter(parameter, value) : !one(rules).with_parameter(parameter, value);
    }

private:
    template <typename Roster, typename Rules>
    answer score(Rules const& rules, fs::path const& roster, numbers how) const {
        Roster records(rules);
        answer given;
        std::map<std::string, std::size_t> line_of;
        std::map<std::string, barem::record> record_of;
        std::size_t line = 0;
        for (auto const& text : lines_of(read(roster))) {
            ++line;
            if (text.find_first_not_of(" \t\r") == std::string::npos) continue;
            auto const record = rules.read(text);
            auto const added = record ? records.add(*record) : record.error();
            if (!added) {
                given.rejections.push_back({line, {}, problems_of(added.error())});
                continue;
            }
            line_of[*added] = line;
            record_of.emplace(*added, *record);
        }
        for (auto const& scored : records.finish())
            given.results.push_back(how == numbers::printed ? scored.to_json()
                                                            : exact(scored, [&] { return records.explain(record_of.at(scored.id())).value(); }));
        for (auto const& failed : records.failures()) given.rejections.push_back({line_of.at(failed.id), failed.id, problems_of(failed.problems)});
        return given;
    }

    using explain = std::function<barem::explanation()>;
    virtual std::string exact(barem::outcome const& scored, explain const&) const { return scored.to_json(true); }
};

/// The values that the explanation of each record tells.
class explanations : public api {
public:
    std::string name() const override { return "explanation"; }

private:
    std::string exact(barem::outcome const& scored, std::function<barem::explanation()> const& explain) const override {
        auto const sheet = explain();
        auto const told = json::parse(sheet.to_json());
        for (auto const language : {"en", "vi"})
            if (sheet.to_text(language).empty() || sheet.to_markdown(language).empty() || sheet.to_html(language).empty())
                throw std::runtime_error("an empty explanation of " + scored.id());
        auto line = json::parse(scored.to_json(true));
        if (told.at("results").size() + 1 != line.size()) throw std::runtime_error("the explanation of " + scored.id() + " has not every output");
        for (auto const& output : told.at("results")) {
            auto& value = line.at(output.at("name").get<std::string>());
            auto const& exact = output.at("value").at("exact");
            if (value.is_boolean()) value = exact == "true";
            else value = exact;
        }
        return line.dump();
    }
};

}  // namespace

std::unique_ptr<surface> api_surface() { return std::make_unique<api>(); }
std::unique_ptr<surface> explanation_surface() { return std::make_unique<explanations>(); }

}  // namespace conformance
