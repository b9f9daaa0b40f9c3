#include "services/api/resolvers/request_context.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pipeline::api {
namespace {

using ::testing::ElementsAre;

TEST(BatchTest, LoadsTogetherWhatWasAskedBeforeTheFirstAnswer) {
  std::vector<std::vector<int>> loads;
  Batch<int, int> batch([&loads](const std::vector<int>& questions) {
    loads.push_back(questions);
    std::vector<int> answers;
    answers.reserve(questions.size());
    for (const int question : questions) answers.push_back(10 * question);
    return answers;
  });
  const auto one = batch.Ask(1);
  const auto two = batch.Ask(2);
  EXPECT_EQ(batch.Get(two), 20);
  const auto three = batch.Ask(3);
  EXPECT_EQ(batch.Get(one), 10);
  EXPECT_EQ(batch.Get(three), 30);
  EXPECT_THAT(loads, ElementsAre(ElementsAre(1, 2), ElementsAre(3)));
}

TEST(BatchTest, KeepsNoAnswerThatNobodyHolds) {
  const auto answer = std::make_shared<int>(1);
  Batch<int, std::shared_ptr<int>> batch([&answer](const std::vector<int>& questions) {
    return std::vector<std::shared_ptr<int>>(questions.size(), answer);
  });
  batch.Get(batch.Ask(1));
  EXPECT_EQ(answer.use_count(), 1);
}

}  // namespace
}  // namespace pipeline::api
