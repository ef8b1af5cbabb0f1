# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT

# cpack -G "DEB;TGZ" makes the packages; docs/packaging.md tells how.
set(CPACK_PACKAGE_NAME wireladder)
set(CPACK_PACKAGE_VENDOR "The Wireladder authors")
set(WIRELADDER_MAINTAINER "The Wireladder authors <maintainers@wireladder.invalid>" CACHE STRING
    "Who answers for the Debian package: NAME <ADDRESS>; packagers set their own")
set(CPACK_PACKAGE_CONTACT "${WIRELADDER_MAINTAINER}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "see every step that TCP and UDP sockets take")
set(CPACK_PACKAGE_DESCRIPTION
"Wireladder shows what TCP and UDP sockets do, with nothing simulated: each
socket call as it is really made, each signal of Qt, and the state that the
kernel reports beside them, as a log, a sequence picture, a flowchart, a
state machine and the layers that a message goes through.
.
It is made for learning and teaching what a socket program does, and for
testing TCP and UDP programs. The same engine runs without a window as
wireladder-cli.")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_GENERATOR DEB TGZ)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_PACKAGE_CHECKSUM SHA256)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_LIST_DIR}/package-files.cmake)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Loaded while the program runs, so that no list of linked libraries names them: Wayland, icons as SVG, Qt's own words.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "qt6-wayland, libqt6svg6, qt6-translations-l10n")
configure_file(${PROJECT_SOURCE_DIR}/packaging/changelog.debian.in ${PROJECT_BINARY_DIR}/changelog.debian @ONLY)
set(CPACK_WIRELADDER_CHANGELOG ${PROJECT_BINARY_DIR}/changelog.debian)
include(CPack)
