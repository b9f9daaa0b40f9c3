# precompile_headers(TARGET LIBRARY): parses the headers of other projects once for all targets with the same options.
# Each source still includes everything that it uses: scripts/lint compiles every one without this. The headers of
# cpp-httplib and spdlog stay out: their macros differ between targets. GCC uses it only without optimisation: with it,
# GCC 12 treats code inlined from a precompiled header as ours and warns of overflows in std::string that are none.
set(pipeline_standard_headers
  <algorithm> <array> <atomic> <charconv> <chrono> <condition_variable> <cstddef> <cstdint> <filesystem>
  <fstream> <functional> <future> <map> <memory> <mutex> <optional> <set> <stop_token> <string> <string_view>
  <thread> <tuple> <unordered_map> <unordered_set> <utility> <variant> <vector> <tl/expected.hpp>
  <nlohmann/json.hpp>)

function(precompile_headers TARGET LIBRARY)
  if(TARGET ${LIBRARY})
    target_precompile_headers(${TARGET} REUSE_FROM ${LIBRARY})
  endif()
endfunction()

# add_headers_library(NAME HEADERS <a> <b> LINK tl::expected): an object that holds only precompiled headers.
function(add_headers_library)
  cmake_parse_arguments(ARG "" "NAME" "HEADERS;LINK" ${ARGN})
  set(source ${CMAKE_BINARY_DIR}/generated/${ARG_NAME}.cpp)
  file(CONFIGURE OUTPUT ${source} CONTENT "// A library has a source.\n")
  add_library(${ARG_NAME} OBJECT ${source})
  target_link_libraries(${ARG_NAME} PRIVATE ${ARG_LINK} pipeline_options)
  target_precompile_headers(${ARG_NAME} PRIVATE ${ARG_HEADERS})
  if(CMAKE_CXX_COMPILER_ID MATCHES Clang)
    # Without a time stamp ccache finds it again.
    target_compile_options(${ARG_NAME} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
  endif()
endfunction()

if(CMAKE_CXX_COMPILER_ID MATCHES Clang OR CMAKE_BUILD_TYPE STREQUAL Debug)
  add_headers_library(NAME standard_headers HEADERS ${pipeline_standard_headers} LINK tl::expected)
endif()
if(PIPELINE_TESTS)
  add_headers_library(NAME test_headers
    HEADERS ${pipeline_standard_headers} <gmock/gmock.h> <gtest/gtest.h> LINK tl::expected GTest::gmock)
  target_compile_options(test_headers PRIVATE -O0)
endif()
