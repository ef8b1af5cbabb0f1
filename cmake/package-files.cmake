# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT

# Run by cpack on the files of a package before it is closed: Debian wants manual pages and changes compressed.
if(NOT CPACK_GENERATOR STREQUAL "DEB")
    return()
endif()
file(GLOB_RECURSE pages ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/*/share/man/*.1
    ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/*/share/doc/wireladder/changelog)
if(NOT pages)
    message(FATAL_ERROR "No manual pages in ${CPACK_TEMPORARY_INSTALL_DIRECTORY}")
endif()
# -n: without name and time, so that the same files make the same package.
execute_process(COMMAND gzip -9n ${pages} COMMAND_ERROR_IS_FATAL ANY)
