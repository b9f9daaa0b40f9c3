#include "common/nats/server_urls.hpp"

#include <gmock/gmock.h>

namespace pipeline::nats {
namespace {

TEST(SplitUrlsTest, LeavesOutWhatIsEmpty) {
  EXPECT_THAT(SplitUrls("nats://a:4222,,b,"), testing::ElementsAre("nats://a:4222", "b"));
  EXPECT_THAT(SplitUrls(""), testing::IsEmpty());
}

TEST(WithoutPasswordsTest, ShowsAddressesOnly) {
  EXPECT_EQ(WithoutPasswords("nats://a:4222"), "nats://a:4222");
  EXPECT_EQ(WithoutPasswords("nats://u:p@a:4222"), "nats://a:4222");
  EXPECT_EQ(WithoutPasswords("u:p@a:4222"), "a:4222");
  EXPECT_EQ(WithoutPasswords("nats://token@a,tls://u:p/@q@b:1,c"), "nats://a,tls://b:1,c");
}

TEST(WithoutPasswordsTest, IsNotMisledByASchemeInsideAPassword) {
  EXPECT_EQ(WithoutPasswords("u:p://q@a:4222"), "a:4222");
}

TEST(WithoutPasswordsTest, ShowsNoHalfOfAPasswordWithAComma) {
  EXPECT_EQ(WithoutPasswords("nats://a,nats://u:123,4,5@b:4222"), "nats://a,b:4222");
  EXPECT_EQ(WithoutPasswords("nats://a,nats://u:p@b"), "nats://a,nats://b");
}

}  // namespace
}  // namespace pipeline::nats
