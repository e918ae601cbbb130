// Findings as SARIF 2.1.0, the format in which code hosts read the results of checks.
#include <barem/sarif.hpp>

#include <barem/catalog.hpp>
#include <barem/version.hpp>

#include "source/source_map.hpp"
#include "source/utf8.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace barem::inline BAREM_VERSION_NAMESPACE {

namespace {

using json = nlohmann::ordered_json;

constexpr std::string_view schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// A path as a reference (RFC 3986): relative to where the program runs, or on this machine.
std::string to_uri(std::string_view path) {
    std::string uri = path.starts_with('/') ? "file://" : "";
    if (path.substr(0, path.find('/')).find(':') != std::string_view::npos) uri = "./";       // else it reads as a scheme
    for (char const c : path) {
        bool const is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool const is_plain = is_letter || (c >= '0' && c <= '9') || std::string_view("-._~/").find(c) != std::string_view::npos;
        if (is_plain) uri += c;
        else uri += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return uri;
}

/// How many UTF-16 code units a text takes, as SARIF counts columns.
std::size_t utf16_units(std::string_view text) {
    std::size_t units = 0;
    for (std::size_t at = 0; at < text.size();) {
        auto const character = decode(text, at);
        units += character.character > 0xFFFF ? 2 : 1;
        at += character.size;
    }
    return units;
}

std::string_view level_of(severity s) { return s == severity::error ? "error" : s == severity::warning ? "warning" : "note"; }

json as_message(std::string_view words) { return {{"text", words}}; }

/// One report, as results of the run; the rules and files that they name are numbered over all reports.
class sarif_writer {
public:
    json write(std::vector<report> const& reports) {
        for (auto const& r : reports) add(r);
        json run = json::object();
        run["tool"]["driver"] = {{"name", "barem"}, {"version", version()}, {"semanticVersion", version()}, {"rules", std::move(rules_)}};
        run["columnKind"] = "utf16CodeUnits";
        run["artifacts"] = std::move(artifacts_);
        run["results"] = std::move(results_);
        return {{"$schema", schema}, {"version", "2.1.0"}, {"runs", json::array({std::move(run)})}};
    }

private:
    void add(report const& r) {
        source_map const sources(r);
        sources_ = &sources;
        artifact(r.name);
        for (auto const& d : r.findings) result(d)["suppressions"] = json::array();
        for (auto const& known : r.acknowledged) {
            json suppression = {{"kind", "inSource"}, {"status", "accepted"}, {"justification", known.reason}};
            suppression["location"] = location(known.where);
            result(known.finding)["suppressions"] = json::array({std::move(suppression)});
        }
    }

    json& result(diagnostic const& d) {
        json made = json::object();
        made["ruleId"] = d.code;
        made["ruleIndex"] = rule(d.code);
        made["level"] = level_of(d.severity);
        made["message"] = as_message(message(d));
        made["locations"] = json::array();
        made["locations"].push_back(d.labels.empty() ? file_location(sources_->main()) : location(d.labels.front()));
        auto related = json::array();
        for (std::size_t i = 1; i < d.labels.size(); ++i) {
            related.push_back(location(d.labels[i]));
            related.back()["id"] = i;
        }
        if (!related.empty()) made["relatedLocations"] = std::move(related);
        auto fixes = json::array();
        for (auto const& f : d.fixes)
            if (!f.edits.empty()) fixes.push_back(fix(f));
        if (!fixes.empty()) made["fixes"] = std::move(fixes);
        if (auto bag = properties(d); !bag.empty()) made["properties"] = std::move(bag);
        results_.push_back(std::move(made));
        return results_.back();
    }

    /// Code hosts show little else.
    static std::string message(diagnostic const& d) {
        auto words = d.message;
        if (!d.witness.empty()) words += "\nWitness: " + d.witness;
        for (auto const& note : d.notes) words += "\nNote: " + note;
        if (!d.help.empty()) words += "\nHelp: " + d.help;
        return words;
    }

    static json properties(diagnostic const& d) {
        json bag = json::object();
        if (!d.witness.empty()) bag["witness"] = d.witness;
        if (!d.witness_record.empty()) bag["witnessRecord"] = d.witness_record;
        auto safe = json::array();
        for (auto const& f : d.fixes)
            if (!f.edits.empty()) safe.push_back(f.safe);
        if (!safe.empty()) bag["fixesAreSafe"] = std::move(safe);
        return bag;
    }

    std::size_t rule(std::string const& code) {
        auto const [its, fresh] = rule_numbers_.emplace(code, rules_.size());
        if (!fresh) return its->second;
        json made = {{"id", code}};
        if (auto const* entry = find_code(code)) {
            made["shortDescription"] = as_message(entry->title);
            made["fullDescription"] = as_message(entry->explanation);
            made["help"] = {{"text", explain_code(code)}, {"markdown", markdown(*entry)}};
            made["defaultConfiguration"] = {{"level", level_of(entry->severity)}};
        }
        rules_.push_back(std::move(made));
        return its->second;
    }

    static std::string markdown(catalog_entry const& e) {
        auto page = fmt::format("**{}: {}**\n\n{}\n", e.code, e.title, e.explanation);
        if (!e.bad.empty()) page += fmt::format("\nThis rule set has it:\n\n```\n{}```\n\nMended:\n\n```\n{}```\n", e.bad, e.good);
        return page;
    }

    std::size_t artifact(std::string const& name) {
        auto const [its, fresh] = artifact_numbers_.emplace(name, artifacts_.size());
        if (fresh) artifacts_.push_back({{"location", {{"uri", to_uri(name)}}}, {"encoding", "UTF-8"}});
        return its->second;
    }

    json artifact_location(mapped_source const& file) { return {{"uri", to_uri(*file.name)}, {"index", artifact(*file.name)}}; }
    json file_location(mapped_source const& file) { return {{"physicalLocation", {{"artifactLocation", artifact_location(file)}}}}; }

    json location(source_span where) {
        auto const& file = sources_->of(where);
        auto made = file_location(file);
        made["physicalLocation"]["region"] = region(file, where, true);
        return made;
    }
    json location(diagnostic_label const& label) {
        auto made = location(label.where);
        if (!label.text.empty()) made["message"] = as_message(label.text);
        return made;
    }

    /// Lines and columns from 1, the end exclusive. `shown`: moved to where a person looks; else exactly, as an edit needs it.
    static json region(mapped_source const& file, source_span where, bool shown) {
        auto const& lines = file.lines;
        auto const its = shown ? lines.clamp(file.local(where)) : file.local(where);
        auto const column = [&](std::uint32_t line, std::uint32_t offset) {
            return utf16_units(lines.text().substr(lines.begin_of(line), offset - lines.begin_of(line))) + 1;
        };
        auto const first = lines.line_of(its.begin), last = lines.line_of(its.end);
        return {{"startLine", first}, {"startColumn", column(first, its.begin)}, {"endLine", last}, {"endColumn", column(last, its.end)},
                {"byteOffset", its.begin}, {"byteLength", its.end - its.begin}};
    }

    /// By file, as SARIF has it.
    json fix(suggested_fix const& f) {
        json made = {{"description", as_message(f.what)}, {"artifactChanges", json::array()}};
        std::map<mapped_source const*, json> changes;
        for (auto const& edit : f.edits) {
            auto const& file = sources_->of(edit.where);
            json replacement = {{"deletedRegion", region(file, edit.where, false)}};
            if (!edit.replacement.empty()) replacement["insertedContent"] = as_message(edit.replacement);
            changes[&file].push_back(std::move(replacement));
        }
        for (auto& [file, replacements] : changes)
            made["artifactChanges"].push_back({{"artifactLocation", artifact_location(*file)}, {"replacements", std::move(replacements)}});
        return made;
    }

    source_map const* sources_ = nullptr;
    json rules_ = json::array(), artifacts_ = json::array(), results_ = json::array();
    std::map<std::string, std::size_t> rule_numbers_, artifact_numbers_;
};

}  // namespace

std::string to_sarif(std::vector<report> const& reports) {
    // A message may quote bytes of a source that is no UTF-8; JSON cannot carry them.
    return sarif_writer().write(reports).dump(2, ' ', false, json::error_handler_t::replace);
}

}  // namespace barem
