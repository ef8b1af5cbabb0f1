# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT

# The tests that are not made with QtTest: threads without Qt, the layers, foreign peers, strace, the packaging's files.

# --- ThreadSanitizer's programs; every other build runs them too.
add_custom_target(tsan_tests)
function(wireladder_thread_test name)
    add_executable(${name} tsan/${name}.cpp)
    target_link_libraries(${name} PRIVATE wireladder_journal ${ARGN})
    set_target_properties(${name} PROPERTIES AUTOMOC OFF)
    add_dependencies(tsan_tests ${name})
    add_test(NAME tsan/${name} COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/tsan/run.sh $<TARGET_FILE:${name}>)
    set_tests_properties(tsan/${name} PROPERTIES LABELS tsan TIMEOUT 120)
endfunction()
wireladder_thread_test(journalthreads)
wireladder_thread_test(tracethreads $<TARGET_OBJECTS:wireladder_hook> ${CMAKE_DL_LIBS})

# --- The layers, by the link line and by the includes.
find_program(WIRELADDER_READELF NAMES ${CMAKE_READELF} readelf)
if(WIRELADDER_READELF)
    add_test(NAME system/layering
        COMMAND ${CMAKE_COMMAND} -DPROGRAM=$<TARGET_FILE:wireladder-cli> -DSOURCE=${PROJECT_SOURCE_DIR}
            -DREADELF=${WIRELADDER_READELF} -P ${CMAKE_CURRENT_SOURCE_DIR}/layering.cmake)
    set_tests_properties(system/layering PROPERTIES LABELS system TIMEOUT 30)
endif()

# --- wireladder-cli against programs that are not ours, and its log against strace's.
function(wireladder_cli_test name script timeout)
    add_test(NAME ${name} COMMAND
        Python3::Interpreter -B ${CMAKE_CURRENT_SOURCE_DIR}/${script} $<TARGET_FILE:wireladder-cli> ${ARGN})
    set_tests_properties(${name} PROPERTIES
        LABELS system TIMEOUT ${timeout} SKIP_RETURN_CODE 77 ENVIRONMENT "${test_environment}")
endfunction()
if(Python3_FOUND)
    foreach(peers servers clients halfclose commandline exports relay webpage)
        wireladder_cli_test(peers/${peers} peers/${peers}.py 180)
    endforeach()
    if(WIRELADDER_GUI)
        add_test(NAME peers/quitting COMMAND
            Python3::Interpreter -B ${CMAKE_CURRENT_SOURCE_DIR}/peers/quitting.py $<TARGET_FILE:wireladder>)
        set_tests_properties(peers/quitting PROPERTIES
            LABELS system TIMEOUT 60 SKIP_RETURN_CODE 77 ENVIRONMENT "${test_environment}")
    endif()
    qt_add_executable(wireladder-stepdriver strace/stepdriver.cpp)
    target_link_libraries(wireladder-stepdriver PRIVATE wireladder_app wireladder_kit)
    wireladder_cli_test(system/strace strace/compare.py 240 $<TARGET_FILE:wireladder-stepdriver>)
    qt_add_executable(wireladder-programwriter programs/programwriter.cpp)
    target_link_libraries(wireladder-programwriter PRIVATE wireladder_app)
    wireladder_cli_test(peers/programs peers/programs.py 300 $<TARGET_FILE:wireladder-programwriter>)
endif()

# --- Faults on purpose: one line for each row of docs/faults.md, with its figure.
add_library(wireladder-shim MODULE faults/shim.cpp)
target_link_libraries(wireladder-shim PRIVATE ${CMAKE_DL_LIBS})
target_compile_features(wireladder-shim PRIVATE cxx_std_20)
set_target_properties(wireladder-shim PROPERTIES AUTOMOC OFF)
if(Python3_FOUND)
    foreach(group accept tcp udp bytes files)
        wireladder_cli_test(faults/${group} faults/run.py 300 --shim $<TARGET_FILE:wireladder-shim> ${group})
        set_tests_properties(faults/${group} PROPERTIES LABELS "system;faults")
    endforeach()
endif()

# --- What packagers take, and what the linker made of the programs.
include(${CMAKE_CURRENT_SOURCE_DIR}/packaging/packaging.cmake)
if(WIRELADDER_IS_HARDENED AND Python3_FOUND AND WIRELADDER_READELF)
    add_test(NAME system/hardening COMMAND Python3::Interpreter -B ${CMAKE_CURRENT_SOURCE_DIR}/hardening.py
        ${WIRELADDER_READELF} $<TARGET_FILE:wireladder-cli> $<$<TARGET_EXISTS:wireladder>:$<TARGET_FILE:wireladder>>
        COMMAND_EXPAND_LISTS)
    set_tests_properties(system/hardening PROPERTIES LABELS system TIMEOUT 30)
endif()

# Two hosts in two network namespaces; says so and is skipped where this machine forbids them.
add_test(NAME peers/twomachines
    COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/peers/twomachines.sh $<TARGET_FILE:wireladder-cli>)
set_tests_properties(peers/twomachines PROPERTIES
    LABELS system TIMEOUT 120 SKIP_RETURN_CODE 77 ENVIRONMENT "${test_environment}")
