# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT

# Run by cpack on the files of a package before it is closed: Debian wants manual pages and changes compressed.
if(NOT CPACK_GENERATOR STREQUAL "DEB")
    return()
endif()
file(GLOB_RECURSE pages ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/*.1)
file(GLOB_RECURSE licence ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/*/copyright)
if(NOT pages OR NOT licence)
    message(FATAL_ERROR "No manual pages, or no licence, in ${CPACK_TEMPORARY_INSTALL_DIRECTORY}")
endif()
get_filename_component(documents ${licence} DIRECTORY)
configure_file(${CPACK_WIRELADDER_CHANGELOG} ${documents}/changelog COPYONLY)
# -n: without name and time, so that the same files make the same package.
execute_process(COMMAND gzip -9n ${pages} ${documents}/changelog COMMAND_ERROR_IS_FATAL ANY)
