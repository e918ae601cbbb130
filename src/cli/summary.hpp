#pragma once
// How a roster came out, in a few lines.

#include "batch/score.hpp"

#include <barem/family.hpp>

#include <string>
#include <string_view>

namespace barem::cli {

/// What was scored and rejected, then one line for each output that is a word:
///
///     52 scored, 1 rejected
///     ranks and groups count the 52 scored, not the 1 rejected
///     rating: excellent 9, good 11, completed 22, not_completed 10
///
/// The words of an ordered enumeration from high to low. With a language, labels instead of names. Versions with different outputs have
/// no such lines.
[[nodiscard]] std::string summary(family const& rules, batch::score_summary const& done, std::string_view language);

}  // namespace barem::cli
