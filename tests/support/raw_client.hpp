#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/support/tcp_client.hpp"

namespace pipeline::testing {

/// Says NATS's protocol by hand, so that an answer is the server's own and no client library's
/// reading of it. Throws std::runtime_error where the server goes away or refuses the user.
class RawClient {
 public:
  RawClient(std::uint16_t port, const std::string& user, const std::string& password);

  /// What the server said to it, up to the PONG that shows that it is done with it.
  struct Said {
    std::vector<std::string> errors;   ///< The texts of -ERR.
    std::vector<std::string> answers;  ///< Messages that came, headers and bodies.
  };
  Said Subscribe(const std::string& subject);
  Said Publish(const std::string& subject, const std::string& reply, const std::string& body);
  /// Waits for the next message, unless `said` already has one.
  void WaitForAnswer(Said& said);

 private:
  Said Do(const std::string& command);
  /// False when the line is the PONG.
  bool ReadOne(Said& said);

  TcpClient tcp_;
  int subscriptions_ = 0;
};

}  // namespace pipeline::testing
