#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/support/supervised_process.hpp"

namespace pipeline::testing {

struct NatsServerOptions {
  /// Bytes of the largest message, headers included.
  std::size_t max_payload = 1'048'576;
  /// How often JetStream calls fsync: a duration of the server's configuration language, or
  /// "always".
  std::string sync_interval = "1s";
  /// More of the server's configuration, after ours: users, permissions, limits.
  std::string extra_config = {};
  /// A configuration file to run with instead of all of the above, as it is except for its client
  /// and monitoring addresses. It finds its store in NATS_STORE_DIR.
  std::filesystem::path config_file = {};
  /// Variables that the configuration reads.
  std::map<std::string, std::string> env = {};
};

/// A real nats-server with JetStream on a free port of 127.0.0.1 and a store of its own, which
/// lives as long as this object. Answers clients when the constructor or Restart returns; both
/// throw std::runtime_error where that fails.
class NatsServer : public SupervisedProcess {
 public:
  explicit NatsServer(NatsServerOptions options = {});

  /// Stops it if it runs, and starts it on the same port and data.
  void Restart();

  std::uint16_t port() const { return port_; }
  std::string url() const;

 private:
  void Start();
  bool Ready() override;
  std::vector<std::string> Arguments() const;

  NatsServerOptions options_;
  std::uint16_t port_ = 0;
};

}  // namespace pipeline::testing
