#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "tests/support/unique_fd.hpp"

struct ssl_st;

namespace pipeline::testing {

/// A blocking TLS connection that says bytes as they are, each Send() in records of its own. Not
/// thread-safe.
class TlsClient {
 public:
  /// Shakes hands over a connected socket; `newest` is the newest version that it offers, as
  /// OpenSSL's number, 0 for all.
  TlsClient(UniqueFd socket, const std::string& ca, int newest = 0);

  /// Whether hands were shaken; otherwise failure() says why not.
  bool connected() const { return failure_.empty(); }
  const std::string& failure() const { return failure_; }

  bool Send(std::string_view bytes);
  /// Sends close_notify; answers still arrive.
  void StopSending();

  /// Everything up to and with the next CR LF; nothing when the other side ended or was silent for
  /// `timeout`.
  std::optional<std::string> ReadLine(std::chrono::seconds timeout);
  /// The other side has said that it ended, by close_notify.
  bool TheyEnded() const;

 private:
  struct Free {
    void operator()(ssl_st* ssl) const;
  };

  UniqueFd socket_;
  std::unique_ptr<ssl_st, Free> ssl_;
  std::string failure_;
  std::string received_;
};

}  // namespace pipeline::testing
