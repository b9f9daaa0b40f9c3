#include "common/base/stop_signals.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <future>
#include <optional>
#include <string>

namespace pipeline::base {
namespace {

constexpr std::chrono::seconds kPatience{10};

// The name that `signal`, sent to this process, is told by; the stop is requested after it.
std::string NameOf(int signal) {
  std::stop_source stop;
  std::promise<std::string> name;
  std::promise<void> stopped;
  const std::stop_callback on_stop(stop.get_token(), [&] { stopped.set_value(); });
  const StopSignals signals(stop,
                            [&](std::string_view told) { name.set_value(std::string(told)); });
  kill(getpid(), signal);
  if (stopped.get_future().wait_for(kPatience) != std::future_status::ready) return "no stop";
  return name.get_future().get();
}

TEST(StopSignalsTest, RequestsAStopAndNamesTheSignal) {
  EXPECT_EQ(NameOf(SIGTERM), "SIGTERM");
  EXPECT_EQ(NameOf(SIGINT), "SIGINT");
}

TEST(StopSignalsTest, EndsWithoutASignalAndRequestsNothing) {
  std::stop_source stop;
  std::optional<StopSignals> signals(std::in_place, stop);
  signals.reset();
  EXPECT_FALSE(stop.stop_requested());
}

}  // namespace
}  // namespace pipeline::base
