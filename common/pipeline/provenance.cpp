#include "common/pipeline/provenance.hpp"

#include "common/base/digest.hpp"
#include "common/contract/headers.hpp"
#include "common/contract/topology.hpp"

namespace pipeline {
namespace {

using contract::Rejection;
using contract::RejectionCode;

// The sender's tokens of a raw subject, or the header of a later stage.
std::string_view SenderOf(const nats::Message& message, bool raw) {
  if (!raw) return message.headers().Get(contract::kSenderHeader);
  const std::size_t prefix = std::string_view(contract::kRawStream).size() + 1;
  return message.subject().size() > prefix ? message.subject().substr(prefix) : std::string_view();
}

}  // namespace

contract::Checked<contract::Provenance> ReadProvenance(const nats::Message& message,
                                                       const nats::Position& position) {
  const bool raw = position.stream == contract::kRawStream;
  const contract::Headers& headers = message.headers();
  contract::Provenance provenance;
  provenance.origin = {position.time_ns, position.sequence};
  if (!raw) {
    const auto origin = contract::Origin::Parse(headers.Get(contract::kOriginHeader));
    if (origin) provenance.origin = *origin;
  }
  const std::string_view upload_id = headers.Get(contract::kUploadIdHeader);
  provenance.upload_id =
      contract::IsUploadId(upload_id)
          ? std::string(upload_id)
          : contract::FallbackUploadId(provenance.origin.sequence, provenance.origin.time_ns);
  const std::string_view traceparent = headers.Get(contract::kTraceparentHeader);
  if (contract::IsTraceparent(traceparent)) provenance.traceparent = traceparent;
  provenance.sender = SenderOf(message, raw);
  if (!provenance.sender.empty() && !contract::IsSender(provenance.sender)) {
    return tl::make_unexpected(Rejection{
        RejectionCode::kInvalidSender,
        "sender: expected tokens of A-Z a-z 0-9 _ - with dots between, at most 128 bytes"});
  }
  const std::string_view declared = headers.Get(contract::kContentSha256Header);
  provenance.content_sha256 = declared;
  if (!declared.empty() && declared != base::Sha256Hex(message.body())) {
    return tl::make_unexpected(
        Rejection{RejectionCode::kHashMismatch,
                  "Content-Sha256 is not the SHA-256 of the body that it came with"});
  }
  return provenance;
}

}  // namespace pipeline
