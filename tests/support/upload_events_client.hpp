#pragma once

#include <chrono>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "tests/support/tcp_client.hpp"

namespace pipeline::testing {

/// One server-sent event.
struct SentEvent {
  std::string name;
  nlohmann::json data;
};

/// A client of GET /uploads/events that reads chunk by chunk.
class UploadEventsClient {
 public:
  static constexpr std::chrono::seconds kPatience{20};

  UploadEventsClient(std::uint16_t port, const std::string& query)
      : client_(*TcpClient::Connect(port)) {
    client_.Send("GET /uploads/events?" + query + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  /// Waits for the head and returns its status; 0 if it does not come.
  int Status() {
    int status = 0;
    for (auto line = Line(); line && line != "\r\n"; line = Line()) {
      if (status == 0) status = std::stoi(line->substr(9, 3));
      if (line->starts_with("Retry-After:")) retry_after_ = true;
    }
    return status;
  }
  bool retry_after() const { return retry_after_; }

  /// The next event, without comments; nothing after the last one.
  std::optional<SentEvent> Next() {
    while (const auto chunk = Chunk()) {
      if (chunk->starts_with("event: ")) return Parse(*chunk);
    }
    return std::nullopt;
  }

 private:
  std::optional<std::string> Line() { return client_.ReadLine(kPatience); }

  /// The service writes an event a chunk.
  std::optional<std::string> Chunk() {
    const auto size = Line();
    if (!size) return std::nullopt;
    auto bytes = client_.Read(std::stoul(*size, nullptr, 16), kPatience);
    Line();
    return bytes && !bytes->empty() ? bytes : std::nullopt;
  }

  static SentEvent Parse(const std::string& text) {
    const std::size_t name_end = text.find("\ndata: ");
    const std::size_t data = name_end + 7;
    return {text.substr(7, name_end - 7),
            nlohmann::json::parse(text.substr(data, text.find("\n\n", data) - data))};
  }

  TcpClient client_;
  bool retry_after_ = false;
};

}  // namespace pipeline::testing
