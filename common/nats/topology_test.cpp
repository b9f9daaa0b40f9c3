#include "common/nats/topology.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "common/contract/topology.hpp"

namespace pipeline::nats {

TEST(TopologyTest, EveryStreamIsStoredInFilesAndPushesBackWhenFull) {
  for (const StreamSpec& spec : Topology({})) {
    const auto config = nlohmann::json::parse(StreamConfigJson(spec, {}));
    EXPECT_EQ(config["storage"], "file") << spec.name;
    EXPECT_EQ(config["retention"], "limits") << spec.name;
    EXPECT_EQ(config["discard"], "new") << spec.name;
    EXPECT_EQ(config["max_age"], 0) << spec.name;
    EXPECT_EQ(config["max_bytes"], -1) << spec.name;
  }
}

TEST(TopologyTest, ConsumersNeverGiveUpOnAMessageByItsDeliveryCount) {
  const auto body =
      nlohmann::json::parse(ConsumerConfigJson(contract::kRawStream, contract::kRawConsumer, {}));
  EXPECT_EQ(body["config"]["max_deliver"], -1);
  EXPECT_EQ(body["config"]["ack_policy"], "explicit");
}

TEST(TopologyTest, DuplicateWindowIsNeverLongerThanTheAgeThatTheServerKeeps) {
  TopologyOptions options;
  options.max_age = std::chrono::hours(1);
  const auto config = nlohmann::json::parse(StreamConfigJson(Topology(options)[0], options));
  EXPECT_EQ(config["duplicate_window"], config["max_age"]);
}

TEST(TopologyTest, TheBucketKeepsSixtyFourRevisionsWhateverTheAgeOfTheStreams) {
  TopologyOptions options;
  options.max_age = std::chrono::hours(1);
  options.bucket = "files";
  const StreamSpec bucket = Topology(options).back();
  const auto config = nlohmann::json::parse(StreamConfigJson(bucket, options));
  EXPECT_EQ(config["name"], "KV_files");
  EXPECT_EQ(config["subjects"], nlohmann::json::array({"$KV.files.>"}));
  EXPECT_EQ(config["max_msgs_per_subject"], 64);
  EXPECT_EQ(config["max_age"], 0);
}

TEST(TopologyTest, AnOverrideHoldsForItsStreamAlone) {
  TopologyOptions options;
  options.max_bytes = 1000;
  options.streams[contract::kRawStream] = {.replicas = 3, .max_bytes = 5000};
  options.streams["KV_safeInputsFiles"] = {.duplicate_window = std::chrono::minutes(5)};
  const std::vector<StreamSpec> specs = Topology(options);
  const auto raw = nlohmann::json::parse(StreamConfigJson(specs[0], options));
  const auto extracted = nlohmann::json::parse(StreamConfigJson(specs[1], options));
  const auto bucket = nlohmann::json::parse(StreamConfigJson(specs.back(), options));
  EXPECT_EQ(raw["num_replicas"], 3);
  EXPECT_EQ(raw["max_bytes"], 5000);
  EXPECT_EQ(extracted["num_replicas"], 1);
  EXPECT_EQ(extracted["max_bytes"], 1000);
  EXPECT_EQ(bucket["duplicate_window"], 300'000'000'000);
}

TEST(TopologyTest, AnOverrideHoldsForItsConsumerAlone) {
  TopologyOptions options;
  options.consumers[contract::kLedgerConsumer] = {.ack_wait = std::chrono::minutes(2),
                                                  .max_ack_pending = 8};
  const auto ledger = nlohmann::json::parse(
      ConsumerConfigJson(contract::kUppercasedStream, contract::kLedgerConsumer, options));
  const auto bucket = nlohmann::json::parse(
      ConsumerConfigJson(contract::kUppercasedStream, contract::kBucketConsumer, options));
  EXPECT_EQ(ledger["config"]["ack_wait"], 120'000'000'000);
  EXPECT_EQ(ledger["config"]["max_ack_pending"], 8);
  EXPECT_EQ(bucket["config"]["ack_wait"], 30'000'000'000);
  EXPECT_EQ(bucket["config"]["max_ack_pending"], 4096);
}

}  // namespace pipeline::nats
