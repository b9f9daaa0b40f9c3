#include "libs/http/bearer_tokens.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/temp_dir.hpp"

namespace pipeline::http {
namespace {

constexpr const char* kToken = "0123456789abcdef";

class BearerTokensTest : public ::testing::Test {
 protected:
  base::Result<BearerTokens> Read(const std::string& content) {
    const std::string path = dir_.path() / "tokens";
    std::ofstream(path) << content;
    return BearerTokens::Read(path);
  }
  static bool Allows(const BearerTokens& tokens, const std::string& authorization) {
    return tokens.Allow(
        {.method = "GET", .path = "/", .headers = {{"authorization", authorization}}});
  }

  testing::TempDir dir_;
};

TEST_F(BearerTokensTest, AllowsEverybodyWithoutAny) {
  EXPECT_TRUE(BearerTokens().Allow({.method = "GET", .path = "/"}));
}

TEST_F(BearerTokensTest, AllowsWhoHasOneOfThem) {
  const auto tokens = Read("# people\n\n" + std::string(kToken) + "\r\nanother-token-of-ours\n");
  ASSERT_TRUE(tokens) << tokens.error().message;
  EXPECT_TRUE(Allows(*tokens, std::string("Bearer ") + kToken));
  EXPECT_TRUE(Allows(*tokens, "bearer another-token-of-ours"));
  EXPECT_FALSE(Allows(*tokens, ""));
  EXPECT_FALSE(Allows(*tokens, "Bearer "));
  EXPECT_FALSE(Allows(*tokens, "Bearer # people"));
  EXPECT_FALSE(Allows(*tokens, std::string("Basic ") + kToken));
  EXPECT_FALSE(Allows(*tokens, std::string("Bearer ") + kToken + "0"));
}

TEST_F(BearerTokensTest, RefusesAFileWithoutTokensAndNamesTheLineOfABadOne) {
  EXPECT_FALSE(Read("# none\n"));
  EXPECT_FALSE(BearerTokens::Read(dir_.path() / "absent"));
  const auto bad = Read("# one\nshort\n");
  ASSERT_FALSE(bad);
  EXPECT_NE(bad.error().message.find("line 2"), std::string::npos);
  EXPECT_EQ(bad.error().message.find("short"), std::string::npos) << bad.error().message;
}

}  // namespace
}  // namespace pipeline::http
