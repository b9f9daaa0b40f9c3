#pragma once

#include <cstdint>
#include <string>

#include "tests/support/supervised_process.hpp"

namespace pipeline::testing {

struct ImmudbServerOptions {
  std::string admin_password = "immudb";
  /// The REST interface, through which databases and users get settings that SQL cannot give them.
  bool web_server = false;
};

/// A real immudb with its PostgreSQL protocol on a free port of 127.0.0.1 and a data folder of its
/// own, which lives as long as this object. Commits are fsynced, as by default. A login works when
/// the constructor or Restart returns; both throw std::runtime_error where that fails. The
/// superuser is `immudb`, the database there from the start is `defaultdb`.
class ImmudbServer : public SupervisedProcess {
 public:
  explicit ImmudbServer(ImmudbServerOptions options = {});

  /// Stops it if it runs, and starts it on the same ports and data.
  void Restart();

  /// host:port of the PostgreSQL protocol.
  std::string address() const;
  std::uint16_t port() const { return port_; }
  std::uint16_t grpc_port() const { return grpc_port_; }
  /// host:port of REST; empty unless web_server was asked for.
  std::string web_address() const;
  /// Connection string of the superuser for libpq and libpqxx, with all settings that immudb needs.
  std::string connection_string(const std::string& database = "defaultdb") const;

 private:
  void Start();
  bool Ready() override;
  std::vector<std::string> Arguments() const;

  ImmudbServerOptions options_;
  std::uint16_t port_ = 0;
  std::uint16_t grpc_port_ = 0;
  std::uint16_t web_port_ = 0;
};

}  // namespace pipeline::testing
