#pragma once
// What a list of problems holds.

#include "c/handle.hpp"

#include <barem/issue.hpp>
#include <barem/report.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace barem::c {

/// The texts of a barem_problem, which says what is what.
struct problem {
    std::int32_t kind = BAREM_PROBLEM_RECORD, severity = BAREM_ERROR;
    std::string message = {};
    std::string code = {}, file = {};
    std::size_t line = 0, column = 0, end_line = 0, end_column = 0, begin = 0, end = 0;
    std::string help = {}, witness = {}, witness_record = {}, acknowledged = {};
    std::size_t record_line = 0, record_row = SIZE_MAX;
    std::string record_id = {}, path = {}, expected = {}, found = {}, rule = {}, citation = {};
};

struct problem_list final : object {
    static constexpr auto its_kind = handle_kind::problems;
    problem_list() : object(its_kind) {}

    std::vector<problem> problems;
    std::vector<report> reports;            ///< of rule sets: what the problems were made of
};

/// Where a refused record stands.
struct record_place {
    std::size_t line = 0, row = SIZE_MAX;
    std::string id = {};
};

void add(problem_list& to, issues const& found, record_place const& of = {});
void add(problem_list& to, report found);

/// A text as it is, but for bytes that are no UTF-8: each becomes U+FFFD.
[[nodiscard]] std::string as_utf8(std::string text);

}  // namespace barem::c
