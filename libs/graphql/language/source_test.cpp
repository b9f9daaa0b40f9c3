#include "libs/graphql/language/source.hpp"

#include <gmock/gmock.h>

namespace pipeline::graphql {
namespace {

Location LocationIn(std::string body, std::uint32_t offset) {
  return Source(std::move(body)).LocationOf(offset);
}

TEST(SourceTest, CountsLinesAndColumnsFromOne) {
  EXPECT_EQ(LocationIn("", 0), (Location{1, 1}));
  EXPECT_EQ(LocationIn("{ a }", 2), (Location{1, 3}));
  EXPECT_EQ(LocationIn("{\n a }", 3), (Location{2, 2}));
}

TEST(SourceTest, KnowsAllLineEnds) {
  EXPECT_EQ(LocationIn("\r\n\n\rx", 4), (Location{4, 1}));
  EXPECT_EQ(LocationIn("\r\rx", 2), (Location{3, 1}));
  EXPECT_EQ(LocationIn("a\r\nb", 1), (Location{1, 2})) << "at the line's end";
  EXPECT_EQ(LocationIn("a\n", 2), (Location{2, 1})) << "at the document's end";
}

TEST(SourceTest, CountsColumnsInUtf16) {
  EXPECT_EQ(LocationIn("\"\u00e9\u20ac\" x", 8), (Location{1, 6}));
  EXPECT_EQ(LocationIn("\"\U0001F600\" x", 7), (Location{1, 6}));
}

}  // namespace
}  // namespace pipeline::graphql
