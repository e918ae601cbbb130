# cpack -G DEB: one package with the library, its headers, the program and the rule sets.
set(CPACK_PACKAGE_NAME barem)
set(CPACK_PACKAGE_CONTACT "the barem project <barem@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY ${PROJECT_DESCRIPTION})
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR}/packages)
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES OFF)                        # of the static library it would take what is linked
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
  "Rules of regulations as text: checked, scored exactly, explained to the article.\nThe C++ and C library, the program barem, and rule sets.")
# What the program and a shared library are linked with is found by dpkg-shlibdeps; what a static library is linked with later is not.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "libboost-dev, nlohmann-json3-dev")    # of barem::header_only
if(NOT BUILD_SHARED_LIBS)
  set(CPACK_DEBIAN_PACKAGE_DEPENDS "libfmt-dev, libsimdjson-dev, libutf8proc-dev, libhwy-dev, libzstd-dev, libtbb-dev, zlib1g-dev")
endif()
include(CPack)
