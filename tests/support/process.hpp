#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/unique_fd.hpp"

namespace pipeline::testing {

struct ProcessOptions {
  /// argv[0] is looked up in PATH if it has no slash.
  std::vector<std::string> argv = {};
  /// Set over the environment of this process, or the whole environment if that is not inherited.
  std::map<std::string, std::string> env = {};
  bool inherit_environment = true;
  /// All of the child's standard input.
  std::string input = {};
  /// Standard output and standard error are appended here, together; empty: captured, each by
  /// itself.
  std::filesystem::path output_file = {};
  /// Working directory; empty: this process's.
  std::filesystem::path directory = {};
};

/// A child process that does not outlive its test: it leads a process group of its own, which the
/// destructor kills and reaps, and the kernel kills it if this process dies before that.
/// Not thread-safe; may be started from any thread and used from another.
class Process {
 public:
  /// Starts it. Throws std::runtime_error where that fails, also where the program cannot be
  /// executed.
  explicit Process(const ProcessOptions& options);
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process();

  pid_t pid() const { return pid_; }
  bool Running();

  /// Sends `signal` to the process alone, as an operator's kill would. Nothing if it has ended.
  void Signal(int signal);

  /// SIGKILL, and waits for the end.
  void Kill();

  /// The exit code, or 128 + the signal that ended it, as a shell says it. Nothing if it still runs
  /// after `timeout`. When it has ended, what is left of its process group is killed.
  std::optional<int> Wait(std::chrono::milliseconds timeout);

  /// Standard output so far; with an output file its whole content.
  std::string Output() const;
  /// Standard error so far; empty with an output file.
  std::string Errors() const;

 private:
  void OpenStreams(const ProcessOptions& options);

  UniqueFd input_;
  UniqueFd output_;
  UniqueFd errors_;
  pid_t pid_ = -1;
  std::optional<int> exit_code_;
};

}  // namespace pipeline::testing
