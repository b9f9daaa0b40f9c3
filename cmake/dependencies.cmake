# Debian's packages only. libnats, libpqxx and cpp-httplib are taken through pkg-config: the packaged
# CMake file of libnats names a static library that Debian does not ship, the other two have none, and
# cpp-httplib's .pc carries macros that change its class layout.
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(spdlog REQUIRED CONFIG)
find_package(simdjson REQUIRED CONFIG)
find_package(nlohmann_json REQUIRED CONFIG)
find_package(tl-expected REQUIRED CONFIG)
find_package(CLI11 REQUIRED CONFIG)
find_package(ICU REQUIRED COMPONENTS uc)
find_package(OpenSSL REQUIRED COMPONENTS Crypto SSL)
if(PIPELINE_TESTS)
  find_package(GTest REQUIRED CONFIG)
  find_package(benchmark REQUIRED CONFIG)
endif()
pkg_check_modules(nats REQUIRED IMPORTED_TARGET libnats>=3.4.1)
pkg_check_modules(pqxx REQUIRED IMPORTED_TARGET libpqxx>=6.4.5)
pkg_check_modules(httplib REQUIRED IMPORTED_TARGET cpp-httplib>=0.11.4)
