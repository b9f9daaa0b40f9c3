#include "services/safe-inputs/upload_routes.hpp"

#include <nlohmann/json.hpp>

#include "common/base/json.hpp"
#include "common/base/time.hpp"
#include "common/contract/headers.hpp"
#include "common/contract/provenance.hpp"
#include "libs/uploads/upload_id.hpp"

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
  ordered_json json{{"state", ToString(store.kind)}};
  if (store.revision > 0) json["revision"] = store.revision;
  SetIfAny(json, "key", store.key);
  SetIfAny(json, "transaction", store.transaction);
  SetIfAny(json, "transactionHash", store.transaction_hash);
  if (store.time_ns > 0) json["at"] = base::FormatTime(store.time_ns);
  SetIfAny(json, "service", store.service);
  SetIfAny(json, "code", store.code);
  SetIfAny(json, "reason", store.reason);
  return json;
}

// 202 with the receipt as JSON and the Location of the upload.
http::Response ToResponse(const uploads::Receipt& receipt) {
  http::Response response = JsonResponse(202,
                                         {{"uploadId", receipt.upload_id},
                                          {"filename", receipt.filename},
                                          {"key", receipt.key},
                                          {"stream", receipt.stream},
                                          {"sequence", receipt.sequence},
                                          {"acceptedAt", base::FormatTime(receipt.accepted_ns)},
                                          {"sheets", receipt.sheets},
                                          {"rows", receipt.rows},
                                          {"bytes", receipt.bytes},
                                          {"sha256", receipt.sha256},
                                          {"duplicate", receipt.duplicate}});
  response.headers.emplace_back("Location", "/uploads/" + receipt.upload_id);
  return response;
}

}  // namespace

http::Response JsonResponse(int status, const ordered_json& body) {
  http::Response response{status, "application/json", {}, {{"Cache-Control", "no-store"}}};
  response.body = base::JsonText(body) + "\n";
  return response;
}

http::Response PostUpload(const uploads::UploadAcceptor& acceptor, const http::Request& request) {
  const auto key = uploads::IdempotencyKeyOf(request);
  if (!key) return http::ToResponse(key.error());
  const auto receipt =
      acceptor.Accept({.body = request.body,
                       .idempotency_key = *key,
                       .traceparent = request.Header(contract::kTraceparentHeader)});
  return receipt ? ToResponse(*receipt) : http::ToResponse(receipt.error());
}

ordered_json ToJson(const uploads::UploadState& state) {
  const uploads::UploadRecord& record = state.record;
  ordered_json json{{"uploadId", record.upload_id}};
  SetIfAny(json, "filename", record.filename);
  SetIfAny(json, "key", record.key);
  SetIfAny(json, "sender", record.sender);
  SetIfAny(json, "sha256", record.sha256);
  SetIfAny(json, "bytes", record.bytes);
  SetIfAny(json, "sheets", record.sheets);
  SetIfAny(json, "rows", record.rows);
  json["stages"] = Stages(record);
  json["stores"] = {{"kv", Store(state.bucket)}, {"ledger", Store(state.ledger)}};
  json["ended"] = state.ended();
  return json;
}

http::Problem ToProblem(Missing missing) {
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

http::Response GetUpload(const FindUpload& find, const std::string& upload_id) {
  if (!contract::IsUploadId(upload_id)) return http::ToResponse(ToProblem(Missing::kUnknown));
  const auto state = find(upload_id);
  if (!state) return http::ToResponse(ToProblem(state.error()));
  return JsonResponse(200, ToJson(*state));
}

}  // namespace pipeline::safe_inputs
