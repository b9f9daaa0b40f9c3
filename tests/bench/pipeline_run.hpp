#pragma once

#include <sys/types.h>

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "tests/bench/load.hpp"
#include "tests/support/immudb_server.hpp"
#include "tests/support/nats_server.hpp"
#include "tests/support/pipeline_client.hpp"

namespace pipeline::bench {

/// One service of the pipeline, the stream that it drains and the one that it fills.
struct Hop {
  std::string service;
  std::string input;
  std::string output;
};

/// The steps of the pipeline, in its order.
std::vector<Hop> Hops();

/// Rate of messages, and the processor time of one.
struct Rate {
  double messages_per_second = 0;
  double service_us = 0;  ///< Microseconds of the service a message.
  double server_us = 0;   ///< Of nats-server.
};

/// A nats-server and an immudb of its own with a raw stream full of messages, whose hops are
/// drained one by one. What goes wrong throws std::runtime_error.
class PipelineRun {
 public:
  PipelineRun(const Load& load, std::size_t messages);

  /// The hop's baseline: a relay that only copies its input, as many messages of the same keys,
  /// into a stream of its own that is configured as the hop's output, and acknowledges them.
  Rate DrainByRelay(const Hop& hop);
  /// Starts the hop's service and waits until it has put out `messages`. The hop before it has been
  /// drained.
  Rate Drain(const Hop& hop, std::size_t messages);

  struct Whole {
    double bucket = 0;       ///< Messages a second until all were in the bucket.
    double both_stores = 0;  ///< And in the ledger too.
  };
  /// All services at once, from the first raw message to the last revision and receipt.
  Whole RunWhole();

 private:
  std::map<std::string, std::string> Environment();
  void Provision();
  void FillRaw();
  void Purge(const std::string& stream);
  void WaitFor(const std::string& stream, std::size_t messages);
  Rate Measure(pid_t service, const std::string& stream, std::size_t messages);

  const Load load_;
  const std::size_t messages_;
  testing::NatsServer nats_;
  testing::ImmudbServer immudb_;
  testing::PipelineClient client_;
};

}  // namespace pipeline::bench
