#pragma once
// A compiled rule set, and what can be done with it: score, explain, check its examples.

#include <barem/explanation.hpp>
#include <barem/export.hpp>
#include <barem/impl/shared_function.hpp>
#include <barem/issue.hpp>
#include <barem/limits.hpp>
#include <barem/outcome.hpp>
#include <barem/report.hpp>
#include <barem/result.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace barem::inline BAREM_VERSION_NAMESPACE {

struct record_data;
struct roster_shape;

/// One input record that fits a rule set: made by ruleset::read() or by a binding (bind.hpp). Copies share their data.
class record {
public:
    /// For the library.
    record(std::shared_ptr<record_data const> data, std::shared_ptr<plan::compiled const> rules)
        : data_(std::move(data)), rules_(std::move(rules)) {}
    [[nodiscard]] record_data const& data() const { return *data_; }
    [[nodiscard]] std::shared_ptr<record_data const> const& shared() const { return data_; }
    /// What it was made for: the rule set, or the same with other values of parameters.
    [[nodiscard]] plan::compiled const* rules() const { return rules_.get(); }

private:
    std::shared_ptr<record_data const> data_;
    std::shared_ptr<plan::compiled const> rules_;
};

/// What the examples of a rule set gave.
struct BAREM_API example_results {
    std::size_t passed = 0;
    report failures;                    ///< a finding for each expectation that is not met: B1650 another value, B1651 no value
};

/// Which intermediate form ruleset::dump() shows.
enum class stage : std::uint8_t { ast, program, plan };

/// An immutable compiled rule set. Cheap to copy; may be used from many threads at once without locks.
///
///     auto rules = barem::compile_file("viet-yen-2015.barem").value();
///     auto scored = rules.score_json(text);
///     if (scored) std::cout << scored->exact("total") << '\n';     // 2025/2
class BAREM_API ruleset {
public:
    struct implementation;
    /// For the library.
    explicit ruleset(std::shared_ptr<implementation const> inner) : inner_(std::move(inner)) {}
    [[nodiscard]] implementation const& inner() const { return *inner_; }

    // What these refer to lives as long as a copy of the rule set; a temporary one may be the last.
    [[nodiscard]] std::string const& name() const&;
    std::string const& name() const&& = delete;
    /// The label in a language; in the rule set's own when none is named, or the rule set does not have it.
    [[nodiscard]] std::string_view label(std::string_view language = {}) const&;
    std::string_view label(std::string_view language = {}) const&& = delete;
    /// Warnings and hints that compiling gave.
    [[nodiscard]] report const& findings() const&;
    report const& findings() const&& = delete;

    /// Reads one JSON object, exactly. All that is wrong with it is reported, not the first only.
    [[nodiscard]] result<record, issues> read(std::string_view json) const;
    /// Takes a record that was built without JSON (record_data.hpp, slots by shape()) and checks all that read() checks, with the same
    /// words and paths. A word may also be given as its text. <barem/bind.hpp> does this for C++ structs.
    [[nodiscard]] result<record, issues> accept(record_data data) const;
    /// What its records look like, see shape.hpp.
    [[nodiscard]] roster_shape shape() const;

    /// Scores one record on its own, as a roster of one: ranks, quotas and values of groups are those of a group of one. See roster.hpp
    /// for those among others. The rules stop at the first failure: the issues are one.
    [[nodiscard]] result<outcome, issues> score(record const& r) const;
    [[nodiscard]] result<outcome, issues> score_json(std::string_view json) const;

    /// Explains one record on its own, as a roster of one. roster::explain() explains it among the others.
    [[nodiscard]] result<explanation, issues> explain(record const& r) const;

    /// The same rules with another value of a parameter, written as in the rule set (`950`, `80%`, `2024-01-31`, `good`). Of a parameter that
    /// has values by date it replaces all of them. One issue when there is no such parameter, or the value does not fit it.
    [[nodiscard]] result<ruleset, issues> with_parameter(std::string_view parameter, std::string_view value) const;

    /// Runs the examples of the rule set.
    [[nodiscard]] example_results run_examples() const;

    /// JSON Schema (2020-12) of the roster's record.
    [[nodiscard]] std::string schema() const;
    [[nodiscard]] std::string dump(stage which) const;

private:
    std::shared_ptr<implementation const> inner_;
};

/// Finds the library that an import names. `path`: as it is written; `importer`: the name of the text that it stands in. The name of what it
/// gives is shown in reports and tells libraries apart: one of the same name is read once. The error, one line, says why there is none;
/// so does the what() of an exception that it throws. Either becomes finding B0002 at the import.
using import_resolver = shared_function<result<imported_source, std::string>(std::string_view path, std::string_view importer)>;

/// What is made of the findings of a code: another severity, or nothing at all.
enum class severity_choice : std::uint8_t { error, warning, hint, off };

struct BAREM_API compile_options {
    compile_limits compile;
    record_limits records;              ///< of every evaluation of the rule set
    /// Folder that imports of files never leave, also not by links; empty: that of the rule set. One that does not exist is finding B0001.
    /// compile() ignores it: a text has no place among files.
    std::string root;
    /// By code; of one that comes twice the last counts. Errors keep their severity, but for gaps, overlaps, cases without a level and intervals without values, which can be
    /// warnings (catalog_entry::may_be_lowered): a record that falls into one then gets an error instead of a result. What cannot be set is finding B0009.
    std::vector<std::pair<std::string, severity_choice>> severities = {};
    import_resolver imports;            ///< empty: compile_file() and check_file() read files, compile() refuses imports
};

/// Compiles a rule set from its text. `name` stands before line and column in the report.
[[nodiscard]] BAREM_API result<ruleset, report> compile(std::string_view text, std::string_view name = "rule set", compile_options const& options = {});
/// Reads and compiles a file. A file that cannot be read, a folder among them, gives a report with the one finding B0001.
[[nodiscard]] BAREM_API result<ruleset, report> compile_file(std::string const& path, compile_options const& options = {});

/// Everything there is to say about a rule set, errors, warnings and hints; or about a library, which stands for itself.
[[nodiscard]] BAREM_API report check_rules(std::string_view text, std::string_view name = "rule set", compile_limits const& limits = {});
[[nodiscard]] BAREM_API report check_rules(std::string_view text, std::string_view name, compile_options const& options);
[[nodiscard]] BAREM_API report check_file(std::string const& path, compile_options const& options = {});

/// The canonical layout of a rule set that parses; else what is wrong with it.
[[nodiscard]] BAREM_API result<std::string, report> format_rules(std::string_view text, std::string_view name = "rule set");

}  // namespace barem
