#pragma once

#include <sys/types.h>

#include <string_view>

namespace pipeline::bench {

/// Seconds of processor time that a process has used, all its threads, user and system (proc(5)).
double CpuSeconds(pid_t pid);

/// Kilobytes of a line of /proc/{pid}/status, such as VmRSS.
long StatusKb(pid_t pid, std::string_view field);

}  // namespace pipeline::bench
