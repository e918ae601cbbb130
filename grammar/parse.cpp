// The only translation unit that instantiates the grammar.

#include "rule_set_rules.hpp"

#include <simdjson.h>

#include <limits>

namespace barem::grammar {
namespace {

diagnostic finding(std::string code, std::string message, std::size_t at, std::string help) {
    diagnostic d;
    d.code = std::move(code);
    d.message = std::move(message);
    d.labels.push_back({{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + 1)}, {}});
    d.help = std::move(help);
    return d;
}

/// What keeps the text from being read at all.
std::optional<diagnostic> unreadable(std::string_view source, parse_limits const& limits, std::size_t begin) {
    auto const most = std::min<std::size_t>(limits.max_source_bytes, std::numeric_limits<std::uint32_t>::max() - 1 - begin);
    if (source.size() - begin > most) {
        return finding("B1007", "the rule set has more than " + std::to_string(most) + " bytes", begin, "split it, or raise the limit");
    }
    if (!simdjson::validate_utf8(source.data() + begin, source.size() - begin)) {
        std::size_t at = begin;
        for (auto c = decode(source, at); c.size != 0; c = decode(source, at)) at += c.size;
        return finding("B1002", "the text is not UTF-8 here", at, "save the file as UTF-8");
    }
    if (auto const nul = source.find('\0', begin); nul != std::string_view::npos) {
        return finding("B1002", "the text holds a zero byte here", nul, "save the file as UTF-8 text");
    }
    return std::nullopt;
}

}  // namespace

parse_result parse(std::string_view source, parse_limits const& limits, std::size_t begin) {
    parse_result result;
    if (auto problem = unreadable(source, limits, begin)) {
        result.findings.push_back(std::move(*problem));
        return result;
    }
    session s(source, tokenise(source, limits.max_tokens, limits.max_errors, begin), limits);
    auto first = s.begin();
    try {
        x3::parse(first, s.end(), x3::with<session_tag>(s)[rule_set], result.tree);
    } catch (failure const& x) {   // every declaration recovers by itself; this is for what none of them has caught
        s.report_unexpected(x.where(), x.which());
    }
    result.tree.acknowledgements = s.take_acknowledgements(begin);
    result.findings = s.take_findings();
    return result;
}

}  // namespace barem::grammar
