#include "exec/trace.hpp"

namespace barem::exec {

index trace::enter(index outer, index frame, index site, std::span<value const> arguments) {
    auto const [found, is_new] = place_of_.try_emplace({outer, frame, site}, static_cast<index>(places_.size()));
    if (is_new) places_.push_back({frame, outer, site, {arguments.begin(), arguments.end()}});
    return found->second;
}

void trace::clear() {
    places_.clear();
    place_of_.clear();
    nodes_.clear();
    hits_.clear();
    decisions_.clear();
}

}  // namespace barem::exec
