#pragma once
// A value, or what kept it from being made.

#include <barem/export.hpp>

#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

namespace barem::inline BAREM_VERSION_NAMESPACE {

/// An error that is one line stands for itself.
[[nodiscard]] inline std::string to_text(std::string const& error) { return error; }

/// Thrown by result::value() of a failed result.
class BAREM_API failed_result : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Either a T or an E. `if (r)` tells which; `*r` and `r->` reach the value, `r.error()` what went wrong.
template <typename T, typename E>
class [[nodiscard]] result {
public:
    result(T value) : held_(std::in_place_index<0>, std::move(value)) {}   // NOLINT: implicit on purpose
    result(E error) : held_(std::in_place_index<1>, std::move(error)) {}   // NOLINT

    [[nodiscard]] bool has_value() const noexcept { return held_.index() == 0; }
    explicit operator bool() const noexcept { return has_value(); }

    // Precondition of these: has_value().
    T& operator*() & { return *std::get_if<0>(&held_); }
    T const& operator*() const& { return *std::get_if<0>(&held_); }
    T&& operator*() && { return std::move(*std::get_if<0>(&held_)); }
    T* operator->() { return std::get_if<0>(&held_); }
    T const* operator->() const { return std::get_if<0>(&held_); }

    // Precondition of these: !has_value().
    E& error() & { return *std::get_if<1>(&held_); }
    E const& error() const& { return *std::get_if<1>(&held_); }
    E error() && { return std::move(*std::get_if<1>(&held_)); }       // by value: `for (auto& i : f().error())` is safe

    /// The value, for those who like exceptions: throws failed_result with the error as text.
    T const& value() const& {
        if (!has_value()) throw failed_result(to_text(error()));
        return **this;
    }
    T value() && {
        if (!has_value()) throw failed_result(to_text(error()));
        return std::move(**this);
    }

private:
    std::variant<T, E> held_;
};

}  // namespace barem
