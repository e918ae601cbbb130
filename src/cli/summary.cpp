#include "cli/summary.hpp"

#include "api/implementation.hpp"
#include "io/labels.hpp"
#include "source/display.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace barem::cli {

namespace {

std::string shown(program::label const& label, std::string_view language, std::string_view name) {
    return printable(language.empty() ? name : io::text_in(label, language, name));
}

}  // namespace

std::string summary(family const& rules, batch::score_summary const& done, std::string_view language) {
    auto text = fmt::format("{} scored, {} rejected\n", done.scored, done.rejected);
    auto const counts_groups = [](auto const& version) { return !version.rules.inner().rules().cohorts.empty(); };
    if (done.rejected != 0 && std::ranges::any_of(rules.versions(), counts_groups))
        text += fmt::format("ranks and groups count the {} scored, not the {} rejected\n", done.scored, done.rejected);
    auto const& latest = rules.versions().back().rules.inner();
    auto const& record = latest.roster_record();
    for (std::size_t i = 0; i < done.words.size() && done.scored != 0; ++i) {
        auto const& counts = done.words[i];
        if (counts.empty()) continue;
        auto const& member = record.members[record.outputs[i].member];
        auto const& of = latest.rules().enums[member.type.of];
        std::vector<std::string> parts;
        for (std::size_t w = 0; w < of.words.size(); ++w) parts.push_back(fmt::format("{} {}", shown(of.words[w].shown, language, of.words[w].name), counts[w]));
        if (of.ordered) std::ranges::reverse(parts);
        if (counts.back() != 0) parts.push_back(fmt::format("nothing {}", counts.back()));
        text += fmt::format("{}: {}\n", shown(member.shown, language, member.name), fmt::join(parts, ", "));
    }
    return text;
}

}  // namespace barem::cli
