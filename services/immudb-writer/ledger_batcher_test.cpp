#include "services/immudb-writer/ledger_batcher.hpp"

#include <gmock/gmock.h>

#include <future>

#include "tests/support/fake_ledger.hpp"

namespace pipeline::immudb_writer {
namespace {

using std::chrono::milliseconds;
using ::testing::ElementsAre;
using Ids = std::vector<std::string>;

constexpr auto kForever = std::chrono::hours(1);

struct Submitted {
  LedgerJob job;
  std::future<std::optional<LedgerAnswer>> answer;
};

Submitted Job(const std::string& id, std::size_t bytes = 1) {
  auto promise = std::make_shared<std::promise<std::optional<LedgerAnswer>>>();
  auto owner = std::make_shared<const std::string>(bytes, 'x');
  LedgerUpload upload;
  upload.upload_id = id;
  upload.body = *owner;
  Submitted submitted;
  submitted.answer = promise->get_future();
  submitted.job = {std::move(upload), owner, [promise](std::optional<LedgerAnswer> answer) {
                     promise->set_value(std::move(answer));
                   }};
  return submitted;
}

base::Error Gone() { return {base::ErrorCode::kUnavailable, "gone", true}; }

TEST(LedgerBatcherTest, StoresALoneUploadAfterTheLinger) {
  FakeLedger ledger;
  LedgerBatcher batcher(ledger, {.linger = milliseconds(1)});
  auto a = Job("a");
  batcher.Add(std::move(a.job));
  const auto answer = a.answer.get();
  ASSERT_TRUE(answer.has_value());
  ASSERT_TRUE(answer->has_value());
  EXPECT_EQ((*answer)->stored_at_us, 7);
}

TEST(LedgerBatcherTest, StoresAsSoonAsTheBatchIsFull) {
  FakeLedger ledger;
  LedgerBatcher batcher(ledger, {.max_uploads = 2, .linger = kForever});
  auto a = Job("a");
  auto b = Job("b");
  batcher.Add(std::move(a.job));
  batcher.Add(std::move(b.job));
  EXPECT_TRUE(a.answer.get().has_value());
  EXPECT_TRUE(b.answer.get().has_value());
  EXPECT_THAT(ledger.AwaitBatches(1), ElementsAre(Ids{"a", "b"}));
}

TEST(LedgerBatcherTest, CollectsWhatArrivesDuringAnAttemptInOrder) {
  FakeLedger ledger;
  ledger.SetOpen(false);
  LedgerBatcher batcher(ledger, {.max_uploads = 3, .linger = milliseconds(0)});
  std::vector<Submitted> jobs;
  for (const char* id : {"a", "b", "c", "d", "e"}) {
    jobs.push_back(Job(id));
  }
  batcher.Add(std::move(jobs[0].job));
  ledger.AwaitBatches(1);
  for (std::size_t i = 1; i < jobs.size(); ++i) {
    batcher.Add(std::move(jobs[i].job));
  }
  ledger.SetOpen(true);
  for (auto& job : jobs) {
    EXPECT_TRUE(job.answer.get().has_value());
  }
  EXPECT_THAT(ledger.AwaitBatches(3), ElementsAre(Ids{"a"}, Ids{"b", "c", "d"}, Ids{"e"}));
}

TEST(LedgerBatcherTest, KeepsABatchBelowItsBytes) {
  FakeLedger ledger;
  LedgerBatcher batcher(ledger, {.max_bytes = 10, .linger = kForever});
  auto a = Job("a", 6);
  auto b = Job("b", 6);
  auto c = Job("c", 100);
  batcher.Add(std::move(a.job));
  batcher.Add(std::move(b.job));
  batcher.Add(std::move(c.job));
  EXPECT_TRUE(c.answer.get().has_value());
  EXPECT_THAT(ledger.AwaitBatches(3), ElementsAre(Ids{"a"}, Ids{"b"}, Ids{"c"}));
}

TEST(LedgerBatcherTest, RetriesTheWholeBatchThroughAnOutageAndTellsItOnce) {
  FakeLedger ledger;
  ledger.FailNext({Gone(), Gone(), {base::ErrorCode::kCorrupted, "damaged", false}});
  std::vector<std::string> events;
  std::vector<milliseconds> pauses;
  LedgerBatcher batcher(ledger,
                        {.max_uploads = 2,
                         .linger = kForever,
                         .pause = [&](milliseconds pause) { pauses.push_back(pause); },
                         .on_outage = [&](const base::Error& e) { events.push_back(e.message); },
                         .on_recovered = [&] { events.emplace_back("recovered"); }});
  auto a = Job("a");
  auto b = Job("b");
  batcher.Add(std::move(a.job));
  batcher.Add(std::move(b.job));
  EXPECT_TRUE(a.answer.get().has_value());
  EXPECT_TRUE(b.answer.get().has_value());
  batcher.Stop();
  EXPECT_THAT(ledger.AwaitBatches(4),
              ElementsAre(Ids{"a", "b"}, Ids{"a", "b"}, Ids{"a", "b"}, Ids{"a", "b"}));
  EXPECT_THAT(events, ElementsAre("gone", "recovered"));
  using ::testing::AllOf;
  using ::testing::Ge;
  using ::testing::Le;
  EXPECT_THAT(pauses,
              ElementsAre(AllOf(Ge(milliseconds(50)), Le(milliseconds(100))),
                          AllOf(Ge(milliseconds(100)), Le(milliseconds(200))),
                          AllOf(Ge(milliseconds(200)), Le(milliseconds(400)))));
}

TEST(LedgerBatcherTest, PausesNoLongerThanItMay) {
  FakeLedger ledger;
  ledger.FailNext(std::deque<base::Error>(12, Gone()));
  std::vector<milliseconds> pauses;
  LedgerBatcher batcher(ledger, {.linger = milliseconds(0), .pause = [&](milliseconds pause) {
                                   pauses.push_back(pause);
                                 }});
  auto a = Job("a");
  batcher.Add(std::move(a.job));
  EXPECT_TRUE(a.answer.get().has_value());
  batcher.Stop();
  ASSERT_EQ(pauses.size(), 12U);
  EXPECT_LE(pauses.back(), milliseconds(5000));
  EXPECT_GE(pauses.back(), milliseconds(2500));
}

TEST(LedgerBatcherTest, HandsBackWhatIsNotStoredWhenStopped) {
  FakeLedger ledger;
  LedgerBatcher batcher(ledger, {.linger = kForever});
  auto a = Job("a");
  batcher.Add(std::move(a.job));
  batcher.Stop();
  EXPECT_FALSE(a.answer.get().has_value());
  auto late = Job("late");
  batcher.Add(std::move(late.job));
  EXPECT_FALSE(late.answer.get().has_value());
}

TEST(LedgerBatcherTest, StopEndsTheWaitOfAnOutage) {
  FakeLedger ledger;
  ledger.FailNext({Gone()});
  std::promise<void> outage;
  LedgerBatcher batcher(ledger,
                        {.linger = milliseconds(0),
                         .first_pause = kForever,
                         .longest_pause = kForever,
                         .on_outage = [&](const base::Error&) { outage.set_value(); }});
  auto a = Job("a");
  auto b = Job("b");
  batcher.Add(std::move(a.job));
  outage.get_future().wait();
  batcher.Add(std::move(b.job));
  batcher.Stop();
  EXPECT_FALSE(a.answer.get().has_value());
  EXPECT_FALSE(b.answer.get().has_value());
}

}  // namespace
}  // namespace pipeline::immudb_writer
