#include <gtest/gtest.h>

#include <csignal>
#include <nlohmann/json.hpp>

#include "common/contract/topology.hpp"
#include "libs/uploads/upload_index.hpp"
#include "tests/support/index_fixture.hpp"

namespace pipeline::uploads {
namespace {

using contract::Origin;
using testing::PollUntil;
using Kind = StoreState::Kind;

class UploadIndexFaultsTest : public IndexFixture {};

TEST_F(UploadIndexFaultsTest, NotSkippedWhereTheExtractedMessageMayHaveBeenPurged) {
  const Origin origin = Accept("u1");
  Publish("safeInputsExtractedSubset.a.csv", "u1", origin);
  AcknowledgeNext(contract::kRawStream, contract::kRawConsumer);
  ASSERT_TRUE(jetstream_->Api("STREAM.PURGE." + std::string(contract::kExtractedStream), ""));
  StartAndWait();
  EXPECT_EQ(index_->Find("u1")->bucket.kind, Kind::kPending);
}

TEST_F(UploadIndexFaultsTest, GoesOnAfterARestartOfTheServer) {
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

TEST_F(UploadIndexFaultsTest, StandsPurgesAndReadsAStreamThatWasMadeAnew) {
  StartAndWait();
  Accept("u1");
  ASSERT_TRUE(index_->Find("u1"));
  ASSERT_TRUE(jetstream_->Api("STREAM.PURGE." + std::string(contract::kRawStream), ""));
  Accept("u2");
  EXPECT_TRUE(index_->Find("u2"));
  DeleteStream(contract::kExtractedStream);
  DeleteStream(contract::kRawStream);
  Provision();
  const Origin origin = Accept("u3");
  Publish("safeInputsExtractedSubset.a.csv", "u3", origin);
  Await("u3", [](const UploadState& now) { return now.record.extracted.has_value(); });
  EXPECT_TRUE(index_->Find("u2"));
}

TEST_F(UploadIndexFaultsTest, AStreamThatIsNotThereIsReadOnceItIs) {
  DeleteStream(contract::kReceiptStream);
  StartAndWait();
  const Origin origin = Accept("u1");
  Provision();
  Publish("safeInputsLedgerReceipt.a.csv", "u1", origin);
  Await("u1", [](const UploadState& now) { return now.ledger.kind == Kind::kStored; });
}

TEST_F(UploadIndexFaultsTest, IsBuildingUntilTheStreamsAreRead) {
  server_.Signal(SIGSTOP);
  Start();
  EXPECT_FALSE(index_->NotReady().empty());
  const auto state = index_->Find("u1");
  server_.Signal(SIGCONT);
  ASSERT_FALSE(state);
  EXPECT_EQ(state.error(), Missing::kBuilding);
  EXPECT_TRUE(PollUntil(kIndexPatience, [this] { return index_->NotReady().empty(); }));
}

}  // namespace
}  // namespace pipeline::uploads
