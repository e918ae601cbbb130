#include "exec/fold.hpp"

namespace barem::exec {

failure fold::add(value v, value by, unsigned max_number_bits) {
    using enum program::aggregate_function;
    bool const is_first = ++count_ == 1;
    auto const join = [&](plan::operation operation, value start) {
        if (is_first) best_ = std::move(start);
        return apply(operation, std::array<value const*, 2>{&best_, &v}, {}, max_number_bits, best_);
    };
    switch (function_) {
        case count: break;
        case sum:
        case mean: return join(plan::operation::add, number(0));
        case minimum: return join(plan::operation::minimum, v);
        case maximum: return join(plan::operation::maximum, v);
        case any:
        case all:
            if (!std::holds_alternative<bool>(v)) return failure::missing_value;
            decided_ = std::get<bool>(v) == (function_ == any);
            break;
        case first:
            if (is_first) best_ = std::move(v);
            decided_ = true;
            break;
        case latest: {
            auto const order = compare(by, is_first ? by : by_);
            if (!order) return failure::missing_value;
            if (*order < 0) break;
            best_ = std::move(v);                   // of equals the later one
            by_ = std::move(by);
            break;
        }
    }
    return failure::none;
}

failure fold::result(unsigned max_number_bits, value& made) const {
    using enum program::aggregate_function;
    switch (function_) {
        case count: made = number(count_); break;
        case any: made = decided_; break;
        case all: made = !decided_; break;
        case sum: made = count_ == 0 ? value(number(0)) : best_; break;
        case mean: {
            made = absent{};
            if (count_ == 0) break;
            value const count = number(count_);
            return apply(plan::operation::divide, std::array{&best_, &count}, {}, max_number_bits, made);
        }
        case minimum:
        case maximum:
        case first:
        case latest: made = best_; break;           // absent when there was none
    }
    return failure::none;
}

}  // namespace barem::exec
