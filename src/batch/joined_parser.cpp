#include "batch/joined_parser.hpp"

#include "batch/csv_parser.hpp"
#include "batch/plain_number.hpp"
#include "io/text_form.hpp"
#include "io/validate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace barem::batch {

namespace {

using program::type_kind;
using ending = io::csv_extent::ending;

bool is_list(program::member const& m) { return m.type.kind == type_kind::list; }

/// A position as it is written, from 1; 0: it is none.
std::size_t position_of(std::string_view text) {
    std::int64_t n = 0;
    return plain_number(text, 0, n) && n > 0 && text.find('.') == std::string_view::npos ? static_cast<std::size_t>(n) : 0;
}

}  // namespace

joined_parser::joined_parser(program::program const& rules, joined_layout const& layout, record_limits const& limits, std::shared_ptr<memory_pool> pool)
    : rules_(rules), layout_(layout), limits_(limits), pool_(std::move(pool)), records_(rules, layout.records, limits) {
    for (auto const& list : layout.lists) lists_.push_back(std::make_unique<file>(rules, list.layout, limits));
}

read_rows joined_parser::parse(roster_part const& part) {
    read_rows made;
    auto memory = pool_->take();
    bind(*memory);
    auto const add_other = [&](std::uint64_t line, io::read_record record) {
        made.rows.push_back({line, static_cast<std::uint32_t>(made.others.size()), false});
        made.others.push_back(std::move(record));
    };
    std::vector<io::read_record> strays = part.others;
    read_entries(part);
    for (std::size_t i = 0; i < part.lists.size(); ++i) read_list(i, part.lists[i], strays);
    for (auto const& e : entries_) {
        std::size_t const row = memory->rows;
        if (append(e, *memory)) {
            made.rows.push_back({e.row.line, static_cast<std::uint32_t>(row), true});
        } else {
            memory->rewind(row);
            add_other(e.row.line, read_exactly(e));
        }
    }
    for (auto& other : strays) add_other(0, std::move(other));
    made.columns = memory->finish();
    made.memory = std::move(memory);
    return made;
}

void joined_parser::bind(table_memory& memory) {
    records_.table = &memory;
    records_.columns.bind(memory);
    for (std::size_t i = 0; i < lists_.size(); ++i) {
        auto const& list = layout_.lists[i];
        lists_[i]->list = &list_in(list.depth == 0 ? memory : *lists_[list.parent]->table, i);
        lists_[i]->table = lists_[i]->list->elements.get();
        lists_[i]->columns.bind(*lists_[i]->table);
    }
}

/// From the table of the list that it stands in, or of the records, through single records.
list_memory& joined_parser::list_in(table_memory& from, std::size_t number) const {
    auto const& list = layout_.lists[number];
    auto* table = &from;
    for (std::size_t i = list.depth == 0 ? 0 : layout_.lists[list.parent].steps.size(); i + 1 < list.steps.size(); ++i)
        table = table->lists[list.steps[i]->slot].elements.get();
    return table->lists[list.steps.back()->slot];
}

template <typename Take>
void joined_parser::for_each_row(stretch const& from, io::csv_layout const& layout, std::size_t key_column, Take const& take) {
    auto const text = from.bytes.text();
    auto line = from.first_line;
    for (std::size_t at = 0; at < text.size();) {
        text_row row{text.substr(at), io::extent_of_record(text.substr(at), layout.separator, limits_.max_record_bytes, true), line, {}, false};
        auto const record = row.text.substr(0, row.extent.size);
        at += record.size() + 1;
        line += 1 + static_cast<std::uint64_t>(std::ranges::count(record, '\n'));
        if (io::is_blank(record, layout.separator)) continue;
        auto const fault = io::split_csv(record, layout.separator, cells_);
        row.has_key = row.extent.how != ending::too_long && key_column < (fault ? fault->cell : cells_.size());
        if (row.has_key) row.key = key_of(cells_[key_column]);
        take(std::move(row));
    }
}

void joined_parser::read_entries(roster_part const& part) {
    entries_.clear();
    by_key_.clear();
    if (part.records.too_long != 0) {
        auto& e = entries_.emplace_back();
        e.row = {{}, {ending::too_long, static_cast<std::size_t>(part.records.too_long)}, part.records.first_line, {}, false};
        e.lists.resize(lists_.size());
        return;
    }
    for_each_row(part.records, layout_.records, layout_.key_column, [&](text_row row) {
        if (row.has_key) by_key_.emplace(row.key, entries_.size());
        auto& e = entries_.emplace_back();
        e.row = std::move(row);
        e.lists.resize(lists_.size());
    });
}

void joined_parser::read_list(std::size_t number, stretch const& from, std::vector<io::read_record>& strays) {
    auto const& list = layout_.lists[number];
    std::size_t latest = 0;
    for_each_row(from, list.layout, list.key_column, [&](text_row row) {
        auto const found = row.has_key ? by_key_.find(row.key) : by_key_.end();
        if (found == by_key_.end()) return strays.push_back(stray(list, row));
        bool const is_late = found->second < latest;
        latest = std::max(latest, found->second);
        entries_[found->second].lists[number].push_back({std::move(row), is_late});
    });
}

io::read_record joined_parser::stray(joined_list const& list, text_row const& row) const {
    io::read_record made;
    io::problem_list problems(1);
    made.key_name = rules_.records[rules_.roster_record].members[rules_.key_member].name;
    problems.enter(list.path);
    problems.stand_at(fmt::format("{}:{}", list.file, row.line));
    if (row.has_key) {
        problems.stand_in_column(list.key_column + 1);
        problems.add(fmt::format("the `{}` of a record of {}, in the order of that file", made.key_name, layout_.file), io::quoted(row.key));
        made.id = row.key;
        made.id_known = io::find_invalid_utf8(row.key) == std::string_view::npos;
    } else {
        io::csv_record_reader reader(rules_, list.layout, limits_);
        record_data ignored;
        reader.read(row.text, row.extent, ignored, problems);
    }
    made.problems = problems.take();
    return made;
}

bool joined_parser::append(entry const& e, table_memory& memory) {
    std::size_t const root_row = memory.rows;
    if (!append_row(records_, e.row.text, e.row.extent)) return false;
    for (std::size_t i = 0; i < lists_.size(); ++i)
        if (!append_list(i, e.lists[i], root_row)) return false;
    return true;
}

bool joined_parser::append_row(file& to, std::string_view text, io::csv_extent const& extent) {
    if (extent.how != ending::whole || extent.size > limits_.max_record_bytes) return false;
    ends_.clear();
    find_cell_ends(text, 0, extent.size, to.layout.separator, ends_);
    if (ends_.size() != to.layout.columns.size()) return false;
    csv_row row;
    row.size = static_cast<std::uint32_t>(extent.size);
    std::uint8_t failed = 0;
    to.columns.read({text.data(), ends_.data(), &row, 1, true, false}, &failed);
    if (failed) return false;
    to.columns.keep(1);
    return true;
}

bool joined_parser::append_list(std::size_t number, std::vector<list_row> const& rows, std::size_t root_row) {
    auto const& list = layout_.lists[number];
    auto& to = *lists_[number];
    // Whether an optional record around it is there is a question for the ordinary reader.
    bool const may_lack_parent = std::any_of(list.steps.begin(), list.steps.end(), [](auto const* step) { return io::may_be_absent(*step); });
    if (may_lack_parent && !rows.empty()) return false;
    auto const& parents = list.depth == 0 ? *records_.table : *lists_[list.parent]->table;
    std::size_t parent = root_row;
    for (std::size_t depth = 0, at = number; depth < list.depth; ++depth) {
        // The first element of the first list, and so on down.
        std::size_t outer = at;
        while (layout_.lists[outer].depth > depth) outer = layout_.lists[outer].parent;
        parent = static_cast<std::size_t>(lists_[outer]->list->offsets[parent]);
    }
    std::size_t const first = parent;
    for (auto const& [row, is_late] : rows) {
        std::size_t belongs_to = root_row;
        if (is_late || !append_row(to, row.text, row.extent) || !parent_row(number, row.text, root_row, belongs_to) || belongs_to < parent) return false;
        while (parent < belongs_to) to.list->offsets[++parent] = static_cast<std::int32_t>(to.table->rows - 1);
    }
    while (parent < parents.rows) to.list->offsets[++parent] = static_cast<std::int32_t>(to.table->rows);
    auto const most = std::min(io::most_elements(*list.steps.back(), limits_), static_cast<std::size_t>(std::max<std::int64_t>(columnar::most_elements(*list.steps.back()), 0)));
    auto const& low = list.steps.back()->range.low;
    for (std::size_t i = first; i < parents.rows; ++i) {
        auto const size = to.list->offsets[i + 1] - to.list->offsets[i];
        if (static_cast<std::size_t>(size) > most || (low && barem::number(std::int64_t{size}) < *low)) return false;
    }
    return true;
}

bool joined_parser::parent_row(std::size_t number, std::string_view text, std::size_t root_row, std::size_t& row) const {
    auto const& list = layout_.lists[number];
    row = root_row;
    for (std::size_t depth = 0; depth < list.depth; ++depth) {
        std::size_t outer = number;
        while (layout_.lists[outer].depth > depth) outer = layout_.lists[outer].parent;
        std::size_t const column = list.position_columns[depth];
        std::size_t const begin = column == 0 ? 0 : std::size_t{ends_[column - 1]} + 1;
        std::size_t const position = position_of(text.substr(begin, ends_[column] - begin));
        auto const* const offsets = lists_[outer]->list->offsets.data() + row;
        if (position == 0 || position > static_cast<std::size_t>(offsets[1] - offsets[0])) return false;
        row = static_cast<std::size_t>(offsets[0]) + position - 1;
    }
    return true;
}

io::read_record joined_parser::read_exactly(entry const& e) {
    auto made = records_.others.read(e.row.text, e.row.extent);
    bool const is_sound = made.data || (made.problems.size() < io::max_problems && e.row.extent.how == ending::whole);
    if (!is_sound) return made;
    io::problem_list problems(io::max_problems);
    record_data root;
    records_.others.read(e.row.text, e.row.extent, root, problems);
    if (root.values.empty()) return made;               // no row of the right number of cells
    for (std::size_t i = 0; i < lists_.size(); ++i) {
        std::vector<std::size_t> before;
        for (auto const& row : e.lists[i]) read_list_row(i, row, root, before, problems);
        problems.stand_at("");
        check_sizes(layout_.lists[i], 0, root, problems);
    }
    if (problems.empty()) made.data = std::move(root);
    else made.data.reset();
    made.problems = problems.take();
    return made;
}

void joined_parser::read_list_row(std::size_t number, list_row const& from, record_data& root, std::vector<std::size_t>& before, io::problem_list& problems) {
    auto const& list = layout_.lists[number];
    auto const& [row, is_late] = from;
    io::split_csv(row.text.substr(0, row.extent.size), list.layout.separator, cells_);
    problems.stand_at(fmt::format("{}:{}", list.file, row.line));
    std::size_t entered = 0;
    auto const leave = [&] {
        for (; entered > 0; --entered) problems.leave();
        problems.stand_at("");
    };
    auto* parent = &root;
    std::vector<std::size_t> positions;
    for (auto const* step : list.steps) {
        problems.enter(step->name);
        ++entered;
        if (step == list.steps.back()) break;
        auto& held = parent->lists[step->slot];
        std::size_t position = 1;
        if (is_list(*step)) {
            std::size_t const column = list.position_columns[positions.size()];
            auto const text = column < cells_.size() ? cells_[column].plain() : std::string();
            position = position_of(text);
            if (position == 0 || position > held.size()) {
                problems.stand_in_column(column + 1);
                problems.add(fmt::format("a position from 1 to {} in `{}`", held.size(), step->name), text.empty() ? "nothing" : io::cropped(text));
                problems.stand_in_column(0);
                return leave();
            }
            positions.push_back(position);
            problems.enter(position - 1);
            ++entered;
        } else if (held.empty()) {
            problems.add(fmt::format("no row without `{}`, which the record does not have", step->name), "a row");
            return leave();
        }
        parent = &held[position - 1];
    }
    if (is_late || positions < before) {
        problems.add("rows in the order of " + (is_late ? layout_.file : std::string("their positions")), "a row that comes too late");
        return leave();
    }
    before = std::move(positions);
    auto& elements = parent->lists[list.steps.back()->slot];
    problems.enter(elements.size());
    ++entered;
    lists_[number]->others.read(row.text, row.extent, elements.emplace_back(), problems);
    auto const& kind = rules_.records[list.steps.back()->type.of];
    elements.back().values.resize(kind.value_slots);
    elements.back().lists.resize(kind.list_slots);
    leave();
}

void joined_parser::check_sizes(joined_list const& list, std::size_t step, record_data const& in, io::problem_list& problems) const {
    auto const& member = *list.steps[step];
    auto const& held = in.lists[member.slot];
    problems.enter(member.name);
    if (step + 1 == list.steps.size()) {
        io::check_size(rules_, member, held.size(), io::most_elements(member, limits_), problems);
    } else {
        for (std::size_t i = 0; i < held.size(); ++i) {
            if (is_list(member)) problems.enter(i);
            check_sizes(list, step + 1, held[i], problems);
            if (is_list(member)) problems.leave();
        }
    }
    problems.leave();
}

}  // namespace barem::batch
