#pragma once
// A roster of a family with several versions: each record is read by the version of its date.

#include "api/family_reader.hpp"
#include "batch/row_source.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace barem::batch {

/// All rows are among read_rows::others.
class version_parser : public row_parser {
public:
    version_parser(family const& rules, record_limits const& limits) : rules_(rules), reader_(rules), limits_(limits) {}

    [[nodiscard]] read_rows parse(roster_part const&) override;
    /// Of the last parse(): the version that read a record, by its number among the others.
    [[nodiscard]] std::size_t version_of(std::size_t other) const { return versions_[other]; }

private:
    void add(io::read_record, std::uint64_t line, read_rows& rows);

    family rules_;
    api::family_reader reader_;
    record_limits limits_;
    std::vector<std::uint16_t> versions_;
};

/// JSON Lines, cut by `lines`.
class version_source : public row_source {
public:
    version_source(family const& rules, std::unique_ptr<row_source> lines, record_limits const& limits)
        : rules_(rules), lines_(std::move(lines)), limits_(limits) {}

    [[nodiscard]] bool next(roster_part& part) override { return lines_->next(part); }
    [[nodiscard]] std::unique_ptr<row_parser> make_parser() const override { return std::make_unique<version_parser>(rules_, limits_); }
    [[nodiscard]] std::uint64_t bytes_read() const override { return lines_->bytes_read(); }
    [[nodiscard]] std::optional<std::uint64_t> size() const override { return lines_->size(); }

private:
    family rules_;
    std::unique_ptr<row_source> lines_;
    record_limits limits_;
};

}  // namespace barem::batch
