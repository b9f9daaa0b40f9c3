#include <csignal>
#include <optional>

#include "common/contract/topology.hpp"
#include "tests/support/kv_reader_fixture.hpp"

namespace pipeline::kv_reader {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

class KvReaderWatchTest : public KvReaderFixture {
 protected:
  void Watch(std::vector<std::string> arguments = {}) {
    arguments.insert(arguments.begin(), "watch");
    watch_.emplace(Command(std::move(arguments)));
  }

  bool Shows(const std::string& text) {
    return testing::PollUntil(kPatience,
                              [&] { return watch_->Output().find(text) != std::string::npos; });
  }

  int End(int signal) {
    watch_->Signal(signal);
    return watch_->Wait(kPatience).value_or(-1);
  }

  std::size_t Count(const std::string& text) const {
    const std::string output = watch_->Output();
    std::size_t count = 0;
    for (auto at = output.find(text); at != std::string::npos; at = output.find(text, at + 1)) {
      ++count;
    }
    return count;
  }

  std::optional<testing::Process> watch_;
};

TEST_F(KvReaderWatchTest, ShowsWhatIsThereAndThenEveryChange) {
  Put("a.csv", "a.csv", "1");
  Put("gone.csv", "gone.csv", "2");
  Delete("gone.csv");
  Watch();
  ASSERT_TRUE(Shows("a.csv\ta.csv\t1\t"));
  EXPECT_THAT(watch_->Output(), Not(HasSubstr("gone.csv")));
  Put("b.csv", "b.csv", "12");
  ASSERT_TRUE(Shows("b.csv\tb.csv\t4\t"));
  Delete("a.csv");
  ASSERT_TRUE(Shows("a.csv\t-\t5\t"));
  EXPECT_TRUE(Shows("\tDEL\n"));
  EXPECT_EQ(End(SIGINT), 0);
}

TEST_F(KvReaderWatchTest, ShowsOnlyWhatThePatternMatches) {
  Watch({"*.csv", "--json"});
  Put("a.xlsx", "a.xlsx", "1");
  Put("a.csv", "a.csv", "1");
  ASSERT_TRUE(Shows("\"operation\":\"PUT\"}\n"));
  EXPECT_THAT(watch_->Output(), StartsWith("{\"key\":\"a.csv\""));
  EXPECT_EQ(End(SIGTERM), 0);
}

TEST_F(KvReaderWatchTest, LosesAndRepeatsNothingWhenTheServerIsKilled) {
  Put("a.csv", "a.csv", "1");
  Watch();
  ASSERT_TRUE(Shows("a.csv\ta.csv\t1\t"));
  server_.Kill();
  server_.Restart();
  for (int i = 2; i <= 20; ++i) {
    const nats::Outgoing message{contract::BucketSubject(kBucket, "a.csv"),
                                 {{"Nats-Msg-Id", std::to_string(i)}},
                                 std::to_string(i)};
    ASSERT_TRUE(testing::PollUntil(
        kPatience, [&] { return client_.jetstream().PublishAndWait(message).has_value(); }));
  }
  ASSERT_TRUE(Shows("a.csv\t-\t20\t"));
  EXPECT_EQ(Count("\n"), 20);
  EXPECT_EQ(Count("a.csv\ta.csv\t1\t"), 1);
  EXPECT_EQ(End(SIGTERM), 0);
}

TEST_F(KvReaderWatchTest, EndsOnRequestAlsoWhileTheServerIsAway) {
  Put("a.csv", "a.csv", "1");
  Watch();
  ASSERT_TRUE(Shows("a.csv"));
  server_.Kill();
  ASSERT_TRUE(testing::PollUntil(
      kPatience, [&] { return watch_->Errors().find("waiting: ") != std::string::npos; }));
  EXPECT_EQ(End(SIGINT), 0);
}

TEST_F(KvReaderWatchTest, EndsOnRequestBeforeItIsConnected) {
  server_.Kill();
  Watch({"--timeout", "1h"});
  ASSERT_TRUE(testing::PollUntil(
      kPatience, [&] { return watch_->Errors().find("waiting for NATS") != std::string::npos; }));
  EXPECT_EQ(End(SIGTERM), 0);
  EXPECT_THAT(watch_->Output(), IsEmpty());
}

TEST_F(KvReaderWatchTest, EndsQuietlyWhenItsReaderHasHadEnough) {
  Put("a.csv", "a.csv", "1");
  Put("b.csv", "b.csv", "1");
  testing::ProcessOptions options = Command({});
  options.argv = {
      "/bin/bash", "-c", options.argv[0] + " watch | head -1; echo code ${PIPESTATUS[0]}"};
  testing::Process shell(options);
  ASSERT_TRUE(testing::PollUntil(kPatience,
                                 [&] { return shell.Output().find('\n') != std::string::npos; }));
  for (int i = 0; i < 3; ++i) Put("c.csv", "c.csv", "1");
  ASSERT_EQ(shell.Wait(kPatience), 0);
  EXPECT_THAT(shell.Output(), HasSubstr("code 1\n"));
  EXPECT_THAT(shell.Errors(), IsEmpty());
}

}  // namespace
}  // namespace pipeline::kv_reader
