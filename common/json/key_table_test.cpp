#include "common/json/key_table.hpp"

#include <gtest/gtest.h>

#include <forward_list>
#include <string>

namespace pipeline::json {
namespace {

constexpr std::size_t kDepth = 3;

class KeyTableTest : public ::testing::Test {
 protected:
  // More bytes follow a key, as in a document: a guess reads two blocks.
  std::string_view Place(std::string_view quoted) {
    const std::string& text =
        texts_.emplace_front(std::string(quoted) + ":1" + std::string(40, ' '));
    return std::string_view(text).substr(0, quoted.size());
  }

  KeySpelling SpellingOf(std::string_view quoted, bool colon_follows = false) {
    const bool escaped = quoted.find('\\') != std::string_view::npos;
    const std::string_view place = Place(quoted);
    return {place.data(), static_cast<std::uint32_t>(place.size()), escaped, colon_follows};
  }

  KeyId Intern(KeyId last, std::string_view quoted) {
    return keys_.Intern(kDepth, last, SpellingOf(quoted));
  }

  KeyId Guess(KeyId last, std::string_view quoted) {
    const char* at = Place(quoted).data();
    const char* end = at + texts_.front().size();
    const KeyId next = keys_.Guess(kDepth, last, at, end);
    const KeyId further = keys_.GuessFurther(kDepth, last, at, end);
    EXPECT_TRUE(next == kNoKey || next == further);
    return further;
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

TEST_F(KeyTableTest, GuessesTheNextKeyAtOnceIfItIsShort) {
  const std::string most = '"' + std::string(30, 'k') + '"';
  const std::string more = '"' + std::string(31, 'k') + '"';
  const KeyId a = Intern(kNoKey, R"("a")");
  const KeyId b = Intern(a, most);
  Intern(b, more);
  const auto guess = [this](KeyId last, const std::string& quoted) {
    const char* at = Place(quoted).data();
    return keys_.Guess(kDepth, last, at, at + texts_.front().size());
  };
  EXPECT_EQ(guess(kNoKey, R"("a")"), a);
  EXPECT_EQ(guess(a, most), b);
  EXPECT_EQ(guess(b, more), kNoKey);
  EXPECT_EQ(guess(kNoKey, most), kNoKey);
}

TEST_F(KeyTableTest, GuessesLongKeysToTheirLastByte) {
  std::string quoted = '"' + std::string(70, 'k') + '"';
  const KeyId key = Intern(kNoKey, quoted);
  EXPECT_EQ(Guess(kNoKey, quoted), key);
  quoted[70] = 'x';
  EXPECT_EQ(Guess(kNoKey, quoted), kNoKey);
}

TEST_F(KeyTableTest, GuessesAKeyWithTheColonThatFollowedAtOnce) {
  const KeyId plain = Intern(kNoKey, R"("a")");
  const KeyId with_colon = keys_.Intern(kDepth, plain, SpellingOf(R"("b")", true));
  EXPECT_EQ(keys_.GuessedSize(plain), 3U);
  EXPECT_EQ(keys_.GuessedSize(with_colon), 4U);
  EXPECT_EQ(keys_.QuotedSize(with_colon), 3U);
  const std::string apart = R"("b" :1)" + std::string(40, ' ');
  EXPECT_EQ(Guess(plain, R"("b")"), with_colon);
  const char* end = apart.data() + apart.size();
  EXPECT_EQ(keys_.GuessFurther(kDepth, plain, apart.data(), end), kNoKey);
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
  const KeyId below = keys_.Intern(kDepth + 1, kNoKey, SpellingOf(R"("a")"));
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
}  // namespace pipeline::json
