#include "examples/update.hpp"

#include "examples/written_value.hpp"
#include "source/edited_text.hpp"
#include "source/source_map.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::examples {

namespace {

class updating {
public:
    updating(ruleset::implementation const& rules, updated_text& made) : rules_(rules), text_(rules.findings->text), sources_(*rules.findings), made_(made) {}

    std::vector<text_edit> edits_for(std::vector<failure> const& failures) {
        for (auto const& f : failures) take(f);
        std::vector<text_edit> edits;
        for (auto const& c : changes_) edits.push_back({c.where, c.replacement});
        return edits;
    }

private:
    struct change { program::expectation const* of; source_span where; std::string replacement; };

    void refuse(failure const& f, std::string_view why) {
        auto const& file = sources_.of(f.where);
        made_.refused.push_back(fmt::format("{}:{}: {}", *file.name, file.lines.line_of(file.local(f.where).begin), why));
    }

    void take(failure const& f) {
        if (!f.found) return refuse(f, f.why);
        auto const where = f.expected->expected.where;
        if (where.end > text_.size()) return refuse(f, "it stands in a library");
        std::string_view const old = std::string_view(text_).substr(where.begin, where.end - where.begin);
        bool const names_unit = f.type.kind == program::type_kind::number && old.ends_with(rules_.rules().units[f.type.of].name);
        auto now = written(rules_.rules(), *f.found, f.type, names_unit);
        auto const known = std::ranges::find(changes_, f.expected, &change::of);
        if (known == changes_.end()) changes_.push_back({f.expected, where, std::move(now)});
        else if (known->replacement != now) refuse(f, fmt::format("`[*]` stands for several values, {} and {}: expect them one by one", known->replacement, now));
    }

    ruleset::implementation const& rules_;
    std::string const& text_;
    source_map sources_;
    updated_text& made_;
    std::vector<change> changes_;
};

/// Values that are right for some elements of a list and wrong for others stay wrong whatever is written.
std::string still_fails(std::string const& text, std::string const& name, compile_options const& options) {
    auto const rules = compile(text, name, options);
    if (!rules) return "the values that come out cannot be written in the place of those expected";
    auto const failures = rules->run_examples().failures;
    return failures.findings.empty() ? "" : failures.findings.front().message + " afterwards: what stands for several values is expected one by one";
}

}  // namespace

updated_text update(ruleset const& rules, compile_options const& options) {
    auto const& inner = rules.inner();
    updated_text made;
    made.text = inner.findings->text;
    auto const edits = updating(inner, made).edits_for(run(inner, inner.rules().examples).failures);
    if (!made.refused.empty() || edits.empty()) return made;
    edited_text changed(made.text);
    changed.apply(edits);
    if (auto why = still_fails(changed.text(), inner.findings->name, options); !why.empty()) {
        made.refused.push_back(std::move(why));
        return made;
    }
    made.text = changed.text();
    made.difference = changed.difference(inner.findings->name);
    made.changed = edits.size();
    return made;
}

}  // namespace barem::examples
