#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>

#include "common/index/upload_index.hpp"
#include "common/nats/provision.hpp"
#include "common/nats/requests.hpp"
#include "common/nats/topology.hpp"
#include "common/sheets/header_names.hpp"
#include "common/testing/nats_server.hpp"
#include "common/testing/poll.hpp"

namespace pipeline::index {
namespace {

using delivery::Origin;
using nlohmann::json;
using std::chrono::seconds;
using testing::PollUntil;
using Kind = StoreState::Kind;

constexpr seconds kPatience{20};

/// A pipeline without services: the tests publish and acknowledge what the services would.
class UploadIndexTest : public ::testing::Test {
 protected:
  UploadIndexTest() { Connect(); }

  void Connect() {
    nats::ConnectionOptions options;
    options.url = server_.url();
    options.name = "index-test";
    connection_ = std::move(*nats::Connection::Connect(options, {}));
    nats::ConnectionEvents events;
    events.reconnected = [this] {
      if (index_) index_->OnReconnected();
    };
    requests_ = std::move(*nats::Requests::Create(*connection_, std::move(events)));
    jetstream_ = std::make_unique<nats::JetStream>(*requests_);
    const auto ensured = nats::EnsureStreams(
        *jetstream_, nats::Topology({}), {}, true, {}, [](const std::string&) {});
    ASSERT_TRUE(ensured) << ensured.error().message;
  }

  void Start(std::size_t uploads = 100) {
    index_.reset();
    index_ = std::make_unique<UploadIndex>(
        *connection_, *jetstream_, UploadIndexOptions{uploads, "safeInputsFiles"});
  }

  void StartAndWait(std::size_t uploads = 100) {
    Start(uploads);
    ASSERT_TRUE(PollUntil(kPatience, [this] { return index_->NotReady().empty(); }))
        << index_->NotReady();
  }

  nats::PubAck Publish(const std::string& subject, const nats::Headers& headers) {
    base::Result<nats::PubAck> ack;
    EXPECT_TRUE(PollUntil(kPatience, [&] {
      ack = jetstream_->PublishAndWait({subject, headers, "{}"});
      return ack.has_value();
    }));
    return ack.value_or(nats::PubAck{});
  }

  /// Publishes a raw message; answers what its Origin is.
  Origin Accept(const std::string& id, const std::string& filename = "a.csv") {
    const auto ack = Publish(nats::kRawStream,
                             {{sheets::kUploadIdHeader, id}, {sheets::kFileNameHeader, filename}});
    const auto stored = jetstream_->GetMessage(nats::kRawStream, ack.sequence);
    return {stored ? stored->time_ns : 0, ack.sequence};
  }

  nats::PubAck Publish(const std::string& subject,
                       const std::string& id,
                       const Origin& origin,
                       nats::Headers extra = {}) {
    extra.Set(sheets::kUploadIdHeader, id);
    extra.Set(sheets::kOriginHeader, origin.ToString());
    extra.Set(sheets::kFileNameHeader, "a.csv");
    return Publish(subject, extra);
  }

  /// Takes one message from a durable and acknowledges it, as its service would.
  void AcknowledgeNext(const std::string& stream, const std::string& durable) {
    const std::string inbox = connection_->NewInbox();
    const auto subscription = connection_->Subscribe(inbox);
    ASSERT_TRUE(subscription);
    ASSERT_TRUE(connection_->Publish("$JS.API.CONSUMER.MSG.NEXT." + stream + "." + durable,
                                     inbox,
                                     {},
                                     R"({"batch":1,"expires":5000000000})"));
    const auto message = (*subscription)->Next(seconds(6));
    ASSERT_TRUE(message) << message.error().message;
    ASSERT_TRUE(message->position()) << "nothing to acknowledge in " << stream;
    ASSERT_TRUE(requests_->Call(std::string(message->reply()), {}, "+ACK", seconds(5)));
  }

  /// Polls until the upload's state satisfies `wanted`; the last state seen.
  template <typename Predicate>
  UploadState Await(const std::string& id, Predicate wanted) {
    UploadState last;
    EXPECT_TRUE(PollUntil(kPatience,
                          [&] {
                            const auto state = index_->Find(id);
                            if (state) last = *state;
                            return state && wanted(*state);
                          }))
        << "bucket " << ToString(last.bucket.kind) << ", ledger " << ToString(last.ledger.kind);
    return last;
  }

  void DeleteStream(const std::string& name) {
    ASSERT_TRUE(jetstream_->Api("STREAM.DELETE." + name, ""));
  }

  testing::NatsServer server_;
  std::unique_ptr<nats::Connection> connection_;
  std::unique_ptr<nats::Requests> requests_;
  std::unique_ptr<nats::JetStream> jetstream_;
  std::unique_ptr<UploadIndex> index_;
};

TEST_F(UploadIndexTest, AnUploadIsKnownAtOnceAfterItsAcceptance) {
  StartAndWait();
  for (int i = 0; i < 50; ++i) {
    const std::string id = "u" + std::to_string(i);
    Accept(id);
    const auto state = index_->Find(id);
    ASSERT_TRUE(state) << id;
    EXPECT_EQ(state->bucket.kind, Kind::kPending);
  }
  const auto unknown = index_->Find("nobody");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error(), Missing::kUnknown);
}

TEST_F(UploadIndexTest, FollowsAnUploadToBothStores) {
  StartAndWait();
  const Origin origin = Accept("u1");
  Publish("safeInputsExtractedSubset.a.csv", "u1", origin);
  Publish("safeInputsUppercased.a.csv", "u1", origin);
  const auto revision = Publish("$KV.safeInputsFiles.a.csv", "u1", origin);
  Publish("safeInputsLedgerReceipt.a.csv",
          "u1",
          origin,
          {{sheets::kAnchorTxIdHeader, "42"}, {sheets::kAnchorTxHashHeader, "abcd"}});
  const UploadState state = Await("u1", [](const UploadState& now) { return now.ended(); });
  EXPECT_EQ(state.record.origin, origin);
  EXPECT_TRUE(state.record.extracted && state.record.uppercased);
  EXPECT_EQ(state.record.bytes, 2U);
  EXPECT_EQ(state.bucket.kind, Kind::kStored);
  EXPECT_EQ(state.bucket.revision, revision.sequence);
  EXPECT_EQ(state.bucket.key, "a.csv");
  EXPECT_EQ(state.ledger.kind, Kind::kStored);
  EXPECT_EQ(state.ledger.transaction, "42");
  EXPECT_EQ(state.ledger.transaction_hash, "abcd");
}

TEST_F(UploadIndexTest, IsRebuiltFromTheStreams) {
  const Origin origin = Accept("u1");
  Publish("safeInputsExtractedSubset.a.csv", "u1", origin);
  Publish("$KV.safeInputsFiles.a.csv", "u1", origin);
  StartAndWait();
  const auto state = index_->Find("u1");
  ASSERT_TRUE(state);
  EXPECT_TRUE(state->record.extracted);
  EXPECT_EQ(state->bucket.kind, Kind::kStored);
}

TEST_F(UploadIndexTest, KeepsTheLastUploadsAndKnowsThatOthersWere) {
  for (int i = 1; i <= 6; ++i) Accept("u" + std::to_string(i));
  StartAndWait(2);
  EXPECT_TRUE(index_->Find("u6"));
  EXPECT_TRUE(index_->Find("u5"));
  const auto old = index_->Find("u1");
  ASSERT_FALSE(old);
  EXPECT_EQ(old.error(), Missing::kAgedOut);
}

TEST_F(UploadIndexTest, SupersededOnlyOnceKvWriterIsDoneAndTheKeyHoldsANewerUpload) {
  StartAndWait();
  const Origin older = Accept("older");
  const Origin newer = Accept("newer");
  Publish("safeInputsUppercased.a.csv", "older", older);
  const auto revision = Publish("$KV.safeInputsFiles.a.csv", "newer", newer);
  Await("newer", [](const UploadState& now) { return now.bucket.kind == Kind::kStored; });
  EXPECT_EQ(index_->Find("older")->bucket.kind, Kind::kPending);
  AcknowledgeNext(nats::kUppercasedStream, nats::kBucketConsumer);
  const UploadState state =
      Await("older", [](const UploadState& now) { return now.bucket.ended(); });
  EXPECT_EQ(state.bucket.kind, Kind::kSuperseded);
  EXPECT_EQ(state.bucket.revision, revision.sequence);
  EXPECT_EQ(state.ledger.kind, Kind::kPending);
}

TEST_F(UploadIndexTest, SkippedOnceExtractAcknowledgedAndNothingCame) {
  StartAndWait();
  Accept("u1");
  EXPECT_EQ(index_->Find("u1")->bucket.kind, Kind::kPending);
  AcknowledgeNext(nats::kRawStream, nats::kRawConsumer);
  const UploadState state = Await("u1", [](const UploadState& now) { return now.ended(); });
  EXPECT_EQ(state.bucket.kind, Kind::kSkipped);
  EXPECT_EQ(state.ledger.kind, Kind::kSkipped);
}

TEST_F(UploadIndexTest, NotSkippedWhereTheExtractedMessageMayHaveBeenPurged) {
  const Origin origin = Accept("u1");
  Publish("safeInputsExtractedSubset.a.csv", "u1", origin);
  AcknowledgeNext(nats::kRawStream, nats::kRawConsumer);
  ASSERT_TRUE(jetstream_->Api("STREAM.PURGE." + std::string(nats::kExtractedStream), ""));
  StartAndWait();
  EXPECT_EQ(index_->Find("u1")->bucket.kind, Kind::kPending);
}

TEST_F(UploadIndexTest, ADeadLetterOfExtractEndsBothStores) {
  StartAndWait();
  const Origin origin = Accept("u1");
  Publish(
      "safeInputsDeadLetter.extract",
      "u1",
      origin,
      {{sheets::kDeadLetterCodeHeader, "not-json"}, {sheets::kDeadLetterReasonHeader, "byte 1"}});
  const UploadState state = Await("u1", [](const UploadState& now) { return now.ended(); });
  EXPECT_EQ(state.bucket.kind, Kind::kDeadLettered);
  EXPECT_EQ(state.ledger.kind, Kind::kDeadLettered);
  EXPECT_EQ(state.ledger.code, "not-json");
  EXPECT_EQ(state.ledger.service, "extract");
}

TEST_F(UploadIndexTest, GoesOnAfterARestartOfTheServer) {
  StartAndWait();
  Accept("before");
  ASSERT_TRUE(index_->Find("before"));
  server_.Kill();
  EXPECT_TRUE(index_->Find("before"));
  server_.Restart();
  const Origin origin = Accept("after");
  Publish("$KV.safeInputsFiles.a.csv", "after", origin);
  Await("after", [](const UploadState& now) { return now.bucket.kind == Kind::kStored; });
  EXPECT_TRUE(index_->Find("before"));
}

TEST_F(UploadIndexTest, StandsPurgesAndReadsAStreamThatWasMadeAnew) {
  StartAndWait();
  Accept("u1");
  ASSERT_TRUE(index_->Find("u1"));
  ASSERT_TRUE(jetstream_->Api("STREAM.PURGE." + std::string(nats::kRawStream), ""));
  Accept("u2");
  EXPECT_TRUE(index_->Find("u2"));
  DeleteStream(nats::kExtractedStream);
  DeleteStream(nats::kRawStream);
  const auto made =
      nats::EnsureStreams(*jetstream_, nats::Topology({}), {}, true, {}, [](const std::string&) {});
  ASSERT_TRUE(made);
  const Origin origin = Accept("u3");
  Publish("safeInputsExtractedSubset.a.csv", "u3", origin);
  Await("u3", [](const UploadState& now) { return now.record.extracted.has_value(); });
  EXPECT_TRUE(index_->Find("u2"));
}

TEST_F(UploadIndexTest, AStreamThatIsNotThereIsReadOnceItIs) {
  DeleteStream(nats::kReceiptStream);
  StartAndWait();
  const Origin origin = Accept("u1");
  const auto made =
      nats::EnsureStreams(*jetstream_, nats::Topology({}), {}, true, {}, [](const std::string&) {});
  ASSERT_TRUE(made);
  Publish("safeInputsLedgerReceipt.a.csv", "u1", origin);
  Await("u1", [](const UploadState& now) { return now.ledger.kind == Kind::kStored; });
}

TEST_F(UploadIndexTest, IsBuildingUntilTheStreamsAreRead) {
  server_.Signal(SIGSTOP);
  Start();
  EXPECT_FALSE(index_->NotReady().empty());
  const auto state = index_->Find("u1");
  server_.Signal(SIGCONT);
  ASSERT_FALSE(state);
  EXPECT_EQ(state.error(), Missing::kBuilding);
  EXPECT_TRUE(PollUntil(kPatience, [this] { return index_->NotReady().empty(); }));
}

}  // namespace
}  // namespace pipeline::index
