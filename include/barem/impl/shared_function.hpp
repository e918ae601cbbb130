#pragma once
// What a host hands over to be called later. <functional> would cost as much as half of this library.

#include <barem/export.hpp>

#include <memory>
#include <type_traits>
#include <utility>

namespace barem::inline BAREM_VERSION_NAMESPACE {

template <typename Signature>
class shared_function;

/// Holds anything that can be called so, as std::function does; but copies share it. Empty by default.
template <typename R, typename... Arguments>
class shared_function<R(Arguments...)> {
public:
    shared_function() = default;
    template <typename F>
        requires(!std::is_same_v<std::remove_cvref_t<F>, shared_function> && std::is_invocable_r_v<R, std::decay_t<F>&, Arguments...>)
    shared_function(F&& f)                                                                              // NOLINT: implicit on purpose
        : held_(std::make_shared<std::decay_t<F>>(std::forward<F>(f))),
          call_([](void* held, Arguments... a) -> R { return (*static_cast<std::decay_t<F>*>(held))(std::forward<Arguments>(a)...); }) {}

    [[nodiscard]] explicit operator bool() const noexcept { return call_ != nullptr; }
    /// Precondition: it is not empty.
    R operator()(Arguments... a) const { return call_(held_.get(), std::forward<Arguments>(a)...); }

private:
    std::shared_ptr<void> held_;
    R (*call_)(void*, Arguments...) = nullptr;
};

}  // namespace barem
