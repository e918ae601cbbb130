# barem_add_library(name [STATIC|SHARED]): the library, made of the objects that are compiled once. Without a type BUILD_SHARED_LIBS decides.

# What a shared library exports stands in barem.map.in: all else is hidden, also what dependencies would bring along.
file(STRINGS ${PROJECT_SOURCE_DIR}/include/barem/export.hpp barem_version_namespace REGEX "^#define BAREM_VERSION_NAMESPACE ")
string(REGEX REPLACE ".* " "" barem_version_namespace "${barem_version_namespace}")
set(barem_export_list ${PROJECT_BINARY_DIR}/generated/barem.map)
configure_file(${PROJECT_SOURCE_DIR}/cmake/barem.map.in ${barem_export_list} @ONLY)

function(barem_add_library name)
  add_library(${name} ${ARGN})
  target_sources(${name} PRIVATE $<TARGET_OBJECTS:barem_objects>)
  target_compile_features(${name} PUBLIC cxx_std_20)
  target_include_directories(${name} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:include>)
  target_link_libraries(${name} PRIVATE barem_dependencies)
  set_target_properties(${name} PROPERTIES OUTPUT_NAME barem LINKER_LANGUAGE CXX
    VERSION ${PROJECT_VERSION} SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
  get_target_property(type ${name} TYPE)
  if(type STREQUAL "SHARED_LIBRARY" AND UNIX AND NOT APPLE)
    target_link_options(${name} PRIVATE "LINKER:--version-script=${barem_export_list}")
    set_target_properties(${name} PROPERTIES LINK_DEPENDS ${barem_export_list})
  endif()
endfunction()
