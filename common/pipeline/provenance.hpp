#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/contract/headers.hpp"
#include "common/contract/rejection.hpp"
#include "common/nats/message.hpp"

namespace pipeline {

/// When and as what the raw stream accepted an upload: the order between uploads. By time first,
/// because a sequence alone starts again when a stream is restored.
struct Origin {
  std::int64_t time_ns = 0;
  std::uint64_t sequence = 0;

  auto operator<=>(const Origin&) const = default;
  /// "{time in ns}-{sequence}", the header's form.
  std::string ToString() const;
  static std::optional<Origin> Parse(std::string_view text);
};

/// Whose message it is: what travels with an upload from the raw stream to both stores.
struct Provenance {
  std::string upload_id;
  Origin origin;
  std::string sender;       ///< Empty without one.
  std::string traceparent;  ///< Empty without a valid one.
  /// Of the body as it was delivered, hex and verified; empty where the message does not say it.
  std::string content_sha256;
};

/// `[A-Za-z0-9_-]{1,64}`: what an Upload-Id may be.
bool IsUploadId(std::string_view text);
/// Tokens of `[A-Za-z0-9_-]` with single dots between, at most 128 bytes.
bool IsSender(std::string_view text);
/// W3C Trace Context, version 00.
bool IsTraceparent(std::string_view text);

/// Reads it from a delivered message, making up by the contract's rules what a sender left out.
/// Rejects a sender outside IsSender, and a body that does not have its Content-Sha256.
contract::Checked<Provenance> ReadProvenance(const nats::Message& message,
                                             const nats::Position& position);

/// What a raw message without a valid Upload-Id is known by.
std::string FallbackUploadId(std::uint64_t raw_sequence, std::int64_t raw_time_ns);

}  // namespace pipeline
