#include "common/pipeline/publish_effect.hpp"

#include <memory>
#include <utility>

#include "common/base/digest.hpp"
#include "common/base/time.hpp"
#include "common/contract/headers.hpp"

namespace pipeline {
namespace {

// In the form of a NUID (22 characters of base 62), which existing consumers read as `id`. Made
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

Outcome OutcomeOf(const base::Error& error, std::size_t received, std::size_t grown) {
  // Not too large: it was stopped while it waited.
  if (error.code != base::ErrorCode::kTooLarge) return Outcome::HandBack();
  return Outcome::DeadLetter(contract::RejectionCode::kTooLarge,
                             "the message grew from " + std::to_string(received) + " to " +
                                 std::to_string(grown) +
                                 " bytes, more than the server takes: " + error.message);
}

}  // namespace

PublishEffect::PublishEffect(ReliablePublisher& publisher, std::string stream)
    : publisher_(publisher), stream_(std::move(stream)) {}

void PublishEffect::Apply(const Work& work, Done done) {
  auto message = std::make_shared<nats::Outgoing>();
  message->subject = stream_ + "." + work.key;
  message->body = nats::Body::Borrowed(work.body());
  message->headers = DescribingHeaders(work, work.BodySha256());
  const std::string origin = work.provenance.origin.ToString();
  message->headers.Set(contract::kMessageIdHeader, origin);
  message->headers.Set(contract::kIdHeader, NuidOf(origin));
  message->headers.Set(contract::kUnixTimeHeader, std::to_string(base::NowNs() / base::kNsPerMs));
  const std::size_t received = work.delivery.message().body().size();
  const std::size_t grown = work.body().size();
  publisher_.Publish(
      message, [received, grown, done = std::move(done)](const base::Result<nats::PubAck>& ack) {
        done(ack ? Outcome::Ack() : OutcomeOf(ack.error(), received, grown));
      });
}

}  // namespace pipeline
