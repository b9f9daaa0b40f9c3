#include "common/sheets/key_table.hpp"

#include <gtest/gtest.h>

#include <forward_list>
#include <string>

namespace pipeline::sheets {
namespace {

constexpr std::size_t kDepth = 3;

class KeyTableTest : public ::testing::Test {
 protected:
  // As in a document, more follows a key: a guess wants a whole block to read.
  std::string_view Place(std::string_view quoted) {
    const std::string& text = texts_.emplace_front(std::string(quoted) + ":1,                ");
    return std::string_view(text).substr(0, quoted.size());
  }

  KeyId Intern(KeyId last, std::string_view quoted) {
    return keys_.Intern(kDepth, last, Place(quoted));
  }

  KeyId Guess(KeyId last, std::string_view quoted) {
    const char* at = Place(quoted).data();
    return keys_.Guess(kDepth, last, at, at + texts_.front().size());
  }

  std::forward_list<std::string> texts_;
  KeyTable keys_;
};

TEST_F(KeyTableTest, GuessesTheKeysOfARowFromTheRowBefore) {
  const KeyId a = Intern(kNoKey, R"("Province")");
  const KeyId b = Intern(a, R"("Region")");
  EXPECT_EQ(Guess(kNoKey, R"("Province")"), a);
  EXPECT_EQ(Guess(a, R"("Region")"), b);
  EXPECT_EQ(Guess(b, R"("Province")"), kNoKey);
}

TEST_F(KeyTableTest, GuessesOverColumnsThatARowLeavesOut) {
  const KeyId a = Intern(kNoKey, R"("a")");
  const KeyId b = Intern(a, R"("b")");
  const KeyId c = Intern(b, R"("c")");
  EXPECT_EQ(Guess(kNoKey, R"("c")"), c);
  EXPECT_EQ(Guess(a, R"("c")"), c);
}

TEST_F(KeyTableTest, PutsANewColumnWhereItFirstAppears) {
  const KeyId a = Intern(kNoKey, R"("a")");
  const KeyId c = Intern(a, R"("c")");
  const KeyId b = Intern(a, R"("b")");
  EXPECT_EQ(Guess(a, R"("b")"), b);
  EXPECT_EQ(Guess(b, R"("c")"), c);
  const KeyId first = Intern(kNoKey, R"("0")");
  EXPECT_EQ(Guess(kNoKey, R"("0")"), first);
  EXPECT_EQ(Guess(first, R"("a")"), a);
}

TEST_F(KeyTableTest, GuessesNothingForAKeyThatOnlyBeginsAlike) {
  const KeyId a = Intern(kNoKey, R"("a")");
  Intern(a, R"("a key of more than sixteen bytes")");
  EXPECT_EQ(Guess(kNoKey, R"("ab")"), kNoKey);
  EXPECT_EQ(Guess(a, R"("a key of more than sixteen bytez")"), kNoKey);
  EXPECT_EQ(Guess(a, R"("a key of more tham sixteen bytes")"), kNoKey);
}

TEST_F(KeyTableTest, GuessesLongKeysToTheirLastByte) {
  std::string quoted = '"' + std::string(70, 'k') + '"';
  const KeyId key = Intern(kNoKey, quoted);
  EXPECT_EQ(Guess(kNoKey, quoted), key);
  quoted[70] = 'x';
  EXPECT_EQ(Guess(kNoKey, quoted), kNoKey);
}

TEST_F(KeyTableTest, GivesSpellingsOfOneTextTheSameCanonicalKey) {
  const KeyId escaped = Intern(kNoKey, R"("\u0061")");
  const KeyId plain = Intern(escaped, R"("a")");
  EXPECT_NE(escaped, plain);
  EXPECT_EQ(keys_.Canonical(escaped), plain);
  EXPECT_EQ(keys_.Canonical(plain), plain);
  EXPECT_EQ(keys_.TextOf(escaped), "a");
  EXPECT_EQ(Guess(escaped, R"("a")"), plain);
}

TEST_F(KeyTableTest, KeepsDepthsApart) {
  const KeyId here = Intern(kNoKey, R"("a")");
  const KeyId below = keys_.Intern(kDepth + 1, kNoKey, Place(R"("a")"));
  EXPECT_NE(here, below);
  EXPECT_TRUE(keys_.MarkSeen(here, 1));
  EXPECT_TRUE(keys_.MarkSeen(below, 2));
  EXPECT_FALSE(keys_.MarkSeen(here, 1));
}

TEST_F(KeyTableTest, MarksAKeyOncePerObjectInAnySpelling) {
  const KeyId plain = Intern(kNoKey, R"("a")");
  const KeyId escaped = Intern(plain, R"("\u0061")");
  EXPECT_TRUE(keys_.MarkSeen(plain, 1));
  EXPECT_FALSE(keys_.MarkSeen(escaped, 1));
  EXPECT_TRUE(keys_.MarkSeen(escaped, 2));
}

}  // namespace
}  // namespace pipeline::sheets
