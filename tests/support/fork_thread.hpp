#pragma once

#include <functional>

namespace pipeline::testing {

/// Runs `work` on the one thread of this process that forks, and returns when it is done; what
/// `work` throws comes out here. Linux sends a child its parent-death signal when the *thread* that
/// forked it ends, so a server that a test's helper thread restarted would die with that thread.
/// This one lives as long as the process. Thread-safe.
void RunOnForkThread(const std::function<void()>& work);

}  // namespace pipeline::testing
