#pragma once
// Stretches of JSON Lines -> rows.

#include "batch/row_memory.hpp"
#include "batch/row_source.hpp"

#include <memory>

namespace barem::batch {

/// The fast way takes lines that are perfectly as declared, and expects their fields in the order of the line before. Any other line is
/// read by the ordinary reader.
class json_parser : public row_parser {
public:
    json_parser(program::program const&, record_limits const&, std::shared_ptr<memory_pool>);
    ~json_parser() override;
    [[nodiscard]] read_rows parse(roster_part const&) override;

private:
    class implementation;
    std::unique_ptr<implementation> inner_;
};

}  // namespace barem::batch
