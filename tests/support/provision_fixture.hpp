#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/nats_server.hpp"
#include "tests/support/pipeline_client.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_dir.hpp"

namespace pipeline::provision {

/// Result of a run of the executable.
struct Finished {
  int exit_code = -1;
  std::string output;
  std::string errors;
};

/// An empty NATS server, and the executable of this build to provision it with.
class ProvisionFixture : public ::testing::Test {
 protected:
  using Json = nlohmann::json;
  static constexpr std::chrono::seconds kPatience{60};

  virtual std::map<std::string, std::string> Environment() const {
    return {{"NATS_URL", server_.url()}, {"WITHOUT_LEDGER", "true"}};
  }

  testing::ProcessOptions Command(std::vector<std::string> arguments,
                                  const std::map<std::string, std::string>& more = {}) const {
    arguments.insert(arguments.begin(), std::string(PIPELINE_BIN_DIR) + "/provision");
    testing::ProcessOptions options;
    options.argv = std::move(arguments);
    options.env = more;
    options.env.merge(Environment());
    for (const char* variable : {"PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"}) {
      if (const char* value = std::getenv(variable)) options.env.emplace(variable, value);
    }
    options.inherit_environment = false;
    return options;
  }

  Finished Run(std::vector<std::string> arguments,
               const std::map<std::string, std::string>& more = {}) const {
    testing::Process process(Command(std::move(arguments), more));
    const auto code = process.Wait(kPatience);
    return {code.value_or(-1), process.Output(), process.Errors()};
  }

  void Provision(const std::map<std::string, std::string>& more = {}) const {
    const Finished applied = Run({"apply"}, more);
    ASSERT_EQ(applied.exit_code, 0) << applied.errors;
  }

  /// The path of a file with this text.
  std::string FileWith(const std::string& text) const {
    const std::string path = (folder_.path() / "topology.json").string();
    std::ofstream(path) << text;
    return path;
  }

  /// $JS.API by hand, as an operator's tool would; fails the test on an error.
  Json Api(const std::string& verb, const Json& body = nullptr) {
    const auto answer = client_.jetstream().Api(verb, body.is_null() ? "" : body.dump());
    EXPECT_TRUE(answer) << verb << ": " << answer.error().message;
    return answer.value_or(Json::object());
  }

  Json StreamConfig(const std::string& stream) {
    return Api("STREAM.INFO." + stream).value("config", Json::object());
  }

  Json ConsumerConfig(const std::string& stream, const std::string& consumer) {
    return Api("CONSUMER.INFO." + stream + "." + consumer).value("config", Json::object());
  }

  /// Changes fields of what is there.
  void UpdateStream(const std::string& stream, const Json& fields) {
    Json config = StreamConfig(stream);
    config.update(fields);
    Api("STREAM.UPDATE." + stream, config);
  }

  void UpdateConsumer(const std::string& stream, const std::string& consumer, const Json& fields) {
    Json config = ConsumerConfig(stream, consumer);
    config.update(fields);
    Api("CONSUMER.DURABLE.CREATE." + stream + "." + consumer,
        {{"stream_name", stream}, {"config", config}});
  }

  testing::TempDir folder_;
  testing::NatsServer server_;
  testing::PipelineClient client_{server_.url()};
};

}  // namespace pipeline::provision
