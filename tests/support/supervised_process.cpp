#include "tests/support/supervised_process.hpp"

#include <signal.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "tests/support/poll.hpp"

namespace pipeline::testing {
namespace {

constexpr std::size_t kLogTailBytes = 4000;
constexpr int kExitCodeOfKilled = 128 + SIGKILL;

std::filesystem::path LogFile(const std::filesystem::path& folder) { return folder / "log"; }

}  // namespace

void SupervisedProcess::Spawn(ProcessOptions options) {
  if (Running()) {
    Stop();
  }
  options.output_file = LogFile(folder());
  process_ = std::make_unique<Process>(options);
}

void SupervisedProcess::Kill() {
  if (process_) {
    process_->Kill();
  }
}

int SupervisedProcess::Stop(std::chrono::milliseconds timeout) {
  if (!process_) {
    return 0;
  }
  process_->Signal(SIGTERM);
  if (const auto exit_code = process_->Wait(timeout)) {
    return *exit_code;
  }
  process_->Kill();
  return kExitCodeOfKilled;
}

void SupervisedProcess::Signal(int signal) {
  if (process_) {
    process_->Signal(signal);
  }
}

bool SupervisedProcess::Running() { return process_ && process_->Running(); }

pid_t SupervisedProcess::pid() const { return process_ ? process_->pid() : -1; }

std::string SupervisedProcess::Log() const {
  std::ifstream file(LogFile(folder()), std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool SupervisedProcess::PollReady(std::chrono::milliseconds timeout) {
  bool ready = false;
  PollUntil(timeout, [&] {
    ready = Ready();
    return ready || !Running();
  });
  return ready;
}

void SupervisedProcess::RequireReady(const std::string& name, std::chrono::milliseconds timeout) {
  if (PollReady(timeout)) {
    return;
  }
  const std::string what = Running()
                               ? "is not ready after " + std::to_string(timeout.count()) + " ms"
                               : "ended before it was ready";
  const std::string log = Log();
  const std::size_t from = log.size() > kLogTailBytes ? log.size() - kLogTailBytes : 0;
  throw std::runtime_error(name + " " + what + "; its log ends:\n" + log.substr(from));
}

}  // namespace pipeline::testing
