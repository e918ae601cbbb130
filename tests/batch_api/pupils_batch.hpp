#pragma once
// Pupils as Arrow batches, for the rule set of c/rules.hpp.

#include "batch_api/arrow_tree.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace arrow_tree {

struct pupil {
    std::string id;
    std::int32_t written = 0;
    std::int8_t weight = 0;
};

inline std::unique_ptr<node> column_named(std::string name, std::string format, std::size_t rows) {
    auto made = std::make_unique<node>();
    made->name = std::move(name);
    made->format = std::move(format);
    made->rows = static_cast<std::int64_t>(rows);
    made->buffers.push_back(nullptr);
    return made;
}

inline std::unique_ptr<node> pupils_batch(std::vector<pupil> const& pupils) {
    std::vector<std::optional<std::string>> ids;
    std::vector<std::int32_t> written;
    std::vector<std::int8_t> weights;
    for (auto const& p : pupils) {
        ids.emplace_back(p.id);
        written.push_back(p.written);
        weights.push_back(p.weight);
    }
    auto root = column_named("", "+s", pupils.size());
    root->held.push_back(column_named("id", "u", pupils.size()));
    root->held.back()->add_texts<std::int32_t>(ids);
    root->held.push_back(column_named("written", "i", pupils.size()));
    root->held.back()->add(written);
    root->held.push_back(column_named("weight", "c", pupils.size()));
    root->held.back()->add(weights);
    for (auto& h : root->held) finish(*h, 0);
    finish(*root, 0);
    return root;
}

}  // namespace arrow_tree
