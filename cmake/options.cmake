# What every target of ours is compiled with. Link pipeline_options privately; foreign code never does.
option(PIPELINE_WARNINGS_AS_ERRORS "Fail the build on a warning" OFF)
option(PIPELINE_FUZZ "Build the libFuzzer targets (needs clang)" OFF)
set(PIPELINE_SANITIZE "" CACHE STRING "Sanitizers, as in -fsanitize=: address,undefined or thread")

add_library(pipeline_options INTERFACE)
target_compile_options(pipeline_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  -Wnon-virtual-dtor -Woverloaded-virtual
  $<$<BOOL:${PIPELINE_WARNINGS_AS_ERRORS}>:-Werror>)

if(PIPELINE_SANITIZE)
  target_compile_options(pipeline_options INTERFACE
    -fsanitize=${PIPELINE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(pipeline_options INTERFACE -fsanitize=${PIPELINE_SANITIZE})
endif()

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
endif()
