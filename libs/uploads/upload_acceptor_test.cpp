#include "libs/uploads/upload_acceptor.hpp"

#include <gtest/gtest.h>

#include "common/base/digest.hpp"
#include "tests/support/fake_raw_stream.hpp"

namespace pipeline::uploads {
namespace {

constexpr const char* kSheet =
    R"({"state":"DONE","filename":"a b.csv","sheets":[{"sheetName":"A","data":[{"a":1}]}]})";

class UploadAcceptorTest : public ::testing::Test {
 protected:
  FakeRawStream stream_;
  UploadAcceptor acceptor_{stream_, "ontario"};
};

TEST_F(UploadAcceptorTest, GivesAReceiptForWhatIsStored) {
  const auto receipt = acceptor_.Accept({.body = kSheet, .idempotency_key = "k1"});
  ASSERT_TRUE(receipt) << receipt.error().detail;
  EXPECT_EQ(receipt->upload_id, "k1");
  EXPECT_EQ(receipt->filename, "a b.csv");
  EXPECT_EQ(receipt->key, "ontario/a_b.csv");
  EXPECT_EQ(receipt->sequence, 1U);
  EXPECT_EQ(receipt->rows, 1U);
  EXPECT_EQ(receipt->sha256, base::Sha256Hex(kSheet));
  EXPECT_FALSE(receipt->duplicate);
  EXPECT_TRUE(acceptor_.Accept({.body = kSheet, .idempotency_key = "k1"})->duplicate);
  ASSERT_EQ(stream_.messages.size(), 1U);
  EXPECT_EQ(stream_.messages[0].body, kSheet);
}

TEST_F(UploadAcceptorTest, MakesAnIdWithoutAKey) {
  const auto receipt = acceptor_.Accept({.body = kSheet});
  ASSERT_TRUE(receipt) << receipt.error().detail;
  EXPECT_EQ(receipt->upload_id.size(), 32U);
}

TEST_F(UploadAcceptorTest, RefusesAndStoresNothing) {
  EXPECT_EQ(acceptor_.Accept({.body = kSheet, .idempotency_key = ""}).error().code,
            "invalid-idempotency-key");
  EXPECT_EQ(acceptor_.Accept({.body = "{"}).error().code, "not-json");
  EXPECT_TRUE(stream_.messages.empty());
  ASSERT_TRUE(acceptor_.Accept({.body = kSheet, .idempotency_key = "k1"}));
  const std::string other = std::string(kSheet) + " ";
  EXPECT_EQ(acceptor_.Accept({.body = other, .idempotency_key = "k1"}).error().code,
            "idempotency-key-reused");
}

constexpr std::int64_t kDefaultMaxPayload = 1'048'576;

TEST(UploadLimitTest, LeavesRoomForAMessageToGrow) {
  EXPECT_EQ(UploadLimit(kDefaultMaxPayload, -1), std::size_t{491'520});
}

TEST(UploadLimitTest, TakesALowerLimitButNotAHigherOne) {
  EXPECT_EQ(UploadLimit(kDefaultMaxPayload, 1000), std::size_t{1000});
  EXPECT_EQ(UploadLimit(kDefaultMaxPayload, 10'000'000), std::size_t{491'520});
}

TEST(UploadLimitTest, RefusesAServerThatTakesNoUploadAtAll) {
  EXPECT_EQ(UploadLimit(65'538, -1), std::size_t{1});
  const auto limit = UploadLimit(65'537, -1);
  ASSERT_FALSE(limit);
  EXPECT_EQ(limit.error().code, base::ErrorCode::kInvalidConfiguration);
}

}  // namespace
}  // namespace pipeline::uploads
