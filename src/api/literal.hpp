#pragma once
// Values of parameters and inputs that are given from outside, in the syntax of the language.

#include "check/program.hpp"

#include <barem/issue.hpp>
#include <barem/result.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace barem::api {

/// `950`, `950 points`, `12.5%`, `2015-10-15`, `good`, `true`, or a text as it stands: checked against the declared type and range.
[[nodiscard]] result<value, issues> read_parameter(program::program const&, program::parameter const&, std::string_view text);

/// The same for an input, whose path in the record is `path`; `nothing` where it may be absent. Its range is not looked at.
[[nodiscard]] result<value, issues> read_input(program::program const&, program::member const& input, std::string const& path, std::string_view text);

/// A value of a type, in the syntax of the language; nullopt: it is none.
[[nodiscard]] std::optional<value> read_value(program::program const&, program::type const&, std::string_view text);

/// `names`: of the parameters that there are.
[[nodiscard]] issues unknown_parameter(std::vector<std::string_view> const& names, std::string_view name);

}  // namespace barem::api
