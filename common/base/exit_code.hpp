#pragma once

namespace pipeline::base {

/// Exit codes of every executable of this project.
enum ExitCode : int {
  kExitOk = 0,
  kExitFailure = 1,       ///< A server away for good, or an internal error: start me again.
  kExitConfiguration = 2  ///< Bad configuration or usage: starting again will not help.
};

}  // namespace pipeline::base
