#include "common/nats/message.hpp"

#include <nats/nats.h>

#include <array>
#include <cstdlib>

#include "common/base/numbers.hpp"

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
  // nats.c: the caller owns the array, the message owns the names.
  std::free(static_cast<void*>(names));
  return headers;
}

}  // namespace

Message::Message(__natsMsg* owned) : message_(owned), headers_(ReadHeaders(owned)) {}

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
  // A stored message may have this header and no body, but it has an acknowledgement subject.
  const bool from_server = body().empty() && reply().empty();
  return from_server ? headers_.Get("Status") : std::string_view();
}

std::optional<Position> Message::position() const {
  // $JS.ACK.<stream>.<consumer>.<deliveries>.<sequence>.<consumer sequence>.<time>.<pending>. With
  // a domain and an account hash after $JS.ACK, and sometimes a random token at the end, there are
  // 11 or 12 tokens.
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
  const auto deliveries = base::ParseNumber<std::uint64_t>(tokens[first + 2]);
  const auto sequence = base::ParseNumber<std::uint64_t>(tokens[first + 3]);
  const auto consumer_sequence = base::ParseNumber<std::uint64_t>(tokens[first + 4]);
  const auto time_ns = base::ParseNumber<std::int64_t>(tokens[first + 5]);
  const auto pending = base::ParseNumber<std::uint64_t>(tokens[first + 6]);
  if (!deliveries || !sequence || !consumer_sequence || !time_ns || !pending) return std::nullopt;
  return Position{.stream = std::string(tokens[first]),
                  .consumer = std::string(tokens[first + 1]),
                  .sequence = *sequence,
                  .deliveries = *deliveries,
                  .consumer_sequence = *consumer_sequence,
                  .time_ns = *time_ns,
                  .pending = *pending};
}

}  // namespace pipeline::nats
