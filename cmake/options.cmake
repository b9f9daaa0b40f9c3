# Compiler options of every target of ours. Link pipeline_options privately.
option(PIPELINE_WARNINGS_AS_ERRORS "Fail the build on a warning" OFF)
set(PIPELINE_TESTS all CACHE STRING
  "Tests to build: component (of one part, with a server at most), system (of whole services; benchmarks), all or OFF")
if(NOT PIPELINE_TESTS MATCHES "^(component|system|all|OFF)$")
  message(FATAL_ERROR "PIPELINE_TESTS is component, system, all or OFF, not '${PIPELINE_TESTS}'")
endif()
option(PIPELINE_FUZZ "Build the libFuzzer targets (needs clang)" OFF)
set(PIPELINE_SANITIZE "" CACHE STRING "Sanitizers, as in -fsanitize=: address,undefined or thread")

add_library(pipeline_options INTERFACE)
target_compile_options(pipeline_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  -Wnon-virtual-dtor -Woverloaded-virtual
  $<$<BOOL:${PIPELINE_WARNINGS_AS_ERRORS}>:-Werror>
  # Names and lines for stack traces; all of -g takes a third more build time.
  -g1
  # KiB that GCC allocates before it collects garbage: saves a tenth of its time for a quarter more memory.
  $<$<CXX_COMPILER_ID:GNU>:--param=ggc-min-heapsize=500000>)

if(PIPELINE_SANITIZE)
  target_compile_options(pipeline_options INTERFACE
    -fsanitize=${PIPELINE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(pipeline_options INTERFACE -fsanitize=${PIPELINE_SANITIZE})
endif()

# ccache hashes paths below the source folder as relative ones, so that a second clone finds the objects of the first.
# The sloppiness lets it look up compilations with precompiled headers, in any locale; no source asks for the time.
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER
    ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
    CCACHE_SLOPPINESS=pch_defines,time_macros,locale ${CCACHE})
endif()
