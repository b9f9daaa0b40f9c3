#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pipeline::contract {

/// Time and sequence at which the raw stream accepted an upload: the order between uploads. By time
/// first, because sequences start again when a stream is restored.
struct Origin {
  std::int64_t time_ns = 0;
  std::uint64_t sequence = 0;

  auto operator<=>(const Origin&) const = default;
  /// "{time in ns}-{sequence}", the header's form.
  std::string ToString() const;
  static std::optional<Origin> Parse(std::string_view text);
};

/// The identity of an upload, carried from the raw stream to both stores.
struct Provenance {
  std::string upload_id;
  Origin origin;
  std::string sender;       ///< Empty without one.
  std::string traceparent;  ///< Empty without a valid one.
  /// Hex digest of the body as delivered, verified; empty if the message did not declare one.
  std::string content_sha256;
};

/// True for `[A-Za-z0-9_-]{1,64}`.
bool IsUploadId(std::string_view text);
/// True for tokens of `[A-Za-z0-9_-]` with single dots between, at most 128 bytes.
bool IsSender(std::string_view text);
/// True for W3C Trace Context, version 00.
bool IsTraceparent(std::string_view text);

/// The Upload-Id of a raw message that came without a valid one.
std::string FallbackUploadId(std::uint64_t raw_sequence, std::int64_t raw_time_ns);

}  // namespace pipeline::contract
