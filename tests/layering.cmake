# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT

# cmake -DPROGRAM=wireladder-cli -DSOURCE=. -DREADELF=readelf -P layering.cmake
# Fails when the program without a window needs the screen's libraries, or when app/ reaches for what it must not know.
cmake_minimum_required(VERSION 3.21)

execute_process(COMMAND ${READELF} --dynamic --wide ${PROGRAM}
    OUTPUT_VARIABLE dynamic ERROR_VARIABLE problem RESULT_VARIABLE status)
if(NOT status EQUAL 0)
    message(FATAL_ERROR "readelf failed: ${problem}")
endif()
string(REGEX MATCHALL "\\[lib[^]]+\\]" libraries "${dynamic}")
if(NOT libraries MATCHES "Qt6Core")
    message(FATAL_ERROR "The list of libraries of ${PROGRAM} could not be read: ${libraries}")
endif()
string(REGEX MATCHALL "libQt6[A-Za-z0-9]+" qt_libraries "${libraries}")
list(REMOVE_ITEM qt_libraries libQt6Core libQt6Network)
if(qt_libraries)
    message(SEND_ERROR "${PROGRAM} links more of Qt than Core and Network: ${qt_libraries}")
endif()

file(GLOB_RECURSE files ${SOURCE}/app/*.h ${SOURCE}/app/*.cpp)
list(LENGTH files count)
if(count EQUAL 0)
    message(FATAL_ERROR "No files found in ${SOURCE}/app.")
endif()
foreach(file ${files})
    file(STRINGS ${file} includes REGEX "^[ \t]*#[ \t]*include")
    foreach(include ${includes})
        if(include MATCHES "\"(\\.\\./)*ui/|<Q(tGui|tWidgets|Widget|Painter|Application|GuiApplication|Color|Font|Pixmap|Icon)")
            message(SEND_ERROR "${file}: ${include}")
        endif()
    endforeach()
endforeach()
# The journal and the trace run under ThreadSanitizer as they are, which a Qt without its instrumentation would spoil.
foreach(file ${files})
    if(file MATCHES "/app/(journal|trace)/")
        file(STRINGS ${file} includes REGEX "^[ \t]*#[ \t]*include[ \t]*<Q")
        if(includes)
            message(SEND_ERROR "${file} is free of Qt, but has: ${includes}")
        endif()
    endif()
endforeach()
