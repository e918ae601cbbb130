# Embeds the catalog of codes, src/diagnostics/catalog/*.md, into the library.
#
# Included, this file defines barem_embed_catalog(target). Run as a script, it writes the source:
#   cmake -D FOLDER=src/diagnostics/catalog -D OUTPUT=catalog_sections.cpp -P cmake/catalog.cmake

function(barem_embed_catalog target)
  set(folder ${PROJECT_SOURCE_DIR}/src/diagnostics/catalog)
  set(output ${PROJECT_BINARY_DIR}/generated/catalog_sections.cpp)
  set(script ${PROJECT_SOURCE_DIR}/cmake/catalog.cmake)
  file(GLOB files CONFIGURE_DEPENDS ${folder}/*.md)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -D FOLDER=${folder} -D OUTPUT=${output} -P ${script}
    DEPENDS ${files} ${script}
    COMMENT "Embedding the catalog of codes" VERBATIM)
  target_sources(${target} PRIVATE ${output})
endfunction()

# Appends to `literals` one raw string literal for each section of `text`. A literal a section keeps each below the length
# that compilers guarantee. Only FIND and SUBSTRING touch the text: brackets and semicolons in it mean something to CMake lists.
function(barem_append_sections text)
  string(PREPEND text "\n")
  string(FIND "${text}" "\n## B" begin)
  while(NOT begin EQUAL -1)
    math(EXPR begin "${begin} + 1")
    string(SUBSTRING "${text}" ${begin} -1 text)
    string(FIND "${text}" "\n## B" begin)
    string(SUBSTRING "${text}" 0 ${begin} section)
    string(STRIP "${section}" section)
    string(APPEND literals "    R\"barem(${section}\n)barem\",\n")
  endwhile()
  set(literals "${literals}" PARENT_SCOPE)
endfunction()

if(CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
  file(GLOB files ${FOLDER}/*.md)
  list(FILTER files EXCLUDE REGEX "/README\\.md$")
  list(SORT files)
  set(literals "")
  foreach(file IN LISTS files)
    file(READ ${file} text)
    barem_append_sections("${text}")
  endforeach()
  # The last, empty element lets the array exist when there is no section yet.
  file(WRITE ${OUTPUT} "// Generated from src/diagnostics/catalog/*.md by cmake/catalog.cmake.
#include \"diagnostics/catalog.hpp\"

namespace barem::inline BAREM_VERSION_NAMESPACE {

static constexpr std::string_view sections[] = {
${literals}    {},
};

std::span<std::string_view const> catalog_sections() { return std::span(sections).first(std::size(sections) - 1); }

}  // namespace barem
")
endif()
