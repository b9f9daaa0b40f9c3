#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "common/base/digest.hpp"
#include "common/base/encoding.hpp"
#include "common/contract/topology.hpp"
#include "common/nats/provision.hpp"
#include "common/nats/topology.hpp"
#include "tests/support/nats_server.hpp"
#include "tests/support/pipeline_client.hpp"
#include "tests/support/poll.hpp"
#include "tests/support/process.hpp"

namespace pipeline::kv_reader {

/// Exit code and output of a finished run.
struct Finished {
  int exit_code = -1;
  std::string output;
  std::string errors;
};

/// A server with an empty bucket, and the executable of this build to read it with.
class KvReaderFixture : public ::testing::Test {
 protected:
  static constexpr std::chrono::seconds kPatience{30};

  void SetUp() override {
    const auto bucket = nats::StreamsNamed({contract::BucketStream(kBucket)}, {});
    const auto made = nats::EnsureStreams(client_.jetstream(), bucket);
    ASSERT_TRUE(made) << made.error().message;
  }

  /// Stores a revision like kv-writer; returns its number.
  std::uint64_t Put(const std::string& key,
                    const std::string& filename,
                    const std::string& value,
                    const std::string& sender = "") {
    const contract::Headers headers{{"Upload-Id", "upload-" + std::to_string(++uploads_)},
                                    {"Origin", "1700000000000000000-" + std::to_string(uploads_)},
                                    {"Content-Sha256", base::Sha256Hex(value)},
                                    {"File-Name", base::PercentEncode(filename)},
                                    {"Sheets", "1"},
                                    {"Rows", "2"},
                                    {"Sender", sender}};
    return PutRaw(key, value, headers);
  }

  std::uint64_t PutRaw(const std::string& key,
                       const std::string& value,
                       const contract::Headers& headers) {
    return client_.Publish(contract::BucketSubject(kBucket, key), value, headers);
  }

  std::uint64_t Delete(const std::string& key) {
    return PutRaw(key, "", {{"KV-Operation", "DEL"}});
  }

  testing::ProcessOptions Command(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), std::string(PIPELINE_BIN_DIR) + "/kv-reader");
    testing::ProcessOptions options;
    options.argv = std::move(arguments);
    options.env = {{"NATS_URL", server_.url()}};
    for (const char* variable : {"PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"}) {
      if (const char* value = std::getenv(variable)) options.env.emplace(variable, value);
    }
    options.inherit_environment = false;
    return options;
  }

  static Finished Finish(const testing::ProcessOptions& options) {
    testing::Process process(options);
    const auto code = process.Wait(kPatience);
    return {code.value_or(-1), process.Output(), process.Errors()};
  }

  Finished Run(std::vector<std::string> arguments) const {
    return Finish(Command(std::move(arguments)));
  }

  static constexpr const char* kBucket = "safeInputsFiles";

  testing::NatsServer server_;
  testing::PipelineClient client_{server_.url()};

 private:
  int uploads_ = 0;
};

}  // namespace pipeline::kv_reader
