// The pipeline: text -> syntax tree -> program -> evaluation tree.
#include "api/implementation.hpp"
#include "check/analysis/analysis.hpp"
#include "check/check.hpp"
#include "format/format.hpp"
#include "parse.hpp"
#include "plan/lower.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace barem {
namespace {

grammar::parse_limits parsing(compile_limits const& limits) {
    grammar::parse_limits made;
    made.max_source_bytes = limits.max_source_bytes;
    made.max_nesting = limits.max_nesting;
    made.max_errors = limits.max_findings;
    made.max_declarations = limits.max_declarations;
    return made;
}

void put_in_order(report& r) {
    std::ranges::stable_sort(r.findings, {}, [](diagnostic const& d) { return d.labels.empty() ? 0 : d.labels[0].where.begin; });
}

struct front_end { report findings; std::shared_ptr<program::program const> program; };

/// A text with errors of syntax is not checked further: what follows from them would only confuse.
front_end analyse(std::string_view text, std::string_view name, compile_limits const& limits) {
    front_end made;
    made.findings.name = name;
    made.findings.text = text;
    auto parsed = grammar::parse(text, parsing(limits));
    made.findings.findings = std::move(parsed.findings);
    if (made.findings.has_errors()) return made;
    auto checked = check::check(parsed.tree, text, limits);
    std::ranges::move(checked.findings, std::back_inserter(made.findings.findings));
    if (checked.program) {
        std::ranges::move(check::analyse(*checked.program, limits), std::back_inserter(made.findings.findings));
        made.program = std::move(checked.program);
    }
    put_in_order(made.findings);
    if (made.findings.has_errors()) made.program = nullptr;
    return made;
}

}  // namespace

report check_rules(std::string_view text, std::string_view name, compile_limits const& limits) { return analyse(text, name, limits).findings; }

result<ruleset, report> compile(std::string_view text, std::string_view name, compile_options const& options) {
    auto front = analyse(text, name, options.compile);
    if (!front.program) return std::move(front.findings);
    auto made = std::make_shared<ruleset::implementation>();
    made->compiled = std::make_shared<plan::compiled const>(plan::compile(front.program));
    made->parameters = exec::initial_parameters(*front.program);
    made->limits = options.records;
    made->findings = std::make_shared<report const>(std::move(front.findings));
    return ruleset(std::move(made));
}

result<ruleset, report> compile_file(std::string const& path, compile_options const& options) {
    errno = 0;
    std::ifstream in(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in.is_open() || in.bad() || errno == EISDIR) {
        report failed;
        failed.name = path;
        diagnostic d;
        d.code = "B0001";
        d.message = fmt::format("cannot read `{}`: {}", path, errno ? std::strerror(errno) : "the file could not be read");
        failed.findings.push_back(std::move(d));
        return failed;
    }
    return compile(text, path, options);
}

result<std::string, report> format_rules(std::string_view text, std::string_view name) {
    report findings{std::string(name), std::string(text), {}, grammar::parse(text).findings};
    if (findings.has_errors()) return findings;
    return formatter::format(text);
}

}  // namespace barem
