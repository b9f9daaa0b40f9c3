#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "common/contract/headers.hpp"
#include "common/nats/handles.hpp"

namespace pipeline::nats {

/// The place of a delivered message in its stream, read from its acknowledgement subject (ADR-15).
struct Position {
  std::string stream;
  std::string consumer;
  std::uint64_t sequence = 0;           ///< In the stream.
  std::uint64_t deliveries = 0;         ///< 1 the first time.
  std::uint64_t consumer_sequence = 0;  ///< Counts the deliveries of this consumer.
  std::int64_t time_ns = 0;             ///< Time of storage in the stream, since 1970.
  std::uint64_t pending = 0;            ///< Messages that the consumer has still to deliver.
};

/// A received message. Move-only; owns its bytes. Safe to read from any one thread at a time.
class Message {
 public:
  explicit Message(__natsMsg* owned);

  std::string_view subject() const;
  std::string_view reply() const;
  std::string_view body() const;
  const contract::Headers& headers() const { return headers_; }
  /// "100", "404", "408", "409" or "503" on a status message of the server, otherwise empty.
  std::string_view status() const;

  /// Nothing if `reply()` is not an acknowledgement subject.
  std::optional<Position> position() const;

 private:
  MessageHandle message_;
  contract::Headers headers_;
};

/// The bytes of a message to be sent: owned, or borrowed from an owner that outlives this, so that
/// a large sheet is not copied.
class Body {
 public:
  Body() = default;
  Body(std::string bytes) : own_(std::move(bytes)) {}    // NOLINT(google-explicit-constructor)
  Body(const char* bytes) : Body(std::string(bytes)) {}  // NOLINT(google-explicit-constructor)

  static Body Borrowed(std::string_view bytes) {
    Body body;
    body.borrowed_ = bytes;
    return body;
  }

  std::string_view view() const { return own_.empty() ? borrowed_ : std::string_view(own_); }

 private:
  std::string own_;
  std::string_view borrowed_;
};

/// A message to be sent.
struct Outgoing {
  std::string subject;
  contract::Headers headers;
  Body body;
};

}  // namespace pipeline::nats
