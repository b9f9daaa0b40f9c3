#include "tests/support/start_child.hpp"

#include <linux/close_range.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include <cerrno>
#include <cstdlib>
#include <sstream>
#include <stdexcept>
#include <system_error>

#include "tests/support/unique_fd.hpp"

namespace pipeline::testing {
namespace {

using Strings = std::vector<std::string>;

std::string FindProgram(const std::string& name) {
  if (name.find('/') != std::string::npos) {
    return name;
  }
  const char* path = std::getenv("PATH");
  std::istringstream folders(path == nullptr ? "" : path);
  for (std::string folder; std::getline(folders, folder, ':');) {
    std::string candidate = folder;
    candidate.append("/").append(name);
    if (access(candidate.c_str(), X_OK) == 0) {
      return candidate;
    }
  }
  throw std::runtime_error("cannot start " + name + ": no such program in PATH");
}

Strings Environment(const ProcessOptions& options) {
  Strings entries;
  for (const auto& [name, value] : options.env) {
    entries.emplace_back(name).append("=").append(value);
  }
  for (char** entry = environ; options.inherit_environment && *entry != nullptr; ++entry) {
    const std::string text = *entry;
    if (options.env.count(text.substr(0, text.find('='))) == 0) {
      entries.push_back(text);
    }
  }
  return entries;
}

std::vector<char*> Pointers(Strings& strings) {
  std::vector<char*> pointers;
  for (std::string& text : strings) {
    pointers.push_back(text.data());
  }
  pointers.push_back(nullptr);
  return pointers;
}

// All that the child needs between fork and exec, made before: only async-signal-safe calls are
// allowed there, because other threads of this process may hold any lock.
struct Launch {
  std::string program;
  std::string directory;
  std::vector<char*> argv;
  std::vector<char*> envp;
  std::array<int, 3> streams;
  int failure_pipe;
  pid_t parent;
};

bool PrepareChild(const Launch& launch) {
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  signal(SIGPIPE, SIG_DFL);
  if (setpgid(0, 0) != 0 || prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) {
    return false;
  }
  for (int number = 0; number < 3; ++number) {
    if (dup2(launch.streams[static_cast<std::size_t>(number)], number) < 0) {
      return false;
    }
  }
  close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
  return launch.directory.empty() || chdir(launch.directory.c_str()) == 0;
}

[[noreturn]] void RunChild(const Launch& launch) {
  if (PrepareChild(launch)) {
    // A parent that died before the prctl above sends no signal any more.
    if (getppid() != launch.parent) {
      _exit(127);
    }
    execve(launch.program.c_str(), launch.argv.data(), launch.envp.data());
  }
  const int error_number = errno;
  static_cast<void>(!write(launch.failure_pipe, &error_number, sizeof error_number));
  _exit(127);
}

pid_t ForkAndExec(Launch launch) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) {
    FailWith("cannot make a pipe to start " + launch.program, errno);
  }
  UniqueFd reader(ends[0]);
  UniqueFd writer = UniqueFd(ends[1]).AboveStandard();
  launch.failure_pipe = writer.get();
  const pid_t pid = fork();
  if (pid == 0) {
    RunChild(launch);
  }
  if (pid < 0) {
    FailWith("cannot fork to start " + launch.program, errno);
  }
  writer.Reset();
  int error_number = 0;
  if (read(reader.get(), &error_number, sizeof error_number) > 0) {
    waitpid(pid, nullptr, 0);
    FailWith("cannot start " + launch.program, error_number);
  }
  return pid;
}

}  // namespace

void FailWith(const std::string& what, int error_number) {
  throw std::runtime_error(what + ": " + std::generic_category().message(error_number));
}

pid_t StartChild(const ProcessOptions& options, const std::array<int, 3>& streams) {
  Strings arguments = options.argv;
  Strings environment = Environment(options);
  return ForkAndExec({FindProgram(options.argv.front()),
                      options.directory.string(),
                      Pointers(arguments),
                      Pointers(environment),
                      streams,
                      -1,
                      getpid()});
}

}  // namespace pipeline::testing
