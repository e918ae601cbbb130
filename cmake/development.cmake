# Warnings and sanitizers of our own builds. Consumers inherit nothing of this.
option(BAREM_DEVELOPMENT "Warnings as errors" OFF)
set(BAREM_SANITIZE "" CACHE STRING "Sanitizers: address,undefined or thread")

find_program(ccache_program ccache)
if(BAREM_IS_TOP_LEVEL AND ccache_program AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${ccache_program})
endif()

add_library(barem_development INTERFACE)
if(BAREM_IS_TOP_LEVEL)
  # g++ 12 takes moves of std::variant and std::optional for reads of what is not there, and
  # appending to a string for an overlapping copy or one out of bounds; optimising, it sees more of the latter.
  target_compile_options(barem_development INTERFACE -Wall -Wextra -Wpedantic
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized$<SEMICOLON>-Wno-restrict$<SEMICOLON>-Wno-array-bounds>
    $<$<AND:$<CXX_COMPILER_ID:GNU>,$<CONFIG:Release>>:-Wno-stringop-overflow$<SEMICOLON>-Wno-stringop-overread>
    $<$<BOOL:${BAREM_DEVELOPMENT}>:-Werror>)
endif()
if(BAREM_SANITIZE)
  add_compile_options(-fsanitize=${BAREM_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${BAREM_SANITIZE})
endif()

# For the tests and the program: the costliest checks of undefined behaviour are for the library. Without them its tests compile in
# half the time; a null pointer and what lies outside of an object are found by the address sanitizer all the same.
set(barem_lighter_sanitizers "")
if(BAREM_SANITIZE MATCHES "undefined")
  set(barem_lighter_sanitizers -fno-sanitize=null,alignment,object-size,vptr)
endif()
