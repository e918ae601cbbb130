#pragma once
// Records written as joined CSV files.

#include "check/program.hpp"

#include <barem/record_data.hpp>

#include <map>
#include <string>
#include <variant>
#include <vector>

namespace readers {

using namespace barem;

/// Writes records as a person would export them: a file of the records, and one for each list. Ids and texts have no quotes in them.
class exporter {
public:
    explicit exporter(program::program const& rules) : rules_(rules), key_(rules.records[rules.roster_record].members[rules.key_member]) {
        add_header("", rules.roster_record, key_.name);
    }
    void add(record_data const& record) {
        id_ = '"' + std::get<std::string>(record.values[key_.slot]) + '"';
        add_row("", rules_.roster_record, record, "", 0);
    }
    std::map<std::string, std::string> files;       ///< by list; "": the records

private:
    /// Calls `scalar` for each field of a record and its single records, `list` for each list.
    template <typename Scalar, typename List>
    void visit(program::index kind, std::string const& prefix, record_data const* data, Scalar const& scalar, List const& list) const {
        for (auto const& m : rules_.records[kind].members) {
            if (m.kind != program::member_kind::input || m.is_key) continue;
            auto const* const held = data && m.slot < data->lists.size() ? &data->lists[m.slot] : nullptr;
            if (m.type.kind == program::type_kind::record) visit(m.type.of, prefix + m.name + '.', held && !held->empty() ? &held->front() : nullptr, scalar, list);
            else if (m.type.kind == program::type_kind::list) list(prefix + m.name, m, held);
            else scalar(prefix + m.name, m, data ? data->values[m.slot] : value());
        }
    }
    /// `outer`: the key's column, and those of positions.
    void add_header(std::string const& path, program::index kind, std::string const& outer) {
        files[path] = outer;
        visit(kind, "", nullptr, [&](std::string const& name, auto const&, auto const&) { files[path] += ',' + name; },
              [&](std::string const& name, auto const& m, auto const*) {
                  add_header(path.empty() ? name : path + '.' + name, m.type.of, path.empty() ? outer : outer + ',' + path);
              });
        files[path] += '\n';
    }
    /// `outer`: positions of the elements around this one, each after a comma; `position`: its own, 0 for a record of the roster.
    void add_row(std::string const& path, program::index kind, record_data const& data, std::string const& outer, std::size_t position) {
        files[path] += id_ + outer;
        visit(kind, "", &data, [&](std::string const&, auto const& m, value const& v) { files[path] += ',' + cell(m, v); },
              [&](std::string const&, auto const&, auto const*) {});
        files[path] += '\n';
        auto const around = position == 0 ? outer : outer + ',' + std::to_string(position);
        visit(kind, "", &data, [](auto const&...) {}, [&](std::string const& name, auto const& m, std::vector<record_data> const* held) {
            for (std::size_t i = 0; held && i < held->size(); ++i) add_row(path.empty() ? name : path + '.' + name, m.type.of, (*held)[i], around, i + 1);
        });
    }
    std::string cell(program::member const& m, value const& v) const {
        if (auto const* w = std::get_if<word>(&v)) return rules_.enums[m.type.of].words[w->index].name;
        if (auto const* d = std::get_if<date>(&v)) return d->to_text();
        if (auto const* b = std::get_if<bool>(&v)) return *b ? "TRUE" : "0";
        if (auto const* n = std::get_if<number>(&v)) return n->to_exact();
        return std::holds_alternative<absent>(v) ? "" : '"' + std::get<std::string>(v) + '"';
    }

    program::program const& rules_;
    program::member const& key_;
    std::string id_;
};

}  // namespace readers
