#pragma once
// Results as an aligned table.

#include "io/result_columns.hpp"
#include "io/result_writer.hpp"

#include <vector>

namespace barem::io {

/// Headers and words by their labels, numbers to the right; truths are ✓ and ✗, nothing is –. Collects all rows, for the widths.
/// Headers wrap so that the table fits `page_width` columns if its cells leave room.
class table_writer : public result_writer {
public:
    static constexpr std::size_t page_width = 120;

    table_writer(program::program const& program, std::ostream& out, result_options options);
    void write(result_row const& row) override;
    void finish() override;

private:
    struct column {
        std::string header;
        bool to_right = false;
        std::size_t cell_width = 0;              ///< of the widest cell
        std::vector<std::string> lines;          ///< of the header, wrapped
        std::size_t width = 0;
    };

    void add_column(program::member const& member);
    [[nodiscard]] std::string cell(std::size_t output, value const& v) const;
    [[nodiscard]] std::size_t lay_out(std::size_t header_width);
    void print_line(std::vector<std::string> const& cells);

    result_columns columns_of_;
    std::ostream& out_;
    result_options options_;
    std::vector<column> columns_;
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace barem::io
