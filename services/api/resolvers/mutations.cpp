#include <chrono>
#include <nlohmann/json.hpp>
#include <utility>

#include "common/base/json.hpp"
#include "libs/uploads/refusals.hpp"
#include "services/api/resolvers/app_schema.hpp"
#include "services/api/resolvers/minimal_parse_event.hpp"
#include "services/api/resolvers/request_context.hpp"

namespace pipeline::api {
namespace {

using nlohmann::ordered_json;

constexpr std::chrono::milliseconds kAwaitRevision{5000};

std::string JsonArgument(const ResolveInfo& info, std::string_view name) {
  const auto* json = info.arguments.Get<graphql::RawJson>(name);
  return json == nullptr ? std::string("null") : json->text;
}

// Applies the checks, limits and ids of every upload.
graphql::Result<uploads::Receipt> Send(RequestContext& context,
                                       const std::string& body,
                                       const std::string* own_key) {
  const Sources& sources = context.sources();
  if (body.size() > sources.max_upload_bytes) {
    return Fail("BODY_TOO_LARGE",
                "expected at most " + std::to_string(sources.max_upload_bytes) + " bytes, got " +
                    std::to_string(body.size()));
  }
  uploads::Submission submission{.body = body, .traceparent = context.traceparent()};
  const auto& header = context.idempotency_key();
  if (own_key != nullptr) {
    submission.idempotency_key = *own_key;
  } else if (!header) {
    return tl::make_unexpected(ToError(header.error()));
  } else if (*header) {
    submission.idempotency_key = **header;
  }
  auto receipt = sources.acceptor.Accept(submission);
  if (!receipt) return tl::make_unexpected(ToError(receipt.error()));
  return std::move(*receipt);
}

Answered UploadSheet(const ResolveInfo& info) {
  auto receipt = Send(ContextOf(info),
                      JsonArgument(info, "sheetData"),
                      info.arguments.Get<std::string>("idempotencyKey"));
  if (!receipt) return tl::make_unexpected(std::move(receipt).error());
  return ObjectOf("UploadReceipt", std::move(*receipt));
}

Answered VerifyJsonFormat(const ResolveInfo& info) {
  std::string body = JsonArgument(info, "sheetData");
  auto receipt = Send(ContextOf(info), body, nullptr);
  if (!receipt) return tl::make_unexpected(std::move(receipt).error());
  return Answer{graphql::RawJson{std::move(body)}};
}

// `state` is stored, superseded, deadLettered or skipped; accepted for an upload under way.
ordered_json StoreResult(const uploads::Receipt& receipt,
                         const base::Result<uploads::UploadState>& state) {
  ordered_json result{{"uploadId", receipt.upload_id}, {"filename", receipt.filename}};
  result["key"] = receipt.key;
  result["state"] = "accepted";
  if (!state || !state->bucket.ended()) return result;
  result["state"] = uploads::ToString(state->bucket.kind);
  if (!state->bucket.key.empty()) result["key"] = state->bucket.key;
  if (state->bucket.revision > 0) result["revision"] = state->bucket.revision;
  if (!state->bucket.code.empty()) result["code"] = state->bucket.code;
  if (!state->bucket.reason.empty()) result["reason"] = state->bucket.reason;
  return result;
}

Answered AddFile(const ResolveInfo& info) {
  const auto body =
      MinimalParseEvent(TextArgument(info, "filename"), JsonArgument(info, "content"));
  if (!body) return tl::make_unexpected(ToError(uploads::RefusedBody(body.error())));
  RequestContext& context = ContextOf(info);
  const auto receipt = Send(context, *body, nullptr);
  if (!receipt) return tl::make_unexpected(receipt.error());
  const auto state = context.sources().uploads.AwaitBucket(receipt->upload_id, kAwaitRevision);
  return Answer{graphql::RawJson{base::JsonText(StoreResult(*receipt, state))}};
}

void SetUploadReceiptFields(graphql::Schema& schema) {
  using uploads::Receipt;
  const auto set = [&schema](std::string_view field, auto function) {
    SetField<Receipt>(schema, "UploadReceipt", field, function);
  };
  set("uploadId", [](const Receipt& receipt) { return Answer{receipt.upload_id}; });
  set("filename", [](const Receipt& receipt) { return Answer{receipt.filename}; });
  set("key", [](const Receipt& receipt) { return Answer{receipt.key}; });
  set("stream", [](const Receipt& receipt) { return Answer{receipt.stream}; });
  set("sequence", [](const Receipt& receipt) { return Number(receipt.sequence); });
  set("acceptedAt", [](const Receipt& receipt) { return Time(receipt.accepted_ns); });
  set("sheetCount", [](const Receipt& receipt) { return Number(receipt.sheets); });
  set("rowCount", [](const Receipt& receipt) { return Number(receipt.rows); });
  set("size", [](const Receipt& receipt) { return Number(receipt.bytes); });
  set("sha256", [](const Receipt& receipt) { return Answer{receipt.sha256}; });
  set("duplicate", [](const Receipt& receipt) { return Answer{receipt.duplicate}; });
}

}  // namespace

void SetMutations(graphql::Schema& schema) {
  schema.SetResolver("Mutation", "uploadSheet", UploadSheet);
  schema.SetResolver("Mutation", "verifyJsonFormat", VerifyJsonFormat);
  schema.SetResolver("Mutation", "addFileToKVStore", AddFile);
  SetUploadReceiptFields(schema);
}

}  // namespace pipeline::api
