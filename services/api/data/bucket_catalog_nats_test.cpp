#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "common/contract/topology.hpp"
#include "services/api/data/bucket_catalog.hpp"
#include "tests/support/api_data_fixture.hpp"

namespace pipeline::api {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class BucketCatalogTest : public DataFixture {
 protected:
  ~BucketCatalogTest() override { on_reconnected_ = {}; }

  void Open(const CatalogOptions& options = {}) {
    catalog_ = std::make_unique<BucketCatalog>(*jetstream_, options);
    on_reconnected_ = [this] { catalog_->OnReconnected(); };
    EXPECT_TRUE(testing::PollUntil(uploads::kIndexPatience, [this] {
      return catalog_->NotReady().empty() || Says("more than");
    }));
  }

  bool Says(const std::string& reason) const {
    return catalog_->NotReady().find(reason) != std::string::npos;
  }

  std::vector<std::string> Keys(const std::string& prefix = "",
                                std::size_t first = 100,
                                const std::string& after = "") {
    EXPECT_TRUE(catalog_->CatchUp());
    const auto page = catalog_->Page(prefix, first, after);
    EXPECT_TRUE(page);
    std::vector<std::string> keys;
    if (!page) return keys;
    for (const CatalogEntry& entry : page->entries) keys.push_back(entry.revision.key);
    has_next_ = page->has_next;
    return keys;
  }

  std::unique_ptr<BucketCatalog> catalog_;
  bool has_next_ = false;
};

TEST_F(BucketCatalogTest, TellsTheNewestRevisionOfAKeyFromHeaders) {
  Put("a.csv", "a.csv", "{}");
  const std::uint64_t newest = Put("a.csv", "a.csv", R"({"x":1})", "u2");
  Open();
  const auto entry = catalog_->At("a.csv");
  ASSERT_TRUE(entry) << entry.error().message;
  EXPECT_EQ(entry->revision.number, newest);
  EXPECT_EQ(entry->revision.bytes, 7U);
  EXPECT_EQ(entry->revision.upload_id, "u2");
  EXPECT_EQ(entry->revision.sha256, base::Sha256Hex(R"({"x":1})"));
  EXPECT_EQ(entry->revision.sheets, 1U);
  EXPECT_EQ(entry->revision.rows, 2U);
  EXPECT_EQ(catalog_->At("b.csv").error().code, base::ErrorCode::kNotFound);
}

TEST_F(BucketCatalogTest, ListsByKeyPageByPageWithoutDeletedOnes) {
  for (const char* key : {"c.csv", "a.csv", "d.csv", "b.csv"}) Put(key, key);
  Open();
  Delete("c.csv");
  Put("e.csv", "e.csv");
  EXPECT_THAT(Keys("", 2), ElementsAre("a.csv", "b.csv"));
  EXPECT_TRUE(has_next_);
  EXPECT_THAT(Keys("", 2, "b.csv"), ElementsAre("d.csv", "e.csv"));
  EXPECT_FALSE(has_next_);
}

TEST_F(BucketCatalogTest, FindsByThePrefixOfTheOriginalName) {
  Put("_t_.csv", "été.csv");
  Put("ontario/_t_.csv", "été.csv");
  Put("a.csv", "a.csv");
  PutRaw("foreign", "1", {});
  Open();
  EXPECT_THAT(Keys("ét"), ElementsAre("_t_.csv", "ontario/_t_.csv"));
  EXPECT_THAT(Keys("fore"), ElementsAre("foreign"));
  EXPECT_THAT(Keys("x"), IsEmpty());
}

TEST_F(BucketCatalogTest, MeansAnOriginalNameBeforeAKey) {
  Put("a_b", "a b");
  Put("a_b-12345678", "a_b");
  Open();
  EXPECT_EQ(catalog_->Find("a b")->revision.key, "a_b");
  EXPECT_EQ(catalog_->Find("a_b-12345678")->revision.key, "a_b-12345678");
  EXPECT_EQ(catalog_->Find("nobody").error().code, base::ErrorCode::kNotFound);
  EXPECT_EQ(catalog_->Find("").error().code, base::ErrorCode::kNotFound);
}

TEST_F(BucketCatalogTest, FindsTheRevisionOfAnUpload) {
  Put("a.csv", "a.csv", "{}", "u1");
  Open();
  EXPECT_EQ(catalog_->OfUpload("u1").value()->revision.key, "a.csv");
  EXPECT_FALSE(catalog_->OfUpload("u2").value());
}

TEST_F(BucketCatalogTest, TellsWatchersOfChangesOfTheirPrefix) {
  Put("a.csv", "a.csv");
  Open();
  const auto watcher = catalog_->Watch("a");
  Put("b.csv", "b.csv");
  Put("a.csv", "a.csv", "[]");
  Delete("a.csv");
  const auto changed = watcher->Next();
  ASSERT_TRUE(changed && *changed);
  EXPECT_EQ((*changed)->revision.key, "a.csv");
  EXPECT_FALSE((*changed)->deleted());
  const auto deleted = watcher->Next();
  ASSERT_TRUE(deleted && *deleted);
  EXPECT_TRUE((*deleted)->deleted());
  EXPECT_EQ((*deleted)->name(), "a.csv");
}

TEST_F(BucketCatalogTest, TellsWatchersOfTheFirstFileOfABucketThatWasNotThere) {
  DeleteStream(contract::BucketStream(kBucket));
  Open();
  const auto watcher = catalog_->Watch("");
  Provision();
  Put("a.csv", "a.csv");
  const auto changed = watcher->Next();
  ASSERT_TRUE(changed && *changed);
  EXPECT_EQ((*changed)->revision.key, "a.csv");
}

TEST_F(BucketCatalogTest, SaysSoWhereThereAreMoreKeysThanItKeeps) {
  for (const char* key : {"a", "b", "c"}) Put(key, key);
  Open({.most_keys = 2});
  EXPECT_TRUE(testing::PollUntil(uploads::kIndexPatience, [this] { return Says("more than 2"); }));
  EXPECT_THAT(catalog_->NotReady(), HasSubstr("more than 2 keys"));
  EXPECT_EQ(catalog_->Page("", 1, "").error().code, base::ErrorCode::kUnavailable);
  EXPECT_FALSE(catalog_->At("a"));
}

TEST_F(BucketCatalogTest, AnswersAgainOnceThereAreFewEnoughKeys) {
  for (const char* key : {"a", "b", "c"}) Put(key, key);
  Put("b", "b", "[]");
  Open({.most_keys = 2});
  ASSERT_TRUE(testing::PollUntil(uploads::kIndexPatience, [this] { return Says("more than 2"); }));
  const auto watcher = catalog_->Watch("");
  ASSERT_TRUE(jetstream_->Api("STREAM.PURGE." + contract::BucketStream(kBucket),
                              R"({"filter":")" + contract::BucketSubject(kBucket, "a") + R"("})"));
  EXPECT_TRUE(
      testing::PollUntil(uploads::kIndexPatience, [this] { return catalog_->NotReady().empty(); }));
  EXPECT_THAT(Keys(), ElementsAre("b", "c"));
  const std::uint64_t number = Put("c", "c", "[]");
  const auto changed = watcher->Next();
  ASSERT_TRUE(changed && *changed);
  EXPECT_EQ((*changed)->revision.number, number) << "what is read again is no change";
}

TEST_F(BucketCatalogTest, AnswersNothingWhileNatsIsAwayAndGoesOnAfter) {
  Put("a.csv", "a.csv");
  Open();
  const auto watcher = catalog_->Watch("");
  server_.Kill();
  EXPECT_TRUE(testing::PollUntil(uploads::kIndexPatience,
                                 [this] { return !catalog_->Page("", 1, "").has_value(); }));
  server_.Restart();
  EXPECT_TRUE(
      testing::PollUntil(uploads::kIndexPatience, [this] { return catalog_->NotReady().empty(); }));
  const std::uint64_t number = Put("b.csv", "b.csv");
  EXPECT_THAT(Keys(), ElementsAre("a.csv", "b.csv"));
  const auto changed = watcher->Next();
  ASSERT_TRUE(changed && *changed);
  EXPECT_EQ((*changed)->revision.number, number) << "what is read again is no change";
}

TEST_F(BucketCatalogTest, ForgetsABucketThatIsGone) {
  Put("a.csv", "a.csv");
  Put("b.csv", "b.csv");
  Open();
  DeleteStream(contract::BucketStream(kBucket));
  EXPECT_TRUE(testing::PollUntil(uploads::kIndexPatience, [this] {
    const auto page = catalog_->Page("", 9, "");
    return page && page->entries.empty();
  }));
  Provision();
  Put("c.csv", "c.csv");
  EXPECT_THAT(Keys(), ElementsAre("c.csv"));
}

}  // namespace
}  // namespace pipeline::api
