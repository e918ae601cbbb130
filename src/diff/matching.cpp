// Which parts of two items stand for the same thing.
#include "diff/rules.hpp"

#include <algorithm>
#include <functional>

namespace barem::diff {

namespace {

bool has_no_name(what w) { return w == what::row || w == what::deduction || w == what::level || w == what::example; }

std::string said(item const& of, aspect which) {
    auto const* says = of.find(which);
    return says ? says->written : std::string();
}

class matcher {
public:
    matcher(std::vector<item> const& before, std::vector<item> const& after) : before_(before), after_(after), partner_(after.size(), nullptr), taken_(before.size()) {}

    matching run() {
        by([](item const& i) { return i.name; }, false);
        // A row has no name: what it gives, its label or its article tell which one it was.
        without_name([](item const& i) { return said(i, aspect::value) + '\n' + said(i, aspect::label) + '\n' + i.articles.en; });
        without_name([](item const& i) { return said(i, aspect::label); });
        without_name([](item const& i) { return i.articles.en; });
        without_name([](item const& i) { return i.what == what::example ? said(i, aspect::condition) : said(i, aspect::value); });
        without_name([](item const& i) { return said(i, aspect::condition); });
        return collect();
    }

private:
    using key_of = std::function<std::string(item const&)>;

    void without_name(key_of const& key) {
        by([&](item const& i) { return has_no_name(i.what) ? key(i) : std::string(); }, true);
    }

    /// Pairs what has the same key; `unique`: only where no other has it.
    void by(key_of const& key, bool unique) {
        std::map<std::pair<what, std::string>, std::vector<std::size_t>> old, fresh;
        for (std::size_t i = 0; i != before_.size(); ++i)
            if (!taken_[i]) old[{namespace_of(before_[i].what), key(before_[i])}].push_back(i);
        for (std::size_t i = 0; i != after_.size(); ++i)
            if (!partner_[i]) fresh[{namespace_of(after_[i].what), key(after_[i])}].push_back(i);
        for (auto const& [k, news] : fresh) {
            auto const found = old.find(k);
            if (k.second.empty() || found == old.end() || (unique && (news.size() > 1 || found->second.size() > 1))) continue;
            for (std::size_t i = 0; i != std::min(news.size(), found->second.size()); ++i) {
                partner_[news[i]] = &before_[found->second[i]];
                taken_[found->second[i]] = true;
            }
        }
    }

    matching collect() const {
        matching made;
        for (std::size_t i = 0; i != after_.size(); ++i) {
            if (partner_[i]) made.both.emplace_back(partner_[i], &after_[i]);
            else made.added.push_back(&after_[i]);
        }
        for (std::size_t i = 0; i != before_.size(); ++i)
            if (!taken_[i]) made.removed.push_back(&before_[i]);
        return made;
    }

    std::vector<item> const &before_, &after_;
    std::vector<item const*> partner_;      ///< by new item
    std::vector<bool> taken_;               ///< by old item
};

}  // namespace

what namespace_of(what w) {
    switch (w) {
        case what::definition:
        case what::classification:
        case what::deductions:
        case what::rank:
        case what::quota:
        case what::admission: return what::input;
        case what::bands: return what::table;
        default: return w;
    }
}

matching match(std::vector<item> const& before, std::vector<item> const& after) { return matcher(before, after).run(); }

}  // namespace barem::diff
