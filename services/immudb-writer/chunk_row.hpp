#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "services/immudb-writer/ledger.hpp"

namespace pipeline::immudb_writer {

/// Limits of one INSERT. More rows gain nothing, more bytes cost the server memory.
inline constexpr std::size_t kMaxRowsPerStatement = 50;
inline constexpr std::size_t kMaxChunkBytesPerStatement = std::size_t{4} << 20;

/// A piece of an upload's body, to become a row.
struct ChunkRow {
  std::size_t upload = 0;  ///< Its index in the batch.
  std::int64_t number = 0;
  std::string_view bytes;
  std::string sha256;
};

/// Appends the chunks of the batch's upload number `index`, in order; none for an empty body.
void AppendChunks(std::size_t index, const LedgerUpload& upload, std::vector<ChunkRow>& chunks);

/// The longest beginning of `chunks` that fits in one statement: at least one chunk, if there is
/// one.
std::span<const ChunkRow> FirstStatement(std::span<const ChunkRow> chunks);

/// Why the ledger's tables can never hold `upload`, or that its hash is not that of its body.
contract::Checked<void> CheckUpload(const LedgerUpload& upload);

}  // namespace pipeline::immudb_writer
