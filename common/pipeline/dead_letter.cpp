#include "common/pipeline/dead_letter.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "common/base/json.hpp"
#include "common/contract/headers.hpp"
#include "common/contract/provenance.hpp"
#include "common/contract/topology.hpp"

namespace pipeline {
namespace {

// Room for the headers added to a dead letter.
constexpr std::size_t kOwnHeaderBytes = 4096;
constexpr std::size_t kMaxReasonBytes = 1024;
// JetStream counts the header bytes of a message in two bytes.
constexpr std::size_t kMaxHeaderBytes = 65'535;

bool TravelsOn(std::string_view name) {
  // Expectations and ids belong to the original stream.
  return name.substr(0, 5) != "Nats-" && name.substr(0, 12) != "Dead-Letter-";
}

std::string HeadersAsJson(const contract::Headers& headers) {
  nlohmann::ordered_json object = nlohmann::ordered_json::object();
  for (const auto& [name, value] : headers) object[name] = value;
  return base::JsonText(object);
}

contract::Headers OwnHeaders(const std::string& service,
                             const Delivery& delivery,
                             const contract::Rejection& rejection) {
  const nats::Message& message = delivery.message();
  const nats::Position& position = delivery.position();
  contract::Headers headers{
      {contract::kDeadLetterReasonHeader, rejection.message.substr(0, kMaxReasonBytes)},
      {contract::kDeadLetterCodeHeader, std::string(contract::ToString(rejection.code))},
      {contract::kDeadLetterServiceHeader, service},
      {contract::kDeadLetterSubjectHeader, std::string(message.subject())},
      {contract::kDeadLetterStreamHeader, position.stream},
      {contract::kDeadLetterSequenceHeader, std::to_string(position.sequence)},
      {contract::kDeadLetterDeliveriesHeader, std::to_string(position.deliveries)}};
  // These headers may be what made the message invalid, so they are read again without the checks
  // of ReadProvenance.
  const bool raw = position.stream == contract::kRawStream;
  const auto origin = contract::Origin::Parse(message.headers().Get(contract::kOriginHeader));
  const contract::Origin own =
      !raw && origin ? *origin : contract::Origin{position.time_ns, position.sequence};
  headers.Set(contract::kOriginHeader, own.ToString());
  const std::string_view upload_id = message.headers().Get(contract::kUploadIdHeader);
  headers.Set(contract::kUploadIdHeader,
              contract::IsUploadId(upload_id)
                  ? std::string(upload_id)
                  : contract::FallbackUploadId(own.sequence, own.time_ns));
  return headers;
}

}  // namespace

std::vector<nats::Outgoing> MakeDeadLetters(const std::string& service,
                                            const Delivery& delivery,
                                            const contract::Rejection& rejection,
                                            std::int64_t max_payload) {
  const nats::Message& message = delivery.message();
  const nats::Position& position = delivery.position();
  const auto room = static_cast<std::size_t>(max_payload);
  const bool headers_apart =
      message.headers().Bytes() + kOwnHeaderBytes > std::min(room / 2, kMaxHeaderBytes);
  contract::Headers headers;
  if (!headers_apart) {
    for (const auto& [name, value] : message.headers()) {
      if (TravelsOn(name)) headers.Set(name, value);
    }
  }
  for (const auto& [name, value] : OwnHeaders(service, delivery, rejection)) {
    headers.Set(name, value);
  }
  const std::string id = "dlq:" + position.stream + ":" + std::to_string(position.sequence) + ":" +
                         position.consumer + ":" + std::to_string(position.time_ns);
  const std::string subject = std::string(contract::kDeadLetterStream) + "." + service;
  std::vector<nats::Outgoing> letters;
  const auto add = [&](const std::string& part, std::string_view body) {
    nats::Outgoing letter{subject, headers, std::string(body)};
    letter.headers.Set(contract::kDeadLetterPartHeader, part);
    letter.headers.Set(contract::kMessageIdHeader, part.empty() ? id : id + ":" + part);
    letters.push_back(std::move(letter));
  };
  const std::size_t chunk = room - headers.Bytes() - kOwnHeaderBytes / 4;
  const std::string_view body = message.body();
  const std::size_t parts = std::max<std::size_t>(1, (body.size() + chunk - 1) / chunk);
  if (headers_apart) {
    const std::string json = HeadersAsJson(message.headers());
    for (std::size_t start = 0; start < json.size(); start += chunk) {
      add("headers" + (json.size() > chunk ? ":" + std::to_string(start / chunk + 1) : ""),
          std::string_view(json).substr(start, chunk));
    }
  }
  for (std::size_t i = 0; i < parts; ++i) {
    const std::string part =
        parts == 1 && !headers_apart ? "" : std::to_string(i + 1) + "/" + std::to_string(parts);
    add(part, body.substr(i * chunk, chunk));
  }
  return letters;
}

}  // namespace pipeline
