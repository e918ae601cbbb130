#pragma once
// What a host hands over to be called during one call. As std::function_ref of C++26; <functional> would cost as much as half of this library.

#include <barem/export.hpp>

#include <memory>
#include <type_traits>
#include <utility>

namespace barem::inline BAREM_VERSION_NAMESPACE {

template <typename Signature>
class function_ref;

/// Refers to anything that can be called so, and does not keep it: a parameter, never a member.
template <typename R, typename... Arguments>
class function_ref<R(Arguments...)> {
public:
    template <typename F>
        requires(!std::is_same_v<std::remove_cvref_t<F>, function_ref> && std::is_invocable_r_v<R, F&, Arguments...>)
    function_ref(F&& f) noexcept {                                                                      // NOLINT: implicit on purpose
        using callee = std::remove_reference_t<F>;
        if constexpr (std::is_function_v<callee>) {
            called_.function = reinterpret_cast<void (*)()>(&f);
            call_ = [](target called, Arguments... a) -> R { return reinterpret_cast<callee*>(called.function)(std::forward<Arguments>(a)...); };
        } else {
            called_.object = std::addressof(f);
            call_ = [](target called, Arguments... a) -> R {
                return (*static_cast<callee*>(const_cast<void*>(called.object)))(std::forward<Arguments>(a)...);
            };
        }
    }

    R operator()(Arguments... a) const { return call_(called_, std::forward<Arguments>(a)...); }

private:
    union target {
        void const* object;
        void (*function)();
    };
    target called_;
    R (*call_)(target, Arguments...);
};

}  // namespace barem
