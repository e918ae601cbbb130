// The pipeline: text -> syntax tree -> program -> evaluation tree.
#include "api/folder.hpp"
#include "api/implementation.hpp"
#include "api/imports.hpp"
#include "api/settle.hpp"
#include "check/analysis/analysis.hpp"
#include "check/check.hpp"
#include "format/format.hpp"
#include "parse.hpp"
#include "plan/lower.hpp"
#include "witness/witness.hpp"

#include <barem/witness.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <vector>

namespace barem::inline BAREM_VERSION_NAMESPACE {
namespace {

void put_in_order(report& r) {
    auto const place = [](diagnostic const& d) { return d.labels.empty() ? 0 : d.labels[0].where.begin; };
    std::ranges::stable_sort(r.findings, {}, place);
    std::ranges::stable_sort(r.acknowledged, {}, [&](acknowledged_finding const& known) { return place(known.finding); });
}

struct front_end { report findings; std::shared_ptr<program::program const> program; bool is_library = false; source_span name; };

/// A text with errors of syntax is not checked further: what follows from them would only confuse.
front_end analyse(std::string_view text, std::string_view name, compile_options const& options, bool with_records = false) {
    auto loaded = api::load(text, name, options);
    front_end made;
    made.findings = std::move(loaded.findings);
    std::ranges::move(api::wrong_severities(options), std::back_inserter(made.findings.findings));
    made.is_library = loaded.tree.is_library;
    made.name = loaded.tree.id.where;
    put_in_order(made.findings);
    if (made.findings.has_errors()) return made;
    auto checked = check::check(loaded.tree, loaded.text, options.compile);
    std::ranges::move(checked.findings, std::back_inserter(made.findings.findings));
    if (checked.program) {
        auto found = check::analyse(*checked.program, options.compile);
        if (!made.is_library) std::ranges::move(check::find_unused(loaded.tree, *checked.program, loaded.came_in), std::back_inserter(found));
        witness::confirm(checked.program, options.records, found);
        check::keep_worst(found, options.compile.max_findings);
        if (with_records) witness::add_records(checked.program, options.records, found);
        for (auto& f : found) made.findings.findings.push_back(std::move(f));
        made.program = std::move(checked.program);
    }
    bool const complete = made.program && made.findings.findings.size() < options.compile.max_findings;
    api::settle(made.findings, loaded, options, complete);
    put_in_order(made.findings);
    if (made.findings.has_errors()) made.program = nullptr;
    return made;
}

diagnostic finding(std::string code, std::string message, std::string help = {}) {
    diagnostic d;
    d.code = std::move(code);
    d.message = std::move(message);
    d.help = std::move(help);
    return d;
}

report unreadable(std::string const& path, std::string why) {
    report failed;
    failed.name = path;
    failed.findings.push_back(finding("B0001", std::move(why)));
    return failed;
}

/// The text of a file, or enough of it to see that it is too long; B0001 when it cannot be read, or its imports cannot.
result<std::string, report> read_rules(std::string const& path, compile_options const& options) {
    if (!options.imports)
        if (auto why = api::wrong_root(options.root); !why.empty()) return unreadable(path, std::move(why));
    if (api::is_folder(path)) return unreadable(path, fmt::format("cannot read `{}`: it is a folder", path));
    errno = 0;
    std::ifstream in(path, std::ios::binary);
    std::string text;
    for (std::vector<char> chunk(1 << 16); in && text.size() <= options.compile.max_source_bytes;) {
        in.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));        // iterators of a stream throw when reading fails
        text.append(chunk.data(), static_cast<std::size_t>(in.gcount()));
    }
    if (in.is_open() && !in.bad()) return text;
    return unreadable(path, fmt::format("cannot read `{}`: {}", path, errno ? std::strerror(errno) : "the file could not be read"));
}

/// The same options, with files as what imports mean.
compile_options with_files(compile_options options, std::string const& path) {
    if (!options.imports) options.imports = api::imports_of_files(path, options.root, options.compile.max_imported_bytes);
    return options;
}

}  // namespace

report check_rules(std::string_view text, std::string_view name, compile_options const& options) { return analyse(text, name, options).findings; }

report check_rules(std::string_view text, std::string_view name, compile_limits const& limits) {
    compile_options options;
    options.compile = limits;
    return check_rules(text, name, options);
}

report check_rules_with_records(std::string_view text, std::string_view name, compile_options const& options) {
    return analyse(text, name, options, true).findings;
}

report check_file_with_records(std::string const& path, compile_options const& options) {
    auto text = read_rules(path, options);
    return text ? check_rules_with_records(*text, path, with_files(options, path)) : std::move(text.error());
}

report check_file(std::string const& path, compile_options const& options) {
    auto text = read_rules(path, options);
    return text ? check_rules(*text, path, with_files(options, path)) : std::move(text.error());
}

result<ruleset, report> compile(std::string_view text, std::string_view name, compile_options const& options) {
    auto front = analyse(text, name, options);
    if (front.program && front.is_library) {
        auto& d = front.findings.findings.emplace_back(
            finding("B0007", "this is a library: it has no records to score", "write `ruleset` instead, or import it from a rule set"));
        d.labels.push_back({front.name, {}});
        front.program = nullptr;
    }
    if (!front.program) return std::move(front.findings);
    auto made = std::make_shared<ruleset::implementation>();
    made->compiled = std::make_shared<plan::compiled const>(plan::compile(front.program));
    made->parameters = exec::initial_parameters(*front.program);
    made->limits = options.records;
    made->findings = std::make_shared<report const>(std::move(front.findings));
    return ruleset(std::move(made));
}

result<ruleset, report> compile_file(std::string const& path, compile_options const& options) {
    auto text = read_rules(path, options);
    if (!text) return std::move(text.error());
    return compile(*text, path, with_files(options, path));
}

result<std::string, report> format_rules(std::string_view text, std::string_view name) {
    report findings{std::string(name), std::string(text), {}, grammar::parse(text).findings, {}};
    if (findings.has_errors()) return findings;
    return formatter::format(text);
}

}  // namespace barem
