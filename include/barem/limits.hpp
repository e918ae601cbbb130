#pragma once
// Limits that keep hostile or mistaken input from eating time, stack or memory. Exceeding one is a clear error, never a crash.

#include <barem/export.hpp>

#include <cstddef>
#include <cstdint>

namespace barem::inline BAREM_VERSION_NAMESPACE {

/// Of a rule set, while it is compiled.
struct BAREM_API compile_limits {
    std::size_t max_source_bytes = 4'000'000;
    unsigned max_nesting = 64;                    ///< parentheses, calls, conditions within one another
    unsigned max_findings = 50;                   ///< errors reported of one rule set
    std::size_t max_declarations = 10'000;
    std::size_t max_table_rows = 20'000;
    std::size_t max_imported_files = 100;
    std::size_t max_imported_bytes = 16'000'000;  ///< of all of them together
    unsigned max_calendar_years = 400;            ///< covered by all calendars together
    unsigned max_definition_depth = 200;          ///< definitions that build on one another
    unsigned max_evaluation_depth = 1'000;        ///< the same, with each expression within another counted
    unsigned max_record_nesting = 64;             ///< records within one another
    std::size_t max_written_records = 10'000;     ///< records within one sample or example, after `times`
    std::size_t max_written_values = 1'000'000;   ///< of all samples and examples
    std::size_t max_versions = 1'000;             ///< rule sets in one folder
    std::size_t max_proof_steps = 2'000'000;      ///< of the search for gaps, overlaps and uncovered cases in one table
};

/// Of a record, while it is read and evaluated.
struct BAREM_API record_limits {
    std::size_t max_record_bytes = 64'000'000;    ///< of one JSON text or line
    std::size_t max_list_elements = 1'000'000;    ///< of one list without a declared size
    unsigned max_number_bits = 16'384;            ///< of a numerator or denominator during evaluation
    std::uint64_t max_steps = 200'000'000;        ///< evaluated nodes of one record
    unsigned max_roster_rounds = 100;             ///< of counting a roster again without records that fail by what was counted
};

}  // namespace barem
