#include "services/provision/topology_diff.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace pipeline::provision {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

json Info(const json& config) { return {{"config", config}, {"state", json::object()}}; }

TEST(CompareStreamTest, NamesFieldWantedAndFound) {
  const json wanted = {{"name", "S"}, {"max_age", 3'600'000'000'000}, {"max_bytes", -1}};
  const json found = {{"name", "S"}, {"max_age", 0}, {"max_bytes", 100}};
  EXPECT_THAT(Texts(CompareStream(wanted, Info(found), 0)),
              ElementsAre("stream S: max_age: wanted 1h, found 0ms",
                          "stream S: max_bytes: wanted -1, found 100"));
}

TEST(CompareStreamTest, TakesAnAbsentFieldForItsZero) {
  const json wanted = {{"name", "S"}, {"max_age", 0}, {"deny_delete", false}};
  EXPECT_THAT(CompareStream(wanted, Info({{"name", "S"}}), 0), IsEmpty());
}

TEST(CompareStreamTest, LeavesWhatOthersHaveSetAlone) {
  const json found = {{"name", "S"}, {"compression", "s2"}, {"metadata", {{"owner", "ops"}}}};
  EXPECT_THAT(CompareStream({{"name", "S"}}, Info(found), 0), IsEmpty());
}

TEST(CompareStreamTest, NamesWhatBreaksTheContract) {
  const json found = {{"name", "S"}, {"no_ack", true}};
  EXPECT_THAT(Texts(CompareStream({{"name", "S"}}, Info(found), 0)),
              ElementsAre("stream S: no_ack: wanted none, found true"));
}

TEST(CompareStreamTest, TellsWhatOnlyANewStreamCanBe) {
  const json wanted = {{"name", "S"}, {"storage", "file"}};
  const json info = {{"config", {{"name", "S"}, {"storage", "memory"}}},
                     {"state", {{"messages", 3}}}};
  const auto changes = CompareStream(wanted, info, 0);
  EXPECT_THAT(Texts(changes),
              ElementsAre("stream S: storage: wanted file, found memory; would lose its 3 "
                          "messages (it has to be deleted and made again)"));
  EXPECT_TRUE(NeedRecreation(changes));
}

TEST(CompareConsumerTest, TellsAFilterAndAWaitAndWhatCostsItsPlace) {
  const json wanted = {{"durable_name", "D"}, {"ack_wait", 30'000'000'000}, {"max_waiting", 512}};
  const json found = {{"durable_name", "D"},
                      {"ack_wait", 1'000'000},
                      {"max_waiting", 1},
                      {"filter_subjects", {"a", "b"}}};
  const auto changes = CompareConsumer(wanted, Info(found));
  EXPECT_THAT(
      Texts(changes),
      ElementsAre("consumer D: ack_wait: wanted 30s, found 1ms",
                  "consumer D: max_waiting: wanted 512, found 1; would lose its place: all that "
                  "is stored is delivered again (it has to be deleted and made again)",
                  R"(consumer D: filter_subjects: wanted none, found ["a","b"])"));
  EXPECT_TRUE(NeedRecreation(changes));
}

TEST(MendedTest, KeepsEveryFieldOfTheServerButOurs) {
  const json found = {{"name", "S"}, {"max_age", 5}, {"compression", "s2"}, {"no_ack", true}};
  EXPECT_EQ(MendedStream({{"name", "S"}, {"max_age", 0}}, found),
            json({{"name", "S"}, {"max_age", 0}, {"compression", "s2"}}));
  EXPECT_EQ(
      MendedConsumer({{"durable_name", "D"}},
                     {{"durable_name", "D"}, {"filter_subject", "a"}, {"metadata", {{"k", "v"}}}}),
      json({{"durable_name", "D"}, {"metadata", {{"k", "v"}}}}));
}

TEST(CompareReadBackTest, NamesWhatTheServerDidNotTake) {
  const json sent = {{"max_age", 5'000'000}, {"compression", "s2"}, {"metadata", {{"a", "b"}}}};
  const json found = {{"max_age", 5'000'000}, {"compression", "none"}};
  EXPECT_THAT(Texts(CompareReadBack("stream S", sent, found)),
              ElementsAre("stream S: compression: wanted s2, found none"));
}

}  // namespace
}  // namespace pipeline::provision
