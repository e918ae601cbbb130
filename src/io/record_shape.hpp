#pragma once
// What a reader needs to know of each record kind, prepared once: its inputs by name.

#include "check/program.hpp"

#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace barem::io {

class record_shape {
public:
    static constexpr std::size_t unknown = static_cast<std::size_t>(-1);

    explicit record_shape(program::record_kind const& kind) : kind_(&kind) {
        for (auto const& member : kind.members)
            if (member.kind == program::member_kind::input) {
                by_name_.emplace(member.name, inputs_.size());
                inputs_.push_back(&member);
            }
    }

    [[nodiscard]] program::record_kind const& kind() const { return *kind_; }
    [[nodiscard]] std::vector<program::member const*> const& inputs() const { return inputs_; }

    /// Position of the input of that name. Fields mostly come in the order of their declaration: `guess` is tried first.
    [[nodiscard]] std::size_t find(std::string_view name, std::size_t guess) const {
        if (guess < inputs_.size() && inputs_[guess]->name == name) return guess;
        auto const found = by_name_.find(name);
        return found == by_name_.end() ? unknown : found->second;
    }

    [[nodiscard]] std::vector<std::string_view> names() const {
        std::vector<std::string_view> names;
        for (auto const* input : inputs_) names.push_back(input->name);
        return names;
    }

private:
    program::record_kind const* kind_;
    std::vector<program::member const*> inputs_;
    std::unordered_map<std::string_view, std::size_t> by_name_;
};

}  // namespace barem::io
