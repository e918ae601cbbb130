#pragma once
// Handles of the C interface that free themselves, for tests.

#include <barem/barem.h>

#include <string>
#include <string_view>
#include <utility>

namespace c_test {

template <typename Handle>
class owned {
public:
    owned() = default;
    owned(owned&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
    owned& operator=(owned&& other) noexcept {
        std::swap(handle_, other.handle_);
        return *this;
    }
    ~owned() { barem_free(handle_); }
    /// Where a function writes its handle; the one that was here is freed.
    Handle** out() {
        barem_free(std::exchange(handle_, nullptr));
        return &handle_;
    }
    [[nodiscard]] Handle* get() const { return handle_; }
    explicit operator bool() const { return handle_ != nullptr; }

private:
    Handle* handle_ = nullptr;
};

using rules = owned<barem_rules>;
using problems = owned<barem_problems>;
using results = owned<barem_results>;
using explanation = owned<barem_explanation>;
using text = owned<barem_text>;

inline std::string string(text const& t) { return {barem_text_data(t.get()), barem_text_size(t.get())}; }
inline std::string string(barem_view v) { return {v.data, v.size}; }
inline barem_view view(std::string_view text) { return {text.data(), text.size()}; }

inline barem_problem problem_at(problems const& list, std::size_t index) {
    barem_problem made{};
    made.struct_size = sizeof made;
    return barem_problems_get(list.get(), index, &made, nullptr) == BAREM_OK ? made : barem_problem{};
}

inline std::string as_text(problems const& list) {
    text made;
    barem_problems_text(list.get(), made.out(), nullptr);
    return string(made);
}

inline barem_status load(std::string_view source, rules& into, problems& found) {
    return barem_load(source.data(), source.size(), nullptr, into.out(), found.out());
}

}  // namespace c_test
