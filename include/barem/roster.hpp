#pragma once
// Many records at once: ranks are counted within their cohorts.

#include <barem/ruleset.hpp>

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace barem {

/// Collects the records of a roster, then scores them. Records that fail are left out and reported; the others are not touched by that.
///
///     barem::roster roster(rules);
///     for (auto const& line : lines)
///         if (auto added = roster.add_json(line); !added) std::cerr << added.error();
///     for (auto& scored : roster.finish()) std::cout << scored.to_json() << '\n';
///
/// One thread at a time; use one roster a thread. Memory: what ranks need (their keys) and the outputs of every record.
class roster {
public:
    explicit roster(ruleset rules);
    ~roster();
    roster(roster&&) noexcept;
    roster& operator=(roster&&) noexcept;

    /// The id of the record, or why it is not scored: it does not fit, its id was already there, or a rule has no value for it.
    result<std::string, issues> add_json(std::string_view json);
    result<std::string, issues> add(record const& r);

    struct failure {
        std::string id;
        issues problems;
    };
    /// The outcomes in the order of addition, ranks included. A record whose rules fail only now, because they use a rank, is passed
    /// to `failed`. The roster is empty afterwards, except for explain().
    std::vector<outcome> finish(std::function<void(failure const&)> const& failed = {});

    /// After finish(): explains a record with its ranks among the others of its cohort. `r` is the record that was added under that id.
    [[nodiscard]] result<explanation, issues> explain(record const& r) const;

private:
    struct implementation;
    std::unique_ptr<implementation> inner_;
};

}  // namespace barem
