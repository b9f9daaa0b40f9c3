#include "services/safe-inputs/upload_status.hpp"

#include <nlohmann/json.hpp>

#include "common/base/time.hpp"
#include "common/contract/provenance.hpp"
#include "services/safe-inputs/json_response.hpp"

namespace pipeline::safe_inputs {
namespace {

using nlohmann::ordered_json;
using std::chrono::seconds;
using uploads::Missing;
using uploads::StoreState;

void SetIfAny(ordered_json& target, const char* name, const std::string& value) {
  if (!value.empty()) target[name] = value;
}

template <typename T>
void SetIfAny(ordered_json& target, const char* name, const std::optional<T>& value) {
  if (value) target[name] = *value;
}

ordered_json Stage(const char* name, std::int64_t time_ns) {
  return {{"stage", name}, {"at", base::FormatTime(time_ns)}};
}

ordered_json Stages(const uploads::UploadRecord& record) {
  ordered_json stages = ordered_json::array();
  stages.push_back(Stage("accepted", record.origin.time_ns));
  if (record.extracted) stages.push_back(Stage("extracted", record.extracted->time_ns));
  if (record.uppercased) stages.push_back(Stage("uppercased", record.uppercased->time_ns));
  if (record.revision) stages.push_back(Stage("stored", record.revision->time_ns));
  if (record.receipt) stages.push_back(Stage("ledgered", record.receipt->time_ns));
  return stages;
}

ordered_json Store(const StoreState& store) {
  ordered_json told{{"state", ToString(store.kind)}};
  if (store.revision > 0) told["revision"] = store.revision;
  SetIfAny(told, "key", store.key);
  SetIfAny(told, "transaction", store.transaction);
  SetIfAny(told, "transactionHash", store.transaction_hash);
  if (store.time_ns > 0) told["at"] = base::FormatTime(store.time_ns);
  SetIfAny(told, "service", store.service);
  SetIfAny(told, "code", store.code);
  SetIfAny(told, "reason", store.reason);
  return told;
}

}  // namespace

ordered_json ToJson(const uploads::UploadState& state) {
  const uploads::UploadRecord& record = state.record;
  ordered_json told{{"uploadId", record.upload_id}};
  SetIfAny(told, "filename", record.filename);
  SetIfAny(told, "key", record.key);
  SetIfAny(told, "sender", record.sender);
  SetIfAny(told, "sha256", record.sha256);
  SetIfAny(told, "bytes", record.bytes);
  SetIfAny(told, "sheets", record.sheets);
  SetIfAny(told, "rows", record.rows);
  told["stages"] = Stages(record);
  told["stores"] = {{"kv", Store(state.bucket)}, {"ledger", Store(state.ledger)}};
  told["ended"] = state.ended();
  return told;
}

http::Problem NotTold(Missing missing) {
  switch (missing) {
    case Missing::kAgedOut:
      return {410,
              "upload-aged-out",
              "No longer kept",
              "this upload was accepted, but only the last uploads can be asked for; "
              "what it stored is still there"};
    case Missing::kBuilding:
      return {503,
              "index-building",
              "Not known yet",
              "what became of the last uploads is still being read; ask again",
              seconds(1)};
    case Missing::kUnknown:
      break;
  }
  return {404, "unknown-upload", "Unknown upload", "no upload was accepted under this id"};
}

http::Response TellUpload(const FindUpload& find, const std::string& upload_id) {
  if (!contract::IsUploadId(upload_id)) return http::ToResponse(NotTold(Missing::kUnknown));
  const auto state = find(upload_id);
  if (!state) return http::ToResponse(NotTold(state.error()));
  return JsonResponse(200, ToJson(*state));
}

}  // namespace pipeline::safe_inputs
