#include "common/pipeline/step_runner.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "common/base/json.hpp"

extern char** environ;

namespace pipeline {
namespace {

using contract::Checked;
using contract::Rejection;
using contract::RejectionCode;
using contract::StepOutput;
using nlohmann::json;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

class FileDescriptor {
 public:
  explicit FileDescriptor(int fd = -1) : fd_(fd) {}
  FileDescriptor(FileDescriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~FileDescriptor() { Close(); }
  void Close() {
    if (fd_ >= 0) close(std::exchange(fd_, -1));
  }
  int get() const { return fd_; }

 private:
  int fd_;
};

struct Pipe {
  FileDescriptor read;
  FileDescriptor write;
};

base::Result<Pipe> MakePipe() {
  std::array<int, 2> fds{};
  if (pipe2(fds.data(), O_CLOEXEC) != 0) {
    return base::Fail(base::ErrorCode::kInternal, std::string("pipe: ") + strerror(errno), true);
  }
  return Pipe{FileDescriptor(fds[0]), FileDescriptor(fds[1])};
}

// The child starts with default signal actions and none blocked: this process blocks the signals it
// waits for.
base::Result<pid_t> Spawn(const std::vector<std::string>& arguments, int input, int output) {
  std::vector<char*> argv;
  argv.reserve(arguments.size() + 1);
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  sigset_t defaults;
  sigfillset(&defaults);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  pid_t pid = 0;
  const int error = posix_spawn(&pid, argv[0], &actions, &attributes, argv.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) {
    return base::Fail(
        base::ErrorCode::kInternal, "cannot start " + arguments[0] + ": " + strerror(error), true);
  }
  return pid;
}

// Writes as much as the child reads; closes its input at the end, or when it no longer reads.
void Feed(Pipe& pipe, std::string_view& input) {
  const ssize_t written = write(pipe.write.get(), input.data(), input.size());
  if (written > 0) input.remove_prefix(static_cast<std::size_t>(written));
  if (input.empty() || (written < 0 && errno != EAGAIN && errno != EINTR)) pipe.write.Close();
}

// False at the end of the child's output.
bool Collect(Pipe& pipe, std::string& output) {
  std::array<char, 65536> buffer;
  const ssize_t size = read(pipe.read.get(), buffer.data(), buffer.size());
  if (size > 0) output.append(buffer.data(), static_cast<std::size_t>(size));
  return size > 0 || (size < 0 && errno == EINTR);
}

// Moves bytes both ways until the child closes its output. False at the deadline.
bool Exchange(Pipe& to_child,
              Pipe& from_child,
              std::string_view input,
              std::string& output,
              steady_clock::time_point deadline) {
  fcntl(to_child.write.get(), F_SETFL, O_NONBLOCK);
  if (input.empty()) to_child.write.Close();
  while (true) {
    const auto left = std::chrono::duration_cast<milliseconds>(deadline - steady_clock::now());
    if (left.count() <= 0) return false;
    std::array<pollfd, 2> fds{
        {{from_child.read.get(), POLLIN, 0}, {to_child.write.get(), POLLOUT, 0}}};
    poll(fds.data(), fds.size(), static_cast<int>(left.count()));
    if (fds[1].revents != 0) Feed(to_child, input);
    if (fds[0].revents != 0 && !Collect(from_child, output)) return true;
  }
}

tl::unexpected<Rejection> Crashed(const std::string& how) {
  return tl::make_unexpected(
      Rejection{RejectionCode::kStepCrashed, "processing this message ended its process: " + how});
}

// Sanitizers reserve terabytes of address space, so the limit would kill every child.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
void LimitMemory(rlim_t bytes) {
  const rlimit limit{bytes, bytes};
  setrlimit(RLIMIT_AS, &limit);
}
#else
void LimitMemory(rlim_t) {}
#endif

void WriteAnswer(const json& head, std::string_view body) {
  std::cout << base::JsonText(head) << '\n' << body;
  std::cout.flush();
}

// The first line of an answer is JSON, the rest is the body.
base::Result<Checked<StepOutput>> ReadAnswer(const std::string& output) {
  const std::size_t line = output.find('\n');
  const json head = base::ParseJson(output.substr(0, line));
  if (line == std::string::npos || !head.is_object()) {
    return Checked<StepOutput>(Crashed("no answer"));
  }
  if (head.contains("code")) {
    return Checked<StepOutput>(tl::make_unexpected(
        Rejection{static_cast<RejectionCode>(head.value("code", 0)), head.value("message", "")}));
  }
  if (head.value("bytes", std::size_t{0}) != output.size() - line - 1) {
    return Checked<StepOutput>(Crashed("a cut answer"));
  }
  StepOutput result;
  result.filename = head.value("filename", "");
  result.sheets = head.value("sheets", std::size_t{0});
  result.rows = head.value("rows", std::size_t{0});
  result.body = output.substr(line + 1);
  return Checked<StepOutput>(std::move(result));
}

}  // namespace

base::Result<ChildResult> RunChild(const std::vector<std::string>& arguments,
                                   std::string_view input,
                                   milliseconds deadline) {
  auto to_child = MakePipe();
  if (!to_child) return tl::make_unexpected(to_child.error());
  auto from_child = MakePipe();
  if (!from_child) return tl::make_unexpected(from_child.error());
  const auto pid = Spawn(arguments, to_child->read.get(), from_child->write.get());
  if (!pid) return tl::make_unexpected(pid.error());
  to_child->read.Close();
  from_child->write.Close();
  ChildResult result;
  result.timed_out =
      !Exchange(*to_child, *from_child, input, result.output, steady_clock::now() + deadline);
  if (result.timed_out) kill(*pid, SIGKILL);
  while (waitpid(*pid, &result.wait_status, 0) < 0 && errno == EINTR) {
  }
  return result;
}

std::string DescribeWaitStatus(int wait_status) {
  if (WIFSIGNALED(wait_status)) {
    const int signal = WTERMSIG(wait_status);
    return "signal " + std::to_string(signal) + " (" + strsignal(signal) + ")";
  }
  return "exit code " + std::to_string(WEXITSTATUS(wait_status));
}

int RunStepAsChild(const contract::Step& step) {
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  LimitMemory(kIsolatedMemoryBytes);
  const std::string body{std::istreambuf_iterator<char>(std::cin), {}};
  const Checked<StepOutput> result = step(body);
  if (!result) {
    WriteAnswer(
        {{"code", static_cast<int>(result.error().code)}, {"message", result.error().message}}, "");
    return 0;
  }
  WriteAnswer({{"filename", result->filename},
               {"sheets", result->sheets},
               {"rows", result->rows},
               {"bytes", result->body.size()}},
              result->body);
  return 0;
}

base::Result<Checked<StepOutput>> RunStepIsolated(std::string_view body, milliseconds time_limit) {
  const auto child = RunChild({"/proc/self/exe", kRunStepArgument}, body, time_limit);
  if (!child) return tl::make_unexpected(child.error());
  if (child->timed_out) {
    return Checked<StepOutput>(
        Crashed("no end after " + std::to_string(time_limit.count()) + " ms"));
  }
  if (child->wait_status != 0) {
    return Checked<StepOutput>(Crashed(DescribeWaitStatus(child->wait_status)));
  }
  return ReadAnswer(child->output);
}

}  // namespace pipeline
