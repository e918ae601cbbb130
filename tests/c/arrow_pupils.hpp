#pragma once
// Pupils as an Arrow table.

#include <barem/arrow_abi.h>

#include <array>
#include <cstdint>

namespace c_test {

inline void released(ArrowSchema* s) { s->release = nullptr; }
inline void released(ArrowArray* a) { a->release = nullptr; }

/// Three pupils, one of them with a weight of zero.
struct three_pupils {
    std::array<std::int32_t, 4> ends{0, 1, 2, 3};
    std::array<char, 3> ids{'A', 'B', 'C'};
    std::array<std::int32_t, 3> written{7, 4, 9};
    std::array<std::int8_t, 3> weight{3, 0, 2};
    std::array<std::array<void const*, 3>, 3> buffers{{{nullptr, ends.data(), ids.data()}, {nullptr, written.data()}, {nullptr, weight.data()}}};
    std::array<void const*, 1> root_buffers{nullptr};
    std::array<ArrowSchema, 3> schemas{};
    std::array<ArrowArray, 3> arrays{};
    std::array<ArrowSchema*, 3> child_schemas{};
    std::array<ArrowArray*, 3> child_arrays{};
    ArrowSchema schema{};
    ArrowArray array{};

    three_pupils() {
        std::array const formats{"u", "i", "c"};
        std::array const names{"id", "written", "weight"};
        for (std::size_t i = 0; i != 3; ++i) {
            schemas[i].format = formats[i];
            schemas[i].name = names[i];
            schemas[i].release = released;
            arrays[i].length = 3;
            arrays[i].n_buffers = i == 0 ? 3 : 2;
            arrays[i].buffers = buffers[i].data();
            arrays[i].release = released;
            child_schemas[i] = &schemas[i];
            child_arrays[i] = &arrays[i];
        }
        schema.format = "+s";
        schema.name = "";
        schema.n_children = array.n_children = 3;
        schema.children = child_schemas.data();
        array.children = child_arrays.data();
        array.length = 3;
        array.n_buffers = 1;
        array.buffers = root_buffers.data();
        schema.release = released;
        array.release = released;
    }
};

}  // namespace c_test
