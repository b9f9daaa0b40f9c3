#include "tests/support/raw_client.hpp"

#include <chrono>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "tests/support/poll.hpp"

namespace pipeline::testing {
namespace {

constexpr std::chrono::seconds kPatience{5};

TcpClient ConnectOrThrow(std::uint16_t port) {
  auto client = TcpClient::Connect(port);
  if (!client) throw std::runtime_error("no NATS server answers");
  return std::move(*client);
}

}  // namespace

RawClient::RawClient(std::uint16_t port, const std::string& user, const std::string& password)
    : tcp_(ConnectOrThrow(port)) {
  const nlohmann::json options = {{"verbose", false},
                                  {"headers", true},
                                  {"no_responders", true},
                                  {"user", user},
                                  {"pass", password}};
  const Said said = Do("CONNECT " + options.dump() + "\r\n");
  if (!said.errors.empty()) throw std::runtime_error(user + ": " + said.errors.front());
}

RawClient::Said RawClient::Subscribe(const std::string& subject) {
  return Do("SUB " + subject + " " + std::to_string(++subscriptions_) + "\r\n");
}

RawClient::Said RawClient::Publish(const std::string& subject,
                                   const std::string& reply,
                                   const std::string& body) {
  return Do("PUB " + subject + " " + reply + " " + std::to_string(body.size()) + "\r\n" + body +
            "\r\n");
}

void RawClient::WaitForAnswer(Said& said) {
  PollUntil(kPatience, [&] {
    if (!said.answers.empty()) return true;
    const Said more = Do("");
    said.answers.insert(said.answers.end(), more.answers.begin(), more.answers.end());
    said.errors.insert(said.errors.end(), more.errors.begin(), more.errors.end());
    return !said.answers.empty();
  });
}

RawClient::Said RawClient::Do(const std::string& command) {
  Said said;
  tcp_.Send(command + "PING\r\n");
  while (ReadOne(said)) {
  }
  return said;
}

bool RawClient::ReadOne(Said& said) {
  const auto line = tcp_.ReadLine(kPatience);
  if (!line) {
    throw std::runtime_error(said.errors.empty() ? "the NATS server is gone" : said.errors.back());
  }
  if (line->starts_with("PONG")) return false;
  if (line->starts_with("-ERR ")) said.errors.push_back(line->substr(5));
  if (line->starts_with("MSG ") || line->starts_with("HMSG ")) {
    const auto size = std::stoul(line->substr(line->rfind(' ')));
    said.answers.push_back(tcp_.Read(size + 2, kPatience).value_or(""));
  }
  return true;
}

}  // namespace pipeline::testing
