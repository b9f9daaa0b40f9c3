#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/nats/jetstream.hpp"
#include "common/pipeline/provenance.hpp"

namespace pipeline::kv_writer {

/// What a key of the bucket holds last.
struct LastRevision {
  std::uint64_t revision = 0;
  pipeline::Origin origin;  ///< The revision's own time where another tool wrote it.
  std::string filename;     ///< Empty where another tool wrote or deleted it.
};

LastRevision ReadLastRevision(const nats::StoredMessage& stored);

enum class Decision {
  kWrite,          ///< Expecting that the key still holds what it held.
  kAlreadyStored,  ///< By a delivery before this one.
  kSuperseded,     ///< The key holds a newer upload of this file.
  kOtherFile,      ///< The key belongs to a file with another name.
};

/// What to do with an upload, given what its key holds (nothing, as far as is known). Pure.
Decision Decide(const std::optional<LastRevision>& last,
                const pipeline::Origin& origin,
                std::string_view filename);

}  // namespace pipeline::kv_writer
