#include "services/provision/data_loss.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace pipeline::provision {
namespace {

using nlohmann::json;

constexpr std::int64_t kDayNs = 86'400'000'000'000;
constexpr std::int64_t kNow = 1'700'000'000'000'000'000;  // 2023-11-14T22:13:20Z

json State() {
  return {{"messages", 100},
          {"bytes", 5000},
          {"num_subjects", 10},
          {"first_ts", "2023-11-12T22:13:20Z"}};
}

std::string Loss(const std::string& field, const json& wanted, const json& found) {
  return StreamLoss(field, wanted, found, State(), kNow);
}

TEST(StreamLossTest, FewerBytesThanAreStoredLoseTheRoomForMore) {
  EXPECT_EQ(Loss("max_bytes", 4000, -1), "room for anything new: it holds 5000 bytes");
  EXPECT_EQ(Loss("max_bytes", 5000, -1), "");
  EXPECT_EQ(Loss("max_bytes", 4000, 3000), "");
  EXPECT_EQ(Loss("max_bytes", -1, 6000), "");
}

TEST(StreamLossTest, AShorterAgeLosesWhatIsOlder) {
  EXPECT_EQ(Loss("max_age", kDayNs, 0),
            "messages from 2023-11-12T22:13:20Z to 2023-11-13T22:13:20.000Z");
  EXPECT_EQ(Loss("max_age", 3 * kDayNs, 0), "");
  EXPECT_EQ(Loss("max_age", 0, kDayNs), "");
  EXPECT_EQ(StreamLoss("max_age", kDayNs, 0, {{"messages", 0}}, kNow), "");
}

TEST(StreamLossTest, FewerMessagesOfASubjectLoseItsOldestWhereOneMayHaveMore) {
  EXPECT_EQ(Loss("max_msgs_per_subject", 64, 100),
            "the oldest messages of subjects with more than 64");
  EXPECT_EQ(Loss("max_msgs_per_subject", 91, -1), "");
  EXPECT_EQ(Loss("max_msgs_per_subject", 90, -1),
            "the oldest messages of subjects with more than 90");
}

TEST(StreamLossTest, ASubjectLessLosesWhatIsPublishedToIt) {
  EXPECT_EQ(Loss("subjects", {"a"}, {"a", "b"}), "what is published to b from now on");
  EXPECT_EQ(Loss("subjects", {"a", "b"}, json::array({"a"})), "");
}

TEST(StreamLossTest, AStorageOrAWorkQueueCannotBeChangedInPlace) {
  EXPECT_TRUE(IsRecreation(Loss("storage", "file", "memory")));
  EXPECT_TRUE(IsRecreation(Loss("retention", "limits", "workqueue")));
  EXPECT_EQ(Loss("retention", "limits", "interest"), "");
}

TEST(StreamLossTest, WhatLimitsNothingThatIsStoredLosesNothing) {
  EXPECT_EQ(Loss("duplicate_window", 1, kDayNs), "");
  EXPECT_EQ(Loss("num_replicas", 1, 3), "");
  EXPECT_EQ(ConsumerLoss("ack_wait"), "");
}

}  // namespace
}  // namespace pipeline::provision
