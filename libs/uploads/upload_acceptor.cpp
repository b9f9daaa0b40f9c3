#include "libs/uploads/upload_acceptor.hpp"

#include <algorithm>
#include <utility>

#include "common/base/digest.hpp"
#include "common/base/log.hpp"
#include "common/base/time.hpp"
#include "common/contract/headers.hpp"
#include "common/contract/parse_event.hpp"
#include "common/contract/provenance.hpp"
#include "common/contract/sheet_key.hpp"
#include "libs/uploads/refusals.hpp"
#include "libs/uploads/upload_id.hpp"

namespace pipeline::uploads {
namespace {

constexpr std::int64_t kEnvelopeBytes = 65'536;

Receipt MakeReceipt(const RawUpload& upload,
                    const contract::ParseEvent& event,
                    const nats::PubAck& ack) {
  return {.upload_id = upload.id,
          .filename = event.filename,
          .key = contract::KeyOf(upload.sender, event.filename),
          .stream = ack.stream,
          .sequence = ack.sequence,
          .accepted_ns = upload.accepted_ms * base::kNsPerMs,
          .sheets = event.sheet_name_jsons.size(),
          .rows = event.rows,
          .bytes = upload.body.size(),
          .sha256 = upload.sha256,
          .duplicate = ack.duplicate};
}

void LogAccepted(const Receipt& receipt) {
  base::LogInfo("accepted upload {} as {} {}{}: key {}, {} sheets, {} rows, {} bytes",
                receipt.upload_id,
                receipt.stream,
                receipt.sequence,
                receipt.duplicate ? " (again)" : "",
                receipt.key,
                receipt.sheets,
                receipt.rows,
                receipt.bytes);
}

}  // namespace

base::Result<std::size_t> UploadLimit(std::int64_t max_payload, std::int64_t configured) {
  const std::int64_t allowed = (max_payload - kEnvelopeBytes) / 2;
  if (allowed <= 0) {
    return base::Fail(base::ErrorCode::kInvalidConfiguration,
                      "max_payload of the NATS server: expected more than 65538 bytes, got " +
                          std::to_string(max_payload));
  }
  return static_cast<std::size_t>(configured == -1 ? allowed : std::min(allowed, configured));
}

UploadAcceptor::Result UploadAcceptor::Accept(const Submission& submission) const {
  auto result = CheckAndStore(submission);
  if (result) {
    LogAccepted(*result);
  } else {
    base::LogDebug("refused an upload: {} {}", result.error().status, result.error().code);
  }
  return result;
}

UploadAcceptor::Result UploadAcceptor::CheckAndStore(const Submission& submission) const {
  auto id = ChooseUploadId(submission.idempotency_key);
  if (!id) return tl::make_unexpected(std::move(id).error());
  const auto event = contract::ReadParseEvent(submission.body);
  if (!event) return tl::make_unexpected(RefusedBody(event.error()));
  const bool traced = contract::IsTraceparent(submission.traceparent);
  return Store({.id = *std::move(id),
                .sender = sender_,
                .traceparent = traced ? std::string(submission.traceparent) : std::string(),
                .body = submission.body,
                .sha256 = base::Sha256Hex(submission.body),
                .accepted_ms = base::NowNs() / base::kNsPerMs},
               *event);
}

UploadAcceptor::Result UploadAcceptor::Store(const RawUpload& upload,
                                             const contract::ParseEvent& event) const {
  const auto ack = stream_.Store(MakeRawMessage(upload, event));
  if (!ack) {
    base::LogWarning("upload {} was not stored: {}", upload.id, ack.error().message);
    return tl::make_unexpected(NotStored(ack.error(), upload.id));
  }
  Receipt receipt = MakeReceipt(upload, event, *ack);
  if (ack->duplicate) return CompareWithOriginal(upload, std::move(receipt));
  return receipt;
}

// JetStream compares the id alone: the bytes are compared here.
UploadAcceptor::Result UploadAcceptor::CompareWithOriginal(const RawUpload& upload,
                                                           Receipt receipt) const {
  const auto original = stream_.Read(receipt.sequence);
  if (!original) {
    const bool gone = original.error().code == base::ErrorCode::kNotFound;
    if (gone) return tl::make_unexpected(OriginalGone(upload.id));
    base::LogWarning("upload {} cannot be compared with the earlier one: {}",
                     upload.id,
                     original.error().message);
    return tl::make_unexpected(NotStored(original.error(), upload.id));
  }
  const bool same = original->subject == RawSubject(upload.sender) &&
                    original->headers.Get(contract::kUploadIdHeader) == upload.id &&
                    base::Sha256Hex(original->body) == upload.sha256;
  if (!same) return tl::make_unexpected(KeyReused(upload.id));
  receipt.accepted_ns = AcceptedNs(*original);
  return receipt;
}

}  // namespace pipeline::uploads
