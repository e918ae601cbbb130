#include "cli/summary.hpp"

#include "api/implementation.hpp"
#include "cli/rules.hpp"
#include "io/labels.hpp"
#include "source/display.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::cli {

namespace {

std::string shown(program::label const& label, std::string_view language, std::string_view name) {
    return printable(language.empty() ? name : io::text_in(label, language, name));
}

/// How many records have each word of an output; last, how many have none.
std::vector<std::size_t> count_words(std::vector<outcome> const& outcomes, std::size_t output, std::size_t words) {
    std::vector<std::size_t> counts(words + 1);
    for (auto const& outcome : outcomes) {
        auto const* w = std::get_if<word>(&outcome.values()[output]);
        ++counts[w ? w->index : words];
    }
    return counts;
}

}  // namespace

std::string summary(family const& rules, std::vector<outcome> const& outcomes, std::size_t rejected,
                    std::string_view language) {
    auto text = fmt::format("{} scored, {} rejected\n", outcomes.size(), rejected);
    auto const counts_groups = [](auto const& version) { return !version.rules.inner().rules().cohorts.empty(); };
    if (rejected != 0 && std::ranges::any_of(rules.versions(), counts_groups))
        text += fmt::format("ranks and groups count the {} scored, not the {} rejected\n", outcomes.size(), rejected);
    if (!outputs_agree(rules)) return text;
    auto const& latest = rules.versions().back().rules.inner();
    auto const& p = latest.rules();
    auto const& record = latest.roster_record();
    for (std::size_t i = 0; i < record.outputs.size() && !outcomes.empty(); ++i) {
        auto const& member = record.members[record.outputs[i].member];
        if (member.type.kind != program::type_kind::word) continue;
        auto const& words = p.enums[member.type.of].words;
        auto const counts = count_words(outcomes, i, words.size());
        std::vector<std::string> parts;
        for (std::size_t w = 0; w < words.size(); ++w)
            parts.push_back(fmt::format("{} {}", shown(words[w].shown, language, words[w].name), counts[w]));
        if (p.enums[member.type.of].ordered) std::ranges::reverse(parts);
        if (counts.back() != 0) parts.push_back(fmt::format("nothing {}", counts.back()));
        text += fmt::format("{}: {}\n", shown(member.shown, language, member.name), fmt::join(parts, ", "));
    }
    return text;
}

}  // namespace barem::cli
