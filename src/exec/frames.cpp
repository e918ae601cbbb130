#include "exec/frames.hpp"

namespace barem::exec {

void frames::begin(record_data const& data, index record) {
    frames_.clear();
    slots_.clear();
    children_.clear();
    add(data, record, none, none, 0);
}

index frames::add(record_data const& data, index record, index parent, index list, index position) {
    plan::record const& kind = tree_.records[record];
    frames_.push_back({&data, record, parent, list, position, static_cast<index>(slots_.size()), static_cast<index>(children_.size())});
    slots_.resize(slots_.size() + kind.computed_slots);
    children_.resize(children_.size() + kind.lists.size(), none);
    return static_cast<index>(frames_.size() - 1);
}

frame_range frames::children(index id, index list) {
    auto const& elements = frames_[id].data->lists[list];
    std::size_t const place = frames_[id].first_child + list;
    auto const count = static_cast<index>(elements.size());
    if (children_[place] == none && count != 0) {
        index const record = tree_.records[frames_[id].record].lists[list].record;
        children_[place] = static_cast<index>(frames_.size());
        for (index i = 0; i != count; ++i) add(elements[i], record, id, list, i);
    }
    return {children_[place], count};
}

std::string frames::path(program::program const& p, index id) const {
    frame const& at = frames_[id];
    if (at.parent == none) return "";
    frame const& around = frames_[at.parent];
    plan::list const& list = tree_.records[around.record].lists[at.list];
    std::string text = path(p, at.parent);
    if (!text.empty()) text += '.';
    text += p.records[around.record].members[list.member].name;
    return list.single ? text : text + "[" + std::to_string(at.position) + "]";
}

}  // namespace barem::exec
