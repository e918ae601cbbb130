#include "exec/frames.hpp"

#include <algorithm>

namespace barem::exec {

slot* slot_store::take(std::size_t count) {
    while (chunk_ != chunks_.size() && chunks_[chunk_].size() - used_ < count) {
        ++chunk_;
        used_ = 0;
    }
    if (chunk_ == chunks_.size()) chunks_.emplace_back(std::max(count, std::min<std::size_t>(size() + 64, 4096)));
    slot* const first = chunks_[chunk_].data() + used_;
    used_ += count;
    for (slot* s = first; s != first + count; ++s) s->state = slot_state::unset;
    return first;
}

std::size_t slot_store::size() const {
    std::size_t slots = 0;
    for (auto const& chunk : chunks_) slots += chunk.size();
    return slots;
}

void frames::begin(record_data const& data, index record) {
    clear();
    add(data, record, none, none, 0);
}

void frames::clear() {
    frames_.clear();
    slots_.clear();
    children_.clear();
}

index frames::add(record_data const& data, index record, index parent, index list, index position) {
    plan::record const& kind = tree_.records[record];
    frames_.push_back({&data, record, parent, list, position, static_cast<index>(children_.size()), slots_.take(kind.computed_slots)});
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
