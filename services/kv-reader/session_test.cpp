#include "services/kv-reader/session.hpp"

#include <gtest/gtest.h>

namespace pipeline::kv_reader {
namespace {

TEST(WithoutCredentialsTest, ShowsAddressesOnly) {
  EXPECT_EQ(WithoutCredentials("nats://a:4222"), "nats://a:4222");
  EXPECT_EQ(WithoutCredentials("nats://u:p@a:4222"), "nats://a:4222");
  EXPECT_EQ(WithoutCredentials("u:p@a:4222"), "a:4222");
  EXPECT_EQ(WithoutCredentials("nats://token@a,tls://u:p/@q@b:1,c"), "nats://a,tls://b:1,c");
}

}  // namespace
}  // namespace pipeline::kv_reader
