#include "api/arrow_empty.hpp"

#include "api/arrow_format.hpp"

namespace barem::from_arrow {

namespace {

// A schema may hold itself. Whoever reads the array stops earlier, and says so.
constexpr std::size_t deepest = 200, most_nodes = std::size_t{1} << 18;

std::int64_t buffers_of(ArrowSchema const* schema) {
    switch (read_format(schema == nullptr || schema->format == nullptr ? "" : schema->format).kind) {
        case kind::nothing: return 0;
        case kind::record:
        case kind::list_of_size: return 1;
        case kind::text:
        case kind::text_view:
        case kind::list_view: return 3;
        default: return 2;
    }
}

}  // namespace

void empty_array::fill(ArrowArray& to, ArrowSchema const* schema, std::size_t depth) {
    static void const* no_buffers[3]{};
    to.release = [](ArrowArray* a) { a->release = nullptr; };
    to.n_buffers = buffers_of(schema);
    to.buffers = no_buffers;
    if (schema == nullptr || depth == deepest) return;
    to.n_children = schema->n_children;
    if (schema->n_children > 0 && schema->children != nullptr) {
        auto& children = children_.emplace_back();
        for (std::int64_t c = 0; c != schema->n_children && held_.size() < most_nodes; ++c) {
            children.push_back(&held_.emplace_back());
            fill(*children.back(), schema->children[c], depth + 1);
        }
        if (children.size() == static_cast<std::size_t>(schema->n_children)) to.children = children.data();
    }
    if (schema->dictionary != nullptr) {
        to.dictionary = &held_.emplace_back();
        fill(*to.dictionary, schema->dictionary, depth + 1);
    }
}

}  // namespace barem::from_arrow
