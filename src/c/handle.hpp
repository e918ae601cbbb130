#pragma once
// Handles of the C interface. Each begins with a word that says whether it is one.

#include <barem/barem.h>

#include <atomic>
#include <cstdint>
#include <memory>

namespace barem::c {

enum class handle_kind : std::uint8_t { rules, problems, results, explanation, text };

/// What handles of a kind are called in messages.
[[nodiscard]] char const* name_of(handle_kind kind);

/// What a handle holds. Immutable, but for what guards itself.
struct object {
    explicit object(handle_kind k) : kind(k) {}
    object(object const&) = delete;
    object& operator=(object const&) = delete;
    virtual ~object() = default;
    handle_kind const kind;
};

/// The memory of a handle outlives what it holds: one that was freed can be told from one that was not until the same memory becomes another
/// handle, which happens after a thousand others were freed.
struct handle {
    std::atomic<std::uint64_t> mark{0};
    object* held = nullptr;
    handle* next_free = nullptr;
};

enum class handle_state : std::uint8_t { live, freed, none };
[[nodiscard]] handle_state state_of(void const* pointer);

[[nodiscard]] handle* make_handle(std::unique_ptr<object> held);
/// False: it was freed before, by another thread perhaps. Precondition: its state was live.
[[nodiscard]] bool free_handle(handle* h);

}  // namespace barem::c
