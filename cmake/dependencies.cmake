# What the library is built with. None of it appears in the public headers. docs/dependencies.md says why each was chosen.
set(Boost_NO_WARN_NEW_VERSIONS ON)
find_package(Boost 1.81 REQUIRED)          # headers only: Spirit X3, Multiprecision
find_package(fmt 9 REQUIRED)
find_package(simdjson 3 REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(highway REQUIRED IMPORTED_TARGET libhwy)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)
find_package(TBB 2021 REQUIRED)
find_package(ZLIB REQUIRED)

add_library(barem_dependencies INTERFACE)
target_link_libraries(barem_dependencies INTERFACE
  $<BUILD_INTERFACE:Boost::headers> $<BUILD_INTERFACE:nlohmann_json::nlohmann_json>
  $<BUILD_INTERFACE:fmt::fmt> $<BUILD_INTERFACE:simdjson::simdjson> $<BUILD_INTERFACE:PkgConfig::utf8proc>
  $<BUILD_INTERFACE:PkgConfig::highway> $<BUILD_INTERFACE:PkgConfig::zstd> $<BUILD_INTERFACE:TBB::tbb> $<BUILD_INTERFACE:ZLIB::ZLIB>)
