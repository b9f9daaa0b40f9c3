#include "services/safe-inputs/stored_file.hpp"

#include <gtest/gtest.h>

#include "common/base/digest.hpp"

namespace pipeline::safe_inputs {
namespace {

StoredFileCache::File FileOf(const std::string& key,
                             std::uint64_t revision,
                             std::size_t padding = 0) {
  files::Entry entry;
  entry.revision.key = key;
  entry.revision.number = revision;
  entry.value = R"({"content":[{"sheetName":"A","data":[{"a":1}]}]})" + std::string(padding, ' ');
  return std::make_shared<const StoredFile>(std::move(entry));
}

TEST(StoredFileTest, IsReadAsSheets) {
  const auto file = FileOf("a", 1);
  EXPECT_EQ(file->problem(), "");
  ASSERT_EQ(file->tables().size(), 1U);
  EXPECT_EQ(file->tables()[0].rows.at(0), R"({"a":1})");
}

TEST(StoredFileTest, SaysWhatIsNotAsThePipelineWritesIt) {
  files::Entry other;
  other.value = "hello";
  EXPECT_NE(StoredFile(other).problem(), "");
  files::Entry changed;
  changed.value = R"({"content":[]})";
  changed.revision.sha256 = base::Sha256Hex("something else");
  EXPECT_NE(StoredFile(changed).problem().find("SHA-256"), std::string::npos);
}

TEST(StoredFileCacheTest, ForgetsTheLeastRecentlyUsedWhereItIsFull) {
  const std::size_t one = FileOf("a", 1, 1000)->bytes();
  StoredFileCache cache(2 * one + 100);
  cache.Put(FileOf("a", 1, 1000));
  cache.Put(FileOf("b", 2, 1000));
  EXPECT_TRUE(cache.Get("a", 1));
  cache.Put(FileOf("c", 3, 1000));
  EXPECT_FALSE(cache.Get("b", 2));
  EXPECT_TRUE(cache.Get("a", 1));
  EXPECT_TRUE(cache.Get("c", 3));
}

TEST(StoredFileCacheTest, KnowsAFileByKeyAndRevision) {
  StoredFileCache cache(1'000'000);
  cache.Put(FileOf("a", 1));
  EXPECT_FALSE(cache.Get("a", 2));
  EXPECT_FALSE(cache.Get("b", 1));
}

TEST(StoredFileCacheTest, KeepsTheLastOneHoweverLarge) {
  StoredFileCache cache(10);
  cache.Put(FileOf("a", 1, 1000));
  EXPECT_TRUE(cache.Get("a", 1));
  cache.Put(FileOf("b", 2, 1000));
  EXPECT_FALSE(cache.Get("a", 1));
  EXPECT_TRUE(cache.Get("b", 2));
}

}  // namespace
}  // namespace pipeline::safe_inputs
