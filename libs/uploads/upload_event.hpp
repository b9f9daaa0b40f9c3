#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/contract/headers.hpp"
#include "common/contract/provenance.hpp"

namespace pipeline::uploads {

/// Which of the pipeline's streams a message was seen in.
enum class EventKind { kAccepted, kExtracted, kUppercased, kReceipt, kDeadLetter, kRevision };

/// What one message says of its upload.
struct UploadEvent {
  EventKind kind = EventKind::kAccepted;
  contract::Origin origin;
  std::string upload_id;  ///< Empty on a revision that another tool wrote.
  std::string sender;
  std::string filename;
  std::string sha256;
  std::string key;
  std::optional<std::uint64_t> bytes;
  std::optional<std::uint64_t> sheets;
  std::optional<std::uint64_t> rows;
  std::uint64_t sequence = 0;  ///< In the stream it was seen in.
  std::int64_t time_ns = 0;
  std::string transaction;
  std::string transaction_hash;
  std::string service;
  std::string code;
  std::string reason;
};

/// Where a message was seen.
struct Sighting {
  EventKind kind = EventKind::kAccepted;
  std::string_view subject;
  std::string_view subject_prefix;  ///< What stands before the key, sender or service in `subject`.
  std::uint64_t sequence = 0;
  std::int64_t time_ns = 0;
};

/// Reads it from headers alone, by the rules of docs/message-contract.md; every text is checked and
/// bounded, whoever published it. Nothing for a message that belongs to no upload. Pure.
std::optional<UploadEvent> ReadEvent(const Sighting& sighting, const contract::Headers& headers);

}  // namespace pipeline::uploads
