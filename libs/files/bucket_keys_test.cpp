#include "libs/files/bucket_keys.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "common/contract/sheet_key.hpp"

namespace pipeline::files {
namespace {

using base::ErrorCode;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Last revisions by key.
class FakeBucket {
 public:
  void Put(const std::string& key, const std::string& filename) {
    Entry entry;
    entry.revision.key = key;
    entry.revision.filename = filename;
    entries_[key] = entry;
  }

  std::string KeyFor(const std::string& text, const std::string& sender = "") const {
    const auto found = Find(text, sender);
    return found ? found->revision.key : "error: " + found.error().message;
  }

  base::Result<Entry> Find(const std::string& text, const std::string& sender = "") const {
    return FindRevision(text, sender, [this](const std::string& key) -> base::Result<Entry> {
      const auto entry = entries_.find(key);
      if (entry != entries_.end()) return entry->second;
      return base::Fail(ErrorCode::kNotFound, "none");
    });
  }

 private:
  std::map<std::string, Entry> entries_;
};

TEST(BucketKeysTest, TriesTheKeysOfANameAndTheTextItself) {
  const CandidateKeys keys = CandidateKeysFor("a_b.csv", "");
  EXPECT_THAT(keys.by_name, ElementsAre("a_b.csv", contract::AlternativeKeyOf("", "a_b.csv")));
  EXPECT_EQ(keys.as_key, "a_b.csv");
}

TEST(BucketKeysTest, KeepsToTheKeysOfASender) {
  EXPECT_EQ(CandidateKeysFor("a.csv", "on").as_key, "on/a.csv");
  EXPECT_EQ(CandidateKeysFor("on/a.csv", "on").as_key, "on/a.csv");
  EXPECT_EQ(CandidateKeysFor("a.csv", "on").by_name.front(), "on/a.csv");
}

TEST(BucketKeysTest, NeverTakesForAKeyWhatIsAWildcardOrNoSubject) {
  for (const char* text : {"*", ">", "a b.csv", "é.csv", ".a", "a..b"}) {
    EXPECT_THAT(CandidateKeysFor(text, "").as_key, IsEmpty()) << text;
  }
}

TEST(BucketKeysTest, FindsAFileByItsName) {
  FakeBucket bucket;
  bucket.Put(contract::KeyOf("été 1.csv"), "été 1.csv");
  EXPECT_EQ(bucket.KeyFor("été 1.csv"), contract::KeyOf("été 1.csv"));
}

TEST(BucketKeysTest, FindsTheSecondFileOfAKey) {
  FakeBucket bucket;
  const std::string second = contract::AlternativeKeyOf("", "a_b.csv");
  bucket.Put("a_b.csv", "a b.csv");
  bucket.Put(second, "a_b.csv");
  EXPECT_EQ(bucket.KeyFor("a b.csv"), "a_b.csv");
  EXPECT_EQ(bucket.KeyFor("a_b.csv"), second);
}

TEST(BucketKeysTest, FallsBackToTheTextAsAKey) {
  FakeBucket bucket;
  bucket.Put("a_b.csv", "a b.csv");
  bucket.Put("ontario/x.csv", "x.csv");
  EXPECT_EQ(bucket.KeyFor("a_b.csv"), "a_b.csv");
  EXPECT_EQ(bucket.KeyFor("ontario/x.csv"), "ontario/x.csv");
}

TEST(BucketKeysTest, NeverAnswersWithAnotherFileOfTheSameKey) {
  FakeBucket bucket;
  bucket.Put("_.csv", "é.csv");
  const auto found = bucket.Find("à.csv");
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::kNotFound);
}

TEST(BucketKeysTest, NeverAnswersWithAFileOfAnotherSender) {
  FakeBucket bucket;
  bucket.Put("a.csv", "a.csv");
  bucket.Put("quebec/a.csv", "a.csv");
  EXPECT_EQ(bucket.KeyFor("a.csv", "quebec"), "quebec/a.csv");
  EXPECT_FALSE(bucket.Find("a.csv", "ontario"));
  EXPECT_FALSE(bucket.Find("quebec/a.csv", "ontario"));
}

TEST(BucketKeysTest, TakesAKeyWithoutANameForTheFileWhenNoneHasTheName) {
  FakeBucket bucket;
  bucket.Put("a_b.csv", "");
  EXPECT_EQ(bucket.KeyFor("a b.csv"), "a_b.csv");
  const std::string second = contract::AlternativeKeyOf("", "a b.csv");
  bucket.Put(second, "a b.csv");
  EXPECT_EQ(bucket.KeyFor("a b.csv"), second);
}

TEST(BucketKeysTest, NamesEveryKeyThatItLookedAt) {
  const auto found = FakeBucket().Find("a\tb.csv");
  ASSERT_FALSE(found);
  EXPECT_THAT(found.error().message, HasSubstr("no file and no key \"a\\tb.csv\""));
  EXPECT_THAT(found.error().message,
              HasSubstr("a_b.csv, " + contract::AlternativeKeyOf("", "a\tb.csv")));
}

TEST(BucketKeysTest, PassesOnThatTheServerIsAway) {
  const auto found = FindRevision("a.csv", "", [](const std::string&) -> base::Result<Entry> {
    return base::Fail(ErrorCode::kUnavailable, "away", true);
  });
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().code, ErrorCode::kUnavailable);
}

// Names by key.
base::Result<KeyChoice> Choose(const std::map<std::string, std::string>& held,
                               const std::string& sender = "") {
  return ChooseKey("a b.csv", sender, [&held](const std::string& key) -> base::Result<Entry> {
    const auto found = held.find(key);
    if (found == held.end()) return base::Fail(ErrorCode::kNotFound, "none");
    Entry entry;
    entry.revision.key = key;
    entry.revision.filename = found->second;
    return entry;
  });
}

std::string Second() { return contract::AlternativeKeyOf("", "a b.csv"); }

TEST(ChooseKeyTest, ANewFileHasItsKey) {
  const auto choice = Choose({});
  ASSERT_TRUE(choice);
  EXPECT_EQ(choice->key, "a_b.csv");
  EXPECT_FALSE(choice->last);
  EXPECT_EQ(Choose({}, "on")->key, "on/a_b.csv");
}

TEST(ChooseKeyTest, AFileStaysWhereItIs) {
  const auto choice = Choose({{"a_b.csv", "a b.csv"}});
  ASSERT_TRUE(choice && choice->last);
  EXPECT_EQ(choice->key, "a_b.csv");
}

TEST(ChooseKeyTest, AnotherNameUnderTheKeyLeadsToTheAlternative) {
  const auto first = Choose({{"a_b.csv", "a_b.csv"}});
  ASSERT_TRUE(first);
  EXPECT_EQ(first->key, Second());
  EXPECT_FALSE(first->last);
  const auto again = Choose({{"a_b.csv", "a_b.csv"}, {Second(), "a b.csv"}});
  ASSERT_TRUE(again && again->last);
  EXPECT_EQ(again->key, Second());
}

TEST(ChooseKeyTest, ARevisionWithoutANameTakesNoKey) {
  EXPECT_EQ(Choose({{"a_b.csv", ""}})->key, "a_b.csv");
}

TEST(ChooseKeyTest, ReportsAConflictWhereBothKeysAreTaken) {
  EXPECT_EQ(Choose({{"a_b.csv", "x"}, {Second(), "y"}}).error().code, ErrorCode::kConflict);
}

}  // namespace
}  // namespace pipeline::files
