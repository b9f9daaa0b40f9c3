#include "services/api/data/fetch_all.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <mutex>
#include <thread>
#include <utility>

namespace pipeline::api {
namespace {

nats::StoredMessage Numbered(std::size_t which) {
  nats::StoredMessage message;
  message.sequence = which + 1;
  return message;
}

TEST(FetchAllTest, GivesEachAnswerItsPlaceWhateverTheOrder) {
  std::vector<std::pair<std::size_t, nats::JetStream::Stored>> asked;
  const auto answers = FetchAll(3, 3, [&asked](std::size_t which, nats::JetStream::Stored answer) {
    asked.emplace_back(which, std::move(answer));
    if (asked.size() < 3) return;
    for (auto next = asked.rbegin(); next != asked.rend(); ++next) {
      next->second(Numbered(next->first));
    }
  });
  ASSERT_EQ(answers.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(answers[i]->sequence, i + 1);
}

TEST(FetchAllTest, LeavesNoMoreThanSoManyUnanswered) {
  std::mutex mutex;
  std::size_t unanswered = 0;
  std::size_t most = 0;
  std::vector<std::jthread> threads;
  const auto answers = FetchAll(50, 4, [&](std::size_t which, nats::JetStream::Stored answer) {
    const std::lock_guard lock(mutex);
    most = std::max(most, ++unanswered);
    threads.emplace_back([&mutex, &unanswered, which, answer = std::move(answer)] {
      {
        const std::lock_guard answered(mutex);
        --unanswered;
      }
      answer(Numbered(which));
    });
  });
  EXPECT_EQ(answers.size(), 50U);
  EXPECT_LE(most, 4U);
}

TEST(FetchAllTest, KeepsErrorsApart) {
  const auto answers = FetchAll(2, 1, [](std::size_t which, const nats::JetStream::Stored& answer) {
    if (which == 0) return answer(base::Fail(base::ErrorCode::kNotFound, "none"));
    answer(Numbered(which));
  });
  EXPECT_FALSE(answers[0]);
  EXPECT_TRUE(answers[1]);
  EXPECT_TRUE(FetchAll(0, 4, {}).empty());
}

}  // namespace
}  // namespace pipeline::api
