#include "explain/list_paths.hpp"

#include "explain/wording.hpp"

namespace barem::explain {

namespace {

/// Lists within lists; a limit, in case a record kind ever holds itself.
constexpr std::size_t max_depth = 16;

void collect_parts(context& c, index kind, std::vector<index> through, text const& prefix, parts& found) {
    auto const& record = c.rules.records[kind];
    for (index m = 0; m != record.members.size(); ++m) {
        auto const& member = record.members[m];
        text const own = label_of(member.shown, member.name);
        text const label = prefix.empty() ? own : say(message::labelled, {prefix, own});
        if (member.type.kind == program::type_kind::list) continue;
        if (member.type.kind == program::type_kind::record) {
            auto inside = through;
            inside.push_back(member.slot);
            if (inside.size() < max_depth) collect_parts(c, member.type.of, inside, label, found);
        } else if (member.kind == program::member_kind::input) {
            found.inputs.push_back({through, kind, m, label});
        } else {
            found.computed.push_back({through, kind, m, label});
        }
    }
}

void follow(context& c, list_path path, std::vector<list_path>& found) {
    auto const& record = c.tree.records[path.kinds.back()];
    bool is_leaf = true;
    for (index l = 0; l != record.lists.size(); ++l) {
        if (record.lists[l].single || path.lists.size() == max_depth) continue;
        is_leaf = false;
        list_path inner = path;
        inner.lists.push_back(l);
        inner.kinds.push_back(record.lists[l].record);
        follow(c, std::move(inner), found);
    }
    if (is_leaf) found.push_back(std::move(path));
}

}  // namespace

std::vector<list_path> find_lists(context& c) {
    std::vector<list_path> found;
    for (index frame : c.main_frames()) {
        auto const& record = c.tree.records[c.record_of(frame)];
        for (index l = 0; l != record.lists.size(); ++l)
            if (!record.lists[l].single) follow(c, {frame, {l}, {record.lists[l].record}}, found);
    }
    return found;
}

void number_tables(context& c, std::vector<list_path> const& lists) {
    for (std::size_t i = 0; i != lists.size(); ++i) {
        std::vector<index> key{lists[i].frame};
        key.insert(key.end(), lists[i].lists.begin(), lists[i].lists.end());
        c.table_numbers.emplace(std::move(key), static_cast<unsigned>(i + 1));
    }
}

parts parts_of(context& c, index kind) {
    parts found;
    collect_parts(c, kind, {}, {}, found);
    return found;
}

}  // namespace barem::explain
