#pragma once

#include <functional>
#include <stop_token>
#include <string_view>
#include <thread>

namespace pipeline::base {

/// SIGTERM and SIGINT as a stop request, while this object lives. Create it before any other
/// thread, because it blocks those signals for all threads that come after; they stay blocked.
class StopSignals {
 public:
  /// `received` is told the name of each signal, on a thread of this object's own, before the stop
  /// is requested.
  explicit StopSignals(std::stop_source stop, std::function<void(std::string_view)> received = {});
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

 private:
  void Wait(const std::stop_token& end);

  std::stop_source stop_;
  std::function<void(std::string_view)> received_;
  std::jthread thread_;  ///< Last: it uses the rest.
};

}  // namespace pipeline::base
