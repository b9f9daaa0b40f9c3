#include "libs/uploads/upload_acceptor.hpp"

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

Receipt MakeReceipt(const Upload& upload,
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

void Tell(const Receipt& receipt) {
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

UploadAcceptor::Outcome UploadAcceptor::Accept(const Submission& submission) const {
  auto outcome = CheckAndStore(submission);
  if (outcome) {
    Tell(*outcome);
  } else {
    base::LogDebug("refused an upload: {} {}", outcome.error().status, outcome.error().code);
  }
  return outcome;
}

UploadAcceptor::Outcome UploadAcceptor::CheckAndStore(const Submission& submission) const {
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

UploadAcceptor::Outcome UploadAcceptor::Store(const Upload& upload,
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

// JetStream looks at the id alone, so that the bytes are the same has to be seen.
UploadAcceptor::Outcome UploadAcceptor::CompareWithOriginal(const Upload& upload,
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
