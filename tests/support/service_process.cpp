#include "tests/support/service_process.hpp"

#include <httplib.h>

#include <cstdlib>
#include <utility>

#include "tests/support/free_port.hpp"

namespace pipeline::testing {
namespace {

// What a program needs to run at all, and what a sanitizer reads.
constexpr const char* kPassedOn[] = {"PATH",
                                     "HOME",
                                     "USER",
                                     "TMPDIR",
                                     "LD_LIBRARY_PATH",
                                     "ASAN_OPTIONS",
                                     "LSAN_OPTIONS",
                                     "UBSAN_OPTIONS",
                                     "TSAN_OPTIONS"};

}  // namespace

ServiceProcess::ServiceProcess(std::string name,
                               std::vector<std::string> args,
                               std::map<std::string, std::string> env)
    : name_(std::move(name)), health_address_(LoopbackAddress(FreePort())) {
  options_.argv = std::move(args);
  options_.argv.insert(options_.argv.begin(), std::string(PIPELINE_BIN_DIR) + "/" + name_);
  options_.env = std::move(env);
  options_.env.emplace("HEALTH_ADDRESS", health_address_);
  health_address_ = options_.env.at("HEALTH_ADDRESS");
  options_.inherit_environment = false;
  for (const char* variable : kPassedOn) {
    if (const char* value = std::getenv(variable)) {
      options_.env.emplace(variable, value);
    }
  }
  Spawn(options_);
}

bool ServiceProcess::WaitReady(std::chrono::milliseconds timeout) { return PollReady(timeout); }

void ServiceProcess::Restart() { Spawn(options_); }

bool ServiceProcess::Ready() {
  httplib::Client client("http://" + health_address_);
  client.set_connection_timeout(std::chrono::seconds(1));
  client.set_read_timeout(std::chrono::seconds(2));
  const auto answer = client.Get("/readyz");
  return answer && answer->status == 200;
}

}  // namespace pipeline::testing
