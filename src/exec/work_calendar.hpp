#pragma once
// Working days, counted: a day is found by how many working days precede it, and the other way round, so that no count walks from day to day.

#include "check/program.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace barem::exec {

class work_calendar {
public:
    explicit work_calendar(program::calendar const&);

    [[nodiscard]] bool covers(date d) const { return d.days >= first_ && d.days - first_ < static_cast<std::int64_t>(counted_.size()) - 1; }

    /// The `count`-th working day that follows `d`, or that precedes it; `d` itself for 0. nullopt: `d` or the result is outside the
    /// calendar. Precondition: count >= 0.
    [[nodiscard]] std::optional<date> after(std::int64_t count, date d) const;
    [[nodiscard]] std::optional<date> before(std::int64_t count, date d) const;

    /// Working days after `from` up to `to`; negative when `to` is the earlier one. Precondition of both: the days are covered.
    [[nodiscard]] std::int64_t between(date from, date to) const { return std::int64_t{up_to(to)} - up_to(from); }
    [[nodiscard]] bool is_worked(date d) const { return up_to(d) != earlier_than(d); }

    // What a lookup is made of. Precondition: the day is covered; i < worked_in_all().
    [[nodiscard]] date first_covered() const { return {first_}; }
    [[nodiscard]] date last_covered() const { return {first_ + static_cast<std::int32_t>(counted_.size()) - 2}; }
    [[nodiscard]] std::int64_t worked_before(date d) const { return earlier_than(d); }
    [[nodiscard]] std::int64_t worked_until(date d) const { return up_to(d); }
    [[nodiscard]] std::int64_t worked_in_all() const { return static_cast<std::int64_t>(worked_.size()); }
    [[nodiscard]] date worked_day(std::int64_t i) const { return {worked_[static_cast<std::size_t>(i)]}; }

private:
    [[nodiscard]] std::size_t at(date d) const { return static_cast<std::size_t>(d.days - first_); }
    [[nodiscard]] std::uint32_t earlier_than(date d) const { return counted_[at(d)]; }
    [[nodiscard]] std::uint32_t up_to(date d) const { return counted_[at(d) + 1]; }

    std::int32_t first_;
    std::vector<std::uint32_t> counted_;    ///< by day, and one more: the working days before it
    std::vector<std::int32_t> worked_;      ///< all working days, in order
};

}  // namespace barem::exec
