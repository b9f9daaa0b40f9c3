#include "common/pipeline/effect.hpp"

#include <cstdint>
#include <utility>

#include "common/base/digest.hpp"
#include "common/base/encoding.hpp"
#include "common/base/time.hpp"
#include "common/contract/headers.hpp"

namespace pipeline {
namespace {

// In the form of a NUID (22 characters of base 62), which existing consumers read as `id`. Derived
// from the origin, so that a message published again has the same one.
std::string NuidOf(const std::string& origin) {
  static constexpr std::string_view kDigits =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  constexpr std::size_t kLength = 22;
  std::string id;
  for (const std::uint8_t byte : base::Sha256(origin)) {
    if (id.size() < kLength) id.push_back(kDigits[byte % kDigits.size()]);
  }
  return id;
}

EffectResult ResultOf(const base::Error& error, std::size_t received, std::size_t grown) {
  // Every other error means that the publisher was stopped while it waited.
  if (error.code != base::ErrorCode::kTooLarge) return EffectResult::HandBack();
  return EffectResult::DeadLetter(contract::RejectionCode::kTooLarge,
                                  "the message grew from " + std::to_string(received) + " to " +
                                      std::to_string(grown) +
                                      " bytes, more than the server accepts: " + error.message);
}

}  // namespace

std::string ProcessedMessage::BodySha256() const {
  const bool verified = output.body.empty() && !provenance.content_sha256.empty();
  return verified ? provenance.content_sha256 : base::Sha256Hex(body());
}

PublishEffect::PublishEffect(ReliablePublisher& publisher, std::string stream)
    : publisher_(publisher), stream_(std::move(stream)) {}

void PublishEffect::Apply(const ProcessedMessage& message, Done done) {
  auto outgoing = std::make_shared<nats::Outgoing>();
  outgoing->subject = stream_ + "." + message.key;
  outgoing->body = nats::Body::Borrowed(message.body());
  outgoing->headers = DescribingHeaders(message, message.BodySha256());
  const std::string origin = message.provenance.origin.ToString();
  outgoing->headers.Set(contract::kMessageIdHeader, origin);
  outgoing->headers.Set(contract::kIdHeader, NuidOf(origin));
  outgoing->headers.Set(contract::kUnixTimeHeader, std::to_string(base::NowNs() / base::kNsPerMs));
  const std::size_t received = message.delivery.message().body().size();
  const std::size_t grown = message.body().size();
  publisher_.Publish(
      outgoing, [received, grown, done = std::move(done)](const base::Result<nats::PubAck>& ack) {
        done(ack ? EffectResult::Ack() : ResultOf(ack.error(), received, grown));
      });
}

contract::Headers DescribingHeaders(const ProcessedMessage& message, std::string content_sha256) {
  const contract::Provenance& provenance = message.provenance;
  return {{contract::kUploadIdHeader, provenance.upload_id},
          {contract::kOriginHeader, provenance.origin.ToString()},
          {contract::kSenderHeader, provenance.sender},
          {contract::kTraceparentHeader, provenance.traceparent},
          {contract::kContentSha256Header, std::move(content_sha256)},
          {contract::kFileNameHeader, base::PercentEncode(message.output.filename)},
          {contract::kSheetsHeader, std::to_string(message.output.sheets)},
          {contract::kRowsHeader, std::to_string(message.output.rows)}};
}

}  // namespace pipeline
