#include "libs/graphql/execution/document_cache.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "libs/graphql/language/parser.hpp"

namespace pipeline::graphql {
namespace {

std::shared_ptr<const Executable> ExecutableOf(const std::string& text) {
  auto source = std::make_unique<const Source>(text);
  auto document = Parse(*source);
  return std::make_shared<const Executable>(std::move(source), *std::move(document));
}

TEST(DocumentCacheTest, FindsWhatWasAdded) {
  DocumentCache cache({});
  EXPECT_EQ(cache.Find("{ a }"), nullptr);
  const auto added = ExecutableOf("{ a }");
  cache.Add(added);
  EXPECT_EQ(cache.Find("{ a }"), added);
}

TEST(DocumentCacheTest, DropsWhatWasUsedLongestAgo) {
  DocumentCache cache({.documents = 2});
  cache.Add(ExecutableOf("{ a }"));
  cache.Add(ExecutableOf("{ b }"));
  EXPECT_NE(cache.Find("{ a }"), nullptr);
  cache.Add(ExecutableOf("{ c }"));
  EXPECT_NE(cache.Find("{ a }"), nullptr);
  EXPECT_EQ(cache.Find("{ b }"), nullptr);
}

TEST(DocumentCacheTest, KeepsNoMoreBytesThanAllowed) {
  DocumentCache cache({.documents = 100, .bytes = 8'000});
  cache.Add(ExecutableOf("{ a }"));
  cache.Add(ExecutableOf("{ " + std::string(60, 'b') + " }"));
  EXPECT_EQ(cache.Find("{ a }"), nullptr);
  cache.Add(ExecutableOf("{ " + std::string(1000, 'c') + " }"));
  EXPECT_EQ(cache.Find("{ " + std::string(1000, 'c') + " }"), nullptr);
  EXPECT_NE(cache.Find("{ " + std::string(60, 'b') + " }"), nullptr);
}

}  // namespace
}  // namespace pipeline::graphql
