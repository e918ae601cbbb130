#include "explain/explain.hpp"

#include "explain/build.hpp"
#include "explain/render_json.hpp"
#include "explain/sheet.hpp"

namespace barem::inline BAREM_VERSION_NAMESPACE {

explain::content const& explanation::content::read() const {
    std::call_once(is_made, [&] {
        exec::explained_record record(*rules, rules->rules->roster_record, parameters, *data, others, limits);
        explain::context c(*rules, parameters, record);                  // before anything else is asked
        made = explain::build(c);
    });
    return made;
}

std::string explanation::to_text(std::string_view language) const {
    return explain::sheet::to_text(explain::sheet::lay_out(inner().read(), explain::sheet::language_of(language)));
}

std::string explanation::to_markdown(std::string_view language) const {
    return explain::sheet::to_markdown(explain::sheet::lay_out(inner().read(), explain::sheet::language_of(language)));
}

std::string explanation::to_html(std::string_view language) const {
    return explain::sheet::to_html(explain::sheet::lay_out(inner().read(), explain::sheet::language_of(language)));
}

std::string explanation::to_json() const { return explain::to_json(inner().read()); }

}  // namespace barem

namespace barem::explain {

explanation explain(ruleset::implementation const& rules, std::shared_ptr<record_data const> data, exec::peers others) {
    return explanation(std::make_shared<explanation::content const>(rules, std::move(data), std::move(others)));
}

}  // namespace barem::explain
