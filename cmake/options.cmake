# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT

# Every target links this one: language level, warnings, sanitizers, Qt's strictness.
add_library(wireladder_options INTERFACE)
target_compile_features(wireladder_options INTERFACE cxx_std_20)
target_include_directories(wireladder_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(wireladder_options INTERFACE
    QT_NO_KEYWORDS
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_USE_QSTRINGBUILDER
    WIRELADDER_VERSION="${PROJECT_VERSION}")
target_compile_options(wireladder_options INTERFACE
    -Wall -Wextra -Wpedantic -Woverloaded-virtual -Wold-style-cast -Wnon-virtual-dtor -Wcast-qual
    $<$<CXX_COMPILER_ID:GNU>:-Wshadow=local>)
if(WIRELADDER_WERROR)
    target_compile_options(wireladder_options INTERFACE -Werror)
endif()
if(WIRELADDER_SANITIZE)
    target_compile_options(wireladder_options INTERFACE -fsanitize=${WIRELADDER_SANITIZE} -fno-omit-frame-pointer
        -fno-sanitize-recover=all)
    target_link_options(wireladder_options INTERFACE -fsanitize=${WIRELADDER_SANITIZE})
endif()
