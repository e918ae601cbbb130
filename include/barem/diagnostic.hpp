#pragma once
// Diagnostics as data: what is wrong with a rule set, where, and what to do. Rendered late, see report.hpp.

#include <barem/export.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace barem::inline BAREM_VERSION_NAMESPACE {

/// A half-open range of bytes of a source text.
struct BAREM_API source_span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    friend bool operator==(source_span const&, source_span const&) = default;
};

enum class severity : std::uint8_t { error, warning, hint };

/// A place in the source with a short remark (may be empty). The first label of a diagnostic is the primary one.
struct BAREM_API diagnostic_label {
    source_span where;
    std::string text;
};

/// What stands in the place of some bytes. An empty span inserts before its begin; an empty replacement removes.
struct BAREM_API text_edit {
    source_span where;
    std::string replacement;
};

/// A way to mend a finding. A safe one changes the result of no record, and says nothing that the text did not say: it may be applied
/// without asking, as `barem check --fix` does. Of all others a person decides.
struct BAREM_API suggested_fix {
    std::string what;                       ///< one line, in the imperative: "remove `gaps take lower` with its reading"
    bool safe = false;
    std::vector<text_edit> edits;           ///< they do not overlap
};

/// One finding. `code` is stable ("B1203"); `message` is one line, lower case, without a final stop, user's words in backticks.
struct BAREM_API diagnostic {
    std::string code;
    barem::severity severity = barem::severity::error;
    std::string message;
    std::vector<diagnostic_label> labels;   ///< primary first
    std::vector<std::string> notes;
    std::string help;                       ///< what to do; may be empty
    std::string witness;                    ///< an example that shows the finding, such as `excess = 10.5%`; may be empty
    std::string witness_record = {};        ///< a record that shows it when it is explained: one line of a roster (JSON); may be empty
    std::vector<suggested_fix> fixes = {};  ///< the likeliest first
};

}  // namespace barem
