#include "diff/rejections.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace barem::diff {

void rejections::add(batch::rejection const& r) {
    auto const id = std::string(r.id.value_or(""));
    std::string why;
    for (auto const& problem : r.problems) why += (why.empty() ? "" : "; ") + problem.message;
    entries_.push_back({r.line, texts_.size(), static_cast<std::uint32_t>(id.size()), static_cast<std::uint32_t>(why.size())});
    texts_.append(id);
    texts_.append(why);
}

// Records that fail among others are told of last.
void rejections::settle() { std::ranges::stable_sort(entries_, {}, &entry::line); }

rejected_record rejections::read(entry const& e) {
    rejected_record made{e.line, std::string(e.id, '\0'), std::string(e.why, '\0')};
    if (e.id != 0) texts_.read(e.from, made.id.data(), e.id);
    if (e.why != 0) texts_.read(e.from + e.id, made.why.data(), e.why);
    return made;
}

rejected_by_one rejections::only(rejections& a, rejections& b) {
    rejected_by_one made;
    auto const note = [&](entry const& e) {
        if (++made.count <= most_listed) made.records.push_back(a.read(e));
    };
    std::multiset<std::string> without_line;
    auto other = b.entries_.begin();
    for (; other != b.entries_.end() && other->line == 0; ++other) without_line.insert(b.read(*other).why);
    for (auto const& e : a.entries_) {
        if (e.line == 0) {
            auto const found = without_line.find(a.read(e).why);
            if (found == without_line.end()) note(e);
            else without_line.erase(found);
            continue;
        }
        while (other != b.entries_.end() && other->line < e.line) ++other;
        if (other == b.entries_.end() || other->line != e.line) note(e);
    }
    return made;
}

}  // namespace barem::diff
