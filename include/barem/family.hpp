#pragma once
// Versions of a rule set: a folder of files of one name, each for records of its time.

#include <barem/export.hpp>
#include <barem/impl/function_ref.hpp>
#include <barem/roster.hpp>
#include <barem/ruleset.hpp>
#include <barem/value.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace barem::inline BAREM_VERSION_NAMESPACE {

/// Rule sets that say of themselves when they are `effective`, and by which date of a record they are chosen (`dated by`). No two are
/// effective on one day. Immutable and cheap to copy; may be used from many threads at once without locks.
///
///     auto rules = barem::compile_folder("examples/agency-quality").value();
///     auto scored = rules.score_json(text);              // by the version of the record's date
///     for (auto const& v : rules.versions()) std::cout << v.file << (v.from ? " from " + v.from->to_text() : "") << '\n';
class BAREM_API family {
public:
    struct version {
        ruleset rules;
        std::optional<date> from, to;       ///< when it is effective, both days included; absent: open
        std::string file;                   ///< empty: it was not read from a file
    };

    /// A rule set on its own: the one version, for records of every date.
    explicit family(ruleset rules);

    // What these refer to lives as long as a copy of the family; a temporary one may be the last.
    [[nodiscard]] std::string const& name() const&;
    std::string const& name() const&& = delete;
    /// By date.
    [[nodiscard]] std::vector<version> const& versions() const&;
    std::vector<version> const& versions() const&& = delete;
    /// The field of a record whose date chooses the version; empty: a rule set on its own.
    [[nodiscard]] std::string const& date_field() const&;
    std::string const& date_field() const&& = delete;
    /// The reports of the files that have warnings or acknowledge some, and what there is to warn of between them.
    [[nodiscard]] std::vector<report> const& findings() const&;
    std::vector<report> const& findings() const&& = delete;

    /// The version of a day; nullptr: none is effective.
    [[nodiscard]] version const* at(date day) const&;
    version const* at(date day) const&& = delete;
    /// The version of a record in JSON, by its date. An issue when it has none that is a date, or one that no version covers.
    [[nodiscard]] result<version const*, issues> choose(std::string_view json) const&;
    result<version const*, issues> choose(std::string_view json) const&& = delete;
    /// The version that a record was read for; nullptr: it was read for another rule set.
    [[nodiscard]] version const* of(record const& r) const&;
    version const* of(record const& r) const&& = delete;

    // As of a ruleset, by the version of the record's date. A record whose date is none gets that one issue: which rules judge the rest
    // of it is not known.
    [[nodiscard]] result<record, issues> read(std::string_view json) const;
    [[nodiscard]] result<outcome, issues> score(record const& r) const;
    [[nodiscard]] result<outcome, issues> score_json(std::string_view json) const;
    [[nodiscard]] result<explanation, issues> explain(record const& r) const;

    /// The same with another value of a parameter in every version that has it. The issue names the version that refuses it.
    [[nodiscard]] result<family, issues> with_parameter(std::string_view parameter, std::string_view value) const;

    struct implementation;
    /// For the library.
    explicit family(std::shared_ptr<implementation const> inner) : inner_(std::move(inner)) {}

private:
    std::shared_ptr<implementation const> inner_;
};

/// Reads and compiles all rule sets of a folder: its files that end in `.barem` and are no libraries. Hidden files and folders in it are
/// left alone. The order of the files does not matter. The error is a report for each file with findings, and one for what is wrong
/// between them (B1811 to B1816).
[[nodiscard]] BAREM_API result<family, std::vector<report>> compile_folder(std::string const& path, compile_options const& options = {});

/// The reports one after another.
[[nodiscard]] BAREM_API std::string to_text(std::vector<report> const& findings);

/// Many records at once, each by the version of its date. As of a roster (roster.hpp): cohorts are counted within a version, ids are
/// told apart over all. One that was moved from may only be destroyed or assigned.
class BAREM_API family_roster {
public:
    explicit family_roster(family rules);
    ~family_roster();
    family_roster(family_roster&&) noexcept;
    family_roster& operator=(family_roster&&) noexcept;

    result<std::string, issues> add_json(std::string_view json);
    result<std::string, issues> add(record const& r);
    /// In the order of addition, whatever the versions.
    std::vector<outcome> finish();
    std::vector<outcome> finish(function_ref<void(roster::failure const&)> failed);
    [[nodiscard]] std::vector<roster::failure> const& failures() const;
    /// As roster::explain().
    [[nodiscard]] result<explanation, issues> explain(record const& r) const;

private:
    struct implementation;
    std::unique_ptr<implementation> inner_;
};

}  // namespace barem
