# Embeds the charting library, third_party/echarts/, into the program.
#
# Included, this file defines barem_embed_charts(target). Run as a script, it writes the source:
#   cmake -D SCRIPT=echarts.common.min.js -D OUTPUT=chart_script.cpp -P cmake/charts.cmake

function(barem_embed_charts target)
  set(script ${PROJECT_SOURCE_DIR}/third_party/echarts/echarts.common.min.js)
  set(output ${PROJECT_BINARY_DIR}/generated/chart_script.cpp)
  set(maker ${PROJECT_SOURCE_DIR}/cmake/charts.cmake)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -D SCRIPT=${script} -D OUTPUT=${output} -P ${maker}
    DEPENDS ${script} ${maker}
    COMMENT "Embedding the charting library" VERBATIM)
  target_sources(${target} PRIVATE ${output})
endfunction()

if(CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
  # As numbers: compilers guarantee no string literal of this length.
  file(READ ${SCRIPT} bytes HEX)
  string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
  file(WRITE ${OUTPUT} "// Generated from ${SCRIPT} by cmake/charts.cmake.
#include \"cli/charts.hpp\"

namespace barem::cli {

static constexpr unsigned char script[] = {${bytes}};

std::string_view chart_script() { return {reinterpret_cast<char const*>(script), sizeof script}; }

}  // namespace barem::cli
")
endif()
