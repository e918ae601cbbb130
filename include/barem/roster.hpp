#pragma once
// Many records at once: ranks, quotas and values of groups are counted within their cohorts.

#include <barem/export.hpp>
#include <barem/impl/function_ref.hpp>
#include <barem/ruleset.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace barem::inline BAREM_VERSION_NAMESPACE {

/// Collects the records of a roster, then scores them. Records that fail are left out and reported; the others are not touched by that.
///
///     barem::roster roster(rules);
///     for (auto const& line : lines)
///         if (auto added = roster.add_json(line); !added) std::cerr << added.error();
///     for (auto& scored : roster.finish()) std::cout << scored.to_json() << '\n';
///     for (auto const& failed : roster.failures()) std::cerr << failed.id << ": " << failed.problems << '\n';
///
/// One thread at a time. All records of a cohort belong in one roster: do not split them over threads, each part would be ranked on its
/// own. A roster that was moved from may only be destroyed or assigned. Memory: the outputs of every record and what it brings to its
/// cohorts (keys of ranks, contributions to values of groups); the records themselves only where a definition rests on a place or a group.
class BAREM_API roster {
public:
    explicit roster(ruleset rules);
    ~roster();
    roster(roster&&) noexcept;
    roster& operator=(roster&&) noexcept;

    /// The id of the record, or why it is not scored: it does not fit, its id was already there, or a rule has no value for it (the first
    /// such rule; no other is tried).
    result<std::string, issues> add_json(std::string_view json);
    result<std::string, issues> add(record const& r);

    struct failure {
        std::string id;
        issues problems;
    };
    /// The outcomes in the order of addition, ranks and values of groups included. A record whose rules fail only now, because they rest on
    /// its place or its group, has none: it counts in no cohort, is passed to `failed`, and stands in failures(). The roster is empty
    /// afterwards, except for failures() and explain().
    std::vector<outcome> finish();
    std::vector<outcome> finish(function_ref<void(failure const&)> failed);

    /// Records that the last finish() could not score.
    [[nodiscard]] std::vector<failure> const& failures() const;

    /// Explains a record that the last finish() scored, with its place among the others of its cohorts. `r` is the record that was added
    /// under that id; an issue when no record of its id was scored, or when `r` yields other outputs than that one did.
    [[nodiscard]] result<explanation, issues> explain(record const& r) const;

private:
    struct implementation;
    std::unique_ptr<implementation> inner_;
};

}  // namespace barem
