# Headers, libraries, a CMake package and a pkg-config file.
include(CMakePackageConfigHelpers)

install(TARGETS ebpc_static ebpc_shared EXPORT ebpc
        RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT runtime
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT runtime
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
install(FILES ${CMAKE_CURRENT_SOURCE_DIR}/include/ebpc.h
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/ebpc)
install(EXPORT ebpc NAMESPACE ebpc:: FILE ebpcConfig.cmake DESTINATION ${package}
        COMPONENT development)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/ebpcConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
# Relative, so that it is true wherever the files are installed.
file(RELATIVE_PATH from_pc_to_prefix "${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig" "${CMAKE_INSTALL_PREFIX}")
configure_file(${CMAKE_CURRENT_LIST_DIR}/ebpc.pc.in ${CMAKE_CURRENT_BINARY_DIR}/ebpc.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/ebpcConfigVersion.cmake DESTINATION ${package}
        COMPONENT development)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/ebpc.pc
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
