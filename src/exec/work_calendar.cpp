#include "exec/work_calendar.hpp"

namespace barem::exec {

work_calendar::work_calendar(program::calendar const& from) : first_(from.first.days) {
    counted_.reserve(from.days.size() + 1);
    counted_.push_back(0);
    for (std::size_t i = 0; i != from.days.size(); ++i) {
        auto const kind = from.days[i].kind;
        if (kind == program::day_kind::worked || kind == program::day_kind::swapped_in) worked_.push_back(first_ + static_cast<std::int32_t>(i));
        counted_.push_back(static_cast<std::uint32_t>(worked_.size()));
    }
}

std::optional<date> work_calendar::after(std::int64_t count, date d) const {
    if (!covers(d)) return std::nullopt;
    if (count == 0) return d;
    auto const passed = std::int64_t{up_to(d)};
    if (count > static_cast<std::int64_t>(worked_.size()) - passed) return std::nullopt;
    return date{worked_[static_cast<std::size_t>(passed + count - 1)]};
}

std::optional<date> work_calendar::before(std::int64_t count, date d) const {
    if (!covers(d)) return std::nullopt;
    if (count == 0) return d;
    auto const earlier = std::int64_t{earlier_than(d)};
    if (count > earlier) return std::nullopt;
    return date{worked_[static_cast<std::size_t>(earlier - count)]};
}

}  // namespace barem::exec
