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

/// What the headers of a revision tell, without its value. A text is empty and a number absent
/// where a revision does not say it: another tool wrote or deleted it.
struct Revision {
  std::string key;
  std::uint64_t number = 0;
  std::int64_t created_ns = 0;  ///< When the bucket stored it.
  Operation operation = Operation::kPut;
  std::string filename;  ///< Decoded: the original name.
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
  Revision revision;
  std::string value;
};

/// PUT, DEL or PURGE.
std::string_view ToString(Operation operation);

/// All but where it stands.
Revision ReadHeaders(const contract::Headers& headers);
/// Of a message from the stream of `bucket`. Nothing if it is not from a stream.
std::optional<Revision> ReadRevision(std::string_view bucket, const nats::Message& message);
Entry ReadEntry(std::string_view bucket, nats::StoredMessage stored);

/// Whether the value has the hash that its header tells. True where it tells none.
bool HasItsHash(const Entry& entry);

}  // namespace pipeline::files
