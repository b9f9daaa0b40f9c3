#include "services/uppercase/upper_mapping.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>

#include "common/json/utf8.hpp"

namespace pipeline::uppercase {
namespace {

using std::literals::operator""sv;
using Table = std::map<char32_t, std::string>;

// Made by tests/unicode/make_upper_table.mjs with JavaScript's own toUpperCase.
Table ReadTable() {
  std::ifstream file(PIPELINE_UPPER_TABLE);
  EXPECT_TRUE(file) << PIPELINE_UPPER_TABLE;
  Table table;
  for (std::string line; std::getline(file, line);) {
    std::istringstream numbers(line);
    numbers >> std::hex;
    std::uint32_t code_point = 0;
    numbers >> code_point;
    std::string& upper = table[code_point];
    for (std::uint32_t one = 0; numbers >> one;) {
      char utf8[4];
      upper.append(utf8, json::WriteUtf8(utf8, one));
    }
  }
  return table;
}

TEST(UpperMappingTest, IsJavaScriptsForEveryCodePoint) {
  const Table table = ReadTable();
  ASSERT_GT(table.size(), 1400U);
  const UpperMapping& mapping = UpperMapping::Get();
  for (char32_t code_point = 0; code_point < 0x110000; ++code_point) {
    const auto entry = table.find(code_point);
    const std::string expected = entry == table.end() ? "" : entry->second;
    ASSERT_EQ(mapping.Of(code_point), expected) << "U+" << std::hex << std::uint32_t{code_point};
  }
}

TEST(UpperMappingTest, DoesNotApplyMappingsNewerThanUnicode15) {
  const UpperMapping& mapping = UpperMapping::Get();
  for (const char32_t code_point : U"\u019B\u0264\u1C8A\uA7CD\uA7DB\U00010D70\U00016EBB"sv) {
    EXPECT_EQ(mapping.Of(code_point), "") << std::hex << std::uint32_t{code_point};
  }
}

TEST(UpperMappingTest, IsTheFullMapping) {
  const UpperMapping& mapping = UpperMapping::Get();
  EXPECT_EQ(mapping.Of(U'ß'), "SS");
  EXPECT_EQ(mapping.Of(U'ﬁ'), "FI");
  EXPECT_EQ(mapping.Of(U'ŉ'), "ʼN");
  EXPECT_EQ(mapping.Of(U'ΐ'), "\u0399\u0308\u0301");
  EXPECT_EQ(mapping.Of(U'ǆ'), "Ǆ");
  EXPECT_EQ(mapping.Of(U'i'), "I");
  EXPECT_EQ(mapping.Of(U'ı'), "I");
  EXPECT_EQ(mapping.Of(U'𐐨'), "𐐀");
  EXPECT_EQ(mapping.Of(U'𞤢'), "𞤀");
  EXPECT_EQ(mapping.Of(U'É'), "");
}

}  // namespace
}  // namespace pipeline::uppercase
