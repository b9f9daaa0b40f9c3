#include "common/nats/connection.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace pipeline::nats {
namespace {

using testing::HasSubstr;

// Made by tools/nats-jwt for this test; no server accepts them.
constexpr const char* kSeed = "SUACT46XK545GS4LFEP2ZC6YKT4VXCXFD2OEB76VJ5P467VTQ3VUNX5FBY";
constexpr const char* kKey = "UCAWEL4XICQAOTOHR6ZJ2ZHGXG7O35CTRD4TG3F3T3BSQ2QLK3IEZVXP";

class ConnectionOptionsTest : public testing::Test {
 protected:
  ConnectionOptionsTest() { std::ofstream(path_) << "neither a certificate nor a seed\n"; }
  ~ConnectionOptionsTest() override { std::filesystem::remove(path_); }

  const std::string path_ =
      testing::TempDir() + "connection_options_test." + std::to_string(getpid());
};

std::string Problem(const ConnectionOptions& options) {
  const auto made = MakeOptions(options);
  if (made) return {};
  EXPECT_EQ(made.error().code, base::ErrorCode::kInvalidConfiguration);
  return made.error().message;
}

TEST_F(ConnectionOptionsTest, AcceptsTheDefaults) { EXPECT_EQ(Problem({.name = "test"}), ""); }

TEST_F(ConnectionOptionsTest, ShowsAnInvalidUrlWithoutItsPassword) {
  EXPECT_EQ(Problem({.url = ","}), "NATS_URL: expected nats://host:port, got \"\"");
  // nats.c parses the rest only when it connects.
  const auto connected =
      Connection::Connect({.url = "nats://user:secret@host:port", .name = "test"}, {});
  ASSERT_FALSE(connected);
  EXPECT_EQ(connected.error().code, base::ErrorCode::kInvalidConfiguration);
  EXPECT_EQ(connected.error().message,
            "NATS_URL: expected nats://host:port, got \"nats://host:port\"");
}

TEST_F(ConnectionOptionsTest, NamesAFileWithUnexpectedContent) {
  EXPECT_THAT(Problem({.name = "test", .tls_ca = path_}), HasSubstr("NATS_TLS_CA: " + path_));
  EXPECT_THAT(Problem({.name = "test", .tls_cert = path_, .tls_key = path_}),
              HasSubstr("NATS_TLS_CERT, NATS_TLS_KEY: " + path_));
  EXPECT_EQ(Problem({.name = "test", .nkey_seed_file = path_}),
            "NATS_NKEY_SEED_FILE: " + path_ + ": holds no user seed, a line that starts with SU");
}

TEST(SplitUrlsTest, SkipsEmptyPieces) {
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

TEST(PublicUserKeyTest, MakesThePublicKeyOfASeed) {
  EXPECT_EQ(*PublicUserKey(kSeed), kKey);
  EXPECT_EQ(*PublicUserKey(std::string(kSeed) + "\n"), kKey);
}

TEST(PublicUserKeyTest, FindsTheSeedAmongOtherLines) {
  EXPECT_EQ(*PublicUserKey("-----BEGIN USER NKEY SEED-----\r\n  " + std::string(kSeed) +
                           "\r\n------END USER NKEY SEED------\n"),
            kKey);
}

TEST(PublicUserKeyTest, RejectsATextWithoutASeed) {
  EXPECT_EQ(PublicUserKey("").error().code, base::ErrorCode::kInvalidConfiguration);
  EXPECT_FALSE(PublicUserKey(kKey));
}

TEST(PublicUserKeyTest, RejectsADamagedSeed) {
  std::string seed = kSeed;
  seed[20] = seed[20] == 'A' ? 'B' : 'A';
  EXPECT_FALSE(PublicUserKey(seed));
  EXPECT_FALSE(PublicUserKey(std::string(kSeed).substr(0, 57)));
  EXPECT_FALSE(PublicUserKey(std::string(kSeed).replace(3, 1, "1")));
}

TEST(PublishSubjectTest, AcceptsTokensOfPrintableCharacters) {
  EXPECT_TRUE(IsPublishSubject("safeInputsExtractedSubset.a/b.xlsx"));
}

TEST(PublishSubjectTest, RejectsCharactersThatBreakTheProtocol) {
  for (const char* subject :
       {"", ".a", "a.", "a..b", "a b", "a\r\nPUB x 0", "a.*", "a.>", "a\tb"}) {
    EXPECT_FALSE(IsPublishSubject(subject)) << subject;
  }
}

}  // namespace
}  // namespace pipeline::nats
