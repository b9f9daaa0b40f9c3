#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "tests/support/process.hpp"
#include "tests/support/temp_dir.hpp"

namespace pipeline::testing {

/// A program that a test starts, kills and starts again, on the same data and ports. All its lives
/// write one log. Not thread-safe: one thread at a time may call it, any thread may.
class SupervisedProcess {
 public:
  virtual ~SupervisedProcess() = default;

  /// kill -9, and waits for the end.
  void Kill();

  /// SIGTERM, and the exit code; one that has not ended after `timeout` is killed and counts as
  /// 137.
  int Stop(std::chrono::milliseconds timeout = std::chrono::seconds(30));

  /// Any signal, for instance SIGSTOP and SIGCONT for a server that hangs.
  void Signal(int signal);

  bool Running();
  pid_t pid() const;

  /// Standard output and standard error so far, of all lives.
  std::string Log() const;

 protected:
  SupervisedProcess() = default;
  SupervisedProcess(const SupervisedProcess&) = delete;
  SupervisedProcess& operator=(const SupervisedProcess&) = delete;

  /// Starts `options` with its output in the log; whatever ran before is stopped first.
  void Spawn(ProcessOptions options);

  /// True when Ready() is; false when the program has ended or `timeout` has passed.
  bool PollReady(std::chrono::milliseconds timeout);

  /// Throws std::runtime_error with the end of the log unless PollReady.
  void RequireReady(const std::string& name, std::chrono::milliseconds timeout);

  /// The folder for data and configuration, which every life finds as the last one left it.
  const std::filesystem::path& folder() const { return folder_.path(); }

 private:
  virtual bool Ready() = 0;

  TempDir folder_;
  std::unique_ptr<Process> process_;
};

}  // namespace pipeline::testing
