#include "services/safe-inputs/access_control.hpp"

#include <gtest/gtest.h>

namespace pipeline::safe_inputs {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

bool IsForeign(Headers headers) {
  return IsOfForeignOrigin({.method = "POST", .path = "/uploads", .headers = std::move(headers)});
}

TEST(AccessControlTest, AProgramHasNoOrigin) {
  EXPECT_FALSE(IsForeign({}));
  EXPECT_FALSE(IsForeign({{"Host", "a.example:8090"}}));
}

TEST(AccessControlTest, ItsOwnPageIsNotForeign) {
  EXPECT_FALSE(IsForeign({{"Host", "a.example:8090"},
                          {"Origin", "http://a.example:8090"},
                          {"Sec-Fetch-Site", "same-origin"}}));
  EXPECT_FALSE(IsForeign({{"Host", "A.example"}, {"Origin", "https://a.example"}}));
  EXPECT_FALSE(IsForeign({{"Host", "a.example:443"}, {"Origin", "https://a.example"}}));
  EXPECT_FALSE(IsForeign({{"Host", "[::1]:8090"}, {"Origin", "http://[::1]:8090"}}));
  EXPECT_FALSE(IsForeign({{"Host", "a.example"}, {"Sec-Fetch-Site", "none"}}));
}

TEST(AccessControlTest, AnotherPageIsForeign) {
  for (const char* origin : {"http://evil.example",
                             "http://a.example:8091",
                             "http://a.example",
                             "http://a.example:8090.evil.example",
                             "http://b.a.example:8090",
                             "null",
                             "",
                             "file://",
                             "ftp://a.example:8090"}) {
    EXPECT_TRUE(IsForeign({{"Host", "a.example:8090"}, {"Origin", origin}})) << origin;
  }
  for (const char* site : {"cross-site", "same-site", "anything"}) {
    EXPECT_TRUE(IsForeign({{"Host", "a.example"}, {"Sec-Fetch-Site", site}})) << site;
  }
  EXPECT_TRUE(IsForeign({{"Origin", "http://a.example"}}));
}

TEST(AccessControlTest, LetsNobodySendMoreThanTheLimit) {
  AccessControl entrance(*AllowedHosts::Parse("", "127.0.0.1:8090"), {}, 1);
  const http::Request request{.method = "POST", .path = "/uploads", .client = "10.0.0.1"};
  EXPECT_FALSE(entrance.CheckUpload(request));
  EXPECT_FALSE(entrance.CheckUpload(request)) << "looking counts nothing";
  entrance.CountUpload(request);
  const auto refused = entrance.CheckUpload(request);
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, 429);
  EXPECT_FALSE(entrance.CheckToken(request));
}

}  // namespace
}  // namespace pipeline::safe_inputs
