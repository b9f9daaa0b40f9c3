# What every target of ours is compiled with. Link pipeline_options privately; foreign code never does.
option(PIPELINE_WARNINGS_AS_ERRORS "Fail the build on a warning" OFF)
set(PIPELINE_TESTS all CACHE STRING
  "Tests to build: component (of one part, with a server at most), system (of whole services; benchmarks), all or OFF")
if(NOT PIPELINE_TESTS MATCHES "^(component|system|all|OFF)$")
  message(FATAL_ERROR "PIPELINE_TESTS is component, system, all or OFF, not '${PIPELINE_TESTS}'")
endif()
# Less than half of the work where everything is built, more where one source was changed. Names in the unnamed
# namespaces of a target's sources differ for it.
option(PIPELINE_UNITY "Compile the sources of a target together" ON)
set(CMAKE_UNITY_BUILD ${PIPELINE_UNITY})
set(CMAKE_UNITY_BUILD_BATCH_SIZE 20)
option(PIPELINE_FUZZ "Build the libFuzzer targets (needs clang)" OFF)
set(PIPELINE_SANITIZE "" CACHE STRING "Sanitizers, as in -fsanitize=: address,undefined or thread")

add_library(pipeline_options INTERFACE)
target_compile_options(pipeline_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  -Wnon-virtual-dtor -Woverloaded-virtual
  $<$<BOOL:${PIPELINE_WARNINGS_AS_ERRORS}>:-Werror>
  # Names and lines, which a stack trace shows; all of -g costs a third of the time of a build.
  -g1
  # KiB that GCC fills before it looks for what it could free: a tenth of its time, for a quarter more memory.
  $<$<CXX_COMPILER_ID:GNU>:--param=ggc-min-heapsize=500000>)

if(PIPELINE_SANITIZE)
  target_compile_options(pipeline_options INTERFACE
    -fsanitize=${PIPELINE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(pipeline_options INTERFACE -fsanitize=${PIPELINE_SANITIZE})
endif()

# Paths below the source folder are hashed as relative ones, so that a second clone finds what the first compiled.
# What is sloppy lets a compilation with precompiled headers be looked up at all, and by who reads another language; no
# source asks for the time.
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER
    ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
    CCACHE_SLOPPINESS=pch_defines,time_macros,locale ${CCACHE})
endif()
