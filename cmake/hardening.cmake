# SPDX-FileCopyrightText: 2026 The Wireladder authors
# SPDX-License-Identifier: MIT

# Compiler and linker flags that turn many faults of memory into an orderly end. Not beside the sanitizers, which see the
# same faults better, and not without optimisation, on which fortified functions depend.
option(WIRELADDER_HARDENING "Harden the programs of Release and RelWithDebInfo builds" ON)
set(WIRELADDER_IS_HARDENED OFF)
if(NOT WIRELADDER_HARDENING OR WIRELADDER_SANITIZE OR NOT CMAKE_BUILD_TYPE MATCHES "^(Release|RelWithDebInfo)$")
    return()
endif()
set(WIRELADDER_IS_HARDENED ON)
include(CheckCXXCompilerFlag)
include(CheckCXXSourceCompiles)
include(CheckLinkerFlag)

# The flag, for everything, where the compiler takes it without a word.
function(wireladder_harden variable flag)
    set(CMAKE_REQUIRED_FLAGS -Werror)
    check_cxx_compiler_flag(${flag} ${variable})
    if(${variable})
        target_compile_options(wireladder_options INTERFACE ${flag})
    endif()
endfunction()
wireladder_harden(WIRELADDER_HAS_STACK_PROTECTOR -fstack-protector-strong)
wireladder_harden(WIRELADDER_HAS_STACK_CLASH -fstack-clash-protection)
wireladder_harden(WIRELADDER_HAS_AUTO_VAR_INIT -ftrivial-auto-var-init=zero)
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|i[3-6]86)$")
    wireladder_harden(WIRELADDER_HAS_CF_PROTECTION -fcf-protection)
endif()
target_compile_definitions(wireladder_options INTERFACE _GLIBCXX_ASSERTIONS)

# Level 3 needs GCC 12 or clang 9 and a C library that knows it; an older one warns and takes 2.
set(CMAKE_REQUIRED_FLAGS "-O2 -Werror")
check_cxx_source_compiles("
    #undef _FORTIFY_SOURCE
    #define _FORTIFY_SOURCE 3
    #include <string.h>
    int main() { char c[4]; memset(c, 0, sizeof c); return c[0]; }" WIRELADDER_HAS_FORTIFY_3)
unset(CMAKE_REQUIRED_FLAGS)
set(fortify -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=$<IF:$<BOOL:${WIRELADDER_HAS_FORTIFY_3}>,3,2>)
set(is_plain $<BOOL:$<TARGET_PROPERTY:WIRELADDER_UNFORTIFIED>>)
target_compile_options(wireladder_options INTERFACE "$<$<NOT:${is_plain}>:${fortify}>")

# -fPIC as Qt asks for, also where Qt is not linked: with -fPIE the linker would copy Qt's data into the program, and a Qt that
# was built with -Bsymbolic would go on with its own. Then -pie, and all of the tables that a program jumps through read-only.
target_compile_options(wireladder_options INTERFACE -fPIC)
function(wireladder_harden_link variable flag)
    check_linker_flag(CXX ${flag} ${variable})
    if(${variable})
        target_link_options(wireladder_options INTERFACE ${flag})
    endif()
endfunction()
wireladder_harden_link(WIRELADDER_HAS_PIE -pie)
wireladder_harden_link(WIRELADDER_HAS_RELRO LINKER:-z,relro)
wireladder_harden_link(WIRELADDER_HAS_NOW LINKER:-z,now)
wireladder_harden_link(WIRELADDER_HAS_NOEXECSTACK LINKER:-z,noexecstack)
