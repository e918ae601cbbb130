#pragma once
// Arrow arrays made by hand. Each buffer is a block of its own of exactly its size, so that the address sanitizer sees whoever reads behind it.

#include <barem/arrow_abi.h>

#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace arrow_tree {

/// A schema and an array with all that they point to. Rows that count begin at `first` of the array's elements, its offset included.
struct node {
    ArrowSchema schema{};
    ArrowArray array{};
    std::string format, name, path;
    std::int64_t first = 0, rows = 0;
    std::vector<std::unique_ptr<char[]>> memory;
    std::vector<void const*> buffers;
    std::vector<std::unique_ptr<node>> held;
    std::vector<ArrowSchema*> schemas;
    std::vector<ArrowArray*> arrays;
    std::unique_ptr<node> dictionary;
    int* releases = nullptr;                    ///< counts them; may be null

    template <typename T>
    void add(std::vector<T> const& values) {
        memory.emplace_back(new char[values.size() * sizeof(T)]);
        if (!values.empty()) std::memcpy(memory.back().get(), values.data(), values.size() * sizeof(T));
        buffers.push_back(memory.back().get());
    }
    /// Offsets and bytes.
    template <typename Offset>
    void add_texts(std::vector<std::optional<std::string>> const& texts) {
        std::vector<Offset> offsets{0};
        std::vector<char> bytes;
        for (auto const& t : texts) {
            if (t) bytes.insert(bytes.end(), t->begin(), t->end());
            offsets.push_back(static_cast<Offset>(bytes.size()));
        }
        add(offsets);
        add(bytes);
    }
    template <typename T>
    T* values(std::size_t buffer) {
        return static_cast<T*>(const_cast<void*>(buffers[buffer]));
    }
};

/// A bit for each: whether there is a value.
template <typename T>
std::vector<std::uint8_t> bits_of(std::vector<std::optional<T>> const& values) {
    std::vector<std::uint8_t> bits((values.size() + 7) / 8);
    for (std::size_t i = 0; i != values.size(); ++i)
        if (values[i]) bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | 1U << i % 8);
    return bits;
}

/// Makes the structs of what the node holds. `slack`: elements behind the last row.
inline void finish(node& n, std::int64_t slack) {
    auto const release = []<typename S>(S* s) {
        if (int* const releases = static_cast<node*>(s->private_data)->releases) ++*releases;
        for (std::int64_t c = 0; c != s->n_children; ++c)
            if (s->children[c]->release != nullptr) s->children[c]->release(s->children[c]);
        if (s->dictionary != nullptr && s->dictionary->release != nullptr) s->dictionary->release(s->dictionary);
        s->release = nullptr;
    };
    for (auto& child : n.held) {
        n.schemas.push_back(&child->schema);
        n.arrays.push_back(&child->array);
    }
    n.schema.format = n.format.c_str();
    n.schema.name = n.name.c_str();
    n.schema.n_children = n.array.n_children = static_cast<std::int64_t>(n.held.size());
    n.schema.children = n.schemas.data();
    n.array.children = n.arrays.data();
    n.schema.dictionary = n.dictionary ? &n.dictionary->schema : nullptr;
    n.array.dictionary = n.dictionary ? &n.dictionary->array : nullptr;
    n.array.length = n.rows + slack;
    n.array.null_count = n.buffers[0] == nullptr ? 0 : -1;
    n.array.n_buffers = static_cast<std::int64_t>(n.buffers.size());
    n.array.buffers = n.buffers.data();
    n.schema.release = release;
    n.array.release = release;
    n.schema.private_data = n.array.private_data = &n;
}

}  // namespace arrow_tree
