#pragma once

#include <gtest/gtest.h>
#include <httplib.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/free_port.hpp"
#include "tests/support/nats_server.hpp"
#include "tests/support/pipeline_client.hpp"
#include "tests/support/poll.hpp"
#include "tests/support/service_process.hpp"

namespace pipeline::testing {

/// A safe-inputs process and an HTTP client of it.
class SafeInputsServer {
 public:
  /// Ready when this returns.
  explicit SafeInputsServer(const NatsServer& nats, std::map<std::string, std::string> env = {})
      : SafeInputsServer(nats.url(), std::move(env)) {
    EXPECT_TRUE(process_.WaitReady()) << process_.Log();
  }
  /// Answers HTTP when this returns, with or without NATS.
  explicit SafeInputsServer(const std::string& nats_url,
                            std::map<std::string, std::string> env = {})
      : port_(FreePort()), process_("safe-inputs", {}, Environment(nats_url, std::move(env))) {
    EXPECT_TRUE(PollUntil(std::chrono::seconds(20), [this] {
      return static_cast<bool>(Get("/livez"));
    })) << process_.Log();
  }

  httplib::Result Post(const std::string& body,
                       const httplib::Headers& headers = {},
                       const char* content_type = "application/json") {
    return Client().Post("/uploads", headers, body, content_type);
  }
  httplib::Result PostWithKey(const std::string& body, const std::string& key) {
    return Post(body, {{"Idempotency-Key", key}});
  }
  httplib::Result Get(const std::string& path) { return Client().Get(path); }

  std::uint16_t port() const { return port_; }
  ServiceProcess& process() { return process_; }

 private:
  std::map<std::string, std::string> Environment(const std::string& nats_url,
                                                 std::map<std::string, std::string> env) const {
    env.emplace("NATS_URL", nats_url);
    env.emplace("LISTEN_ADDRESS", "127.0.0.1:" + std::to_string(port_));
    return env;
  }

  httplib::Client Client() const {
    httplib::Client client("127.0.0.1", port_);
    client.set_read_timeout(std::chrono::seconds(25));
    return client;
  }

  const std::uint16_t port_;
  ServiceProcess process_;
};

/// Fails the test unless it is a problem of this kind.
inline void ExpectProblem(const httplib::Result& answer, int status, const std::string& code) {
  ASSERT_TRUE(answer) << httplib::to_string(answer.error());
  EXPECT_EQ(answer->status, status) << answer->body;
  EXPECT_EQ(answer->get_header_value("Content-Type"), "application/problem+json");
  const auto problem = nlohmann::json::parse(answer->body, nullptr, false);
  ASSERT_TRUE(problem.is_object()) << answer->body;
  EXPECT_EQ(problem.value("code", ""), code);
  EXPECT_EQ(problem.value("status", 0), status);
}

}  // namespace pipeline::testing
