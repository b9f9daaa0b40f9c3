#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tests/support/supervised_process.hpp"

namespace pipeline::testing {

/// One of our executables, from the same build as the test, with its health endpoint on a free port
/// of 127.0.0.1. It gets `env` and nothing else of the developer's environment that could configure
/// it. Started, but not waited for, when the constructor or Restart returns; throws
/// std::runtime_error where there is no such executable.
class ServiceProcess : private SupervisedProcess {
 public:
  explicit ServiceProcess(std::string name,
                          std::vector<std::string> args = {},
                          std::map<std::string, std::string> env = {});

  /// True when GET /readyz answers 200; false when it has ended or `timeout` has passed.
  [[nodiscard]] bool WaitReady(std::chrono::milliseconds timeout = std::chrono::seconds(30));

  /// kill -9, and waits for the end.
  void KillHard() { Kill(); }

  /// SIGTERM, and the exit code; one that has not ended after `timeout` is killed and counts as
  /// 137.
  int Terminate(std::chrono::milliseconds timeout = std::chrono::seconds(30)) {
    return Stop(timeout);
  }

  /// Terminates it if it runs, and starts it again with the same arguments.
  void Restart();

  using SupervisedProcess::Log;
  using SupervisedProcess::pid;
  using SupervisedProcess::Running;
  using SupervisedProcess::Signal;

  const std::string& name() const { return name_; }
  /// host:port of the health endpoint.
  const std::string& health_address() const { return health_address_; }

 private:
  bool Ready() override;

  std::string name_;
  std::string health_address_;
  ProcessOptions options_;
};

}  // namespace pipeline::testing
