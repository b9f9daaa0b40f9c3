#include "libs/uploads/upload_id.hpp"

#include <gtest/gtest.h>

#include <set>

#include "common/contract/provenance.hpp"

namespace pipeline::uploads {
namespace {

http::Request RequestWith(std::vector<std::pair<std::string, std::string>> headers) {
  return {.method = "POST", .path = "/uploads", .headers = std::move(headers)};
}

TEST(UploadIdTest, MakesAnotherOneEachTime) {
  std::set<std::string> ids;
  for (int i = 0; i < 1000; ++i) {
    const std::string id = NewUploadId();
    EXPECT_GE(id.size(), 22U);
    EXPECT_TRUE(contract::IsUploadId(id)) << id;
    ids.insert(id);
  }
  EXPECT_EQ(ids.size(), 1000U);
}

TEST(UploadIdTest, TakesTheSendersKey) {
  EXPECT_EQ(ChooseUploadId(RequestWith({{"idempotency-key", "My_key-1"}})).value(), "My_key-1");
  const std::string longest(64, 'k');
  EXPECT_EQ(ChooseUploadId(RequestWith({{"Idempotency-Key", longest}})).value(), longest);
}

TEST(UploadIdTest, MakesOneWhereTheSenderHasNone) {
  EXPECT_TRUE(contract::IsUploadId(ChooseUploadId(RequestWith({})).value()));
}

TEST(UploadIdTest, RefusesAKeyThatIsNone) {
  for (const std::string& key :
       {std::string(), std::string("a b"), std::string("a.b"), std::string(65, 'k')}) {
    const auto id = ChooseUploadId(RequestWith({{"Idempotency-Key", key}}));
    ASSERT_FALSE(id) << key;
    EXPECT_EQ(id.error().status, 400);
    EXPECT_EQ(id.error().code, "invalid-idempotency-key");
    EXPECT_EQ(id.error().detail.find("a b"), std::string::npos);
  }
}

TEST(UploadIdTest, RefusesSeveralKeys) {
  const auto id = ChooseUploadId(RequestWith({{"Idempotency-Key", "a"}, {"Idempotency-Key", "a"}}));
  ASSERT_FALSE(id);
  EXPECT_EQ(id.error().code, "invalid-idempotency-key");
}

}  // namespace
}  // namespace pipeline::uploads
