#include "tests/support/process.hpp"

#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include <cerrno>
#include <stdexcept>

#include "tests/support/fork_thread.hpp"
#include "tests/support/poll.hpp"
#include "tests/support/start_child.hpp"

namespace pipeline::testing {
namespace {

UniqueFd MemoryFile() {
  UniqueFd file(memfd_create("pipeline-test", MFD_CLOEXEC));
  if (!file.valid()) {
    FailWith("cannot make a file in memory for a child's streams", errno);
  }
  return std::move(file).AboveStandard();
}

UniqueFd MemoryFileWith(const std::string& content) {
  UniqueFd file = MemoryFile();
  const ssize_t written = pwrite(file.get(), content.data(), content.size(), 0);
  if (written < 0 || static_cast<std::size_t>(written) != content.size()) {
    FailWith("cannot keep " + std::to_string(content.size()) + " bytes of input for a child",
             errno);
  }
  return file;
}

// pread, because the child's writes move the offset that both share.
std::string ReadAll(const UniqueFd& file) {
  std::string content;
  char buffer[65536];
  while (file.valid()) {
    const ssize_t got =
        pread(file.get(), buffer, sizeof buffer, static_cast<off_t>(content.size()));
    if (got <= 0) {
      break;
    }
    content.append(buffer, static_cast<std::size_t>(got));
  }
  return content;
}

int ExitCode(int status) {
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

Process::Process(const ProcessOptions& options) {
  if (options.argv.empty()) {
    throw std::runtime_error("cannot start a process without a program name");
  }
  OpenStreams(options);
  const int errors = errors_.valid() ? errors_.get() : output_.get();
  RunOnForkThread([&] { pid_ = StartChild(options, {input_.get(), output_.get(), errors}); });
}

void Process::OpenStreams(const ProcessOptions& options) {
  input_ = MemoryFileWith(options.input);
  if (options.output_file.empty()) {
    output_ = MemoryFile();
    errors_ = MemoryFile();
    return;
  }
  UniqueFd file(open(options.output_file.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
  if (!file.valid()) {
    FailWith("cannot open " + options.output_file.string() + " for a child's output", errno);
  }
  output_ = std::move(file).AboveStandard();
}

Process::~Process() { Kill(); }

bool Process::Running() { return !Wait(std::chrono::milliseconds(0)).has_value(); }

void Process::Signal(int signal) {
  if (!exit_code_) {
    kill(pid_, signal);
  }
}

void Process::Kill() {
  Signal(SIGKILL);
  Wait(std::chrono::seconds(30));
}

std::optional<int> Process::Wait(std::chrono::milliseconds timeout) {
  const auto has_ended = [this] {
    siginfo_t info = {};
    const int options = WEXITED | WNOHANG | WNOWAIT;
    return waitid(P_PID, static_cast<id_t>(pid_), &info, options) == 0 && info.si_pid == pid_;
  };
  if (!exit_code_ && PollUntil(timeout, has_ended)) {
    // Before the leader is reaped, while no other process can have got the group's number.
    kill(-pid_, SIGKILL);
    int status = 0;
    waitpid(pid_, &status, 0);
    exit_code_ = ExitCode(status);
  }
  return exit_code_;
}

std::string Process::Output() const { return ReadAll(output_); }

std::string Process::Errors() const { return ReadAll(errors_); }

}  // namespace pipeline::testing
