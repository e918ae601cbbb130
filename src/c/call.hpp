#pragma once
// What every function of the C interface does around its own work: reads its arguments, keeps exceptions inside, gives handles.

#include "c/problem.hpp"

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace barem::c {

/// An argument that is none; caught by call().
struct misuse {
    std::string parameter, expected, found;
};

/// What barem_rules and the like hold: objects.hpp.
template <typename Handle>
struct held_by;

// ── arguments ───────────────────────────────────────────────────────────────────────────────────────────────────

[[noreturn]] void refuse_handle(void const* given, handle_kind wanted, char const* parameter);

template <typename Handle>
[[nodiscard]] typename held_by<Handle>::type const& get(Handle const* given, char const* parameter) {
    using type = typename held_by<Handle>::type;
    if (state_of(given) != handle_state::live) refuse_handle(given, type::its_kind, parameter);
    auto const* const held = reinterpret_cast<handle const*>(given)->held;
    if (held->kind != type::its_kind) refuse_handle(given, type::its_kind, parameter);
    return static_cast<type const&>(*held);
}

/// nullptr where there is no such handle: for functions that have no status.
template <typename Handle>
[[nodiscard]] typename held_by<Handle>::type const* find(Handle const* given) noexcept {
    using type = typename held_by<Handle>::type;
    if (state_of(given) != handle_state::live) return nullptr;
    auto const* const held = reinterpret_cast<handle const*>(given)->held;
    return held->kind == type::its_kind ? static_cast<type const*>(held) : nullptr;
}

/// Any bytes: texts that the library itself checks for UTF-8.
[[nodiscard]] std::string_view bytes(char const* data, std::size_t size, char const* parameter);
/// A text; a problem where it is no UTF-8.
[[nodiscard]] std::string_view text(char const* data, std::size_t size, char const* parameter);
void check_index(std::size_t given, std::size_t count, char const* parameter);
void check_choice(std::int32_t given, std::int32_t count, char const* parameter);
void check_given(void const* given, char const* parameter);
void check_struct_size(std::size_t given, char const* parameter);
/// What a later version of a struct has that this one does not know, which must be zero.
void check_unknown(void const* beyond, std::size_t size, char const* parameter);

/// A struct of options that was compiled earlier or later than the library; nullptr: defaults.
template <typename Struct>
[[nodiscard]] Struct read_struct(Struct const* given, char const* parameter) {
    Struct read{};
    if (given == nullptr) return read;
    check_struct_size(given->struct_size, parameter);
    std::memcpy(&read, given, std::min(given->struct_size, sizeof(Struct)));
    if (given->struct_size > sizeof(Struct)) check_unknown(given + 1, given->struct_size - sizeof(Struct), parameter);
    check_unknown(&read.reserved, sizeof read.reserved, parameter);
    return read;
}

/// A struct that is written for a program that was compiled earlier or later than the library.
template <typename Struct>
void write_struct(Struct* to, Struct made, char const* parameter) {
    check_given(to, parameter);
    check_struct_size(to->struct_size, parameter);
    made.struct_size = to->struct_size;
    if (made.struct_size > sizeof(Struct)) std::memset(static_cast<void*>(to + 1), 0, made.struct_size - sizeof(Struct));
    std::memcpy(static_cast<void*>(to), &made, std::min(made.struct_size, sizeof(Struct)));
}

[[nodiscard]] inline barem_view view(std::string const& text) { return {text.c_str(), text.size()}; }

// ── what is given ───────────────────────────────────────────────────────────────────────────────────────────────

/// A handle that is wanted: says so, and clears it.
template <typename Handle>
void clear(Handle** out, char const* parameter) {
    check_given(out, parameter);
    *out = nullptr;
}

template <typename Handle>
void give(Handle** out, std::unique_ptr<typename held_by<Handle>::type> held) {
    *out = reinterpret_cast<Handle*>(make_handle(std::move(held)));
}

/// Nothing when there is none, or nobody wants them.
void give_problems(barem_problems** out, std::unique_ptr<problem_list> list);

[[nodiscard]] barem_status refused(barem_problems** out, issues const& found);

// ── the call ────────────────────────────────────────────────────────────────────────────────────────────────────

/// What is being thrown, as a status and a problem.
[[nodiscard]] barem_status caught(barem_problems** problems) noexcept;

template <typename Work>
[[nodiscard]] barem_status call(barem_problems** problems, Work&& work) noexcept {
    if (problems != nullptr) *problems = nullptr;
    try {
        if constexpr (std::is_void_v<std::invoke_result_t<Work>>) {
            work();
            return BAREM_OK;
        } else {
            return work();
        }
    } catch (...) {
        return caught(problems);
    }
}

}  // namespace barem::c
