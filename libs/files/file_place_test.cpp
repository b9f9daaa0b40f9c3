#include "libs/files/file_place.hpp"

#include <gtest/gtest.h>

#include <map>

#include "common/contract/sheet_key.hpp"

namespace pipeline::files {
namespace {

using base::ErrorCode;

// Names by key.
base::Result<FilePlace> Place(const std::map<std::string, std::string>& held,
                              const std::string& sender = "") {
  return PlaceOf("a b.csv", sender, [&held](const std::string& key) -> base::Result<Entry> {
    const auto found = held.find(key);
    if (found == held.end()) return base::Fail(ErrorCode::kNotFound, "none");
    Entry entry;
    entry.revision.key = key;
    entry.revision.filename = found->second;
    return entry;
  });
}

std::string Second() { return contract::AlternativeKeyOf("", "a b.csv"); }

TEST(FilePlaceTest, ANewFileHasItsKey) {
  const auto place = Place({});
  ASSERT_TRUE(place);
  EXPECT_EQ(place->key, "a_b.csv");
  EXPECT_FALSE(place->last);
  EXPECT_EQ(Place({}, "on")->key, "on/a_b.csv");
}

TEST(FilePlaceTest, AFileStaysWhereItIs) {
  const auto place = Place({{"a_b.csv", "a b.csv"}});
  ASSERT_TRUE(place && place->last);
  EXPECT_EQ(place->key, "a_b.csv");
}

TEST(FilePlaceTest, AnotherNameUnderTheKeyLeadsToTheAlternative) {
  const auto first = Place({{"a_b.csv", "a_b.csv"}});
  ASSERT_TRUE(first);
  EXPECT_EQ(first->key, Second());
  EXPECT_FALSE(first->last);
  const auto again = Place({{"a_b.csv", "a_b.csv"}, {Second(), "a b.csv"}});
  ASSERT_TRUE(again && again->last);
  EXPECT_EQ(again->key, Second());
}

TEST(FilePlaceTest, ANamelessRevisionKeepsNobodyOut) {
  EXPECT_EQ(Place({{"a_b.csv", ""}})->key, "a_b.csv");
}

TEST(FilePlaceTest, SaysWhereThereIsNoPlace) {
  EXPECT_EQ(Place({{"a_b.csv", "x"}, {Second(), "y"}}).error().code, ErrorCode::kConflict);
}

}  // namespace
}  // namespace pipeline::files
