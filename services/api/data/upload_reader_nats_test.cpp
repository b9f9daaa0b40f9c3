#include <gtest/gtest.h>

#include "services/api/data/upload_reader.hpp"
#include "tests/support/api_data_fixture.hpp"

namespace pipeline::api {
namespace {

using base::ErrorCode;
using uploads::StoreState;

class UploadReaderTest : public DataFixture {
 protected:
  void Open(std::size_t uploads) {
    StartAndWait(uploads);
    catalog_ = std::make_unique<BucketCatalog>(*jetstream_, CatalogOptions{});
    ledger_ = std::make_unique<LedgerReader>(*jetstream_, *index_);
    reader_ = std::make_unique<UploadReader>(*index_, *catalog_, files_, *ledger_);
    ASSERT_TRUE(testing::PollUntil(uploads::kIndexPatience,
                                   [this] { return catalog_->NotReady().empty(); }));
  }

  // Publishes the results of both writers.
  void StoreInBoth(const std::string& id, const std::string& key, const contract::Origin& origin) {
    const contract::Headers headers{
        {"Upload-Id", id}, {"Origin", origin.ToString()}, {"File-Name", key}};
    PutRaw(key, "{}", headers);
    contract::Headers receipt = headers;
    receipt.Set("Anchor-Tx-Id", "42");
    receipt.Set("Anchor-Tx-Hash", "ab");
    Store("safeInputsLedgerReceipt." + key,
          R"({"storedAt":"2026-01-31T08:05:09.123Z","database":"db","table":"t"})",
          receipt);
  }

  files::BucketRevision RevisionOf(const std::string& id, const contract::Origin& origin) {
    files::BucketRevision revision;
    revision.key = "a.csv";
    revision.upload_id = id;
    revision.origin = origin.ToString();
    return revision;
  }

  FileReader files_{*jetstream_, kBucket};
  std::unique_ptr<BucketCatalog> catalog_;
  std::unique_ptr<LedgerReader> ledger_;
  std::unique_ptr<UploadReader> reader_;
};

TEST_F(UploadReaderTest, TellsAnUploadAndPagesOfThem) {
  Open(100);
  for (const char* id : {"u1", "u2", "u3"}) Accept(id);
  const auto found = reader_->Find("u3");
  ASSERT_TRUE(found && *found);
  EXPECT_FALSE((*found)->expired);
  EXPECT_FALSE(reader_->Find("nobody").value());
  const auto page = reader_->Page(2, std::nullopt);
  ASSERT_TRUE(page);
  ASSERT_EQ(page->uploads.size(), 2U);
  EXPECT_TRUE(page->has_next);
  EXPECT_EQ(page->uploads[0].state.record.upload_id, "u3");
  const auto rest = reader_->Page(2, page->uploads[1].state.record.origin);
  ASSERT_EQ(rest->uploads.size(), 1U);
  EXPECT_FALSE(rest->has_next);
}

TEST_F(UploadReaderTest, OfAnExpiredUploadTellsWhatBucketAndReceiptStillTell) {
  Open(1);
  const auto origin = Accept("u1", "a.csv");
  StoreInBoth("u1", "a.csv", origin);
  Accept("u2", "b.csv");
  ASSERT_TRUE(reader_->Find("u2").value());
  ASSERT_TRUE(catalog_->CatchUp());
  const auto found = reader_->Find("u1");
  ASSERT_TRUE(found && *found) << (found ? "" : found.error().message);
  EXPECT_TRUE((*found)->expired);
  EXPECT_EQ((*found)->state.record.filename, "a.csv");
  EXPECT_EQ((*found)->state.bucket.kind, StoreState::Kind::kStored);
  EXPECT_EQ((*found)->state.bucket.key, "a.csv");
  EXPECT_EQ((*found)->state.ledger.transaction, "42");

  UploadProgress progress(*reader_, "u1");
  EXPECT_TRUE(progress.Next().value()->expired);
  EXPECT_FALSE(progress.Next().value());
}

TEST_F(UploadReaderTest, AnExpiredUploadIsFoundWhereNewerRevisionsFollowed) {
  Open(1);
  const auto origin = Accept("u1", "a.csv");
  StoreInBoth("u1", "a.csv", origin);
  Await("u1", [](const auto& state) { return state.bucket.ended(); });
  const auto newer = Accept("u2", "a.csv");
  StoreInBoth("u2", "a.csv", newer);
  Await("u2", [](const auto& state) { return state.ended(); });
  const auto found = reader_->Find("u1");
  ASSERT_TRUE(found && *found) << (found ? "" : found.error().message);
  EXPECT_TRUE((*found)->expired);
  EXPECT_EQ((*found)->state.bucket.kind, StoreState::Kind::kStored);
  EXPECT_EQ((*found)->state.bucket.key, "a.csv");
  EXPECT_EQ((*found)->state.bucket.revision, 1U);
}

TEST_F(UploadReaderTest, AnExpiredUploadThatNothingTellsOfIsStillExpired) {
  Open(1);
  Accept("u1", "a.csv");
  Accept("u2", "b.csv");
  ASSERT_TRUE(reader_->Find("u2").value());
  const auto found = reader_->Find("u1");
  ASSERT_TRUE(found && *found);
  EXPECT_TRUE((*found)->expired);
  EXPECT_FALSE((*found)->state.ended());
}

TEST_F(UploadReaderTest, TellsProgressToTheEnd) {
  Open(100);
  const auto origin = Accept("u1", "a.csv");
  UploadProgress progress(*reader_, "u1");
  EXPECT_FALSE(progress.Next().value()->state.ended());
  StoreInBoth("u1", "a.csv", origin);
  std::optional<IndexedUpload> last;
  while (auto next = progress.Next().value()) last = next;
  ASSERT_TRUE(last);
  EXPECT_TRUE(last->state.ended());
  EXPECT_EQ(UploadProgress(*reader_, "nobody").Next().error().code, ErrorCode::kNotFound);
}

TEST_F(UploadReaderTest, WaitsForTheRevisionAndNoLonger) {
  Open(100);
  const auto origin = Accept("u1", "a.csv");
  const auto pending = reader_->AwaitBucket("u1", std::chrono::milliseconds(50));
  ASSERT_TRUE(pending) << pending.error().message;
  EXPECT_FALSE(pending->bucket.ended());
  StoreInBoth("u1", "a.csv", origin);
  const auto stored = reader_->AwaitBucket("u1", uploads::kIndexPatience);
  ASSERT_TRUE(stored);
  EXPECT_EQ(stored->bucket.kind, StoreState::Kind::kStored);
  EXPECT_EQ(reader_->AwaitBucket("nobody", std::chrono::milliseconds(1)).error().code,
            ErrorCode::kNotFound);
}

TEST_F(UploadReaderTest, TellsTheLedgersReceiptOfARevisionAndOfNoOtherOne) {
  Open(100);
  const auto first = Accept("u1", "a.csv");
  StoreInBoth("u1", "a.csv", first);
  const auto second = Accept("u2", "a.csv");
  StoreInBoth("u2", "a.csv", second);
  Await("u1", [](const auto& state) { return state.ended(); });
  const auto receipts =
      ledger_->Receipts({RevisionOf("u2", second), RevisionOf("u1", first), RevisionOf("u3", {})});
  ASSERT_TRUE(receipts[0] && *receipts[0]);
  EXPECT_EQ((*receipts[0])->transaction, "42");
  EXPECT_EQ((*receipts[0])->stored_at, "2026-01-31T08:05:09.123Z");
  EXPECT_EQ((*receipts[0])->database, "db");
  ASSERT_TRUE(receipts[1] && *receipts[1]) << "not the key's last receipt, but the index knows it";
  EXPECT_EQ((*receipts[1])->upload_id, "u1");
  ASSERT_TRUE(receipts[2]);
  EXPECT_FALSE(*receipts[2]);
}

}  // namespace
}  // namespace pipeline::api
