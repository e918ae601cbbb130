#pragma once
// From the Markdown of catalog/ to entries.

#include <barem/catalog.hpp>

#include <span>
#include <string_view>

namespace barem::inline BAREM_VERSION_NAMESPACE {

/// The sections of catalog/*.md, each from its `## B` up to the next. Generated while building, see cmake/catalog.cmake.
[[nodiscard]] std::span<std::string_view const> catalog_sections();

/// Reads one section. Parts that are missing stay empty; the tests see to it that none is.
[[nodiscard]] catalog_entry parse_catalog_section(std::string_view section);

}  // namespace barem
