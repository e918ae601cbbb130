#pragma once
// "Did you mean ...?"

#include <barem/export.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace barem::inline BAREM_VERSION_NAMESPACE {

/// The candidate that was most probably meant by a word that means nothing, if one is close enough: a few letters added, dropped,
/// changed or swapped; the same letters with other diacritics (`tong_diem` for `tổng_điểm`) or in another case; the same words in
/// another order (`share_failed` for `failed_share`). The first of the candidates that are equally close.
[[nodiscard]] std::optional<std::string> suggest(std::string_view wanted,
                                                 std::vector<std::string_view> const& candidates);

}  // namespace barem
