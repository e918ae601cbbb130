// Safe fixes, made until none is left.
#include <barem/fix.hpp>

#include "source/edited_text.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <utility>

namespace barem::inline BAREM_VERSION_NAMESPACE {
namespace {

using identity = std::pair<std::string, std::string>;              // code and message: places move

identity identity_of(diagnostic const& d) { return {d.code, d.message}; }

std::map<identity, std::size_t> times_found(report const& r) {
    std::map<identity, std::size_t> found;
    for (auto const& d : r.findings) ++found[identity_of(d)];
    return found;
}

/// Whether everything that is found now was found before, and something is gone.
bool is_better(report const& now, report const& before) {
    if (now.findings.size() >= before.findings.size()) return false;
    auto const known = times_found(before);
    return std::ranges::all_of(times_found(now), [&](auto const& found) {
        auto const its = known.find(found.first);
        return its != known.end() && found.second <= its->second;
    });
}

class fixer {
public:
    fixer(std::string_view text, std::string_view name, compile_options const& options)
        : name_(name), shown_(options), options_(all_findings(options)), edited_(text), text_(text),
          left_(check_rules(text, name, options_)) {}

    fixed_rules run() {
        constexpr auto all = std::numeric_limits<std::size_t>::max();
        auto most = all;
        for (auto batch = choose(most); !batch.empty(); batch = choose(most)) {
            if (make(batch)) most = all;
            else if (batch.size() > 1) most = 1;                   // which of them was it?
            else refused_.insert(identity_of(batch.front()));
        }
        return {text_, std::move(fixed_), check_rules(text_, name_, shown_), edited_.difference(name_)};
    }

private:
    /// Of findings that are not shown it would not be known whether they are new.
    static compile_options all_findings(compile_options options) {
        options.compile.max_findings = std::max(options.compile.max_findings, 100'000U);
        return options;
    }

    /// Findings with the safe fix that will be made of each, whose edits can be made at once.
    [[nodiscard]] std::vector<diagnostic> choose(std::size_t most) const {
        std::vector<diagnostic> batch;
        std::vector<text_edit> edits;
        for (auto const& d : left_.findings) {
            auto const safe = std::ranges::find_if(d.fixes, [](suggested_fix const& f) { return f.safe && !f.edits.empty(); });
            if (batch.size() == most || safe == d.fixes.end() || refused_.contains(identity_of(d))) continue;
            auto more = edits;
            more.insert(more.end(), safe->edits.begin(), safe->edits.end());
            if (!fit_together(more, text_.size())) continue;       // another one's turn, or in a library
            edits = std::move(more);
            batch.push_back(d);
            batch.back().fixes = {*safe};
        }
        return batch;
    }

    bool make(std::vector<diagnostic> const& batch) {
        auto edited = edited_;
        std::vector<text_edit> edits;
        for (auto const& d : batch) edits.insert(edits.end(), d.fixes.front().edits.begin(), d.fixes.front().edits.end());
        edited.apply(edits);
        auto text = edited.text();
        auto now = check_rules(text, name_, options_);
        if (!is_better(now, left_)) return false;
        edited_ = std::move(edited);
        text_ = std::move(text);
        left_ = std::move(now);
        fixed_.insert(fixed_.end(), batch.begin(), batch.end());
        return true;
    }

    std::string_view name_;
    compile_options const& shown_;
    compile_options options_;
    edited_text edited_;
    std::string text_;
    report left_;
    std::vector<diagnostic> fixed_;
    std::set<identity> refused_;
};

}  // namespace

fixed_rules fix_rules(std::string_view text, std::string_view name, compile_options const& options) {
    return fixer(text, name, options).run();
}

}  // namespace barem
