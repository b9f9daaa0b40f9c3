#include <httplib.h>
#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <string>

#include "tests/support/process.hpp"

namespace {

// For the test that nothing survives a test program that crashes.
[[noreturn]] void StartChildAndCrash() {
  const pipeline::testing::Process child({.argv = {"sleep", "600"}});
  std::cout << child.pid() << '\n' << std::flush;
  raise(SIGKILL);
  std::abort();
}

std::string Variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

void ServeReadiness(const std::string& address) {
  httplib::Server server;
  server.Get("/readyz", [](const httplib::Request&, httplib::Response& response) {
    response.status = Variable("PROBE_STATUS").empty() ? 200 : 503;
  });
  const auto colon = address.find(':');
  server.listen(address.substr(0, colon), std::stoi(address.substr(colon + 1)));
}

}  // namespace

int main(int argc, char** argv) {
  const std::string mode = argc > 1 ? argv[1] : "";
  if (mode == "--crash") {
    StartChildAndCrash();
  }
  if (mode == "--exit") {
    return 7;
  }
  signal(SIGTERM, [](int) { _exit(0); });
  std::cout << "PROBE_GREETING=" << Variable("PROBE_GREETING")
            << " NATS_URL=" << Variable("NATS_URL") << '\n'
            << std::flush;
  ServeReadiness(Variable("HEALTH_ADDRESS"));
  return 1;
}
