#include <barem/issue.hpp>
#include <barem/report.hpp>

#include <ostream>

namespace barem::inline BAREM_VERSION_NAMESPACE {

std::string to_text(issues const& problems) {
    std::string text;
    for (auto const& p : problems) {
        if (!text.empty()) text += '\n';
        text += p.message;
    }
    return text;
}

std::ostream& operator<<(std::ostream& out, issue const& problem) { return out << problem.message; }
std::ostream& operator<<(std::ostream& out, issues const& problems) { return out << to_text(problems); }

std::string to_text(report const& findings) { return findings.to_text(); }
std::ostream& operator<<(std::ostream& out, report const& findings) { return out << findings.to_text(); }

}  // namespace barem
