#pragma once
// The files of a rule set, and in which of them a span lies.

#include "source/line_index.hpp"

#include <barem/report.hpp>

#include <string>
#include <vector>

namespace barem::inline BAREM_VERSION_NAMESPACE {

/// A file of a report, with its lines.
struct mapped_source {
    std::string const* name;
    std::uint32_t begin;                     ///< of its text, where spans count all texts in one row
    line_index lines;

    /// A span of this file, counted from its begin.
    [[nodiscard]] source_span local(source_span where) const {
        return {where.begin - begin, where.end < where.begin ? where.begin - begin : where.end - begin};
    }
};

/// The report must outlive it.
class source_map {
public:
    explicit source_map(report const& r) {
        std::size_t begin = 0;
        auto const add = [&](std::string const& name, std::string const& text) {
            sources_.push_back({&name, static_cast<std::uint32_t>(begin), line_index(text)});
            begin += text.size() + 1;
        };
        add(r.name, r.text);
        for (auto const& i : r.imported) add(i.name, i.text);
    }

    [[nodiscard]] mapped_source const& main() const { return sources_.front(); }
    /// Where the span begins; the last file for one beyond all of them.
    [[nodiscard]] mapped_source const& of(source_span where) const {
        auto found = sources_.begin();
        for (auto s = sources_.begin(); s != sources_.end() && s->begin <= where.begin; ++s) found = s;
        return *found;
    }

private:
    std::vector<mapped_source> sources_;
};

}  // namespace barem
