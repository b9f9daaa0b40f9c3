#include "services/provision/trim.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace pipeline::provision {
namespace {

using nlohmann::json;

json Consumer(const std::string& durable, std::uint64_t floor) {
  return {{"config", {{"durable_name", durable}}}, {"ack_floor", {{"stream_seq", floor}}}};
}

TEST(AcknowledgedBelowTest, IsBehindTheLowestFloorOfAllDurables) {
  EXPECT_EQ(AcknowledgedBelow({"a"}, {Consumer("a", 7), Consumer("b", 5)}), 6);
}

TEST(AcknowledgedBelowTest, LeavesConsumersThatPassOut) {
  const json passing = {{"config", {{"name", "x"}}}, {"ack_floor", {{"stream_seq", 1}}}};
  EXPECT_EQ(AcknowledgedBelow({"a"}, {passing, Consumer("a", 7)}), 8);
}

TEST(AcknowledgedBelowTest, IsTheBeginningWhereNothingWasAcknowledged) {
  EXPECT_EQ(AcknowledgedBelow({"a"}, {Consumer("a", 0)}), 1);
}

TEST(AcknowledgedBelowTest, IsUnknownWhereADurableIsMissing) {
  const auto below = AcknowledgedBelow({"a", "b"}, {Consumer("a", 7)});
  ASSERT_FALSE(below);
  EXPECT_EQ(below.error().code, base::ErrorCode::kNotFound);
}

}  // namespace
}  // namespace pipeline::provision
