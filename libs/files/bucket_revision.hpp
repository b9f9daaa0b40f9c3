#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/contract/headers.hpp"
#include "common/nats/jetstream.hpp"
#include "common/nats/message.hpp"

namespace pipeline::files {

enum class Operation { kPut, kDelete, kPurge };

/// The headers of a revision, without its value. Texts are empty and numbers absent where another
/// tool wrote or deleted it.
struct BucketRevision {
  std::string key;
  std::uint64_t number = 0;
  std::int64_t created_ns = 0;  ///< Time of storing.
  Operation operation = Operation::kPut;
  std::string filename;  ///< The original name, decoded.
  std::string upload_id;
  std::string origin;
  std::string sender;
  std::string sha256;
  std::optional<std::uint64_t> sheets;
  std::optional<std::uint64_t> rows;
  std::optional<std::uint64_t> bytes;
};

/// A revision with its value.
struct Entry {
  BucketRevision revision;
  std::string value;
};

/// PUT, DEL or PURGE.
std::string_view ToString(Operation operation);

/// Everything but key, number and time, which are not in headers.
BucketRevision ReadHeaders(const contract::Headers& headers);
/// Reads a message from the stream of `bucket`. Nothing if it is not from a stream.
std::optional<BucketRevision> ReadRevision(std::string_view bucket, const nats::Message& message);
Entry ReadEntry(std::string_view bucket, nats::StoredMessage stored);

/// Whether the value has the hash of its header. True without that header.
bool HasItsHash(const Entry& entry);

}  // namespace pipeline::files
