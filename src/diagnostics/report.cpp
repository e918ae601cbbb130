#include <barem/report.hpp>

#include "diagnostics/excerpt.hpp"
#include "diagnostics/style.hpp"
#include "source/display.hpp"
#include "source/source_map.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace barem {

namespace {

std::string_view word_for(severity s) {
    return s == severity::error ? "error" : s == severity::warning ? "warning" : "hint";
}

/// `error[B1301]: message`
std::string headline(diagnostic const& finding, bool colour) {
    auto const code = finding.code.empty() ? std::string() : fmt::format("[{}]", printable(finding.code));
    return paint(fmt::format("{}{}", word_for(finding.severity), code), style_of(finding.severity), colour)
           + paint(fmt::format(": {}", printable(finding.message)), style::strong, colour) + '\n';
}

/// `  --> name:line:column`, the arrow above the frame.
std::string place(mapped_source const& source, std::string_view arrow, std::vector<diagnostic_label> const& labels, std::size_t frame_width,
                  bool colour) {
    auto result = std::string(frame_width, ' ') + paint(arrow, style::frame, colour) + ' ' + printable(*source.name);
    if (!labels.empty()) {
        auto const at = source.lines.position(source.lines.clamp(labels.front().where).begin);
        result += fmt::format(":{}:{}", at.line, at.column);
    }
    return result + '\n';
}

/// The labels of a finding in one file, counted from its begin.
struct file_labels {
    mapped_source const* source;
    std::vector<diagnostic_label> labels;
};

/// By file; first the one with the primary label.
std::vector<file_labels> by_file(source_map const& sources, diagnostic const& finding) {
    std::vector<file_labels> files{{finding.labels.empty() ? &sources.main() : &sources.of(finding.labels.front().where), {}}};
    for (auto const& label : finding.labels) {
        auto const* source = &sources.of(label.where);
        auto its = std::find_if(files.begin(), files.end(), [&](file_labels const& f) { return f.source == source; });
        if (its == files.end()) its = files.insert(files.end(), {source, {}});
        its->labels.push_back({source->local(label.where), label.text});
    }
    return files;
}

/// `   = kind: text`, further lines of the text under its first.
std::string footer(std::string_view kind, std::string_view text, std::size_t frame_width, bool colour) {
    std::string result = std::string(frame_width + 1, ' ') + paint("=", style::frame, colour) + ' '
                         + paint(kind, style::strong, colour) + ": ";
    auto const column = frame_width + 1 + 2 + kind.size() + 2;
    while (true) {
        auto const line_end = text.find('\n');
        result += printable(text.substr(0, line_end)) + '\n';
        if (line_end == std::string_view::npos) return result;
        text.remove_prefix(line_end + 1);
        result.append(column, ' ');
    }
}

std::string one_finding(source_map const& sources, diagnostic const& finding, render_options options) {
    auto text = headline(finding, options.colour);
    auto const files = by_file(sources, finding);
    std::size_t frame_width = 1;
    for (auto const& [source, labels] : files) frame_width = std::max(frame_width, excerpt_number_width(source->lines, labels));
    for (auto const& [source, labels] : files) {
        bool const first = source == files.front().source;
        text += place(*source, first ? "-->" : ":::", labels, frame_width, options.colour);
        text += excerpt(source->lines, labels, {finding.severity, first, frame_width}, options);
    }
    if (!finding.witness.empty()) text += footer("witness", finding.witness, frame_width, options.colour);
    for (auto const& note : finding.notes) text += footer("note", note, frame_width, options.colour);
    if (!finding.help.empty()) text += footer("help", finding.help, frame_width, options.colour);
    return text + '\n';
}

/// `2 errors, 1 warning`
std::string summary(std::vector<diagnostic> const& findings, bool colour) {
    std::string text;
    for (auto const level : {severity::error, severity::warning, severity::hint}) {
        auto const count =
            std::count_if(findings.begin(), findings.end(), [&](diagnostic const& d) { return d.severity == level; });
        if (count == 0) continue;
        if (!text.empty()) text += ", ";
        text += paint(fmt::format("{} {}{}", count, word_for(level), count == 1 ? "" : "s"), style_of(level), colour);
    }
    return text + '\n';
}

}  // namespace

bool report::has_errors() const {
    return std::any_of(findings.begin(), findings.end(),
                       [](diagnostic const& d) { return d.severity == severity::error; });
}

std::string report::to_text(render_options options) const {
    if (findings.empty()) return {};
    source_map const sources(*this);
    std::string result;
    for (auto const& finding : findings) result += one_finding(sources, finding, options);
    return result + summary(findings, options.colour);
}

}  // namespace barem
