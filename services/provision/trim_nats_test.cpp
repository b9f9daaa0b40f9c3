#include <csignal>

#include "common/base/time.hpp"
#include "common/contract/topology.hpp"
#include "services/provision/trim.hpp"
#include "tests/support/poll.hpp"
#include "tests/support/provision_fixture.hpp"

namespace pipeline::provision {
namespace {

using nlohmann::json;
using std::chrono::hours;

constexpr std::int64_t kOneHourNs = 3'600'000'000'000;

class TrimTest : public ProvisionFixture {
 protected:
  void SetUp() override { Provision(); }

  void Publish(const std::string& subject, int count) {
    for (int i = 0; i < count; ++i) client_.Publish(subject, "{}", {});
  }

  // Takes `count` messages of a durable; what each is answered with, by its sequence.
  void Consume(const std::string& stream,
               const std::string& durable,
               int count,
               const std::map<std::uint64_t, std::string>& answers) {
    nats::Connection& connection = client_.connection();
    const std::string inbox = connection.NewInbox();
    const auto messages = connection.Subscribe(inbox + ".messages");
    const auto taken = connection.Subscribe(inbox + ".taken");
    ASSERT_TRUE(messages && taken);
    const json pull = {{"batch", count}, {"expires", 30'000'000'000}};
    ASSERT_TRUE(connection.Publish("$JS.API.CONSUMER.MSG.NEXT." + stream + "." + durable,
                                   inbox + ".messages",
                                   {},
                                   pull.dump()));
    for (int i = 0; i < count; ++i) {
      const auto message = (*messages)->Next(kPatience);
      ASSERT_TRUE(message && message->position());
      const auto answer = answers.find(message->position()->sequence);
      if (answer == answers.end()) continue;
      ASSERT_TRUE(connection.Publish(message->reply(), inbox + ".taken", {}, answer->second));
      ASSERT_TRUE((*taken)->Next(kPatience));
    }
  }

  static std::map<std::uint64_t, std::string> Acks(std::uint64_t first, std::uint64_t last) {
    std::map<std::uint64_t, std::string> acks;
    for (std::uint64_t sequence = first; sequence <= last; ++sequence) acks[sequence] = "+ACK";
    return acks;
  }

  std::uint64_t FirstOf(const std::string& stream) {
    return Api("STREAM.INFO." + stream).at("state").at("first_seq");
  }

  // A time so late that every message is old enough.
  std::vector<base::Result<Trimmed>> TrimLater() {
    JetStreamAdmin admin(client_.jetstream());
    return Trim(admin, {}, hours(48), base::NowNs() + 1000 * kOneHourNs);
  }
};

TEST_F(TrimTest, DeletesOnlyBelowTheFirstMessageThatIsNotAcknowledged) {
  Publish(contract::kRawStream, 8);
  auto answers = Acks(1, 8);
  answers[4] = R"(-NAK {"delay": 3600000000000})";
  answers.erase(6);
  Consume(contract::kRawStream, contract::kRawConsumer, 8, answers);
  const auto raw = TrimLater().front();
  ASSERT_TRUE(raw) << raw.error().message;
  EXPECT_EQ(raw->purged, 3);
  EXPECT_EQ(raw->below, 4);
  EXPECT_EQ(FirstOf(contract::kRawStream), 4);
  EXPECT_EQ(client_.All(contract::kRawStream).size(), 5);
}

TEST_F(TrimTest, DeletesNothingThatNobodyHasSeen) {
  Publish(contract::kRawStream, 3);
  ASSERT_TRUE(TrimLater().back());
  EXPECT_EQ(FirstOf(contract::kRawStream), 1);
}

TEST_F(TrimTest, DeletesEverythingThatIsDone) {
  Publish(contract::kRawStream, 3);
  Consume(contract::kRawStream, contract::kRawConsumer, 3, Acks(1, 3));
  ASSERT_TRUE(TrimLater().back());
  EXPECT_EQ(client_.Messages(contract::kRawStream), 0);
  const auto again = TrimLater().front();
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(again->purged, 0);
}

TEST_F(TrimTest, WaitsForTheSlowestDurable) {
  Publish("safeInputsUppercased.a", 6);
  Consume(contract::kUppercasedStream, contract::kBucketConsumer, 6, Acks(1, 6));
  Consume(contract::kUppercasedStream, contract::kLedgerConsumer, 3, Acks(1, 2));
  ASSERT_TRUE(TrimLater().back());
  EXPECT_EQ(FirstOf(contract::kUppercasedStream), 3);
}

TEST_F(TrimTest, CountsADurableThatIsNotInTheTopology) {
  const std::string own = "myStepConsumer";
  Api("CONSUMER.DURABLE.CREATE.safeInputsRawSheetData." + own,
      {{"stream_name", contract::kRawStream},
       {"config", {{"durable_name", own}, {"ack_policy", "explicit"}}}});
  Publish(contract::kRawStream, 4);
  Consume(contract::kRawStream, contract::kRawConsumer, 4, Acks(1, 4));
  Consume(contract::kRawStream, own, 2, Acks(1, 1));
  ASSERT_TRUE(TrimLater().back());
  EXPECT_EQ(FirstOf(contract::kRawStream), 2);
}

TEST_F(TrimTest, DeletesNothingWhereADurableIsMissing) {
  Publish("safeInputsUppercased.a", 2);
  Consume(contract::kUppercasedStream, contract::kBucketConsumer, 2, Acks(1, 2));
  Api("CONSUMER.DELETE.safeInputsUppercased.safeInputsUppercasedImmudbConsumer");
  Publish(contract::kRawStream, 1);
  Consume(contract::kRawStream, contract::kRawConsumer, 1, Acks(1, 1));
  const auto trimmed = TrimLater();
  EXPECT_TRUE(trimmed.front());
  ASSERT_FALSE(trimmed.back());
  EXPECT_EQ(trimmed.back().error().message,
            "stream safeInputsUppercased: its consumer safeInputsUppercasedImmudbConsumer is "
            "missing: nothing is deleted");
  EXPECT_EQ(FirstOf(contract::kUppercasedStream), 1);
  EXPECT_EQ(client_.Messages(contract::kRawStream), 0);
  EXPECT_EQ(Run({"trim"}).exit_code, 1);
}

TEST_F(TrimTest, KeepsWhatIsYoungEnough) {
  Publish(contract::kRawStream, 5);
  Consume(contract::kRawStream, contract::kRawConsumer, 5, Acks(1, 5));
  const std::int64_t fourth = client_.All(contract::kRawStream).at(3).time_ns;
  JetStreamAdmin admin(client_.jetstream());
  ASSERT_TRUE(Trim(admin, {}, hours(48), fourth + 48 * kOneHourNs).front());
  EXPECT_EQ(FirstOf(contract::kRawStream), 4);
}

TEST_F(TrimTest, KeepsWhatARetryIsStillComparedWith) {
  Publish(contract::kRawStream, 3);
  Consume(contract::kRawStream, contract::kRawConsumer, 3, Acks(1, 3));
  EXPECT_EQ(Run({"trim", "--keep", "0ms"}).exit_code, 0);
  EXPECT_EQ(FirstOf(contract::kRawStream), 1);
}

TEST_F(TrimTest, LeavesReceiptsDeadLettersAndTheBucketAlone) {
  for (const char* subject :
       {"safeInputsLedgerReceipt.a", "safeInputsDeadLetter.extract", "$KV.safeInputsFiles.a"}) {
    Publish(subject, 2);
  }
  ASSERT_TRUE(TrimLater().back());
  EXPECT_EQ(client_.Messages(contract::kReceiptStream), 2);
  EXPECT_EQ(client_.Messages(contract::kDeadLetterStream), 2);
  EXPECT_EQ(client_.Messages("KV_safeInputsFiles"), 2);
}

TEST_F(TrimTest, GoesOnUntilItIsStoppedAlsoThroughARestartOfTheServer) {
  UpdateStream(contract::kRawStream, {{"duplicate_window", 100'000'000}});
  testing::Process trim(Command({"trim", "--keep", "0ms", "--every", "50ms"}));
  Publish(contract::kRawStream, 2);
  Consume(contract::kRawStream, contract::kRawConsumer, 2, Acks(1, 2));
  EXPECT_TRUE(testing::PollUntil(kPatience, [&] {
    return trim.Output().find("deleted 2 messages below sequence 3") != std::string::npos;
  })) << trim.Output();
  server_.Restart();
  ASSERT_TRUE(testing::PollUntil(kPatience, [&] { return client_.connection().IsConnected(); }));
  Publish(contract::kRawStream, 1);
  Consume(contract::kRawStream, contract::kRawConsumer, 1, Acks(3, 3));
  EXPECT_TRUE(testing::PollUntil(kPatience, [&] { return FirstOf(contract::kRawStream) == 4; }))
      << trim.Errors();
  trim.Signal(SIGTERM);
  EXPECT_EQ(trim.Wait(kPatience), 0) << trim.Errors();
}

}  // namespace
}  // namespace pipeline::provision
