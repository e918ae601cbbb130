#include <barem/export.hpp>

#include "diagnostics/excerpt.hpp"

#include "diagnostics/mark_row.hpp"
#include "source/display.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

namespace barem::inline BAREM_VERSION_NAMESPACE {

namespace {

/// Columns of a source line that are shown; of a longer line, the part around the labels.
constexpr std::size_t longest_line = 140;
constexpr std::string_view cropped = "...";

/// A label with its place in lines. One that spans several lines is drawn as a bracket on the left, in a lane of its own.
struct placed_label {
    source_span where;
    std::uint32_t first_line, last_line;
    bool primary;
    std::string text;
    std::size_t lane = 0;
    [[nodiscard]] bool several_lines() const { return first_line != last_line; }
    [[nodiscard]] bool is_open_at(std::uint32_t line) const {
        return several_lines() && first_line < line && line <= last_line;
    }
};

/// The columns [from, to) of a line that are shown.
struct window {
    std::size_t from = 0, to = 0;
};

class excerpt_writer {
public:
    excerpt_writer(line_index const& lines, std::vector<diagnostic_label> const& labels, excerpt_form const& form, render_options options)
        : lines_(lines), level_(form.severity), colour_(options.colour), number_width_(form.number_width) {
        for (auto const& label : labels) place(label, form.has_primary && labels_.empty());
    }

    std::string write() {
        auto const shown = shown_lines();
        frame({});
        for (auto line = shown.begin(); line != shown.end(); ++line) {
            if (line != shown.begin() && *line != *std::prev(line) + 1) skipped_lines(*line);
            one_line(*line);
        }
        frame({});
        return std::move(out_);
    }

    [[nodiscard]] std::size_t number_width() const { return fmt::formatted_size("{}", *shown_lines().rbegin()); }

private:
    void place(diagnostic_label const& label, bool primary) {
        auto const where = lines_.clamp(label.where);
        auto const last_byte = where.end > where.begin ? where.end - 1 : where.end;
        placed_label placed{where, lines_.line_of(where.begin), lines_.line_of(last_byte), primary,
                            printable(label.text)};
        if (placed.several_lines()) placed.lane = lanes_++;
        labels_.push_back(std::move(placed));
    }

    /// The ends of every label, the lines next to the ends of a long one, and single lines between those.
    [[nodiscard]] std::set<std::uint32_t> shown_lines() const {
        std::set<std::uint32_t> shown;
        for (auto const& label : labels_) {
            shown.insert({label.first_line, label.last_line});
            if (label.several_lines()) shown.insert({label.first_line + 1, label.last_line - 1});
        }
        for (auto line = shown.begin(); std::next(line) != shown.end(); ++line)
            if (*std::next(line) == *line + 2) shown.insert(*line + 1);
        return shown;
    }

    /// Width of the lanes with the space after them.
    [[nodiscard]] std::size_t indent() const { return lanes_ == 0 ? 0 : lanes_ + 1; }
    [[nodiscard]] style style_of_label(placed_label const& label) const {
        return label.primary ? style_of(level_) : style::frame;
    }

    void frame(mark_row const& row) {
        out_ += paint(fmt::format("{:{}} |", "", number_width_), style::frame, colour_);
        auto const text = row.to_text(colour_);
        if (!text.empty()) out_.append(" ").append(text);
        out_ += '\n';
    }

    /// A row that already shows the lanes of the labels open at a line, but not those that `except` draws itself.
    [[nodiscard]] mark_row row_with_lanes(std::uint32_t line, placed_label const* except = nullptr) const {
        mark_row row;
        for (auto const& label : labels_)
            if (&label != except && label.is_open_at(line))
                row.put(label.lane, label.lane + 1, '|', style_of_label(label));
        return row;
    }

    void skipped_lines(std::uint32_t next) {
        auto const lanes = row_with_lanes(next).to_text(colour_);
        out_ += paint("...", style::frame, colour_);
        if (!lanes.empty()) out_.append(number_width_, ' ').append(lanes);
        out_ += '\n';
    }

    void one_line(std::uint32_t number) {
        line_layout const layout(lines_.line(number));
        auto const view = window_of(layout, number);
        source_row(layout, view, number);
        single_line_labels(layout, view, number);
        for (auto const& label : labels_)
            if (label.several_lines() && label.first_line == number) bracket_begin(layout, view, label);
        for (auto const& label : labels_)
            if (label.several_lines() && label.last_line == number) bracket_end(layout, view, label);
    }

    void source_row(line_layout const& layout, window view, std::uint32_t number) {
        auto row = row_with_lanes(number);
        if (layout.width() > 0) row.remark(indent(), text_in(layout, view), style::plain);
        out_ += paint(fmt::format("{:>{}} |", number, number_width_), style::frame, colour_);
        auto const text = row.to_text(colour_);
        if (!text.empty()) out_.append(" ").append(text);
        while (out_.ends_with(' ')) out_.pop_back();
        out_ += '\n';
    }

    [[nodiscard]] static std::string text_in(line_layout const& layout, window view) {
        bool const left = view.from > 0, right = view.to < layout.width();
        auto const from = view.from + (left ? cropped.size() : 0);
        auto const to = view.to - (right ? cropped.size() : 0);
        return fmt::format("{}{}{}", left ? cropped : "", layout.slice(from, to), right ? cropped : "");
    }

    void single_line_labels(line_layout const& layout, window view, std::uint32_t number) {
        std::vector<line_mark> marks;
        for (auto const& label : labels_) {
            if (label.several_lines() || label.first_line != number) continue;
            auto const columns = columns_of(layout, label, number);
            auto const from = to_row(columns.from, view);
            auto const to = std::max(from, to_row(columns.to - 1, view)) + 1;
            marks.push_back({from, to, label.primary, label.text});
        }
        for (auto row : mark_rows(std::move(marks), level_)) {
            for (auto const& label : labels_)
                if (label.is_open_at(number)) row.put(label.lane, label.lane + 1, '|', style_of_label(label));
            frame(row);
        }
    }

    void bracket_begin(line_layout const& layout, window view, placed_label const& label) {
        auto row = row_with_lanes(label.first_line, &label);
        auto const column = to_row(columns_of(layout, label, label.first_line).from, view);
        row.put(label.lane + 1, column, '_', style_of_label(label));
        row.put(column, column + 1, label.primary ? '^' : '-', style_of_label(label));
        frame(row);
    }

    void bracket_end(line_layout const& layout, window view, placed_label const& label) {
        auto row = row_with_lanes(label.last_line);
        auto const column = to_row(columns_of(layout, label, label.last_line).to - 1, view);
        row.put(label.lane + 1, column, '_', style_of_label(label));
        row.put(column, column + 1, label.primary ? '^' : '-', style_of_label(label));
        if (!label.text.empty()) row.remark(column + 2, label.text, style_of_label(label));
        frame(row);
    }

    /// The columns of a label on one of its lines, at least one.
    [[nodiscard]] window columns_of(line_layout const& layout, placed_label const& label, std::uint32_t number) const {
        auto const begin = lines_.begin_of(number);
        auto const from = number == label.first_line ? layout.column_of(label.where.begin - begin) : 0;
        auto const to = number == label.last_line ? layout.column_before(label.where.end - begin) : layout.width();
        return {from, std::max(from + 1, to)};
    }

    /// Column in a row of marks for a column of the line; what was cropped is at the edge.
    [[nodiscard]] std::size_t to_row(std::size_t column, window view) const {
        return indent() + std::clamp(column, view.from, view.to) - view.from;
    }

    /// All of a line, or of a long one the part with its labels, at least with the first of them.
    [[nodiscard]] window window_of(line_layout const& layout, std::uint32_t number) const {
        if (layout.width() <= longest_line) return {0, layout.width()};
        std::optional<window> focus;
        for (auto const& label : labels_) {
            if (number != label.first_line && number != label.last_line) continue;
            auto const columns = columns_of(layout, label, number);
            auto const both =
                focus ? window{std::min(focus->from, columns.from), std::max(focus->to, columns.to)} : columns;
            if (!focus || both.to - both.from <= longest_line / 2) focus = both;
        }
        if (!focus) return {0, longest_line};
        auto const wanted = std::min(focus->to - focus->from, longest_line / 2);
        auto const before = (longest_line - wanted) / 2;
        auto const from = std::min(focus->from > before ? focus->from - before : 0, layout.width() - longest_line);
        return {from, from + longest_line};
    }

    line_index const& lines_;
    severity level_;
    bool colour_;
    std::size_t number_width_;
    std::vector<placed_label> labels_;
    std::size_t lanes_ = 0;
    std::string out_;
};

}  // namespace

std::string excerpt(line_index const& lines, std::vector<diagnostic_label> const& labels, excerpt_form const& form, render_options options) {
    return labels.empty() ? std::string() : excerpt_writer(lines, labels, form, options).write();
}

std::size_t excerpt_number_width(line_index const& lines, std::vector<diagnostic_label> const& labels) {
    return labels.empty() ? 1 : excerpt_writer(lines, labels, {}, {}).number_width();
}

}  // namespace barem
