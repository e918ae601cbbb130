# cmake --install: headers, library, command line program, rule sets, and the packages by which find_package(barem) and pkg-config find them.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(barem_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/barem)

# Who links a static library links what is inside it too. Header-only dependencies are not needed any more.
target_link_libraries(barem_dependencies INTERFACE
  $<INSTALL_INTERFACE:fmt::fmt> $<INSTALL_INTERFACE:simdjson::simdjson> $<INSTALL_INTERFACE:PkgConfig::utf8proc>
  $<INSTALL_INTERFACE:PkgConfig::highway> $<INSTALL_INTERFACE:PkgConfig::zstd> $<INSTALL_INTERFACE:TBB::tbb> $<INSTALL_INTERFACE:ZLIB::ZLIB>)
set_target_properties(barem_dependencies PROPERTIES EXPORT_NAME dependencies)
set_target_properties(barem_header_only PROPERTIES EXPORT_NAME header_only)

install(TARGETS barem barem_dependencies EXPORT baremTargets)
install(EXPORT baremTargets NAMESPACE barem:: DESTINATION ${barem_package_dir})
install(TARGETS barem_header_only EXPORT baremHeaderOnlyTargets)
install(EXPORT baremHeaderOnlyTargets NAMESPACE barem:: DESTINATION ${barem_package_dir})
install(DIRECTORY ${PROJECT_BINARY_DIR}/header_only/barem DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY include/barem DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.hpp" PATTERN "*.h")
install(DIRECTORY rulesets DESTINATION ${CMAKE_INSTALL_DATADIR}/barem)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

if(TARGET barem_cli)
  install(TARGETS barem_cli)
endif()

configure_package_config_file(cmake/baremConfig.cmake.in ${PROJECT_BINARY_DIR}/baremConfig.cmake
  INSTALL_DESTINATION ${barem_package_dir} NO_SET_AND_CHECK_MACRO)
# Before 1.0 a minor version may change what clients see.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/baremConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/baremConfig.cmake ${PROJECT_BINARY_DIR}/baremConfigVersion.cmake DESTINATION ${barem_package_dir})

# Who links the static library by pkg-config links what is inside it, and the library of C++ where the program is in C.
file(RELATIVE_PATH barem_pc_prefix /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
string(REGEX REPLACE "/$" "" barem_pc_prefix ${barem_pc_prefix})
if(NOT BUILD_SHARED_LIBS)
  set(barem_pc_requires "fmt, simdjson, libutf8proc, libhwy, libzstd, tbb, zlib")
  set(barem_pc_libs "-lstdc++ -lm")
endif()
configure_file(cmake/barem.pc.in ${PROJECT_BINARY_DIR}/barem.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/barem.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

include(cmake/debian.cmake)
