#include <barem/report.hpp>

#include "diagnostics/excerpt.hpp"
#include "diagnostics/style.hpp"
#include "source/display.hpp"
#include "source/source_map.hpp"
#include "source/text_edits.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace barem::inline BAREM_VERSION_NAMESPACE {

namespace {

/// `error[B1301]: message`
std::string headline(diagnostic const& finding, bool colour) {
    auto const code = finding.code.empty() ? std::string() : fmt::format("[{}]", printable(finding.code));
    return paint(fmt::format("{}{}", barem::to_text(finding.severity), code), style_of(finding.severity), colour)
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

constexpr std::size_t most_lines_shown = 6;         // of a fix, before and after

/// The lines of one file that a fix changes, each behind `-` or `+`. Empty when they are too many to be read, or the edits fit nothing.
std::string lines_before_and_after(suggested_fix const& fix, mapped_source const& source) {
    std::vector<text_edit> edits;
    for (auto const& e : fix.edits) edits.push_back({source.local(e.where), e.replacement});
    if (!fit_together(edits, source.lines.text().size())) return {};
    std::string shown;
    std::size_t lines = 0;
    for (auto const& changed : lines_changed_by(edits, source.lines.text())) {
        for (auto const& line : changed.removed) shown.append("\n- ").append(line);
        for (auto const& line : changed.added) shown.append("\n+ ").append(line);
        lines += changed.removed.size() + changed.added.size();
    }
    return lines > 2 * most_lines_shown ? std::string() : shown;
}

/// What a fix does, then the lines that it changes where they lie in one file.
std::string fix_text(suggested_fix const& fix, source_map const& sources) {
    auto text = fix.what;
    if (fix.edits.empty()) return text;
    auto const& source = sources.of(fix.edits.front().where);
    bool const in_one = std::ranges::all_of(fix.edits, [&](text_edit const& e) { return &sources.of(e.where) == &source; });
    return in_one ? text + lines_before_and_after(fix, source) : text;
}

/// What stands below the excerpt.
std::string footers(source_map const& sources, diagnostic const& finding, std::size_t frame_width, bool colour) {
    std::string text;
    if (!finding.witness.empty()) text += footer("witness", finding.witness, frame_width, colour);
    if (!finding.witness_record.empty()) text += footer("record", finding.witness_record, frame_width, colour);
    for (auto const& note : finding.notes) text += footer("note", note, frame_width, colour);
    if (!finding.help.empty()) text += footer("help", finding.help, frame_width, colour);
    for (auto const& fix : finding.fixes)
        text += footer(fix.safe ? "fix" : "proposal", fix_text(fix, sources), frame_width, colour);
    return text;
}

/// `reason`: why it is acknowledged; empty: it is not.
std::string one_finding(source_map const& sources, diagnostic const& finding, std::string const& reason, render_options options) {
    auto text = headline(finding, options.colour);
    auto const files = by_file(sources, finding);
    std::size_t frame_width = 1;
    for (auto const& [source, labels] : files) frame_width = std::max(frame_width, excerpt_number_width(source->lines, labels));
    for (auto const& [source, labels] : files) {
        bool const first = source == files.front().source;
        text += place(*source, first ? "-->" : ":::", labels, frame_width, options.colour);
        text += excerpt(source->lines, labels, {finding.severity, first, frame_width}, options);
    }
    text += footers(sources, finding, frame_width, options.colour);
    if (!reason.empty()) text += footer("acknowledged", reason, frame_width, options.colour);
    return text + '\n';
}

/// `2 errors, 1 warning`
std::string summary(report const& r, render_options options) {
    bool const colour = options.colour;
    auto const& findings = r.findings;
    std::string text;
    for (auto const level : {severity::error, severity::warning, severity::hint}) {
        auto const count =
            std::count_if(findings.begin(), findings.end(), [&](diagnostic const& d) { return d.severity == level; });
        if (count == 0) continue;
        if (!text.empty()) text += ", ";
        text += paint(fmt::format("{} {}{}", count, barem::to_text(level), count == 1 ? "" : "s"), style_of(level), colour);
    }
    if (options.acknowledged && !r.acknowledged.empty())
        text += fmt::format("{}{} acknowledged", text.empty() ? "" : ", ", r.acknowledged.size());
    return text + '\n';
}

}  // namespace

bool report::has_errors() const {
    return std::any_of(findings.begin(), findings.end(),
                       [](diagnostic const& d) { return d.severity == severity::error; });
}

std::string report::to_text(render_options options) const {
    bool const known_too = options.acknowledged && !acknowledged.empty();
    if (findings.empty() && !known_too) return {};
    source_map const sources(*this);
    std::string result;
    for (auto const& finding : findings) result += one_finding(sources, finding, {}, options);
    if (known_too)
        for (auto const& known : acknowledged) result += one_finding(sources, known.finding, known.reason, options);
    return result + summary(*this, options);
}

}  // namespace barem
