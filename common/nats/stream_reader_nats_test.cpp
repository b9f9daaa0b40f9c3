#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "common/nats/stream_reader.hpp"
#include "tests/support/nats_server.hpp"
#include "tests/support/poll.hpp"

namespace pipeline::nats {
namespace {

using base::ErrorCode;
using nlohmann::json;
using std::chrono::milliseconds;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using namespace std::chrono_literals;

constexpr const char* kStream = "S";
constexpr milliseconds kPatience{30'000};

class StreamReaderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ConnectionOptions options;
    options.url = server_.url();
    options.name = "test";
    auto connection = Connection::Connect(options, {});
    ASSERT_TRUE(connection) << connection.error().message;
    connection_ = std::move(*connection);
    auto requests = Requests::Create(*connection_, {});
    ASSERT_TRUE(requests) << requests.error().message;
    requests_ = std::move(*requests);
    jetstream_.emplace(*requests_);
    const json config = {{"name", kStream}, {"subjects", {"s.>"}}, {"storage", "file"}};
    ASSERT_TRUE(jetstream_->Api("STREAM.CREATE.S", config.dump()));
  }

  // Retries until the message is stored, whatever happens to the server; the id makes it
  // idempotent.
  void Publish(const std::string& subject, const std::string& body) {
    const Outgoing message{subject, {{"Nats-Msg-Id", subject + body}, {"Name", body}}, body};
    ASSERT_TRUE(testing::PollUntil(
        kPatience, [&] { return jetstream_->PublishAndWait(message).has_value(); }));
  }

  void PublishNumbers(int first, int last) {
    for (int i = first; i <= last; ++i) Publish("s.a", std::to_string(i));
  }

  // The bodies of the next `count` messages; errors are retried.
  std::vector<std::string> Read(StreamReader& reader, std::size_t count) {
    std::vector<std::string> bodies;
    testing::PollUntil(kPatience, [&] {
      while (bodies.size() < count) {
        const auto message = reader.Next(200ms);
        if (!message) return false;
        bodies.emplace_back(message->body());
      }
      return true;
    });
    return bodies;
  }

  static std::vector<std::string> Numbers(int first, int last) {
    std::vector<std::string> numbers;
    for (int i = first; i <= last; ++i) numbers.push_back(std::to_string(i));
    return numbers;
  }

  std::uint64_t Consumers() {
    const auto info = jetstream_->Api("STREAM.INFO.S", "");
    return info ? (*info)["state"].value("consumer_count", std::uint64_t{0}) : 0;
  }

  testing::NatsServer server_;
  std::unique_ptr<Connection> connection_;
  std::unique_ptr<Requests> requests_;
  std::optional<JetStream> jetstream_;
};

TEST_F(StreamReaderTest, ReadsMoreThanOneRequestInOrder) {
  PublishNumbers(1, 1200);
  StreamReader reader(*jetstream_, {.stream = kStream});
  EXPECT_EQ(Read(reader, 1200), Numbers(1, 1200));
  EXPECT_EQ(reader.last_sequence(), 1200);
}

TEST_F(StreamReaderTest, ContinuesWithLaterMessages) {
  PublishNumbers(1, 2);
  StreamReader reader(*jetstream_, {.stream = kStream});
  EXPECT_EQ(Read(reader, 2), Numbers(1, 2));
  EXPECT_EQ(reader.Next(10ms).error().code, ErrorCode::kTimeout);
  PublishNumbers(3, 4);
  EXPECT_EQ(Read(reader, 2), Numbers(3, 4));
}

TEST_F(StreamReaderTest, StartsAtASequence) {
  PublishNumbers(1, 5);
  StreamReader reader(*jetstream_, {.stream = kStream, .start_sequence = 4});
  EXPECT_EQ(Read(reader, 2), Numbers(4, 5));
}

TEST_F(StreamReaderTest, StartsAtATime) {
  PublishNumbers(1, 3);
  const auto second = jetstream_->GetMessage(kStream, 2);
  ASSERT_TRUE(second);
  // The server gets the time in whole milliseconds, rounded down: up to 1 ms of earlier messages.
  StreamReader reader(*jetstream_, {.stream = kStream, .start_time_ns = second->time_ns});
  const auto message = reader.Next(5s);
  ASSERT_TRUE(message);
  EXPECT_GE(message->position()->time_ns, second->time_ns - 1'000'000);
  EXPECT_LE(message->position()->time_ns, second->time_ns);
}

TEST_F(StreamReaderTest, ReadsOnlyWhatTheFilterMatches) {
  Publish("s.a.x", "1");
  Publish("s.b.x", "2");
  Publish("s.c.x.y", "3");
  Publish("s.d.x", "4");
  StreamReader reader(*jetstream_, {.stream = kStream, .filter = "s.*.x"});
  EXPECT_THAT(Read(reader, 3), ElementsAre("1", "2", "4"));
  EXPECT_TRUE(reader.CaughtUp());
}

TEST_F(StreamReaderTest, StartsWithTheLastOfEachSubjectAndThenReadsAll) {
  Publish("s.a", "1");
  Publish("s.b", "2");
  Publish("s.a", "3");
  StreamReader reader(*jetstream_, {.stream = kStream, .last_per_subject = true});
  EXPECT_THAT(Read(reader, 2), ElementsAre("2", "3"));
  EXPECT_TRUE(reader.CaughtUp());
  Publish("s.b", "4");
  Publish("s.b", "5");
  EXPECT_THAT(Read(reader, 2), ElementsAre("4", "5"));
}

TEST_F(StreamReaderTest, LeavesBodiesOnTheServerIfOnlyHeadersAreRequested) {
  Publish("s.a", "12345");
  StreamReader reader(*jetstream_, {.stream = kStream, .headers_only = true});
  const auto message = reader.Next(5s);
  ASSERT_TRUE(message);
  EXPECT_THAT(message->body(), IsEmpty());
  EXPECT_EQ(message->headers().Get("Name"), "12345");
  EXPECT_EQ(message->headers().Get("Nats-Msg-Size"), "5");
}

TEST_F(StreamReaderTest, KnowsWhenEverythingHasBeenReturned) {
  PublishNumbers(1, 2);
  StreamReader reader(*jetstream_, {.stream = kStream});
  EXPECT_FALSE(reader.CaughtUp());
  ASSERT_TRUE(reader.Next(5s));
  EXPECT_FALSE(reader.CaughtUp());
  ASSERT_TRUE(reader.Next(5s));
  EXPECT_TRUE(reader.CaughtUp());
}

TEST_F(StreamReaderTest, DetectsAnEmptyStreamWithoutWaiting) {
  StreamReader reader(*jetstream_, {.stream = kStream});
  EXPECT_FALSE(reader.CaughtUp());
  EXPECT_EQ(reader.Next(0ms).error().code, ErrorCode::kTimeout);
  EXPECT_TRUE(reader.CaughtUp());
}

TEST_F(StreamReaderTest, ReturnsAMessageThatLooksLikeAStatusMessage) {
  ASSERT_TRUE(jetstream_->PublishAndWait({"s.a", {{"Status", "409"}}, ""}));
  StreamReader reader(*jetstream_, {.stream = kStream});
  const auto message = reader.Next(5s);
  ASSERT_TRUE(message);
  EXPECT_EQ(message->subject(), "s.a");
}

TEST_F(StreamReaderTest, ReportsAStreamThatDoesNotExist) {
  StreamReader reader(*jetstream_, {.stream = "Missing"});
  const auto message = reader.Next(5s);
  ASSERT_FALSE(message);
  EXPECT_EQ(message.error().code, ErrorCode::kNotFound);
  EXPECT_FALSE(reader.CaughtUp());
}

TEST_F(StreamReaderTest, ContinuesAtItsPositionWhenItsConsumerIsDeleted) {
  PublishNumbers(1, 700);
  StreamReader reader(*jetstream_, {.stream = kStream});
  EXPECT_EQ(Read(reader, 600), Numbers(1, 600));
  const auto names = jetstream_->Api("CONSUMER.NAMES.S", "");
  ASSERT_TRUE(names);
  for (const auto& name : (*names)["consumers"]) {
    ASSERT_TRUE(jetstream_->Api("CONSUMER.DELETE.S." + name.get<std::string>(), ""));
  }
  PublishNumbers(701, 710);
  EXPECT_EQ(Read(reader, 110), Numbers(601, 710));
}

TEST_F(StreamReaderTest, LosesAndRepeatsNothingWhenTheServerIsKilledSeveralTimes) {
  constexpr int kRound = 200;
  constexpr int kRounds = 4;
  // Never far ahead of the reader, so that every kill hits messages in transit.
  std::atomic<int> read{0};
  std::jthread publisher([&] {
    for (int i = 1; i <= kRound * kRounds; ++i) {
      testing::PollUntil(kPatience, [&] { return i <= read.load() + kRound * 3 / 2; });
      Publish("s.a", std::to_string(i));
    }
  });
  StreamReader reader(*jetstream_, {.stream = kStream});
  std::vector<std::string> bodies;
  for (int round = 1; round <= kRounds; ++round) {
    for (const std::string& body : Read(reader, kRound)) bodies.push_back(body);
    read.store(round * kRound);
    server_.Kill();
    server_.Restart();
    ASSERT_TRUE(testing::PollUntil(kPatience, [&] { return connection_->IsConnected(); }));
  }
  EXPECT_EQ(bodies, Numbers(1, kRound * kRounds));
}

TEST_F(StreamReaderTest, ReportsThatTheServerIsAwayAndContinuesAfterwards) {
  PublishNumbers(1, 1);
  StreamReader reader(*jetstream_, {.stream = kStream});
  EXPECT_EQ(Read(reader, 1), Numbers(1, 1));
  server_.Kill();
  EXPECT_TRUE(testing::PollUntil(kPatience, [&] {
    const auto message = reader.Next(100ms);
    return !message && message.error().code == ErrorCode::kUnavailable && message.error().retryable;
  }));
  EXPECT_FALSE(reader.CaughtUp());
  server_.Restart();
  PublishNumbers(2, 3);
  EXPECT_EQ(Read(reader, 2), Numbers(2, 3));
}

TEST_F(StreamReaderTest, DeletesItsConsumerAtTheEnd) {
  PublishNumbers(1, 1);
  {
    StreamReader reader(*jetstream_, {.stream = kStream});
    EXPECT_EQ(Read(reader, 1), Numbers(1, 1));
    EXPECT_EQ(Consumers(), 1);
  }
  EXPECT_TRUE(testing::PollUntil(kPatience, [&] { return Consumers() == 0; }));
}

}  // namespace
}  // namespace pipeline::nats
