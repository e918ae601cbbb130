#pragma once
// The inputs of a record, each with its path.

#include "check/program.hpp"

#include <barem/issue.hpp>
#include <barem/record_data.hpp>
#include <barem/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace barem::counterfactual {

struct input_place {
    std::string path;                       ///< `tasks[2].done`
    program::member const* input = nullptr;
    value* at = nullptr;
};

/// All that hold one value, but the key: first those of the record itself. Valid until a list of the record is changed.
[[nodiscard]] std::vector<input_place> inputs_of(program::program const&, record_data&);

/// The one that is meant; else why there is none, and which there are.
[[nodiscard]] result<input_place, issues> find_input(program::program const&, record_data&, std::string_view path);

}  // namespace barem::counterfactual
