#include "c/handle.hpp"

#include <mutex>

namespace barem::c {

namespace {

constexpr std::uint64_t live_word = 0x6261'7265'6d20'6f6b, freed_word = 0x6261'7265'6d20'6f75;
constexpr std::size_t resting = 1000;

/// Bytes of a handle that were copied elsewhere are no handle.
std::uint64_t marked(std::uint64_t word, void const* at) { return word ^ reinterpret_cast<std::uintptr_t>(at); }

/// Handles that were freed, the oldest first.
class resting_handles {
public:
    handle* take() {
        std::lock_guard const lock(guard_);
        if (count_ <= resting) return nullptr;
        handle* const h = first_;
        first_ = h->next_free;
        --count_;
        return h;
    }

    void add(handle* h) {
        std::lock_guard const lock(guard_);
        h->next_free = nullptr;
        (count_ == 0 ? first_ : last_->next_free) = h;
        last_ = h;
        ++count_;
    }

private:
    std::mutex guard_;
    handle* first_ = nullptr;
    handle* last_ = nullptr;
    std::size_t count_ = 0;
};

/// Never destroyed: other threads may free handles while the program ends.
resting_handles& rest() {
    static auto& all = *new resting_handles;
    return all;
}

}  // namespace

char const* name_of(handle_kind kind) {
    switch (kind) {
        case handle_kind::rules: return "barem_rules";
        case handle_kind::problems: return "barem_problems";
        case handle_kind::results: return "barem_results";
        case handle_kind::explanation: return "barem_explanation";
        case handle_kind::text: return "barem_text";
    }
    return "";
}

handle_state state_of(void const* pointer) {
    if (pointer == nullptr || reinterpret_cast<std::uintptr_t>(pointer) % alignof(handle) != 0) return handle_state::none;
    auto const mark = static_cast<handle const*>(pointer)->mark.load(std::memory_order_acquire);
    return mark == marked(live_word, pointer) ? handle_state::live : mark == marked(freed_word, pointer) ? handle_state::freed : handle_state::none;
}

handle* make_handle(std::unique_ptr<object> held) {
    handle* h = rest().take();
    if (h == nullptr) h = new handle;
    h->held = held.release();
    h->mark.store(marked(live_word, h), std::memory_order_release);
    return h;
}

bool free_handle(handle* h) {
    auto live = marked(live_word, h);
    if (!h->mark.compare_exchange_strong(live, marked(freed_word, h))) return false;
    delete h->held;
    h->held = nullptr;
    rest().add(h);
    return true;
}

}  // namespace barem::c
