#include "services/uppercase/column_names.hpp"

#include <gtest/gtest.h>

#include <forward_list>
#include <map>
#include <string>
#include <vector>

#include "common/json/strings.hpp"

namespace pipeline::uppercase {
namespace {

constexpr std::size_t kDepth = 5;

class ColumnNamesTest : public ::testing::Test {
 protected:
  ColumnNamesTest() { names_.StartScope(kDepth); }

  std::string NameOf(const std::string& content, std::size_t depth = kDepth) {
    const std::string& quoted = texts_.emplace_front('"' + content + '"');
    const json::KeyId key = keys_.Intern(depth, json::kNoKey, SpellingOf(quoted));
    const char* end = content.data() + content.size();
    return std::string(names_.NameOf(depth, key, keys_, content, end));
  }

  static json::KeySpelling SpellingOf(std::string_view quoted) {
    const bool escaped = quoted.find('\\') != std::string_view::npos;
    return {quoted.data(), static_cast<std::uint32_t>(quoted.size()), escaped};
  }

  std::vector<std::string> NamesOf(const std::vector<std::string>& contents) {
    std::vector<std::string> names;
    names.reserve(contents.size());
    for (const std::string& content : contents) {
      names.push_back(NameOf(content));
    }
    return names;
  }

  std::forward_list<std::string> texts_;
  json::KeyTable keys_;
  ColumnNames names_;
};

using Names = std::vector<std::string>;

TEST_F(ColumnNamesTest, UpperCasesNamesThatStayApart) {
  EXPECT_EQ(NamesOf({"Province", "Région", "__proto__", "straße", ""}),
            (Names{"PROVINCE", "RÉGION", "__PROTO__", "STRASSE", ""}));
}

TEST_F(ColumnNamesTest, GivesTheLowestFreeSuffixInOrderOfAppearance) {
  EXPECT_EQ(NamesOf({"aa", "AA", "Aa", "aA"}), (Names{"AA", "AA_1", "AA_2", "AA_3"}));
}

TEST_F(ColumnNamesTest, KeepsWhatWasDecidedForTheWholeScope) {
  EXPECT_EQ(NamesOf({"A", "a", "a", "A", "a"}), (Names{"A", "A_1", "A_1", "A", "A_1"}));
}

TEST_F(ColumnNamesTest, StepsOverSuffixesThatAreTaken) {
  EXPECT_EQ(NamesOf({"a_1", "a_2", "a", "A", "A_1"}), (Names{"A_1", "A_2", "A", "A_3", "A_1_1"}));
}

TEST_F(ColumnNamesTest, StartsAnewInTheNextScope) {
  EXPECT_EQ(NamesOf({"a", "A", "é\\n"}), (Names{"A", "A_1", "É\\n"}));
  names_.StartScope(kDepth);
  EXPECT_EQ(NamesOf({"A", "a", "aa", "é\\n"}), (Names{"A", "A_1", "AA", "É\\n"}));
}

TEST_F(ColumnNamesTest, KeepsDepthsApart) {
  EXPECT_EQ(NameOf("a"), "A");
  names_.StartScope(kDepth + 1);
  EXPECT_EQ(NameOf("A", kDepth + 1), "A");
  EXPECT_EQ(NameOf("A"), "A_1");
  EXPECT_EQ(NameOf("a", kDepth + 1), "A_1");
}

TEST_F(ColumnNamesTest, TakesSpellingsOfOneTextForOneColumn) {
  EXPECT_EQ(NamesOf({"A", "a", R"(\u0061)", R"(\u0041)", R"(x\n)", R"(X\u000a)", R"(X\n)"}),
            (Names{"A", "A_1", "A_1", R"(\u0041)", R"(X\n)", R"(X\u000a_1)", R"(X\n_1)"}));
}

// Against the rule as it is written, tried for each name from the lowest suffix on.
TEST_F(ColumnNamesTest, FollowsTheRuleForAllOrdersOfManyKeys) {
  std::map<std::string, std::string> decided;
  std::map<std::string, bool> taken;
  unsigned random = 1;
  for (int i = 0; i < 3000; ++i) {
    std::string key;
    for (int j = 0; j < 5; ++j) {
      random = random * 1103515245 + 12345;
      key += "aAbB_112"[random >> 16 & 7];
    }
    if (!decided.contains(key)) {
      std::string upper;
      for (const char byte : key) {
        upper += byte >= 'a' && byte <= 'z' ? static_cast<char>(byte - 32) : byte;
      }
      std::string name = upper;
      for (int n = 1; taken[name]; ++n) {
        name = upper + "_" + std::to_string(n);
      }
      taken[name] = true;
      decided[key] = name;
    }
    ASSERT_EQ(NameOf(key), decided[key]) << key;
  }
}

// Tens of thousands of spellings of one word: a search for the free suffix from 1 on, for each,
// would take minutes.
TEST_F(ColumnNamesTest, NamesMassesOfCollidingKeysInLinearTime) {
  constexpr unsigned kBits = 16;
  std::string last;
  for (unsigned mask = 0; mask < 1U << kBits; ++mask) {
    std::string key(kBits, 'A');
    for (unsigned bit = 0; bit < kBits; ++bit) {
      key[bit] = (mask >> bit & 1U) != 0 ? 'a' : 'A';
    }
    last = NameOf(key);
  }
  EXPECT_EQ(last, std::string(kBits, 'A') + "_" + std::to_string((1U << kBits) - 1));
}

}  // namespace
}  // namespace pipeline::uppercase
