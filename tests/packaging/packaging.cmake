# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT

# What packagers take. A validator that is missing makes its test "not run", which says so.
function(wireladder_packaging_test name program)
    find_program(WIRELADDER_PROGRAM_${program} NAMES ${program})
    if(WIRELADDER_PROGRAM_${program})
        add_test(NAME packaging/${name} COMMAND ${WIRELADDER_PROGRAM_${program}} ${ARGN}
            WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    else()
        add_test(NAME packaging/${name} COMMAND ${CMAKE_COMMAND} -E echo "Not run here: ${program} is not installed.")
        set_tests_properties(packaging/${name} PROPERTIES SKIP_REGULAR_EXPRESSION "^Not run here")
    endif()
    set_tests_properties(packaging/${name} PROPERTIES LABELS packaging TIMEOUT 120 SKIP_RETURN_CODE 77
        ENVIRONMENT "${test_environment}")
endfunction()
set(packaging ${PROJECT_SOURCE_DIR}/packaging/io.github.wireladder.Wireladder)
wireladder_packaging_test(desktop-file desktop-file-validate --no-hints ${packaging}.desktop)
wireladder_packaging_test(metainfo appstreamcli validate --no-net ${packaging}.metainfo.xml)
wireladder_packaging_test(metainfo-relaxed appstream-util validate-relax --nonet ${packaging}.metainfo.xml)
wireladder_packaging_test(mime-xml xmllint --noout --nonet ${packaging}.xml)
wireladder_packaging_test(licences reuse lint)
foreach(page wireladder wireladder-cli)
    wireladder_packaging_test(man-${page} mandoc -T lint -W warning ${PROJECT_SOURCE_DIR}/docs/man/${page}.1)
endforeach()
set(scripts ${PROJECT_SOURCE_DIR}/tests/packaging)
wireladder_packaging_test(mime bash ${scripts}/mime.sh ${packaging}.xml $<TARGET_FILE:wireladder-cli>)
if(WIRELADDER_GUI)
    wireladder_packaging_test(tree bash ${scripts}/tree.sh ${PROJECT_BINARY_DIR})
    # Programs under the sanitizers are nothing to pack.
    if(NOT WIRELADDER_SANITIZE)
        wireladder_packaging_test(deb bash ${scripts}/deb.sh ${PROJECT_BINARY_DIR})
    endif()
endif()
