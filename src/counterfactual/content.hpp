#pragma once
// What is said of a record with other inputs, free of any form: every text in both languages, every value exact.

#include "counterfactual/conditions.hpp"
#include "counterfactual/search.hpp"
#include "explain/content.hpp"
#include "explain/sheet.hpp"

#include <barem/counterfactual.hpp>

namespace barem::counterfactual {

/// What both say of where they come from.
struct heading {
    std::string rule_set;
    text rule_set_label, decision, record_label;
    explain::amount key;
};
[[nodiscard]] heading heading_of(explain::context&);

struct changed_input {
    std::string path;
    text label;
    explain::amount before, after;
    std::string written;                    ///< after, as the rule set writes it
};

/// Why a definition has its value: levels, rows, exceptions, deductions that decide, with their articles.
using rules = std::vector<text>;

struct changed_definition {
    std::string path;                       ///< `rating`, `tasks[2].points`
    text label, citation;
    explain::amount before, after;
    rules no_longer, now;                   ///< that decided before only, and that decide now only
};

struct compared_output {
    std::string name;
    text label;
    explain::amount before, after;
    [[nodiscard]] bool is_changed() const { return before.value != after.value; }
};

[[nodiscard]] changed_input changed_input_of(program::program const&, std::string const& path, program::member const&, value const& before, value const& after);

// Layouts in one language; the renderers of sheets do the rest.
[[nodiscard]] explain::sheet::document lay_out(comparison::content const&, explain::language);
[[nodiscard]] explain::sheet::document lay_out(obstacles::content const&, explain::language);
[[nodiscard]] std::string to_json(comparison::content const&);
[[nodiscard]] std::string to_json(obstacles::content const&);

}  // namespace barem::counterfactual

namespace barem::inline BAREM_VERSION_NAMESPACE {

struct BAREM_LOCAL comparison::content {
    counterfactual::heading heading;
    std::vector<counterfactual::changed_input> inputs;
    std::vector<counterfactual::compared_output> outputs;
    std::vector<counterfactual::changed_definition> definitions;    ///< in the order in which evaluation comes to them
};

struct BAREM_LOCAL obstacles::content {
    counterfactual::heading heading;
    std::string path;                       ///< of the classification
    counterfactual::text label;
    explain::amount wanted, now;
    std::optional<counterfactual::unmet> between;       ///< none: it has the level
    bool searched_among_others = false;     ///< places and groups were taken as they were
    bool is_found = false;
    std::vector<counterfactual::changed_input> enough;
    std::vector<input_change> changes;      ///< the same, as with_inputs() takes them
};

}  // namespace barem
