#include "io/csv_header.hpp"

#include "io/csv_text.hpp"
#include "io/expectation.hpp"
#include "io/text_form.hpp"
#include "io/validate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

namespace barem::io {

namespace {

using program::member;
using program::type_kind;

constexpr std::array separators{',', ';', '\t'};

/// Everything that a column can be called.
class vocabulary {
public:
    vocabulary(program::program const& rules, csv_expectation const& expected) : rules_(rules), expected_(expected) {
        add_group(nullptr, 0, expected.kind, "");
        for (std::size_t i = 0; i < expected.extra.size(); ++i) add({expected.extra[i], nullptr, 0, i}, true);
    }

    [[nodiscard]] csv_column const* find(std::string const& name) const {
        auto const found = by_name_.find(name);
        return found == by_name_.end() ? nullptr : &columns_[found->second];
    }
    [[nodiscard]] std::vector<csv_column> const& columns() const { return columns_; }
    [[nodiscard]] bool is_required(std::size_t i) const { return required_[i]; }
    [[nodiscard]] std::vector<csv_group> const& groups() const { return groups_; }
    /// Lists without a file, with the group that they stand in.
    [[nodiscard]] std::vector<std::pair<std::string, std::size_t>> const& missing_lists() const { return missing_lists_; }
    [[nodiscard]] std::vector<std::string_view> names() const {
        std::vector<std::string_view> names;
        for (auto const& column : columns_) names.push_back(column.name);
        return names;
    }

private:
    void add(csv_column column, bool is_required) {
        by_name_.emplace(column.name, columns_.size());
        columns_.push_back(std::move(column));
        required_.push_back(is_required);
    }

    void add_group(member const* input, std::size_t parent, program::index kind, std::string const& prefix) {
        std::size_t const self = groups_.size();
        bool const optional = input && (may_be_absent(*input) || groups_[parent].optional);
        groups_.push_back({input, parent, optional, &rules_.records[kind]});
        for (auto const& m : rules_.records[kind].members) {
            if (m.kind != program::member_kind::input) continue;
            auto const name = prefix + m.name;
            if (m.type.kind == type_kind::record) add_group(&m, self, m.type.of, name + '.');
            else if (m.type.kind != type_kind::list) add({name, &m, self, 0}, !optional && !may_be_absent(m));
            else if (std::ranges::find(expected_.lists, expected_.path + name) == expected_.lists.end())
                missing_lists_.emplace_back(expected_.path + name, self);
        }
    }

    program::program const& rules_;
    csv_expectation const& expected_;
    std::vector<csv_group> groups_;
    std::vector<csv_column> columns_;
    std::vector<bool> required_;
    std::unordered_map<std::string, std::size_t> by_name_;
    std::vector<std::pair<std::string, std::size_t>> missing_lists_;
};

std::vector<std::string> names_of(std::string_view header, char separator) {
    std::vector<csv_cell> cells;
    if (split_csv(header, separator, cells)) return {};
    std::vector<std::string> names;
    for (auto const& cell : cells) names.push_back(cell.plain());
    return names;
}

char best_separator(std::string_view header, vocabulary const& known) {
    char best = separators.front();
    std::ptrdiff_t most = -1;
    for (char const separator : separators) {
        auto const names = names_of(header, separator);
        auto const count = std::ranges::count_if(names, [&](std::string const& name) { return known.find(name) != nullptr; });
        if (count > most) best = separator, most = count;
    }
    return best;
}

/// The column whose input people see by this name, in any language; null: none.
csv_column const* of_label(vocabulary const& known, std::string_view name) {
    auto const& all = known.columns();
    auto const found = std::ranges::find_if(all, [&](csv_column const& c) {
        return c.input && std::ranges::any_of(c.input->shown.texts, [&](auto const& text) { return text.second == name; });
    });
    return found == all.end() ? nullptr : &*found;
}

std::string shown(std::string_view name) { return name.empty() ? "an empty name" : fmt::format("`{}`", cropped(name)); }

}  // namespace

csv_layout read_csv_header(program::program const& rules, csv_expectation const& expected, std::string_view header, std::vector<std::string>& problems) {
    vocabulary const known(rules, expected);
    csv_layout made;
    if (auto const bad = find_invalid_utf8(header); bad != std::string_view::npos) {
        problems.push_back(fmt::format("the header is no UTF-8: byte 0x{:02X} at column {}", static_cast<unsigned char>(header[bad]), bad + 1));
        return made;
    }
    made.separator = expected.separator != '\0' ? expected.separator : best_separator(header, known);
    made.groups = known.groups();
    std::vector<csv_cell> cells;
    if (auto const fault = split_csv(header, made.separator, cells)) {
        problems.push_back(fmt::format("the header has a misplaced quote in column {}", fault->cell + 1));
        return made;
    }
    std::unordered_map<std::string, std::size_t> seen;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        auto const name = to_nfc(cells[i].plain());
        auto const [first, is_new] = seen.emplace(name, i);
        auto const* column = known.find(name);
        if (!is_new) {
            problems.push_back(fmt::format("columns {} and {} are both called {}", first->second + 1, i + 1, shown(name)));
        } else if (auto const* labelled = column ? nullptr : of_label(known, name)) {
            problems.push_back(fmt::format("column {}: {} is the label of `{}`; a header names the field: write `{}`", i + 1, shown(name), labelled->name, labelled->name));
            seen.emplace(labelled->name, i);                           // that it is missing would be said twice
        } else if (!column) {
            auto const meant = meant_by(name, known.names());
            problems.push_back(fmt::format("column {}: {} is no field of `{}`{}", i + 1, shown(name), rules.records[expected.kind].name,
                                           meant.empty() ? "" : fmt::format("; did you mean `{}`?", meant)));
        } else {
            made.columns.push_back(*column);
        }
    }
    for (std::size_t i = 0; i < known.columns().size(); ++i)
        if (known.is_required(i) && !seen.contains(known.columns()[i].name))
            problems.push_back(fmt::format("no column is called `{}`", known.columns()[i].name));
    for (auto const& [list, group] : known.missing_lists()) {
        bool const has_columns = std::ranges::any_of(made.columns, [&](csv_column const& c) { return c.input && c.group == group; });
        if (made.groups[group].optional && !has_columns) continue;
        problems.push_back(fmt::format("the list `{0}` needs a file of its own: --list {0}=FILE", list));
    }
    return made;
}

bool names_in_header(std::string_view header, std::string_view name) {
    return std::ranges::any_of(separators, [&](char separator) {
        auto const names = names_of(header, separator);
        return std::ranges::find(names, name) != names.end();
    });
}

}  // namespace barem::io
