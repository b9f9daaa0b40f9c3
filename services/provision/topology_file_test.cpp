#include "services/provision/topology_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/base/files.hpp"
#include "common/contract/topology.hpp"

namespace pipeline::provision {
namespace {

using std::chrono::hours;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

std::vector<std::string> Problems(std::string_view text) {
  nats::TopologyOptions options;
  return ParseOverrides(text, &options);
}

TEST(TopologyFileTest, TakesEveryField) {
  nats::TopologyOptions options;
  EXPECT_THAT(ParseOverrides(R"({
    "streams": {"safeInputsRawSheetData": {"replicas": 3, "max_bytes": "20GiB", "max_age": "90d",
                                           "duplicate_window": "12h"},
                "KV_safeInputsFiles": {"max_bytes": -1}},
    "consumers": {"safeInputsRawSheetDataConsumer": {"ack_wait": "1m", "max_ack_pending": 512}}})",
                             &options),
              IsEmpty());
  const nats::StreamOverrides& raw = options.streams.at(contract::kRawStream);
  EXPECT_EQ(raw.replicas, 3);
  EXPECT_EQ(raw.max_bytes, 20LL << 30);
  EXPECT_EQ(raw.max_age, hours(90 * 24));
  EXPECT_EQ(raw.duplicate_window, hours(12));
  EXPECT_EQ(options.streams.at("KV_safeInputsFiles").max_bytes, -1);
  const nats::ConsumerOverrides& consumer = options.consumers.at(contract::kRawConsumer);
  EXPECT_EQ(consumer.ack_wait, std::chrono::minutes(1));
  EXPECT_EQ(consumer.max_ack_pending, 512);
}

TEST(TopologyFileTest, NamesEveryProblemWithItsPath) {
  EXPECT_THAT(
      Problems(R"({"streams": {"safeInputsDeadLetter": {"replicas": 9, "max_age": 5}},
                   "consumers": {"safeInputsRawSheetDataConsumer": {"ack_wait": "5ms"}}})"),
      ElementsAre(
          "consumers.safeInputsRawSheetDataConsumer.ack_wait: expected a duration such as "
          "\"24h\" of at least 1s, got \"5ms\"",
          "streams.safeInputsDeadLetter.max_age: expected a duration such as \"24h\", got 5",
          "streams.safeInputsDeadLetter.replicas: expected a number from 1 to 5, got 9"));
}

TEST(TopologyFileTest, RefusesWhatItDoesNotKnow) {
  EXPECT_THAT(Problems(R"({"stream": {}})"),
              ElementsAre("stream: expected one of consumers, streams, got \"stream\""));
  EXPECT_THAT(Problems(R"({"streams": {"x": {}}})"),
              ElementsAre(StartsWith("streams.x: expected one of KV_safeInputsFiles, ")));
  EXPECT_THAT(Problems(R"({"streams": {"safeInputsDeadLetter": {"retention": "limits"}}})"),
              ElementsAre("streams.safeInputsDeadLetter.retention: expected one of "
                          "duplicate_window, max_age, max_bytes, replicas, got \"retention\""));
}

TEST(TopologyFileTest, RefusesWhatIsNotJsonOfThisShape) {
  EXPECT_THAT(Problems("{"), ElementsAre(StartsWith("expected JSON: ")));
  EXPECT_THAT(Problems("[]"), ElementsAre("expected an object, got []"));
  EXPECT_THAT(Problems(R"({"streams": 1})"), ElementsAre("streams: expected an object, got 1"));
}

TEST(TopologyFileTest, NamesAFileThatIsNotThere) {
  nats::TopologyOptions options;
  const auto loaded = LoadOverrides("/none/topology.json", &options);
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, base::ErrorCode::kInvalidConfiguration);
  EXPECT_THAT(loaded.error().message, StartsWith("cannot read /none/topology.json"));
}

TEST(TopologyFileTest, TheExampleInTheDocumentationIsOne) {
  const auto text = base::ReadFile(std::string(PIPELINE_SOURCE_DIR) + "/docs/operations.md");
  ASSERT_TRUE(text) << text.error().message;
  const std::string fence = "```json\n";
  const auto start = text->find(fence, text->find("TOPOLOGY_FILE names a file"));
  ASSERT_NE(start, std::string::npos);
  const auto begin = start + fence.size();
  const std::string example = text->substr(begin, text->find("```", begin) - begin);
  nats::TopologyOptions options;
  EXPECT_THAT(ParseOverrides(example, &options), IsEmpty()) << example;
  EXPECT_FALSE(options.streams.empty());
  EXPECT_FALSE(options.consumers.empty());
}

}  // namespace
}  // namespace pipeline::provision
