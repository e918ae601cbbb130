#pragma once
// Structs of Arrow that are released once.

#include <barem/arrow_abi.h>

namespace barem::from_arrow {

/// A schema, an array or a stream that was handed over; empty while its `release` is null.
template <typename Struct>
class owned {
public:
    owned() = default;
    /// Moves out of `given`.
    explicit owned(Struct& given) : held_(given) { given.release = nullptr; }
    owned(owned const&) = delete;
    owned& operator=(owned const&) = delete;
    ~owned() {
        if (held_.release != nullptr) held_.release(&held_);
    }
    /// What a callback fills; it holds nothing before.
    [[nodiscard]] Struct* out() { return &held_; }
    [[nodiscard]] Struct& operator*() { return held_; }
    [[nodiscard]] Struct* operator->() { return &held_; }
    [[nodiscard]] explicit operator bool() const { return held_.release != nullptr; }
    /// Whoever failed to fill it gave nothing.
    void forget() { held_ = {}; }
    [[nodiscard]] Struct give_away() {
        auto const given = held_;
        held_ = {};
        return given;
    }

private:
    Struct held_{};
};

}  // namespace barem::from_arrow
