#include "common/nats/jetstream.hpp"

#include <simdjson.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "common/base/encoding.hpp"
#include "common/base/json.hpp"
#include "common/base/time.hpp"

namespace pipeline::nats {

using base::ErrorCode;
using nlohmann::json;
using std::chrono::milliseconds;

namespace {

// Longer than the write deadline plus a reconnect, so that a stalled server does not count as a
// lost answer.
constexpr milliseconds kPublishTimeout{20000};
constexpr milliseconds kApiTimeout{5000};

struct Meaning {
  ErrorCode code;
  bool retryable;
};

// By the err_code numbers of nats-server (server/errors.json).
Meaning MeaningOf(int err_code) {
  switch (err_code) {
    case 10014:  // consumer not found
    case 10037:  // no message found
    case 10059:  // stream not found
      return {ErrorCode::kNotFound, false};
    case 10060:  // expected stream does not match
    case 10070:  // wrong last message id
    case 10071:  // wrong last sequence
    case 10164:  // wrong last sequence, without its number
    case 10058:  // stream name already in use
    case 10065:  // subjects overlap
    case 10013:  // consumer name already in use
    case 10148:  // consumer already exists
      return {ErrorCode::kConflict, false};
    case 10025:  // invalid JSON for this request
    case 10052:  // invalid stream configuration, or a change that is not allowed
    case 10074:  // replicas without a cluster
      return {ErrorCode::kInvalidInput, false};
    case 10054:  // message size exceeds maximum allowed
      return {ErrorCode::kTooLarge, false};
    case 10002:  // resources exceeded for account
    case 10023:  // insufficient resources
    case 10047:  // insufficient storage resources
    case 10077:  // stream store failed: maximum messages or bytes
      return {ErrorCode::kFull, true};
    default:
      return {ErrorCode::kUnavailable, true};
  }
}

base::Error ToError(const json& error) {
  const int err_code = error.value("err_code", 0);
  const Meaning meaning = MeaningOf(err_code);
  return {
      meaning.code,
      "JetStream: " + error.value("description", "error") + " (" + std::to_string(err_code) + ")",
      meaning.retryable};
}

base::Result<json> ParseJson(std::string_view body) {
  json parsed = base::ParseJson(body);
  if (!parsed.is_object()) {
    return base::Fail(ErrorCode::kUnavailable, "JetStream sent an answer that is not JSON", true);
  }
  const auto error = parsed.find("error");
  if (error != parsed.end() && error->is_object()) return tl::make_unexpected(ToError(*error));
  return parsed;
}

base::Result<json> ParseAnswer(const base::Result<Message>& answer) {
  if (!answer) return tl::make_unexpected(answer.error());
  return ParseJson(answer->body());
}

// An answer with a stored message, split into its JSON without "data" and the base64 text of
// "data", which is most of it and has no escapes: it is decoded in place.
struct StoredAnswer {
  std::string json;
  std::string_view data;
};

StoredAnswer SetDataApart(std::string_view answer) {
  constexpr std::string_view kName = R"("data":")";
  // A quote inside a JSON string is escaped, so this can only be the member itself.
  const std::size_t name = answer.find(kName);
  if (name == std::string_view::npos) return {std::string(answer), {}};
  const std::size_t start = name + kName.size();
  const std::size_t end = std::min(answer.find('"', start), answer.size());
  std::string json(answer.substr(0, start));
  json.append(answer.substr(end));
  return {std::move(json), answer.substr(start, end - start)};
}

// "NATS/1.0\r\nName: value\r\n...\r\n\r\n"
contract::Headers ParseHeaderBlock(const std::string& block) {
  contract::Headers headers;
  std::size_t line = block.find("\r\n");
  while (line != std::string::npos && line + 2 < block.size()) {
    const std::size_t start = line + 2;
    const std::size_t end = block.find("\r\n", start);
    const std::string_view text = std::string_view(block).substr(start, end - start);
    const std::size_t colon = text.find(':');
    if (colon != std::string_view::npos) {
      std::string_view value = text.substr(colon + 1);
      value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
      headers.Set(text.substr(0, colon), value);
    }
    line = end;
  }
  return headers;
}

std::string_view TextIn(const simdjson::dom::object& object, const char* name) {
  std::string_view text;
  return object[name].get(text) == simdjson::SUCCESS ? text : std::string_view();
}

base::Result<StoredMessage> ReadStored(const simdjson::dom::object& message,
                                       std::string_view data) {
  StoredMessage stored;
  stored.subject = TextIn(message, "subject");
  stored.time_ns = base::ParseTime(TextIn(message, "time")).value_or(0);
  const bool numbered = message["seq"].get(stored.sequence) == simdjson::SUCCESS;
  const auto headers = base::Base64Decode(TextIn(message, "hdrs"));
  auto body = base::Base64Decode(data);
  if (!headers || !body || !numbered || stored.sequence == 0) {
    return base::Fail(ErrorCode::kCorrupted, "JetStream sent a stored message that is malformed");
  }
  stored.headers = ParseHeaderBlock(*headers);
  stored.body = std::move(*body);
  return stored;
}

base::Result<StoredMessage> ToStoredMessage(const base::Result<Message>& answer) {
  if (!answer) return tl::make_unexpected(answer.error());
  const StoredAnswer apart = SetDataApart(answer->body());
  thread_local simdjson::dom::parser parser;
  simdjson::dom::object message;
  if (parser.parse(apart.json)["message"].get(message) == simdjson::SUCCESS) {
    return ReadStored(message, apart.data);
  }
  auto parsed = ParseJson(apart.json);
  if (!parsed) return tl::make_unexpected(std::move(parsed).error());
  return base::Fail(ErrorCode::kCorrupted, "JetStream sent an answer without a stored message");
}

base::Result<PubAck> ToPubAck(const base::Result<Message>& answer) {
  const auto parsed = ParseAnswer(answer);
  if (!parsed) return tl::make_unexpected(parsed.error());
  PubAck ack;
  ack.stream = parsed->value("stream", "");
  ack.sequence = parsed->value("seq", std::uint64_t{0});
  ack.duplicate = parsed->value("duplicate", false);
  if (ack.stream.empty() || ack.sequence == 0) {
    return base::Fail(ErrorCode::kUnavailable, "JetStream sent an incomplete publish answer", true);
  }
  return ack;
}

Outgoing GetRequest(const std::string& stream, const json& which) {
  return {"$JS.API.STREAM.MSG.GET." + stream, {}, base::JsonText(which)};
}

}  // namespace

void JetStream::Publish(const Outgoing& message, Callback callback) {
  requests_.Send(message,
                 kPublishTimeout,
                 [callback = std::move(callback)](const base::Result<Message>& answer) {
                   callback(ToPubAck(answer));
                 });
}

base::Result<PubAck> JetStream::PublishAndWait(const Outgoing& message) {
  return ToPubAck(requests_.Call(message, kPublishTimeout));
}

base::Result<json> JetStream::Api(const std::string& verb, const std::string& body) {
  auto answer = ParseAnswer(requests_.Call({"$JS.API." + verb, {}, body}, kApiTimeout));
  if (!answer) return tl::make_unexpected(std::move(answer).error().Within(verb));
  return answer;
}

base::Result<StoredMessage> JetStream::GetMessage(const std::string& stream,
                                                  std::uint64_t sequence) {
  return ToStoredMessage(requests_.Call(GetRequest(stream, {{"seq", sequence}}), kApiTimeout));
}

base::Result<StoredMessage> JetStream::GetLastMessage(const std::string& stream,
                                                      const std::string& subject) {
  return ToStoredMessage(
      requests_.Call(GetRequest(stream, {{"last_by_subj", subject}}), kApiTimeout));
}

void JetStream::GetMessage(const std::string& stream, std::uint64_t sequence, Stored callback) {
  SendGet(GetRequest(stream, {{"seq", sequence}}), std::move(callback));
}

void JetStream::GetLastMessage(const std::string& stream,
                               const std::string& subject,
                               Stored callback) {
  SendGet(GetRequest(stream, {{"last_by_subj", subject}}), std::move(callback));
}

void JetStream::SendGet(const Outgoing& request, Stored callback) {
  requests_.Send(
      request, kApiTimeout, [callback = std::move(callback)](const base::Result<Message>& answer) {
        callback(ToStoredMessage(answer));
      });
}

}  // namespace pipeline::nats
