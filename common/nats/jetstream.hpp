#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "common/base/error.hpp"
#include "common/contract/headers.hpp"
#include "common/nats/body.hpp"
#include "common/nats/requests.hpp"

namespace pipeline::nats {

/// A message on its way to a stream.
struct Outgoing {
  std::string subject;
  contract::Headers headers;
  Body body;
};

/// The server's word that a stream has stored a message (not that it has been synced to disk: that
/// is the server's sync_interval).
struct PubAck {
  std::string stream;
  std::uint64_t sequence = 0;
  bool duplicate = false;
};

/// A message read back out of a stream.
struct StoredMessage {
  std::string subject;
  std::uint64_t sequence = 0;
  std::int64_t time_ns = 0;
  contract::Headers headers;
  std::string body;
};

/// Where effects publish: a seam for unit tests.
class Publisher {
 public:
  using Callback = std::function<void(base::Result<PubAck>)>;
  virtual ~Publisher() = default;
  /// Answers exactly once, on a thread of its own or the caller's. `message` may go once the call
  /// returns. kConflict: an expectation header did not hold. kTooLarge: never fits. kFull,
  /// kTimeout, kUnavailable: later; after a kTimeout or kUnavailable the message may be stored all
  /// the same.
  virtual void Publish(const Outgoing& message, Callback callback) = 0;
};

/// The JetStream API by raw JSON requests (ADR-1, ADR-31). Reason for not using nats.c's
/// structures: an update or an upsert by 3.4.1 wipes every field that a newer server knows and it
/// does not. Thread-safe.
class JetStream final : public Publisher {
 public:
  using Stored = std::function<void(base::Result<StoredMessage>)>;

  explicit JetStream(Requests& requests) : requests_(requests) {}

  void Publish(const Outgoing& message, Callback callback) override;
  base::Result<PubAck> PublishAndWait(const Outgoing& message);

  /// `$JS.API.<verb>` with a JSON body (empty for none) and the answer. kNotFound for a stream,
  /// consumer or message that does not exist.
  base::Result<nlohmann::json> Api(const std::string& verb, const std::string& body);

  /// From the leader, so it sees every write acknowledged before.
  base::Result<StoredMessage> GetMessage(const std::string& stream, std::uint64_t sequence);
  base::Result<StoredMessage> GetLastMessage(const std::string& stream, const std::string& subject);
  /// The same without waiting. The callback runs where Requests says.
  void GetMessage(const std::string& stream, std::uint64_t sequence, Stored callback);
  void GetLastMessage(const std::string& stream, const std::string& subject, Stored callback);

  Requests& requests() { return requests_; }

 private:
  void GetStored(const std::string& stream, const nlohmann::json& which, Stored callback);

  Requests& requests_;
};

}  // namespace pipeline::nats
