#pragma once
// Why a record was scored as it was: for the person who is assessed.

#include <barem/export.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace barem::inline BAREM_VERSION_NAMESPACE {

/// The explanation sheet of one record. Complete in English ("en") and Vietnamese ("vi"); any other language gives
/// English.
class BAREM_API explanation {
public:
    struct content;
    /// For the library.
    explicit explanation(std::shared_ptr<content const> inner) : inner_(std::move(inner)) {}
    [[nodiscard]] content const& inner() const { return *inner_; }

    [[nodiscard]] std::string to_text(std::string_view language = "en") const;
    [[nodiscard]] std::string to_markdown(std::string_view language = "en") const;
    /// One self-contained page that prints on A4.
    [[nodiscard]] std::string to_html(std::string_view language = "en") const;
    /// Everything the sheets show, as data, with both languages and exact values.
    [[nodiscard]] std::string to_json() const;

private:
    std::shared_ptr<content const> inner_;
};

}  // namespace barem
