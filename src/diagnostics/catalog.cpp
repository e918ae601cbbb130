#include <barem/export.hpp>

#include "diagnostics/catalog.hpp"

#include "diagnostics/style.hpp"

#include <algorithm>
#include <vector>

namespace barem::inline BAREM_VERSION_NAMESPACE {

namespace {

std::string_view trimmed(std::string_view text) {
    auto const first = text.find_first_not_of(" \n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \n") + 1 - first);
}

/// The lines between "```kind" and "```".
std::string_view fenced(std::string_view section, std::string_view opening) {
    auto const fence = section.find(opening);
    if (fence == std::string_view::npos) return {};
    auto const begin = fence + opening.size();
    auto const end = section.find("\n```", begin - 1);
    return end == std::string_view::npos ? std::string_view() : section.substr(begin, end + 1 - begin);
}

constexpr std::string_view severity_mark = "Severity: ", lowered_mark = ", may be a warning";

/// The line of a section that says how severe its findings are; empty: they are errors.
std::string_view severity_line(std::string_view body) {
    auto const text = trimmed(body);
    return text.starts_with(severity_mark) ? text.substr(0, text.find('\n')) : std::string_view();
}

severity severity_of(std::string_view line) {
    auto const word = line.substr(std::min(severity_mark.size(), line.size()));
    return word.starts_with("warning") ? severity::warning : word.starts_with("hint") ? severity::hint : severity::error;
}

std::vector<catalog_entry> read_all() {
    std::vector<catalog_entry> entries;
    for (auto const section : catalog_sections()) entries.push_back(parse_catalog_section(section));
    std::sort(entries.begin(), entries.end(),
              [](catalog_entry const& a, catalog_entry const& b) { return a.code < b.code; });
    return entries;
}

std::string indented(std::string_view block) {
    std::string result;
    while (!block.empty()) {
        auto const size = std::min(block.find('\n'), block.size() - 1) + 1;
        if (block[0] != '\n') result += "    ";
        result += block.substr(0, size);
        block.remove_prefix(size);
    }
    return result;
}

}  // namespace

catalog_entry parse_catalog_section(std::string_view section) {
    auto const heading = section.substr(0, section.find('\n'));
    auto const body = section.substr(heading.size());
    auto const words = heading.starts_with("## ") ? heading.substr(3) : heading;
    auto const code = words.substr(0, words.find(' '));
    auto const line = severity_line(body);
    auto const explanation = line.empty() ? body : body.substr(static_cast<std::size_t>(line.data() + line.size() - body.data()));
    return {
        .code = code,
        .title = trimmed(words.substr(code.size())),
        .explanation = trimmed(explanation.substr(0, explanation.find("\n```barem-"))),
        .bad = fenced(body, "\n```barem-bad\n"),
        .good = fenced(body, "\n```barem-good\n"),
        .severity = severity_of(line),
        .may_be_lowered = line.ends_with(lowered_mark),
    };
}

std::vector<catalog_entry> const& catalog() {
    static std::vector<catalog_entry> const entries = read_all();
    return entries;
}

catalog_entry const* find_code(std::string_view code) {
    if (code.empty() || (code[0] != 'B' && code[0] != 'b')) return nullptr;
    auto const same = [&](catalog_entry const& entry) { return entry.code.substr(1) == code.substr(1); };
    auto const& all = catalog();
    auto const found = std::find_if(all.begin(), all.end(), same);
    return found == all.end() ? nullptr : &*found;
}

std::string explain_code(std::string_view code, render_options options) {
    auto const* entry = find_code(code);
    if (entry == nullptr) return {};
    auto const heading = [&](std::string_view text) { return paint(text, style::strong, options.colour); };
    std::string page = heading(std::string(entry->code).append(": ").append(entry->title));
    page.append("\n").append(severity_mark).append(to_text(entry->severity)).append(entry->may_be_lowered ? lowered_mark : "");
    page.append("\n\n").append(entry->explanation);
    if (entry->bad.empty()) return page.append("\n");
    page.append("\n\n").append(heading("This rule set has it:")).append("\n\n").append(indented(entry->bad));
    page.append("\n").append(heading("Mended:")).append("\n\n").append(indented(entry->good));
    return page;
}

}  // namespace barem
