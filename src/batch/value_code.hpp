#pragma once
// Values and records as bytes, exactly: the form in which rows wait that fit no column.

#include "batch/spill.hpp"

#include <barem/record_data.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace barem::batch {

class value_writer {
public:
    explicit value_writer(bytes& out) : out_(out) {}
    void count(std::uint64_t);
    void text(std::string_view);
    void write(value const&);
    void write(record_data const&);

private:
    void byte(unsigned b) { out_.push_back(static_cast<std::byte>(b)); }
    void integer(std::int64_t i) { count(static_cast<std::uint64_t>(i) << 1 ^ static_cast<std::uint64_t>(i >> 63)); }

    bytes& out_;
};

/// Reads what value_writer wrote, in the same order.
class value_reader {
public:
    explicit value_reader(std::span<std::byte const> in) : at_(in.data()) {}
    [[nodiscard]] std::uint64_t count();
    [[nodiscard]] std::string_view text();
    [[nodiscard]] value read();
    [[nodiscard]] record_data record();

private:
    [[nodiscard]] std::int64_t integer();

    std::byte const* at_;
};

}  // namespace barem::batch
