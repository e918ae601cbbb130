#pragma once
// Results of scored records, for machines (JSON Lines, CSV) and for people (a table).

#include <barem/value.hpp>

#include "check/program.hpp"

#include <cstdint>
#include <memory>
#include <ostream>
#include <span>
#include <string>
#include <string_view>

namespace barem::io {

enum class result_format : std::uint8_t { jsonl, csv, table };

struct result_options {
    bool exact = false;          ///< numbers as to_exact() writes them (in JSON as strings) instead of rounded to the output's digits
    std::string language;        ///< of the table's headers and words; empty: the rule set's own
};

/// One scored record: the text of its key and the values of its outputs in the order of the declaration.
struct result_row {
    std::string const& id;
    std::span<value const> outputs;
};

/// Writes the key and the outputs of the program's roster record. One thread at a time; the program must outlive it.
class result_writer {
public:
    virtual ~result_writer() = default;
    virtual void write(result_row const& row) = 0;
    /// To be called once after the last row: a table is printed only now.
    virtual void finish() {}
};

[[nodiscard]] std::unique_ptr<result_writer> make_result_writer(result_format format, program::program const& program, std::ostream& out,
                                                                result_options options = {});

}  // namespace barem::io
