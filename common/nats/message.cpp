#include "common/nats/message.hpp"

#include <array>
#include <charconv>

#include "common/nats/handles.hpp"

namespace pipeline::nats {
namespace {

contract::Headers ReadHeaders(natsMsg* message) {
  contract::Headers headers;
  const char** names = nullptr;
  int count = 0;
  if (natsMsgHeader_Keys(message, &names, &count) != NATS_OK) return headers;
  for (int i = 0; i < count; ++i) {
    const char* value = nullptr;
    if (natsMsgHeader_Get(message, names[i], &value) == NATS_OK && value != nullptr) {
      headers.Set(names[i], value);
    }
  }
  free(static_cast<void*>(
      names));  // nats.c: the array is the caller's, the names are the message's.
  return headers;
}

template <typename T>
bool ParseNumber(std::string_view text, T* number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), *number);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

Message::Message(__natsMsg* taken) : message_(taken), headers_(ReadHeaders(taken)) {}
Message::Message(Message&&) noexcept = default;
Message& Message::operator=(Message&&) noexcept = default;
Message::~Message() = default;

void Message::Deleter::operator()(__natsMsg* message) const { Discard(message); }

std::string_view Message::subject() const { return natsMsg_GetSubject(message_.get()); }

std::string_view Message::reply() const {
  const char* reply = natsMsg_GetReply(message_.get());
  return reply == nullptr ? std::string_view() : std::string_view(reply);
}

std::string_view Message::body() const {
  return {natsMsg_GetData(message_.get()),
          static_cast<std::size_t>(natsMsg_GetDataLength(message_.get()))};
}

std::string_view Message::status() const {
  // A stored message may have any header and no body; but it comes with an acknowledgement subject.
  const bool from_server = body().empty() && reply().empty();
  return from_server ? headers_.Get("Status") : std::string_view();
}

std::optional<Position> Message::position() const {
  // $JS.ACK.<stream>.<consumer>.<deliveries>.<sequence>.<consumer sequence>.<time>.<pending>, or
  // with a domain and an account hash after $JS.ACK and perhaps a random token at the end (11 or 12
  // tokens).
  std::array<std::string_view, 12> tokens;
  std::size_t count = 0;
  std::string_view rest = reply();
  while (count < tokens.size() && !rest.empty()) {
    const std::size_t dot = rest.find('.');
    tokens[count++] = rest.substr(0, dot);
    rest = dot == std::string_view::npos ? std::string_view() : rest.substr(dot + 1);
  }
  if (count < 9 || tokens[0] != "$JS" || tokens[1] != "ACK") return std::nullopt;
  const std::size_t first = count == 9 ? 2 : 4;
  Position position;
  position.stream = tokens[first];
  position.consumer = tokens[first + 1];
  const bool parsed = ParseNumber(tokens[first + 2], &position.deliveries) &&
                      ParseNumber(tokens[first + 3], &position.sequence) &&
                      ParseNumber(tokens[first + 4], &position.consumer_sequence) &&
                      ParseNumber(tokens[first + 5], &position.time_ns) &&
                      ParseNumber(tokens[first + 6], &position.pending);
  if (!parsed) return std::nullopt;
  return position;
}

}  // namespace pipeline::nats
