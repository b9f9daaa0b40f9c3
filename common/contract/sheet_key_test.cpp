#include "common/contract/sheet_key.hpp"

#include <gtest/gtest.h>

#include <string>

#include "common/base/digest.hpp"

namespace pipeline::contract {
namespace {

std::string HashOf(const std::string& name) { return base::Sha256Hex(name).substr(0, 8); }

TEST(SheetKeyTest, KeepsWhatAKeyMayHold) {
  EXPECT_EQ(KeyOf("Weekly_2023-01/cases=all.xlsx"), "Weekly_2023-01/cases=all.xlsx");
}

TEST(SheetKeyTest, ReplacesEachUtf16CodeUnitOfTheRest) {
  EXPECT_EQ(KeyOf("weekly report.xlsx"), "weekly_report.xlsx");
  EXPECT_EQ(KeyOf("a\nb"), "a_b");
  EXPECT_EQ(KeyOf("*"), "_");
  EXPECT_EQ(KeyOf(">"), "_");
  EXPECT_EQ(KeyOf("données.csv"), "donn_es.csv");
  EXPECT_EQ(KeyOf("€.csv"), "_.csv");
  EXPECT_EQ(KeyOf("😀.csv"), "__.csv");
  EXPECT_EQ(KeyOf(std::string("a\0b", 3)), "a_b");
}

TEST(SheetKeyTest, LeavesNoDotWhereASubjectHasNoRoomForOne) {
  EXPECT_EQ(KeyOf("a/../b"), "a/._/b");
  EXPECT_EQ(KeyOf(".x."), "_x_");
  EXPECT_EQ(KeyOf("..."), "___");
  EXPECT_EQ(KeyOf("."), "_");
  EXPECT_EQ(KeyOf("a...b"), "a.__b");
  EXPECT_EQ(KeyOf("a.b.c"), "a.b.c");
}

TEST(SheetKeyTest, KeepsOutOfTheReservedPrefix) {
  EXPECT_EQ(KeyOf("_kv"), "__kv");
  EXPECT_EQ(KeyOf("_kvstore.csv"), "__kvstore.csv");
  EXPECT_EQ(KeyOf(".kv"), "__kv");
  EXPECT_EQ(KeyOf("kv_kv"), "kv_kv");
}

TEST(SheetKeyTest, ShortensLongNamesToTheHashOfTheWhole) {
  const std::string longest(255, 'a');
  EXPECT_EQ(KeyOf(longest), longest);
  const std::string name(300, 'a');
  EXPECT_EQ(KeyOf(name), std::string(246, 'a') + "-" + HashOf(name));
  EXPECT_EQ(KeyOf(name).size(), kMaxKeyBytes);
  EXPECT_NE(KeyOf(name), KeyOf(name + "b"));
  const std::string reserved = "_kv" + std::string(252, 'a');
  EXPECT_EQ(KeyOf(reserved), "__kv" + std::string(242, 'a') + "-" + HashOf(reserved));
}

TEST(SheetKeyTest, PutsTheSenderInFront) {
  EXPECT_EQ(KeyOf("hospital-7", "cases.csv"), "hospital-7/cases.csv");
  EXPECT_EQ(KeyOf("", "cases.csv"), "cases.csv");
}

TEST(SheetKeyTest, GivesNamesThatMeetInOneKeyAnotherEach) {
  ASSERT_EQ(KeyOf("a b"), KeyOf("a?b"));
  EXPECT_EQ(AlternativeKeyOf("", "a b"), "a_b-" + HashOf("a b"));
  EXPECT_NE(AlternativeKeyOf("", "a b"), AlternativeKeyOf("", "a?b"));
  EXPECT_EQ(AlternativeKeyOf("lab", "a b"), "lab/a_b-" + HashOf("a b"));
  EXPECT_EQ(AlternativeKeyOf("", std::string(255, 'a')).size(), kMaxKeyBytes);
}

// A file that was saved under the key of another, and sent before it, takes that key.
TEST(SheetKeyTest, GivesALongNameAnotherKeyThanItsShortenedOne) {
  const std::string name = std::string(200, 'a') + " " + std::string(99, 'b');
  const std::string shortened = KeyOf(name);
  ASSERT_EQ(KeyOf(shortened), shortened);
  const std::string hash = base::Sha256Hex(name).substr(0, 16);
  EXPECT_EQ(AlternativeKeyOf("", name),
            std::string(200, 'a') + "_" + std::string(37, 'b') + "-" + hash);
  EXPECT_EQ(AlternativeKeyOf("", name).size(), kMaxKeyBytes);
  EXPECT_EQ(AlternativeKeyOf("lab", name), "lab/" + AlternativeKeyOf("", name));
}

TEST(SheetKeyTest, ShortensTheAlternativeKeyWhereTheFirstOneJustFits) {
  const std::string name(kMaxKeyBytes, 'a');
  ASSERT_EQ(KeyOf(name), name);
  EXPECT_EQ(AlternativeKeyOf("", name), std::string(246, 'a') + "-" + HashOf(name));
}

}  // namespace
}  // namespace pipeline::contract
