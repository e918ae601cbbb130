#include <barem/export.hpp>

#include "source/suggest.hpp"

#include "source/utf8.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include <utf8proc.h>

namespace barem::inline BAREM_VERSION_NAMESPACE {

namespace {

/// Longer words get no suggestion: the distance takes time quadratic in the length.
constexpr std::size_t longest_word = 80;

/// Without case and diacritics. In Unicode đ is a letter of its own, to people it is a d with a stroke.
std::u32string fold(std::string_view text) {
    auto const options =
        static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD);
    utf8proc_uint8_t* mapped = nullptr;
    auto const size = utf8proc_map(reinterpret_cast<utf8proc_uint8_t const*>(text.data()),
                                   static_cast<utf8proc_ssize_t>(text.size()), &mapped, options);
    if (size < 0) return decode_all(text);
    auto folded = decode_all({reinterpret_cast<char const*>(mapped), static_cast<std::size_t>(size)});
    std::free(mapped);
    std::replace(folded.begin(), folded.end(), U'đ', U'd');
    return folded;
}

/// Letters to add, drop, change or swap with their neighbour to make `a` into `b`.
std::size_t distance(std::u32string const& a, std::u32string const& b) {
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            bool const swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) now[j] = std::min(now[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, now);
    }
    return last[b.size()];
}

/// The words between the underscores, in alphabetical order.
std::vector<std::u32string> sorted_words(std::u32string const& name) {
    std::vector<std::u32string> words(1);
    for (auto const c : name) {
        if (c == U'_') words.emplace_back();
        else words.back() += c;
    }
    std::sort(words.begin(), words.end());
    return words;
}

}  // namespace

std::optional<std::string> suggest(std::string_view wanted, std::vector<std::string_view> const& candidates) {
    auto const folded = fold(wanted), exact = decode_all(wanted);
    if (exact.empty() || exact.size() > longest_word) return std::nullopt;
    auto const words = sorted_words(folded);
    auto const farthest = std::max<std::size_t>(1, folded.size() / 3);

    std::optional<std::string> best;
    std::pair<std::size_t, std::size_t> best_distance{farthest, longest_word};  // without diacritics, with them
    for (auto const candidate : candidates) {
        if (candidate == wanted || candidate.empty() || candidate.size() > 4 * longest_word) continue;
        auto const other = fold(candidate);
        auto const longer = std::max(other.size(), folded.size()), shorter = std::min(other.size(), folded.size());
        if (longer - shorter > farthest) continue;
        auto const by_letters = distance(folded, other);
        bool const reordered = by_letters > 0 && words.size() > 1 && sorted_words(other) == words;
        std::pair const found{reordered ? 1 : by_letters, distance(exact, decode_all(candidate))};
        // A word of which every letter is changed is another word.
        if (found.first >= longer || found.first > farthest) continue;
        if (!best || found < best_distance) {
            best = candidate;
            best_distance = found;
        }
    }
    return best;
}

}  // namespace barem
