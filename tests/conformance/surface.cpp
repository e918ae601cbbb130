#include "conformance/surface.hpp"

#include <nlohmann/json.hpp>

namespace conformance {

std::vector<std::unique_ptr<surface>> const& surfaces() {
    static auto const all = [] {
        std::vector<std::unique_ptr<surface>> made;
        made.push_back(api_surface());
        made.push_back(explanation_surface());
        made.push_back(batch_surface());
        made.push_back(program_surface());
        made.push_back(c_surface());
        made.push_back(arrow_surface());
        return made;
    }();
    return all;
}

std::vector<finding> errors_of(std::string const& report) {
    std::vector<finding> errors;
    for (auto const& found : nlohmann::json::parse(report)) {
        if (found["severity"] != "error") continue;
        errors.push_back({found["code"], found["line"].is_null() ? 0 : found["line"].get<std::size_t>(), found["file"]});
    }
    return errors;
}

}  // namespace conformance
