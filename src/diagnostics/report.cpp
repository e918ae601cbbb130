#include <barem/report.hpp>

#include "diagnostics/excerpt.hpp"
#include "diagnostics/style.hpp"
#include "source/display.hpp"

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
std::string place(std::string const& name, line_index const& lines, diagnostic const& finding, std::size_t frame_width,
                  bool colour) {
    auto result = std::string(frame_width, ' ') + paint("-->", style::frame, colour) + ' ' + printable(name);
    if (!finding.labels.empty()) {
        auto const at = lines.position(lines.clamp(finding.labels.front().where).begin);
        result += fmt::format(":{}:{}", at.line, at.column);
    }
    return result + '\n';
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

std::string one_finding(report const& all, line_index const& lines, diagnostic const& finding, render_options options) {
    std::size_t frame_width = 1;
    auto const source = excerpt(lines, finding, options, frame_width);
    auto text =
        headline(finding, options.colour) + place(all.name, lines, finding, frame_width, options.colour) + source;
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
    line_index const lines(text);
    std::string result;
    for (auto const& finding : findings) result += one_finding(*this, lines, finding, options);
    return result + summary(findings, options.colour);
}

}  // namespace barem
