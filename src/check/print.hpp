#pragma once
// What a program says, in the syntax of the language: for explanations, messages about records and dumps.

#include "check/program.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace barem::check {

/// Where an expression stands. Plain names in it are members of the innermost record, or arguments of the table.
struct printing_scope {
    std::vector<program::index> around;     ///< record kinds: of the definition, then of the elements of the enclosing aggregates
    program::index table = program::none;

    static printing_scope in_record(program::index record) { return {{record}, program::none}; }
    static printing_scope in_table(program::index table) { return {{}, table}; }
};

/// `total >= 1000 points and failed_share <= 10%`
[[nodiscard]] std::string print(program::program const&, program::expression const&, printing_scope);

/// `count(agency where status = overdue)`, by index of program::group_aggregates
[[nodiscard]] std::string print_group_aggregate(program::program const&, program::index);

/// `10.5%`, `7 points`, `good`, `"text"`, `nothing`
[[nodiscard]] std::string print(program::program const&, value const&, program::type const&);

/// Like the above for a number that may be long: a few digits of it then, preceded by `≈ `.
[[nodiscard]] std::string print_short(program::program const&, value const&, program::type const&);

/// `points`, `percent?`, `list of task`
[[nodiscard]] std::string print(program::program const&, program::type const&);

/// `[1% .. 10%]`, `< 50%`
[[nodiscard]] std::string print(program::program const&, program::interval const&, printing_scope);

/// `0%..100%` of a value of this type, `1..10` of a list; empty when both ends are open.
[[nodiscard]] std::string print(program::program const&, program::range const&, program::type const&);

/// `0..targets`, of an input.
[[nodiscard]] std::string print_range(program::program const&, program::member const&);

/// `-`, `[1% .. 10%]`, `good, excellent`, `!= good`: a cell of an input column.
[[nodiscard]] std::string print(program::program const&, program::test const&, printing_scope);

/// `Điều 7.2, Phụ lục 2`; the word for an article in the rule set's own language unless another is asked for.
[[nodiscard]] std::string print_citations(program::program const&, program::notes const&, std::string_view language = {});

/// The text in that language, or the first one; empty when there is none.
[[nodiscard]] std::string_view text_of(program::label const&, std::string_view language);

}  // namespace barem::check
