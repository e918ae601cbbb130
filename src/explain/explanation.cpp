#include <barem/explanation.hpp>

#include "explain/render_json.hpp"
#include "explain/sheet.hpp"

namespace barem {

using namespace explain;

std::string explanation::to_text(std::string_view language) const { return sheet::to_text(sheet::lay_out(*inner_, sheet::language_of(language))); }

std::string explanation::to_markdown(std::string_view language) const {
    return sheet::to_markdown(sheet::lay_out(*inner_, sheet::language_of(language)));
}

std::string explanation::to_html(std::string_view language) const { return sheet::to_html(sheet::lay_out(*inner_, sheet::language_of(language))); }

std::string explanation::to_json() const { return explain::to_json(*inner_); }

}  // namespace barem
