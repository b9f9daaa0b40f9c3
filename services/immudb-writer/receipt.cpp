#include "services/immudb-writer/receipt.hpp"

#include <nlohmann/json.hpp>

#include "common/base/json.hpp"
#include "common/base/time.hpp"

namespace pipeline::immudb_writer {

std::string MakeReceipt(const LedgerUpload& upload,
                        const LedgerEntry& entry,
                        const LedgerPlace& place) {
  nlohmann::ordered_json json{
      {"uploadId", upload.upload_id}, {"filename", upload.filename}, {"key", upload.key}};
  if (!upload.sender.empty()) {
    json["sender"] = upload.sender;
  }
  json.update({{"origin", upload.origin},
               {"contentSha256", upload.content_sha256},
               {"bytes", upload.body.size()},
               {"chunks", entry.chunks},
               {"sheets", upload.sheets},
               {"rows", upload.rows},
               {"storedAt", base::FormatTime(entry.stored_at_us * 1000)},
               {"anchor_tx_id", entry.anchor.tx_id},
               {"anchor_tx_hash", entry.anchor.tx_hash},
               {"database", place.database},
               {"table", place.table}});
  return base::JsonText(json);
}

}  // namespace pipeline::immudb_writer
