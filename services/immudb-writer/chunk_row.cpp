#include "services/immudb-writer/chunk_row.hpp"

#include <algorithm>
#include <array>

#include "common/base/digest.hpp"
#include "services/immudb-writer/upload_row.hpp"

namespace pipeline::immudb_writer {
namespace {

struct TextLimit {
  std::string_view name;
  std::string_view value;
  std::size_t least;
  std::size_t most;  // Bytes, as the column is declared.
};

tl::unexpected<contract::Rejection> Reject(contract::RejectionCode code, std::string message) {
  return tl::make_unexpected(contract::Rejection{code, std::move(message)});
}

}  // namespace

void AppendChunks(std::size_t index, const LedgerUpload& upload, std::vector<ChunkRow>& chunks) {
  for (std::size_t at = 0; at < upload.body.size(); at += kChunkBytes) {
    const std::string_view bytes = upload.body.substr(at, kChunkBytes);
    const bool whole = bytes.size() == upload.body.size();
    chunks.push_back({index,
                      static_cast<std::int64_t>(at / kChunkBytes),
                      bytes,
                      whole ? upload.content_sha256 : base::Sha256Hex(bytes)});
  }
}

std::span<const ChunkRow> FirstStatement(std::span<const ChunkRow> chunks) {
  std::size_t count = 0;
  std::size_t bytes = 0;
  while (count < std::min(chunks.size(), kMaxRowsPerStatement)) {
    bytes += chunks[count].bytes.size();
    if (count > 0 && bytes > kMaxChunkBytesPerStatement) {
      break;
    }
    ++count;
  }
  return chunks.first(count);
}

contract::Checked<void> CheckUpload(const LedgerUpload& upload) {
  const std::array limits{TextLimit{"Upload-Id", upload.upload_id, 1, 64},
                          TextLimit{"file name", upload.filename, 1, 512},
                          TextLimit{"key", upload.key, 1, 1024},
                          TextLimit{"sender", upload.sender, 0, 512},
                          TextLimit{"Origin", upload.origin, 0, 64}};
  for (const TextLimit& limit : limits) {
    if (limit.value.size() < limit.least || limit.value.size() > limit.most) {
      return Reject(contract::RejectionCode::kLedgerLimit,
                    std::string(limit.name) + ": the ledger holds " + std::to_string(limit.least) +
                        " to " + std::to_string(limit.most) + " bytes, got " +
                        std::to_string(limit.value.size()));
    }
  }
  if (base::Sha256Hex(upload.body) != upload.content_sha256) {
    return Reject(contract::RejectionCode::kHashMismatch,
                  "Content-Sha256: expected the SHA-256 of the body's " +
                      std::to_string(upload.body.size()) + " bytes, got another");
  }
  return {};
}

}  // namespace pipeline::immudb_writer
