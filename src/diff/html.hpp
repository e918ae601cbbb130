#pragma once
// The part of the page that is about a roster.

#include "diff/render.hpp"
#include "explain/markup.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace barem::diff {

using explain::html_escaped;

/// Tables go into the page at once, what charts show is collected.
class roster_page {
public:
    explicit roster_page(words const& say) : say_(say) {}

    void add_roster(std::string& out, roster_difference const&);

    [[nodiscard]] bool any() const { return !charts_.empty(); }
    /// An array for a script; nothing in it ends the script.
    [[nodiscard]] std::string data() const;

private:
    void add_output(std::string& out, output_difference const&, roster_difference const&);
    void add_counts(std::string& out, output_difference const&) const;
    void add_transitions(std::string& out, output_difference const&) const;
    void add_distributions(std::string& out, output_difference const&) const;
    void add_movers(std::string& out, output_difference const&) const;
    void add_group(std::string& out, grouping const&, roster_difference const&);
    void add_rejected(std::string& out, rejected_by_one const&, std::string const& head, std::size_t top) const;
    void add_chart(std::string& out, nlohmann::ordered_json chart);

    words const& say_;
    nlohmann::ordered_json charts_ = nlohmann::ordered_json::array();
};

}  // namespace barem::diff
