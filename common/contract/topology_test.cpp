#include "common/contract/topology.hpp"

#include <gtest/gtest.h>

namespace pipeline::contract {

TEST(TopologyNamesTest, NamesTheStreamAndTheSubjectsOfABucket) {
  EXPECT_EQ(BucketStream("files"), "KV_files");
  EXPECT_EQ(BucketSubject("files", "a/b.csv"), "$KV.files.a/b.csv");
}

TEST(TopologyNamesTest, KnowsTheTwoServicesThatWriteAStore) {
  EXPECT_EQ(StoreWrittenBy("kv-writer"), Store::kBucket);
  EXPECT_EQ(StoreWrittenBy("immudb-writer"), Store::kLedger);
  for (const char* service : {"extract", "uppercase", "a-step-of-yours", ""}) {
    EXPECT_EQ(StoreWrittenBy(service), std::nullopt) << service;
  }
}

}  // namespace pipeline::contract
