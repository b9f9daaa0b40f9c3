#pragma once

#include <cstdint>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "common/base/error.hpp"
#include "common/contract/headers.hpp"
#include "common/nats/message.hpp"
#include "common/nats/requests.hpp"

namespace pipeline::nats {

/// The acknowledgement that a stream has stored a message. It does not mean synced to disk: that
/// follows the server's sync_interval.
struct PubAck {
  std::string stream;
  std::uint64_t sequence = 0;
  bool duplicate = false;
};

/// A message read back from a stream.
struct StoredMessage {
  std::string subject;
  std::uint64_t sequence = 0;
  std::int64_t time_ns = 0;
  contract::Headers headers;
  std::string body;
};

/// The publishing side of JetStream, as an interface for unit tests.
class Publisher {
 public:
  using Callback = std::function<void(base::Result<PubAck>)>;
  virtual ~Publisher() = default;
  /// Answers exactly once, on a thread of its own or the caller's. `message` is not needed after
  /// the call returns. kConflict: an expectation header did not hold. kTooLarge: never fits. kFull,
  /// kTimeout, kUnavailable: may succeed later; after kTimeout and kUnavailable the message may be
  /// stored nevertheless.
  virtual void Publish(const Outgoing& message, Callback callback) = 0;
};

/// The JetStream API by raw JSON requests (ADR-1, ADR-31). nats.c's structures are not used: an
/// update or upsert by 3.4.1 wipes every field that a newer server knows and 3.4.1 does not.
/// Thread-safe.
class JetStream final : public Publisher {
 public:
  using Stored = std::function<void(base::Result<StoredMessage>)>;

  explicit JetStream(Requests& requests) : requests_(requests) {}

  void Publish(const Outgoing& message, Callback callback) override;
  base::Result<PubAck> PublishAndWait(const Outgoing& message);

  /// `$JS.API.<verb>` with a JSON body (empty for none) and the answer. kNotFound for a stream,
  /// consumer or message that does not exist.
  base::Result<nlohmann::json> Api(const std::string& verb, const std::string& body);

  /// Read from the leader, so the answer includes every write acknowledged before.
  base::Result<StoredMessage> GetMessage(const std::string& stream, std::uint64_t sequence);
  base::Result<StoredMessage> GetLastMessage(const std::string& stream, const std::string& subject);
  /// The same without waiting. The callback runs on a thread of Requests.
  void GetMessage(const std::string& stream, std::uint64_t sequence, Stored callback);
  void GetLastMessage(const std::string& stream, const std::string& subject, Stored callback);

  Requests& requests() { return requests_; }

 private:
  void SendGet(const Outgoing& request, Stored callback);

  Requests& requests_;
};

}  // namespace pipeline::nats
