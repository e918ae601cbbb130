#include "batch/joined_layout.hpp"

#include "batch/csv_file.hpp"
#include "io/expectation.hpp"
#include "io/text_form.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::batch {

namespace {

using program::member;
using program::type_kind;

member const* find_input(program::record_kind const& kind, std::string_view name) {
    auto const found = std::ranges::find_if(kind.members, [&](member const& m) { return m.kind == program::member_kind::input && m.name == name; });
    return found == kind.members.end() ? nullptr : &*found;
}

void collect_lists(program::program const& rules, program::index kind, std::string const& prefix, std::vector<std::string>& into) {
    for (auto const& m : rules.records[kind].members) {
        if (m.kind != program::member_kind::input || (m.type.kind != type_kind::list && m.type.kind != type_kind::record)) continue;
        if (m.type.kind == type_kind::list) into.push_back(prefix + m.name);
        collect_lists(rules, m.type.of, prefix + m.name + '.', into);
    }
}

/// The members along a path that is known to be that of a list.
std::vector<member const*> steps_of(program::program const& rules, std::string_view path) {
    std::vector<member const*> steps;
    for (auto kind = rules.roster_record;; kind = steps.back()->type.of) {
        auto const dot = path.find('.');
        steps.push_back(find_input(rules.records[kind], path.substr(0, dot)));
        if (dot == std::string_view::npos) return steps;
        path.remove_prefix(dot + 1);
    }
}

/// Paths of the lists that a list stands in, outermost first.
std::vector<std::string> outer_lists(joined_list const& list) {
    std::vector<std::string> paths;
    std::string path;
    for (auto const* step : list.steps) {
        path += (path.empty() ? "" : ".") + step->name;
        if (step->type.kind == type_kind::list && step != list.steps.back()) paths.push_back(path);
    }
    return paths;
}

std::size_t column_of(io::csv_layout const& layout, std::size_t extra) {
    auto const found = std::ranges::find_if(layout.columns, [&](io::csv_column const& c) { return !c.input && c.extra == extra; });
    return static_cast<std::size_t>(found - layout.columns.begin());
}

class opener {
public:
    opener(program::program const& rules, std::vector<list_file>& files, roster_options const& options) : rules_(rules), files_(files), options_(options) {
        for (auto const& file : files) paths_.push_back(file.list);
    }

    joined_layout open(record_cutter& records, std::vector<record_cutter>& cutters) {
        check_paths();
        joined_layout made;
        made.file = records.bytes().name();
        io::csv_expectation expected{rules_.roster_record, options_.separator, {}, paths_, {}};
        made.records = open_csv(rules_, expected, records);
        for (std::size_t i = 0; i < made.records.columns.size(); ++i)
            if (made.records.columns[i].input && made.records.columns[i].input->is_key) made.key_column = i;
        std::ranges::stable_sort(files_, {}, [](list_file const& f) { return std::ranges::count(f.list, '.'); });
        for (auto& file : files_) {
            cutters.emplace_back(unpacked(std::move(file.bytes)), options_);
            add_list(file.list, cutters.back(), made);
        }
        return made;
    }

private:
    void check_paths() const {
        std::vector<std::string> known;
        collect_lists(rules_, rules_.roster_record, "", known);
        std::vector<std::string_view> const candidates(known.begin(), known.end());
        auto const& record = rules_.records[rules_.roster_record].name;
        for (std::size_t i = 0; i < paths_.size(); ++i) {
            if (std::find(paths_.begin(), paths_.begin() + static_cast<std::ptrdiff_t>(i), paths_[i]) != paths_.begin() + static_cast<std::ptrdiff_t>(i))
                throw input_failure(fmt::format("two files are given for the list `{}`", paths_[i]));
            if (std::ranges::find(known, paths_[i]) != known.end()) continue;
            auto const meant = io::meant_by(paths_[i], candidates);
            throw input_failure(fmt::format("`{}` has no list `{}`{}", record, io::cropped(paths_[i]), meant.empty() ? "" : fmt::format("; did you mean `{}`?", meant)));
        }
    }

    void add_list(std::string const& path, record_cutter& from, joined_layout& to) const {
        joined_list made;
        made.path = path;
        made.file = from.bytes().name();
        made.steps = steps_of(rules_, path);
        auto const outer = outer_lists(made);
        made.depth = outer.size();
        if (made.depth > 0) {
            auto const parent = std::ranges::find(to.lists, outer.back(), &joined_list::path);
            if (parent == to.lists.end()) throw input_failure(fmt::format("the list `{0}` needs a file of its own: --list {0}=FILE", outer.back()));
            made.parent = static_cast<std::size_t>(parent - to.lists.begin());
        }
        auto const& kind = rules_.records[made.steps.back()->type.of];
        auto const& roster = rules_.records[rules_.roster_record];
        auto const& key = roster.members[rules_.key_member].name;
        io::csv_expectation expected{made.steps.back()->type.of, options_.separator, {find_input(kind, key) ? roster.name + '.' + key : key}, paths_, path + '.'};
        for (auto const& list : outer) {
            if (find_input(kind, list)) throw input_failure(fmt::format("{}: `{}` is a field of `{}` and a list that it stands in: such records cannot be read from CSV", made.file, list, kind.name));
            expected.extra.push_back(list);
        }
        made.layout = open_csv(rules_, expected, from);
        made.key_column = column_of(made.layout, 0);
        for (std::size_t i = 0; i < outer.size(); ++i) made.position_columns.push_back(column_of(made.layout, i + 1));
        to.lists.push_back(std::move(made));
    }

    program::program const& rules_;
    std::vector<list_file>& files_;
    roster_options const& options_;
    std::vector<std::string> paths_;
};

}  // namespace

joined_layout open_joined(program::program const& rules, record_cutter& records, std::vector<list_file> lists, roster_options const& options,
                          std::vector<record_cutter>& cutters) {
    return opener(rules, lists, options).open(records, cutters);
}

std::string key_of(io::csv_cell const& cell) {
    auto text = cell.plain();
    return io::is_plain_nfc(text) || io::find_invalid_utf8(text) != std::string_view::npos ? text : io::to_nfc(std::move(text));
}

}  // namespace barem::batch
