# barem::header_only: nothing of barem is built beforehand, one file of the host compiles all of it.
#
# Included, this file defines the target. Run as a script, it writes the headers: copies of the sources that include one another by
# <barem/implementation/...>, and the list of them.
#   cmake -D SOURCE=. -D CATALOG=catalog_sections.cpp -D VERSION=0.1.0 -D OUTPUT=folder -P cmake/header_only.cmake

if(CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
  cmake_policy(VERSION 3.25)
  file(GLOB_RECURSE files ${SOURCE}/src/*.cpp ${SOURCE}/src/*.hpp ${SOURCE}/src/*.def ${SOURCE}/grammar/*.cpp ${SOURCE}/grammar/*.hpp)
  list(FILTER files EXCLUDE REGEX "/src/cli/")
  list(SORT files)

  set(kernels "")
  set(others "")
  foreach(file IN LISTS files CATALOG)
    string(REGEX REPLACE "^.*/(src|grammar|generated)/" "" name ${file})
    file(READ ${file} text)
    # Files that include themselves once for each instruction set are included together, see below.
    string(FIND "${text}" "#define HWY_TARGET_INCLUDE" is_kernel)
    string(REGEX REPLACE "#undef HWY_TARGET_INCLUDE\n#define HWY_TARGET_INCLUDE [^\n]*\n#include <hwy/foreach_target.h>\n" "" text "${text}")
    string(REGEX REPLACE "#include \"([^\"\n]+)\"" "#include <barem/implementation/\\1>" text "${text}")
    file(WRITE ${OUTPUT}/barem/implementation/${name} "${text}")
    if(NOT is_kernel EQUAL -1)
      string(APPEND kernels "#include <barem/implementation/${name}>\n")
    elseif(name MATCHES "\\.cpp$")
      string(APPEND others "#include <barem/implementation/${name}>\n")
    endif()
  endforeach()

  set(made "// Generated from the sources of barem by cmake/header_only.cmake.\n")
  file(WRITE ${OUTPUT}/barem/implementation/kernels.hpp "${made}// Included once for each instruction set.
#include <barem/implementation/columnar/kernels/targets.hpp>
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE <barem/implementation/kernels.hpp>
#include <hwy/foreach_target.h>
${kernels}")
  file(WRITE ${OUTPUT}/barem/implementation/all.hpp "${made}#pragma once
#define BAREM_VERSION \"${VERSION}\"
#include <barem/implementation/kernels.hpp>
${others}#undef BAREM_VERSION
")
  return()
endif()

set(folder ${PROJECT_BINARY_DIR}/header_only)
set(catalog ${folder}/generated/catalog_sections.cpp)
file(GLOB_RECURSE inner_headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/*.hpp ${PROJECT_SOURCE_DIR}/src/*.def ${PROJECT_SOURCE_DIR}/grammar/*.hpp)
file(GLOB catalog_pages CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/diagnostics/catalog/*.md)
add_custom_command(OUTPUT ${folder}/barem/implementation/all.hpp
  COMMAND ${CMAKE_COMMAND} -E rm -rf ${folder}
  COMMAND ${CMAKE_COMMAND} -D FOLDER=${PROJECT_SOURCE_DIR}/src/diagnostics/catalog -D OUTPUT=${catalog} -P ${PROJECT_SOURCE_DIR}/cmake/catalog.cmake
  COMMAND ${CMAKE_COMMAND} -D SOURCE=${PROJECT_SOURCE_DIR} -D CATALOG=${catalog} -D VERSION=${PROJECT_VERSION} -D OUTPUT=${folder}
    -P ${CMAKE_CURRENT_LIST_FILE}
  DEPENDS ${barem_sources} ${inner_headers} ${catalog_pages} ${CMAKE_CURRENT_LIST_FILE} ${PROJECT_SOURCE_DIR}/cmake/catalog.cmake
  COMMENT "Writing the headers of barem::header_only" VERBATIM)
if(BAREM_INSTALL)
  set(in_all ALL)
endif()
add_custom_target(barem_header_only_files ${in_all} DEPENDS ${folder}/barem/implementation/all.hpp)

if(BAREM_INSTALL)
  add_dependencies(barem barem_header_only_files)      # who built the library alone can install all of it
endif()

add_library(barem_header_only INTERFACE)
add_library(barem::header_only ALIAS barem_header_only)
add_dependencies(barem_header_only barem_header_only_files)
target_compile_features(barem_header_only INTERFACE cxx_std_20)
target_include_directories(barem_header_only INTERFACE $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:include>)
target_include_directories(barem_header_only SYSTEM INTERFACE $<BUILD_INTERFACE:${folder}>)         # g++ warns of what unnamed namespaces do in a header
target_link_libraries(barem_header_only INTERFACE barem_dependencies
  $<INSTALL_INTERFACE:Boost::headers> $<INSTALL_INTERFACE:nlohmann_json::nlohmann_json>)
