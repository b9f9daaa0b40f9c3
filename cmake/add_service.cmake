if(PIPELINE_TESTS)
  include(GoogleTest)
endif()

# add_component(NAME common_base SOURCES a.cpp b.cpp LINK common_x): a library of ours.
function(add_component)
  cmake_parse_arguments(ARG "" "NAME" "SOURCES;LINK" ${ARGN})
  add_library(${ARG_NAME} STATIC ${ARG_SOURCES})
  target_include_directories(${ARG_NAME} PUBLIC ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR}/generated)
  target_link_libraries(${ARG_NAME} PUBLIC ${ARG_LINK} PRIVATE pipeline_options)
  precompile_headers(${ARG_NAME} standard_headers)
endfunction()

# add_component_tests(NAME common_base_tests SOURCES a_test.cpp LINK common_base
#   [LABEL nats] [DEFINES DATA="..."] [STARTS extract])
# STARTS names the executables that the tests start.
# The suffix of a test's file says what it needs (_nats_test.cpp, _immudb_test.cpp); LABEL says it to ctest.
# Those labelled unit, nats or immudb are component tests to PIPELINE_TESTS, others are system tests.
function(add_component_tests)
  cmake_parse_arguments(ARG "" "NAME;LABEL;TIMEOUT" "SOURCES;LINK;DEFINES;STARTS" ${ARGN})
  if(NOT ARG_LABEL)
    set(ARG_LABEL unit)
  endif()
  set(level system)
  if(ARG_LABEL MATCHES "^(unit|nats|immudb)$")
    set(level component)
  endif()
  if(NOT PIPELINE_TESTS MATCHES "^(${level}|all)$")
    return()
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  add_executable(${ARG_NAME} ${ARG_SOURCES})
  target_link_libraries(${ARG_NAME} PRIVATE ${ARG_LINK} GTest::gmock_main pipeline_options)
  target_compile_definitions(${ARG_NAME} PRIVATE ${ARG_DEFINES})
  if(ARG_STARTS)
    add_dependencies(${ARG_NAME} ${ARG_STARTS})
  endif()
  # Optimising the tests themselves would only make a build longer, whatever is done to what they test.
  target_compile_options(${ARG_NAME} PRIVATE -O0)
  precompile_headers(${ARG_NAME} test_headers)
  gtest_discover_tests(${ARG_NAME}
    DISCOVERY_MODE PRE_TEST
    PROPERTIES LABELS ${ARG_LABEL} TIMEOUT ${ARG_TIMEOUT})
endfunction()

# add_service(NAME extract SOURCES adapter.cpp LINK extract_step common_x): the executable, which has the name of
# its folder, and a library of SOURCES, all but main, which tests link. Without SOURCES there is no library.
function(add_service)
  cmake_parse_arguments(ARG "" "NAME" "SOURCES;LINK" ${ARGN})
  if(ARG_SOURCES)
    add_component(NAME ${ARG_NAME}_lib SOURCES ${ARG_SOURCES} LINK ${ARG_LINK})
    set(ARG_LINK ${ARG_NAME}_lib)
  endif()
  add_executable(${ARG_NAME} main.cpp)
  target_link_libraries(${ARG_NAME} PRIVATE ${ARG_LINK} pipeline_options)
  precompile_headers(${ARG_NAME} standard_headers)
endfunction()
