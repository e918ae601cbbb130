#pragma once
// The charting library that pages of HTML carry.

#include <string_view>

namespace barem::cli {

/// Its script, third_party/echarts/. Made by cmake/charts.cmake.
[[nodiscard]] std::string_view chart_script();

}  // namespace barem::cli
