#pragma once
// One JSON object -> one record of the roster, or everything that is wrong with it.

#include <barem/issue.hpp>
#include <barem/limits.hpp>
#include <barem/record_data.hpp>

#include "check/program.hpp"
#include "io/validate.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace barem::io {

struct read_record {
    std::optional<record_data> data;     ///< present exactly when there is no problem
    issues problems;                     ///< in the order of the text, at most max_problems
    std::string id;                      ///< of the record, also of a bad one when it could be found
    bool id_known = false;
    std::string_view key_name;           ///< of the field that is the id; lives as long as the program
};

/// Reads records of one program. Reusable, so that its buffers are; one thread at a time. The program must outlive it.
///
/// Numbers are taken exactly from their digits, texts in normal form C, words by name. Of a field that comes twice the first stands,
/// and the second is a problem. An input with `required when` is read as optional: whether it was needed is known to the evaluator.
/// A text that is no JSON has one problem only, with the column where it breaks. No depth of nesting is dangerous: only objects and
/// lists that the program declares are entered.
class json_record_reader {
public:
    static constexpr std::size_t max_problems = io::max_problems;

    explicit json_record_reader(program::program const& program, record_limits limits = {});
    ~json_record_reader();
    json_record_reader(json_record_reader&&) noexcept;
    json_record_reader& operator=(json_record_reader&&) noexcept;

    [[nodiscard]] read_record read(std::string_view json);

private:
    class reader;
    std::unique_ptr<reader> reader_;
};

}  // namespace barem::io
