#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "common/contract/headers.hpp"

struct __natsMsg;  // NOLINT(bugprone-reserved-identifier): the tag that nats.c gave it

namespace pipeline::nats {

/// Where a delivered message stands in its stream, read from its acknowledgement subject (ADR-15).
struct Position {
  std::string stream;
  std::string consumer;
  std::uint64_t sequence = 0;           ///< In the stream.
  std::uint64_t deliveries = 0;         ///< 1 the first time.
  std::uint64_t consumer_sequence = 0;  ///< Counts the deliveries of this consumer.
  std::int64_t time_ns = 0;             ///< When the stream stored it, since 1970.
  std::uint64_t pending = 0;            ///< Messages that the consumer has still to deliver.
};

/// A message as received. Move-only; owns its bytes. Safe to read from any one thread at a time.
class Message {
 public:
  explicit Message(__natsMsg* taken);
  Message(Message&&) noexcept;
  Message& operator=(Message&&) noexcept;
  ~Message();

  std::string_view subject() const;
  std::string_view reply() const;
  std::string_view body() const;
  const contract::Headers& headers() const { return headers_; }
  /// "100", "404", "408", "409", "503" on the status messages of the server; empty on all others.
  std::string_view status() const;

  /// Nothing if `reply()` is not an acknowledgement subject.
  std::optional<Position> position() const;

 private:
  struct Deleter {
    void operator()(__natsMsg* message) const;
  };
  std::unique_ptr<__natsMsg, Deleter> message_;
  contract::Headers headers_;
};

}  // namespace pipeline::nats
