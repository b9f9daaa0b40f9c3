#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/contract/headers.hpp"
#include "common/contract/provenance.hpp"

namespace pipeline::uploads {

/// The stream in which a message was seen.
enum class EventKind { kAccepted, kExtracted, kUppercased, kReceipt, kDeadLetter, kRevision };

/// The facts that one message states about its upload.
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
  std::uint64_t sequence = 0;  ///< In the message's stream.
  std::int64_t time_ns = 0;
  std::string transaction;
  std::string transaction_hash;
  std::string service;
  std::string code;
  std::string reason;
};

/// Stream, subject and position of a message.
struct MessageSource {
  EventKind kind = EventKind::kAccepted;
  std::string_view subject;
  std::string_view subject_prefix;  ///< The part of `subject` before the key, sender or service.
  std::uint64_t sequence = 0;
  std::int64_t time_ns = 0;
};

/// Reads an event from headers alone, by the rules of docs/message-contract.md. Every text is
/// checked and bounded, because anybody may have published it. Nothing for a message that belongs
/// to no upload. Pure.
std::optional<UploadEvent> ReadEvent(const MessageSource& source, const contract::Headers& headers);

}  // namespace pipeline::uploads
