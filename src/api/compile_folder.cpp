// Folders of rule sets: their files, compiled and compared.
#include <barem/export.hpp>

#include "api/family.hpp"
#include "api/folder.hpp"
#include "api/implementation.hpp"
#include "api/settle.hpp"
#include "check/versions.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::inline BAREM_VERSION_NAMESPACE {
namespace {

report alone(std::string const& name, std::string code, std::string message, std::string help) {
    report made;
    made.name = name;
    diagnostic d;
    d.code = std::move(code);
    d.message = std::move(message);
    d.help = std::move(help);
    made.findings.push_back(std::move(d));
    return made;
}

/// What is wrong between the versions: a report over all their texts.
report compare(std::vector<family::version> const& versions, compile_options const& options) {
    report made;
    std::vector<check::version> checked;
    std::size_t offset = 0;
    for (auto const& v : versions) {
        auto const& source = v.rules.findings();
        if (checked.empty()) {
            made.name = source.name;
            made.text = source.text;
        } else {
            made.imported.push_back({source.name, source.text});
        }
        checked.push_back({&v.rules.inner().rules(), static_cast<std::uint32_t>(offset)});
        offset += source.text.size() + 1;
    }
    made.findings = check::check_versions(checked);
    api::set_severities(made.findings, options);
    return made;
}

void keep(std::vector<report>& reports, report const& found) {
    if (!found.findings.empty() || !found.acknowledged.empty()) reports.push_back(found);
}

}  // namespace

result<family, std::vector<report>> compile_folder(std::string const& path, compile_options const& options) {
    if (!options.imports)
        if (auto why = api::wrong_root(options.root); !why.empty()) return std::vector{alone(path, "B0001", std::move(why), {})};
    auto const files = api::rule_files(path);
    if (!files) return std::vector{alone(path, "B0001", files.error(), {})};
    auto made = std::make_shared<family::implementation>();
    std::vector<report> reports;
    bool failed = false;
    for (auto const& file : *files) {
        if (api::is_library(file)) continue;
        if (made->versions.size() == options.compile.max_versions)
            return std::vector{alone(path, "B1905", fmt::format("more than {} rule sets in one folder", options.compile.max_versions), {})};
        auto rules = compile_file(file, options);
        keep(reports, rules ? rules->findings() : rules.error());
        failed = failed || !rules;
        if (!rules) continue;
        auto const& program = rules->inner().rules();
        made->versions.push_back({*rules, program.effective_from, program.effective_to, file});
    }
    if (failed) return reports;
    if (made->versions.empty())
        return std::vector{alone(path, "B1811", "there is no rule set in this folder", "rule sets are files that end in `.barem`; libraries are none")};
    std::ranges::stable_sort(made->versions, {}, &family::version::from);
    auto const between = compare(made->versions, options);
    keep(reports, between);
    if (between.has_errors()) return reports;
    auto const& latest = made->versions.back().rules.inner();
    made->date_field = latest.roster_record().members[latest.rules().date_member].name;
    made->findings = std::move(reports);
    return family(std::move(made));
}

std::string to_text(std::vector<report> const& findings) {
    std::string text;
    for (auto const& r : findings) text += r.to_text();
    return text;
}

}  // namespace barem
