#include "api/settle.hpp"

#include <barem/catalog.hpp>

#include "source/suggest.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::api {
namespace {

diagnostic finding(std::string code, source_span where, std::string message, std::string label) {
    diagnostic d;
    d.code = std::move(code);
    d.message = std::move(message);
    d.labels.push_back({where, std::move(label)});
    return d;
}

bool lies_in(source_span scope, diagnostic const& d) {
    if (d.labels.empty()) return false;
    auto const at = d.labels.front().where.begin;
    return scope.begin <= at && at < std::max(scope.end, scope.begin + 1);
}

/// The reason for people who read reports: in English if it is there.
std::string reason_of(ast::acknowledgement const& a) {
    auto const& texts = a.reason.texts;
    auto const english = std::ranges::find_if(texts, [](auto const& t) { return t.language.text == "en"; });
    return english == texts.end() ? texts.front().text : english->text;
}

/// B2001, B2002: nothing is acknowledged by it.
std::optional<diagnostic> mistake_in(ast::acknowledgement const& a) {
    auto const& code = a.code.text;
    auto const* entry = find_code(code);
    if (entry == nullptr || entry->code != code) {
        auto d = finding("B2001", a.code.where, fmt::format("there is no finding `{}`", code), "not a code");
        d.help = "write the code as reports show it, such as `B1403`";
        if (entry == nullptr) return d;
        d.fixes.push_back({fmt::format("write `{}`", entry->code), false, {{a.code.where, std::string(entry->code)}}});
        return d;
    }
    if (entry->severity != severity::error || entry->may_be_lowered) return std::nullopt;
    auto d = finding("B2002", a.code.where, fmt::format("`{}` cannot be acknowledged: it is always an error", code), "not by a reason");
    d.help = "mend what it is about";
    return d;
}

class settling {
public:
    settling(report& findings, loaded const& rules)
        : findings_(findings), rules_(rules), used_(rules.tree.acknowledgements.size(), false) {}

    void run(bool complete) {
        std::vector<diagnostic> open;
        for (auto& d : findings_.findings) {
            if (auto const by = acknowledged_by(d)) acknowledge(std::move(d), *by);
            else open.push_back(std::move(d));
        }
        findings_.findings = std::move(open);
        for (std::size_t i = 0; i != used_.size(); ++i) {
            auto const& a = rules_.tree.acknowledgements[i];
            if (auto d = mistake_in(a)) findings_.findings.push_back(std::move(*d));
            else if (!used_[i] && complete && is_decided(a)) report_stale(a);
        }
        for (auto& d : findings_.findings) keep_comments(d);
    }

private:
    /// The one that stands nearest: those of the smallest scope that has any.
    std::optional<std::size_t> acknowledged_by(diagnostic const& d) const {
        std::optional<std::size_t> found;
        auto const& all = rules_.tree.acknowledgements;
        auto const size = [&](std::size_t i) { return all[i].scope.end - all[i].scope.begin; };
        for (std::size_t i = 0; i != all.size(); ++i) {
            bool const fits = all[i].code.text == d.code && lies_in(all[i].scope, d) && !mistake_in(all[i]);
            if (fits && (!found || size(i) < size(*found))) found = i;
        }
        return found;
    }

    void acknowledge(diagnostic d, std::size_t by) {
        auto const& a = rules_.tree.acknowledgements[by];
        used_[by] = true;
        findings_.acknowledged.push_back({std::move(d), reason_of(a), a.where});
    }

    /// What could not be decided may be there.
    bool is_decided(ast::acknowledgement const& a) const {
        auto const undecided = [&](diagnostic const& d) { return d.code == "B1312" && lies_in(a.scope, d); };
        return std::ranges::none_of(findings_.findings, undecided) &&
               std::ranges::none_of(findings_.acknowledged, undecided, &acknowledged_finding::finding);
    }

    void report_stale(ast::acknowledgement const& a) {
        auto d = finding("B2003", a.where, fmt::format("there is no finding `{}` to acknowledge here", a.code.text), "acknowledges nothing");
        d.severity = severity::warning;
        d.help = "remove it: what it was about is mended, or lies elsewhere (it is about what it stands behind)";
        d.fixes.push_back({"remove the acknowledgement", true, {{a.where, {}}}});
        findings_.findings.push_back(std::move(d));
    }

    /// A comment in what an edit replaces would be lost. (A `#` in a string is taken for one: then a person decides, too.)
    void keep_comments(diagnostic& d) const {
        auto const holds_comment = [&](text_edit const& e) {
            return std::string_view(rules_.text).substr(e.where.begin, e.where.end - e.where.begin).find('#') != std::string_view::npos;
        };
        for (auto& fix : d.fixes) fix.safe = fix.safe && std::ranges::none_of(fix.edits, holds_comment);
    }

    report& findings_;
    loaded const& rules_;
    std::vector<bool> used_;
};

severity to_severity(severity_choice c) {
    return c == severity_choice::error ? severity::error : c == severity_choice::warning ? severity::warning : severity::hint;
}

}  // namespace

std::vector<diagnostic> wrong_severities(compile_options const& options) {
    std::vector<diagnostic> found;
    for (auto const& [code, wanted] : options.severities) {
        auto const why = wrong_severity(code, wanted);
        if (why.empty()) continue;
        auto& d = found.emplace_back();
        d.code = "B0009";
        d.message = why;
    }
    return found;
}

void set_severities(std::vector<diagnostic>& findings, compile_options const& options) {
    std::erase_if(findings, [&](diagnostic& d) {
        auto const chosen = std::find_if(options.severities.rbegin(), options.severities.rend(), [&](auto const& s) { return s.first == d.code; });
        if (chosen == options.severities.rend() || !wrong_severity(d.code, chosen->second).empty()) return false;
        if (chosen->second == severity_choice::off) return true;
        d.severity = to_severity(chosen->second);
        return false;
    });
}

void settle(report& findings, loaded const& rules, compile_options const& options, bool complete) {
    settling(findings, rules).run(complete);
    set_severities(findings.findings, options);
}

}  // namespace barem::api
