#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/contract/provenance.hpp"
#include "common/nats/jetstream.hpp"

namespace pipeline::kv_writer {

/// The last revision of a key.
struct LastRevision {
  std::uint64_t revision = 0;
  contract::Origin origin;  ///< The revision's own time if another tool wrote it.
  std::string filename;     ///< Empty if another tool wrote or deleted it.
};

LastRevision ReadLastRevision(const nats::StoredMessage& stored);

enum class Decision {
  kWrite,          ///< With the last revision as expectation.
  kAlreadyStored,  ///< By an earlier delivery.
  kSuperseded,     ///< The key holds a newer upload of this file.
  kOtherFile,      ///< The key belongs to a file with another name.
};

/// Decides about an upload by the last revision of its key, or nothing for an unknown key. Pure.
Decision DecideWrite(const std::optional<LastRevision>& last,
                     const contract::Origin& origin,
                     std::string_view filename);

}  // namespace pipeline::kv_writer
