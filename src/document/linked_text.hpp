#pragma once
// Links within texts. Sentences are put together from texts in two languages; what is a link in them stands between marks that no text of
// a rule set can hold, and becomes one when the sentence is done.

#include "explain/text.hpp"

#include <string_view>

namespace barem::document {

inline constexpr char link_begins = '\x01', link_says = '\x02', link_ends = '\x03';

/// A text of the rule set, without characters that are none.
[[nodiscard]] explain::text plain(explain::text const& of_rules);

/// Without an anchor: as it is.
[[nodiscard]] explain::text linked(explain::text const& says, std::string_view anchor);
[[nodiscard]] explain::text without_links(explain::text const&);

/// As it stands within a sentence, also where it begins with a link.
[[nodiscard]] explain::text inside_sentence(explain::text says);
/// As it stands at the beginning.
[[nodiscard]] explain::text at_beginning(explain::text says);

}  // namespace barem::document
