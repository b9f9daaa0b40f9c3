#pragma once

#include <stop_token>
#include <thread>

namespace pipeline::kv_reader {

/// SIGINT and SIGTERM as a stop request, while this object lives. Create it before any other
/// thread, because it blocks those signals for all that come after.
class StopSignals {
 public:
  StopSignals();

  std::stop_token token() const { return stop_.get_token(); }
  void RequestStop() { stop_.request_stop(); }

 private:
  void Wait(const std::stop_token& end);

  std::stop_source stop_;
  std::jthread thread_;  ///< Last: it uses the rest.
};

}  // namespace pipeline::kv_reader
